import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeModel, stringsOf } from '../../src/model/index.ts'
import { createAnalysis } from '../../src/rerank/analysis.ts'
import { createSearch, loadSearch, type Search } from '../../src/rerank/index.ts'
import { englishStopWords, porter } from '../../src/text/index.ts'
import { ENGLISH, type Page, plain, questionsIn } from './samples.ts'

const questions = questionsIn('english').map(({ query }) => query)
const all = { limit: 99 }

const fresh = () => createSearch(ENGLISH)
/** Everything found for a question, with its reasons. */
const found = (search: Search<Page>, query: string) => plain(search.search(query, all))
const partOf = (search: Search<Page>, query: string, id: string) =>
  search.search(query, all).find(one => one.id === id)?.parts.feedback ?? 0
const rankOf = (search: Search<Page>, query: string, id: string) =>
  search.search(query, all).findIndex(one => one.id === id)

/** The words of a question that are searched for. */
const wordsOf = (query: string) => createAnalysis(porter, englishStopWords).terms(query)

/** What a document's own question must gain by one judgement, where the best by words has 1. */
const LIFT = 0.5
/** What a judgement may change in the scores of a question that shares no word with it. */
const UNTOUCHED = 0.05

describe('one judgement', () => {
  test.each(questions)('lifts the document for that question: %s', query => {
    const search = fresh()
    const target = search.search(query)[3]?.id ?? 'clock-case'
    const before = rankOf(search, query, String(target))
    search.feedback(query, target)
    expect(search.info.judgements).toBe(1)
    expect(partOf(search, query, String(target))).toBeGreaterThan(LIFT)
    expect(rankOf(search, query, String(target))).toBeLessThan(before < 0 ? 99 : before)
    // No other document gains or loses.
    const others = search.search(query, all).filter(({ id }) => id !== target)
    expect(others.every(({ parts }) => parts.feedback === 0)).toBe(true)
  })

  test('leads to a document without a word of the question', () => {
    const search = fresh()
    expect(rankOf(search, 'squeaking brakes', 'garden-seed')).toBe(-1)
    search.feedback('squeaking brakes', 'garden-seed')
    expect(rankOf(search, 'squeaking brakes', 'garden-seed')).toBeGreaterThanOrEqual(0)
    expect(search.search('squeaking brakes', { semantic: 'rerank', ...all }).map(({ id }) => id)).not.toContain(
      'garden-seed'
    )
    expect(search.search('squeaking brakes', { semantic: 'none' }).every(({ parts }) => parts.feedback === 0)).toBe(
      true
    )
  })

  test('counts for like questions, less than for its own', () => {
    const search = fresh()
    search.feedback('squeaking brakes', 'garden-seed')
    const own = partOf(search, 'squeaking brakes', 'garden-seed')
    expect(partOf(search, 'BRAKES squeaking!', 'garden-seed')).toBeCloseTo(own, 9)
    for (const like of ['the brakes are squeaking badly', 'my brakes', 'squeaking brakes of an old bicycle']) {
      expect(partOf(search, like, 'garden-seed')).toBeGreaterThan(0.1)
      expect(partOf(search, like, 'garden-seed')).toBeLessThan(own)
    }
  })

  // Words of one document, and words of many, that vectors know something of.
  test.each([
    'squeaking brakes',
    'turn it half a turn',
    'water for an hour',
    'the middle of the night',
    'dry in the sun'
  ])('leaves questions that share no word with it as they were: %s', judged => {
    const search = fresh()
    const words = new Set(wordsOf(judged))
    const others = questions.filter(query => !wordsOf(query).some(word => words.has(word)))
    const before = others.map(query => found(search, query))
    search.feedback(judged, 'garden-seed')
    expect(partOf(search, judged, 'garden-seed')).toBeGreaterThan(LIFT)
    let same = 0
    others.forEach((query, q) => {
      const now = found(search, query)
      const scores = new Map(now.map(({ id, score }) => [id, score]))
      for (const { id, score } of before[q]) {
        expect(Math.abs((scores.get(id) ?? 0) - score)).toBeLessThanOrEqual(UNTOUCHED)
      }
      if (JSON.stringify(now) === JSON.stringify(before[q])) same++
    })
    // Nearly all of them to the last bit.
    expect(others.length).toBeGreaterThan(20)
    expect(same).toBeGreaterThan(others.length - 3)
  })

  test('against a document lowers it, as much as one for it lifts', () => {
    let passed = 0
    for (const query of questions) {
      const search = fresh()
      const [first] = search.search(query)
      search.feedback(query, first.id, false)
      expect(partOf(search, query, String(first.id))).toBeLessThan(-LIFT)
      if (rankOf(search, query, String(first.id)) > 0) passed++
      const other = fresh()
      other.feedback(query, first.id, true)
      expect(partOf(other, query, String(first.id))).toBeCloseTo(-partOf(search, query, String(first.id)), 12)
    }
    // Unless nothing else comes near, another is first now.
    expect(passed).toBeGreaterThan(questions.length / 2)
  })

  test('given twice is one, and the last one counts', () => {
    const [once, twice, turned] = [fresh(), fresh(), fresh()]
    once.feedback('oil the chain', 'clock-oil')
    for (const query of ['oil the chain', 'Oil the chain!', 'chain the oil']) twice.feedback(query, 'clock-oil')
    turned.feedback('oil the chain', 'clock-oil', false)
    turned.feedback('oil the chain', 'clock-oil')
    for (const search of [twice, turned]) {
      expect(search.info.judgements).toBe(1)
      for (const query of ['oil the chain', 'oiling']) expect(found(search, query)).toEqual(found(once, query))
    }
  })

  test('parts still add up', () => {
    const search = fresh()
    search.feedback('oil the chain', 'clock-oil')
    search.feedback('oil the chain', 'bike-chain', false)
    for (const { score, parts } of search.search('oil the chain', all)) {
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 12)
    }
  })
})

