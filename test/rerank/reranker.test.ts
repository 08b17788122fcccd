import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import { beforeAll, describe, expect, test } from 'vitest'
import { ndcgAt } from '../../bench/retrieval/trec.ts'
import { type Candidate, createReranker, createSearch } from '../../src/rerank/index.ts'
import { thrownBy } from '../math/matrices.ts'
import { ENGLISH, grades, type Page, plain, questionsIn } from './samples.ts'

const reranker = createReranker(ENGLISH)
const search = createSearch(ENGLISH)
const questions = questionsIn('english')
const all = { limit: 99 }
const everything: readonly Candidate[] = ENGLISH.map(({ id }) => ({ id }))

describe('over Orama', () => {
  const index = create({ schema: { title: 'string', text: 'string' } as const })
  const found = new Map<string, { readonly id: string; readonly score: number }[]>()

  beforeAll(async () => {
    await insertMultiple(index, [...ENGLISH])
    for (const { query } of questions) {
      const { hits } = await searchOrama(index, { term: query, limit: 20 })
      found.set(
        query,
        hits.map(({ id, score }) => ({ id, score }))
      )
    }
  })
  const hitsOf = (query: string) => found.get(query) ?? []
  const mean = (order: (query: string) => readonly string[]) =>
    questions.reduce((sum, question) => sum + ndcgAt(10, order(question.query), grades(question)), 0) / questions.length

  test('the order is better by our notes, by far', () => {
    const before = mean(query => hitsOf(query).map(({ id }) => id))
    const after = mean(query => reranker.rerank(query, hitsOf(query), all).map(({ id }) => String(id)))
    expect(before).toBeGreaterThan(0.5)
    expect(after).toBeGreaterThan(before + 0.1)
  })

  test('no document is lost, and none comes in', () => {
    for (const { query } of questions) {
      const reranked = reranker.rerank(query, hitsOf(query), all).map(({ id }) => id)
      expect(new Set(reranked)).toEqual(new Set(hitsOf(query).map(({ id }) => id)))
      expect(reranked).toHaveLength(hitsOf(query).length)
      expect(reranker.rerank(query, hitsOf(query), { limit: 3 }).map(({ id }) => id)).toEqual(reranked.slice(0, 3))
    }
  })

  test("others may come in with 'union'", () => {
    let more = 0
    for (const { query } of questions) {
      const union = reranker.rerank(query, hitsOf(query), { ...all, semantic: 'union' }).map(({ id }) => id)
      for (const { id } of hitsOf(query)) expect(union).toContain(id)
      more += union.length - hitsOf(query).length
    }
    expect(more).toBeGreaterThan(0)
  })
})

describe('the order', () => {
  test('is that of a search with the same options over the same documents', () => {
    for (const { query } of questions) {
      const candidates = search.search(query, { ...all, semantic: 'none' }).map(({ id, score }) => ({ id, score }))
      for (const options of [{}, { diversity: 0.4, limit: 5 }, { stageWeight: 0.6 }, { semantic: 'union' as const }]) {
        const wanted = search.search(query, { ...all, semantic: 'rerank', ...options })
        expect(plain(reranker.rerank(query, candidates, { ...all, ...options }))).toEqual(plain(wanted))
      }
    }
  })

  test('does not hang on the order of the candidates, nor on their scores, unless those count', () => {
    for (const { query } of questions) {
      const forth = plain(reranker.rerank(query, everything, all))
      expect(plain(reranker.rerank(query, [...everything].reverse(), all))).toEqual(forth)
      const scored = everything.map(({ id }, i) => ({ id, score: 1 + ((i * 7) % 5) }))
      expect(plain(reranker.rerank(query, scored, all))).toEqual(forth)
    }
  })

  test('without scores is that of the candidates, where it counts: 1 for the first, a half for the second and so on', () => {
    const [first, second, third] = reranker.rerank('xyzzy', everything.slice(5, 8), { stageWeight: 1 })
    expect([first, second, third].map(({ id, score }) => [id, score])).toEqual([
      [ENGLISH[5].id, 1],
      [ENGLISH[6].id, 1 / 2],
      [ENGLISH[7].id, 1 / 3]
    ])
    expect(first.parts).toEqual({ lexical: 0, expansion: 0, semantic: 0, stage: 1, feedback: 0 })
    const given = reranker.rerank(
      'xyzzy',
      [
        { id: 'bike-chain', score: 2 },
        { id: 'sail-reef', score: 8 }
      ],
      { stageWeight: 0.5 }
    )
    expect(given.map(({ id, score }) => [id, score])).toEqual([
      ['sail-reef', 0.5],
      ['bike-chain', 0.125]
    ])
  })

  test('of candidates that nothing tells apart is that of the documents', () => {
    const order = reranker.rerank('', [...everything].reverse(), all).map(({ id }) => id)
    expect(order).toEqual(ENGLISH.map(({ id }) => id))
    expect(reranker.rerank('', everything, all).every(({ score }) => score === 0)).toBe(true)
  })
})

describe('candidates', () => {
  test('none are none, and one is one', () => {
    expect(reranker.rerank('oil the chain', [])).toEqual([])
    expect(reranker.rerank('oil the chain', [{ id: 'sail-reef' }]).map(({ id }) => id)).toEqual(['sail-reef'])
    expect(reranker.size).toBe(ENGLISH.length)
  })

  test('may be filtered', () => {
    const filter = ({ id }: Page) => id.startsWith('bike')
    const found = reranker.rerank('oil the chain', everything, { ...all, filter })
    expect(found.length).toBe(5)
    expect(found.every(({ document }) => filter(document))).toBe(true)
  })

  test('given twice are one', () => {
    const twice = [...everything.slice(0, 5), ...everything.slice(0, 5)]
    expect(plain(reranker.rerank('oil the chain', twice))).toEqual(
      plain(reranker.rerank('oil the chain', everything.slice(0, 5)))
    )
  })

  test.each<[unknown, string]>([
    [undefined, 'TypeError: candidates: expected an array, got undefined'],
    [{ id: 'bike-chain' }, 'TypeError: candidates: expected an array, got an object'],
    [['bike-chain'], 'TypeError: candidates[0]: expected an object with an id, got "bike-chain"'],
    [[null], 'TypeError: candidates[0]: expected an object with an id, got null'],
    [[{ id: 'bike-chain' }, {}], 'TypeError: candidates[1].id: expected a string or a finite number, got undefined'],
    [
      [{ id: 'bike-chain' }, { id: 'nowhere' }],
      'RangeError: candidates[1].id: expected the id of a document, got "nowhere"'
    ],
    [[{ id: '__proto__' }], 'RangeError: candidates[0].id: expected the id of a document, got "__proto__"'],
    [[{ id: 'bike-chain', score: 0 }], 'RangeError: candidates[0].score: expected a finite number above 0, got 0'],
    [[{ id: 'bike-chain', score: -1 }], 'RangeError: candidates[0].score: expected a finite number above 0, got -1'],
    [
      [{ id: 'bike-chain', score: Number.NaN }],
      'RangeError: candidates[0].score: expected a finite number above 0, got NaN'
    ],
    [[{ id: 'bike-chain', score: '2' }], 'RangeError: candidates[0].score: expected a finite number above 0, got "2"']
  ])('%j are refused', (candidates, message) => {
    const error = thrownBy(() => reranker.rerank('chain', candidates as Candidate[])) as Error
    expect(`${error.name}: ${error.message}`).toBe(message)
  })
})
