import fc from 'fast-check'
import MiniSearch from 'minisearch'
import { describe, expect, test } from 'vitest'
import { createSearch, type QueryOptions, type SearchResult, type StageOptions } from '../../src/rerank/index.ts'
import { englishStopWords, porter, tokenize } from '../../src/text/index.ts'
import { ENGLISH, madeDocuments, type Page, plain, questionsIn } from './samples.ts'

const search = createSearch(ENGLISH)
const queries = [
  ...questionsIn('english').map(({ query }) => query),
  'bread',
  'clay clay oven',
  'the wheel of the wheel'
]
const all = { limit: 99 }
const ids = (found: readonly SearchResult<Page>[]) => found.map(({ id }) => id)

/** MiniSearch with the same words, made by hand. */
const byHand = new MiniSearch<Page>({
  fields: ['title', 'text'],
  // All of it here, since the length of a text is counted in what this gives.
  tokenize: text =>
    tokenize(text.toLowerCase())
      .filter(token => !englishStopWords.words.has(token.text))
      .map(token => porter.stem(token.text)),
  processTerm: term => term,
  searchOptions: { bm25: { k: 1.2, b: 0.9, d: 0 } }
})
byHand.addAll(ENGLISH)

/** What it finds; of equals, those first that came first. */
function foundByHand(query: string, options?: StageOptions) {
  const order = new Map(ENGLISH.map(({ id }, i) => [id, i]))
  return byHand
    .search(query, options)
    .sort((a, b) => b.score - a.score || (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
}

describe("'none' is MiniSearch alone", () => {
  test.each(queries)('%s', query => {
    const found = search.search(query, { ...all, semantic: 'none' })
    const wanted = foundByHand(query)
    expect(ids(found)).toEqual(wanted.map(({ id }) => id))
    found.forEach(({ score, parts }, i) => {
      expect(score).toBeCloseTo(wanted[i].score, 9)
      expect(parts).toEqual({ lexical: 0, expansion: 0, semantic: 0, stage: score, feedback: 0 })
    })
  })

  test('with its options of one query and of all', () => {
    const minisearch = { boost: { title: 3 }, combineWith: 'AND', prefix: true, bm25: { k: 2, b: 0.5, d: 1 } } as const
    const always = createSearch(ENGLISH, { minisearch })
    for (const query of queries) {
      const wanted = foundByHand(query, minisearch).map(({ id }) => id)
      expect(ids(search.search(query, { ...all, semantic: 'none', minisearch }))).toEqual(wanted)
      expect(ids(always.search(query, { ...all, semantic: 'none' }))).toEqual(wanted)
      const back = { combineWith: 'OR', prefix: false, boost: {}, bm25: { k: 1.2, b: 0.9, d: 0 } } as const
      expect(ids(always.search(query, { ...all, semantic: 'none', minisearch: back }))).toEqual(
        ids(search.search(query, { ...all, semantic: 'none' }))
      )
    }
  })
})

describe('scores', () => {
  test.each(queries)('are the sum of their parts, and fall: %s', query => {
    const options: QueryOptions<Page>[] = [{}, { semantic: 'rerank' }, { semantic: 'none' }, { stageWeight: 0.7 }]
    for (const more of options) {
      const found = search.search(query, { ...all, ...more })
      found.forEach(({ score, parts }, i) => {
        const sum = parts.lexical + parts.expansion + parts.semantic + parts.stage + parts.feedback
        expect(sum).toBeCloseTo(score, 12)
        if (i > 0) expect(score).toBeLessThanOrEqual(found[i - 1].score)
      })
    }
  })

  test.each(queries)('the best by words has 1, and nearness counts for less: %s', query => {
    const found = search.search(query, all)
    expect(Math.max(...found.map(({ parts }) => parts.lexical))).toBeCloseTo(1, 12)
    for (const { parts } of found) {
      expect(parts.lexical).toBeGreaterThanOrEqual(0)
      expect(Math.abs(parts.expansion)).toBeLessThan(0.5)
      expect(Math.abs(parts.semantic)).toBeLessThan(0.5)
      expect([parts.stage, parts.feedback]).toEqual([0, 0])
    }
  })

  test('the same every time, and the first ones of more', () => {
    for (const query of queries) {
      const found = plain(search.search(query, all))
      expect(plain(search.search(query, all))).toEqual(found)
      expect(plain(createSearch(ENGLISH).search(query, all))).toEqual(found)
      expect(plain(search.search(query, { limit: 3 }))).toEqual(found.slice(0, 3))
      expect(search.search(query)).toHaveLength(Math.min(10, found.length))
    }
  })
})

describe('which documents are found', () => {
  test.each(queries)("'rerank' ranks what MiniSearch finds and nothing else: %s", query => {
    const found = search.search(query, { ...all, semantic: 'rerank' })
    expect(new Set(ids(found))).toEqual(new Set(byHand.search(query).map(({ id }) => id)))
  })

  test("'union' finds these and others, in the same order where they are in both", () => {
    let others = 0
    for (const query of queries) {
      const reranked = ids(search.search(query, { ...all, semantic: 'rerank' }))
      const found = ids(search.search(query, all))
      expect(found.filter(id => reranked.includes(id))).toEqual(reranked)
      others += found.length - reranked.length
    }
    expect(others).toBeGreaterThan(5)
  })

  test('those without a word of the query must be near it', () => {
    for (const query of queries) {
      const found = search.search(query, all)
      const nearest = Math.max(...found.map(({ parts }) => parts.expansion + parts.semantic))
      for (const { parts, terms } of found) {
        if (parts.lexical > 0) continue
        expect(parts.expansion + parts.semantic).toBeGreaterThanOrEqual(nearest / 2)
        expect(terms).toEqual([])
      }
    }
  })

  test('a filter takes documents out and changes nothing else', () => {
    const filter = ({ id }: Page) => !id.startsWith('bread')
    for (const query of queries) {
      for (const semantic of ['union', 'rerank', 'none'] as const) {
        const whole = search.search(query, { ...all, semantic })
        const filtered = search.search(query, { ...all, semantic, filter })
        expect(plain(filtered)).toEqual(plain(whole.filter(({ document }) => filter(document))))
        expect(plain(search.search(query, { limit: 2, semantic, filter }))).toEqual(plain(filtered.slice(0, 2)))
      }
    }
    expect(search.search('bread', { filter: () => false })).toEqual([])
    expect(() =>
      search.search('bread', {
        filter: () => {
          throw new Error('mine')
        }
      })
    ).toThrow('mine')
  })
})

describe('diversity', () => {
  test('of 0 is the plain order', () => {
    for (const query of queries) {
      expect(plain(search.search(query, { diversity: 0 }))).toEqual(plain(search.search(query)))
    }
  })

  test('changes the order and no score, and never what is first', () => {
    let moved = 0
    for (const query of queries) {
      const scores = new Map(search.search(query, all).map(({ id, score }) => [id, score]))
      const found = search.search(query)
      for (const diversity of [0.01, 0.3, 0.7, 1]) {
        const diverse = search.search(query, { diversity })
        expect(diverse).toHaveLength(found.length)
        expect(diverse[0].id).toBe(found[0].id)
        expect(new Set(ids(diverse)).size).toBe(diverse.length)
        for (const { id, score } of diverse) expect(score).toBe(scores.get(id))
        if (ids(diverse).join() !== ids(found).join()) moved++
      }
    }
    expect(moved).toBeGreaterThan(queries.length)
  })

  test('of 1 takes one of each topic before a second of any', () => {
    const made = createSearch(madeDocuments(60, 6, 3))
    const topics = made.info.dims > 0 ? [0, 1, 2, 3, 4, 5] : []
    const query = topics.map(topic => made.get(topic)?.text.split(' ').slice(0, 12).join(' ')).join(' ')
    const plainly = made.search(query, { limit: 6 }).map(({ id }) => Number(id) % 6)
    const diverse = made.search(query, { limit: 6, diversity: 1 }).map(({ id }) => Number(id) % 6)
    expect(new Set(diverse).size).toBeGreaterThanOrEqual(new Set(plainly).size)
    expect(new Set(diverse).size).toBeGreaterThanOrEqual(5)
  })

  test('copies of the best are not all shown', () => {
    const copies = [0, 1, 2, 3].map(i => ({ ...ENGLISH[0], id: `copy${i}` }))
    const many = createSearch([...copies, ...ENGLISH])
    const first = (diversity: number) => many.search('oil the bicycle chain', { limit: 3, diversity })
    expect(first(0).filter(({ document }) => document.text === ENGLISH[0].text)).toHaveLength(3)
    expect(first(0.6).filter(({ document }) => document.text === ENGLISH[0].text)).toHaveLength(1)
  })
})

describe("what MiniSearch's own score counts", () => {
  test('0 by itself, and any weight that is asked for', () => {
    for (const query of queries) {
      const stage = new Map(search.search(query, { ...all, semantic: 'none' }).map(({ id, score }) => [id, score]))
      const most = Math.max(...stage.values())
      const plainly = new Map(search.search(query, all).map(one => [one.id, one]))
      for (const stageWeight of [0.25, 3]) {
        for (const { id, score, parts } of search.search(query, { ...all, stageWeight })) {
          expect(parts.stage).toBeCloseTo((stageWeight * (stage.get(id) ?? 0)) / most, 12)
          expect(score - parts.stage).toBeCloseTo(plainly.get(id)?.score ?? Number.NaN, 9)
        }
      }
      expect(plain(search.search(query, { stageWeight: 0 }))).toEqual(plain(search.search(query)))
    }
  })

  test('in great measure it is its order', () => {
    for (const query of queries) {
      const scores = new Map(search.search(query, { ...all, semantic: 'none' }).map(({ id, score }) => [id, score]))
      const found = search
        .search(query, { ...all, semantic: 'rerank', stageWeight: 1e9 })
        .map(({ id }) => scores.get(id) ?? 0)
      expect(found).toHaveLength(scores.size)
      // Where it is undecided the other parts may decide.
      for (let i = 1; i < found.length; i++) expect(found[i]).toBeLessThanOrEqual(found[i - 1] + 1e-6)
    }
  })
})

describe('words that are being typed', () => {
  const typed = [
    ['derail', 'bike-gears'],
    ['varn', 'sail-mast'],
    ['swar', 'bees-swarm'],
    ['feldsp', 'clay-glaze']
  ] as const

  test.each(typed)('%s finds %s by its beginning', (query, id) => {
    const first = search.search(query, { minisearch: { prefix: true } })[0]
    expect(first.id).toBe(id)
    expect(first.parts.stage).toBeCloseTo(0.5, 12)
    const marks = first.snippet.marks.map(({ start, end }) => first.snippet.text.slice(start, end).toLowerCase())
    expect(first.terms).toEqual([query])
    expect(marks.length).toBeGreaterThan(0)
    for (const mark of marks) expect(mark.startsWith(query)).toBe(true)
    // Where all queries are so, and where this one is not.
    const always = createSearch(ENGLISH, { minisearch: { prefix: true } })
    expect(plain(always.search(query)[0])).toEqual(plain(first))
    const whole = always.search(query, { ...all, minisearch: { prefix: false } })
    expect(plain(whole)).toEqual(plain(search.search(query, all)))
    expect(whole.every(({ parts }) => parts.stage === 0)).toBe(true)
  })

  test.each([
    ['derailer', 'bike-gears'],
    ['vranish', 'sail-mast'],
    ['feldsqar', 'clay-glaze']
  ])('%s finds %s though it is misspelled', (query, id) => {
    expect(search.search(query, { minisearch: { fuzzy: 0.3 } })[0].id).toBe(id)
  })
})

test('of whatever words, parts add up, and filters and limits hold', () => {
  const word = fc.constantFrom(...ENGLISH.flatMap(({ text }) => text.split(' ').slice(0, 4)), 'xyzzy', 'Chains')
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('union', 'rerank', 'none'),
      fc.constantFrom(0, 0.5, 1),
      (words, limit, semantic, diversity) => {
        const filter = ({ title }: Page) => title.length % 2 === 0
        const found = search.search(words.join(' '), { limit, semantic, diversity, filter, stageWeight: 0.2 })
        expect(found.length).toBeLessThanOrEqual(limit)
        expect(new Set(ids(found)).size).toBe(found.length)
        for (const { score, parts, document } of found) {
          expect(filter(document)).toBe(true)
          expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 12)
        }
      }
    ),
    { numRuns: 150 }
  )
})
