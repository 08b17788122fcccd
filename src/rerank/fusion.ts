import { topK } from '../math/index.ts'
import { cosines, type Vectors } from './vectors.ts'

/** How good each document is for a query, (n) each; the parts add up to the total. */
export interface Fused {
  readonly total: Float64Array
  readonly lexical: Float64Array
  readonly expansion: Float64Array
  readonly semantic: Float64Array
}

/** What nearness to the query counts at most, beside 1 for the best by words. */
const SEMANTIC = 0.4
/** What nearness to the documents that are best by words counts at most. */
const EXPANSION = 0.3
/** Those documents. */
const BEST = 10

/**
 * Joins what words and vectors say. Each part is scaled to 1 at its best document, so that a query whose words single out one document
 * keeps it first, whatever lies near.
 *
 * Nearness to the best documents is pseudo-relevance feedback (Rocchio 1971) among the vectors: the mean of the best by words, each as
 * much as its score, is a second query.
 *
 * @param lexical (n) at least 0
 * @param vectors of the documents
 * @param query (dims) of length 1, or zeros where nothing is known of it
 * @param trust how much nearness counts here, from 0 to 1
 */
export function fuse(lexical: Float64Array, vectors: Vectors, query: Float64Array, trust: number): Fused {
  const n = lexical.length
  const expansion = scaled(cosines(vectors, centreOf(vectors, lexical)), EXPANSION * trust)
  const semantic = scaled(cosines(vectors, query), SEMANTIC * trust)
  const words = scaled(lexical, 1)
  const total = new Float64Array(n)
  for (let i = 0; i < n; i++) total[i] = words[i] + expansion[i] + semantic[i]
  return { total, lexical: words, expansion, semantic }
}

/** `scores` with the greatest brought to `weight`; zeros where none is above 0. Writes over its argument. */
export function scaled(scores: Float64Array, weight: number): Float64Array {
  let most = 0
  for (let i = 0; i < scores.length; i++) if (scores[i] > most) most = scores[i]
  if (most === 0 || weight === 0) return scores.fill(0)
  const factor = weight / most
  for (let i = 0; i < scores.length; i++) scores[i] *= factor
  return scores
}

/** (dims) the sum of the vectors of the best documents, each as much as its score. Its length does not matter. */
function centreOf({ coded, dims }: Vectors, scores: Float64Array): Float64Array {
  const centre = new Float64Array(dims)
  for (const i of topK(scores, BEST)) {
    const { codes, scale } = coded[i]
    const factor = scores[i] * scale
    for (let j = 0; j < dims; j++) centre[j] += factor * codes[j]
  }
  return centre
}
