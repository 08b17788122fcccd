import { show } from './check.ts'
import type { Awaitable } from './sources.ts'

/** How relevant each text is to the query: a number for each, in order; higher is better, and only within the one call. */
export type RelevanceScorer = (query: string, texts: readonly string[]) => Awaitable<ArrayLike<number>>

/** The place of a text in what was given, and its score. */
export interface Ranked {
  readonly index: number
  readonly score: number
}

/**
 * Texts from the most relevant to the least, those of equal scores as they were given.
 *
 * @param limit at most so many; all, if undefined
 * @throws TypeError or RangeError unless the scorer gives a finite number for each text
 */
export async function rankTexts(
  scorer: RelevanceScorer,
  query: string,
  texts: readonly string[],
  limit: number | undefined
): Promise<Ranked[]> {
  if (texts.length === 0) return []
  const scores = await scorer(query, texts)
  if (typeof scores !== 'object' || scores === null || scores.length !== texts.length) {
    const got = typeof scores === 'object' && scores !== null ? scores.length : show(scores)
    throw new TypeError(`scores: expected ${texts.length}, one for each text, got ${got}`)
  }
  const ranked = Array.from(scores, (score, index) => ({ index, score }))
  for (const { index, score } of ranked) {
    if (!Number.isFinite(score)) throw new RangeError(`scores[${index}]: expected a finite number, got ${show(score)}`)
  }
  return ranked.sort((a, b) => b.score - a.score).slice(0, limit)
}
