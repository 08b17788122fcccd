import { createSearch } from '../rerank/index.ts'
import type { RelevanceScorer } from './relevance.ts'
import type { Scored } from './sources.ts'

/**
 * Scores texts by a search built over them alone. A hundred texts take some tens of milliseconds, nearly all of it for building.
 */
export const searchScorer: RelevanceScorer = (query, texts) => {
  const search = createSearch(texts.map((text, id) => ({ id, text })))
  return scoresOf(search.search(query, { limit: texts.length }), texts.length)
}

/**
 * A score for each of `count` texts, (count), where those found have the numbers of theirs as ids. The others come after all of
 * them: they have 0 or, since a sum of cosines may be negative, 1 less than the least.
 */
export function scoresOf(found: readonly Scored[], count: number): Float64Array {
  const least = found.reduce((lowest, { score }) => Math.min(lowest, score), Number.POSITIVE_INFINITY)
  const scores = new Float64Array(count).fill(least > 0 ? 0 : least - 1)
  for (const { id, score } of found) scores[Number(id)] = score
  return scores
}