test('without judgements it is as if there were no such thing', () => {
  const search = fresh()
  for (const query of questions) expect(search.search(query, all).every(({ parts }) => parts.feedback === 0)).toBe(true)
  search.feedback('of the and', 'clock-oil')
  expect(search.info.judgements).toBe(0)
})

describe('forgetting', () => {
  const taught = () => {
    const search = fresh()
    search.feedback('oil the chain', 'clock-oil')
    search.feedback('oil the chain', 'bike-gears', false)
    search.feedback('flat tyre', 'bike-puncture')
    return search
  }

  test('a question, whatever its form, and nothing else', () => {
    const search = taught()
    const only = fresh()
    only.feedback('flat tyre', 'bike-puncture')
    expect(search.forget('a question that was never judged')).toBe(0)
    expect(search.forget('')).toBe(0)
    expect(search.forget('The CHAINS, oiled')).toBe(2)
    expect(search.info.judgements).toBe(1)
    for (const query of ['oil the chain', 'flat tyre', 'tyres'])
      expect(found(search, query)).toEqual(found(only, query))
    expect(search.forget('oil the chain')).toBe(0)
  })

  test('a question and a document, or a document whatever the question', () => {
    const search = taught()
    expect(search.forget('oil the chain', 'bike-puncture')).toBe(0)
    expect(search.forget('OIL the chains', 'bike-gears')).toBe(1)
    expect(partOf(search, 'oil the chain', 'clock-oil')).toBeGreaterThan(LIFT)
    expect(partOf(search, 'oil the chain', 'bike-gears')).toBe(0)
    search.feedback('grease', 'clock-oil')
    expect(search.forget(undefined, 'clock-oil')).toBe(2)
    expect(search.info.judgements).toBe(1)
    expect(partOf(search, 'flat tyre', 'bike-puncture')).toBeGreaterThan(LIFT)
    expect(search.forget(undefined, 'nowhere')).toBe(0)
  })

  test('leaves nothing of a question in the file', () => {
    const lines = (search: Search<Page>) => stringsOf(decodeModel(search.save()), 'judgements')
    const search = taught()
    expect(lines(search)).toHaveLength(2)
    search.remove('bike-puncture')
    expect(lines(search).join()).not.toContain('flat tyre')
    search.forget('oil the chain', 'bike-gears')
    expect(lines(search)).toHaveLength(1)
    search.forget('oil the chain', 'clock-oil')
    expect(lines(search)).toEqual([])
  })

  test('all', () => {
    const search = taught()
    expect(search.forget()).toBe(3)
    expect(search.info.judgements).toBe(0)
    for (const query of questions) expect(found(search, query)).toEqual(found(fresh(), query))
    search.feedback('flat tyre', 'bike-puncture')
    expect(search.info.judgements).toBe(1)
  })

  test('a document that is removed, and not one that is replaced', () => {
    const search = taught()
    search.replace({ ...(search.get('clock-oil') as Page) })
    expect(partOf(search, 'oil the chain', 'clock-oil')).toBeGreaterThan(LIFT)
    search.remove('clock-oil')
    expect(search.info.judgements).toBe(2)
    search.remove('bike-puncture')
    expect(search.info.judgements).toBe(1)
    search.add(ENGLISH.find(({ id }) => id === 'clock-oil') as Page)
    expect(partOf(search, 'oil the chain', 'clock-oil')).toBe(0)
    expect(search.forget('flat tyre')).toBe(0)
    expect(search.forget()).toBe(1)
  })
})

test('is kept in a file, and goes on from there', () => {
  const search = fresh()
  search.feedback('oil the chain', 'clock-oil')
  search.feedback('__proto__', 'bike-gears', false)
  const loaded = loadSearch<Page>(search.save())
  expect(found(loaded, 'oil the chain')).toEqual(found(search, 'oil the chain'))
  expect([loaded.forget('__proto__'), loaded.forget('oil the chain')]).toEqual([1, 1])
  expect(found(loaded, 'oil the chain')).toEqual(found(fresh(), 'oil the chain'))
})

test('judged before documents come and go, it is as if judged after', () => {
  const [before, after] = [createSearch(ENGLISH.slice(0, 30)), createSearch(ENGLISH.slice(0, 30))]
  before.feedback('oil the chain', 'bike-gears')
  before.search('oil the chain')
  for (const search of [before, after]) {
    search.addAll(ENGLISH.slice(30))
    search.remove('bread-loaf')
  }
  after.feedback('oil the chain', 'bike-gears')
  expect(found(before, 'oil the chain')).toEqual(found(after, 'oil the chain'))
})

test('of whatever was judged, scores are finite and add up', () => {
  const word = fc.constantFrom(...'oil chain bread clay wheel bees winter sail wind clock spring xyzzy the'.split(' '))
  const anyQuery = fc.array(word, { minLength: 1, maxLength: 4 }).map(words => words.join(' '))
  const id = fc.constantFrom(...ENGLISH.map(page => page.id))
  const search = fresh()
  fc.assert(
    fc.property(fc.array(fc.tuple(anyQuery, id, fc.boolean()), { maxLength: 90 }), anyQuery, (judged, query) => {
      search.forget()
      for (const [asked, document, relevant] of judged) search.feedback(asked, document, relevant)
      for (const { parts, score } of search.search(query, all)) {
        expect(Number.isFinite(score)).toBe(true)
        expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 12)
      }
    }),
    { numRuns: 60 }
  )
})
