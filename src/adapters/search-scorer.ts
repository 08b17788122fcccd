import { createSearch } from '../rerank/index.ts'
import type { RelevanceScorer } from './relevance.ts'

/**
 * Scores texts by a search built over them alone. Those that it does not find have 0 or, where one that it finds has no more,
 * less than all of them. A hundred texts take some tens of milliseconds, nearly all of it for building.
 */
export const searchScorer: RelevanceScorer = (query, texts) => {
  const search = createSearch(texts.map((text, id) => ({ id, text })))
  const found = search.search(query, { limit: texts.length })
  const least = found.reduce((lowest, { score }) => Math.min(lowest, score), Number.POSITIVE_INFINITY)
  const scores = new Float64Array(texts.length).fill(least > 0 ? 0 : least - 1)
  for (const { id, score } of found) scores[Number(id)] = score
  return scores
}
