import { expect, test } from 'vitest'
import { asksStage } from '../../src/rerank/answer.ts'
import { createSearch, type SearchResult } from '../../src/rerank/index.ts'
import { QUERY_DEFAULTS } from '../../src/rerank/options.ts'
import { ENGLISH, GERMAN, JAPANESE, madeDocuments, questionsIn } from './samples.ts'

/** All that a result says, its reasons included. */
const whole = ({ id, score, parts, terms, snippet }: SearchResult) => ({ id, score, parts, terms, snippet })

/** Says what MiniSearch does anyway, and so has it asked. */
const asked = { minisearch: { prefix: false, fuzzy: false } } as const

test('a union is the same whether the first stage is asked or not', () => {
  for (const [documents, language] of [
    [ENGLISH, 'english'],
    [GERMAN, 'german'],
    [JAPANESE, 'japanese']
  ] as const) {
    const search = createSearch(documents)
    for (const { query } of questionsIn(language)) {
      const options = { limit: 99 }
      expect(search.search(query, { ...options, ...asked }).map(whole)).toEqual(
        search.search(query, options).map(whole)
      )
    }
  }
})

test('words that nearly all documents have, and words that none has', () => {
  const documents = madeDocuments(400, 4, 2, 8).map(made => ({ ...made, text: `everywhere ${made.text}` }))
  const search = createSearch(documents, { dims: 16 })
  for (const query of ['everywhere', 'everywhere nowhere', 'nowhere', documents[7].title, documents[9].text]) {
    const results = search.search(query, { limit: 400 })
    expect(search.search(query, { limit: 400, ...asked }).map(whole)).toEqual(results.map(whole))
  }
})

test('it is asked where it may make a difference', () => {
  const asks = (options: object) => asksStage({ ...QUERY_DEFAULTS, ...options })
  expect(asks({})).toBe(false)
  expect(asks({ stageWeight: 0, minisearch: { bm25: { k: 1, b: 1, d: 0 } } })).toBe(false)
  expect(asks({ stageWeight: 0.1 })).toBe(true)
  expect(asks({ semantic: 'rerank' })).toBe(true)
  expect(asks({ semantic: 'none' })).toBe(true)
  expect(asks({ minisearch: { prefix: true } })).toBe(true)
  expect(asks({ minisearch: { boostDocument: () => 1 } })).toBe(true)
})
