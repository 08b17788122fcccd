import type { Search } from '../../src/rerank/index.ts'

/** What the saved search in fixtures/format is asked. */
export const SEARCH_QUESTIONS = [
  '',
  'oil the chain',
  'greasing a spring',
  'baking bread in a wood fired oven',
  'Bienen und Brot',
  'strasse ﬁne __proto__'
]

/** What a search says to a question. */
export function searchAnswers(search: Search, query: string) {
  const results = search.search(query, { limit: 5 }).map(({ document, ...result }) => result)
  const typed = search.search(query, { limit: 3, diversity: 0.5, minisearch: { prefix: true } })
  return {
    results,
    typed: typed.map(({ id, score }) => [id, score]),
    context: search.context(query, { maxTokens: 60 })
  }
}
