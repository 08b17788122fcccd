import { topK } from '../math/top-k.ts'

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): up to `limit` positions, each next one the greatest of
 * (1 − d) · r_i − d · max_j s(i, j) over those not taken, j over those taken. Of equals the one with the greater score, then the earlier.
 *
 * The scores of a query have no fixed scale and similarities end at 1, so r is the score scaled linearly over the candidates, the
 * best 1 and the worst 0: a shift or a factor in `scores` changes nothing. With equal scores r is 1 for all. Where the candidates reach
 * far down, r differs little among the best, and diversity counts for more: give it those that could be shown, not all.
 *
 * @param scores (n) of the candidates, finite
 * @param similarity of two candidates, positions in `scores`, at most 1, such as a cosine; called less than `limit` · n times
 * @param diversity d, from 0 (exactly the order of the scores) to 1 (the best, then whatever is least like those taken)
 * @returns (at most `limit`) positions in `scores`
 *
 * Throws RangeError on an argument out of range, and on a score or similarity that is not finite.
 */
export function mmr(
  scores: Float64Array,
  similarity: (a: number, b: number) => number,
  limit: number,
  diversity: number
): Uint32Array {
  if (!(diversity >= 0 && diversity <= 1)) {
    throw new RangeError(`diversity: expected a number from 0 to 1, got ${diversity}`)
  }
  const n = scores.length
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(scores[i])) throw new RangeError(`scores[${i}]: expected a finite number, got ${scores[i]}`)
  }
  if (diversity === 0) return topK(scores, limit)
  // In the order of the scores the first of equal gains is the one that is wanted.
  const order = topK(scores, n)
  const out = new Uint32Array(topK(scores, limit).length)
  const relevance = scaled(scores, order)
  const nearest = new Float64Array(n).fill(Number.NEGATIVE_INFINITY)
  for (let k = 0; k < out.length; k++) {
    let best = k
    let bestGain = Number.NEGATIVE_INFINITY
    for (let j = k; j < n; j++) {
      const i = order[j]
      const gain = (1 - diversity) * relevance[i] - (k === 0 ? 0 : diversity * nearest[i])
      if (gain > bestGain) {
        bestGain = gain
        best = j
      }
    }
    const taken = order[best]
    order.copyWithin(k + 1, k, best)
    order[k] = taken
    out[k] = taken
    if (k + 1 === out.length) break
    for (let j = k + 1; j < n; j++) {
      const i = order[j]
      const s = similarity(i, taken)
      if (!Number.isFinite(s)) throw new RangeError(`similarity(${i}, ${taken}): expected a finite number, got ${s}`)
      if (s > nearest[i]) nearest[i] = s
    }
  }
  return out
}

/** (n) scores from 0, the worst, to 1, the best; `order` is from the best down. */
function scaled(scores: Float64Array, order: Uint32Array): Float64Array {
  const out = new Float64Array(scores.length).fill(1)
  if (order.length === 0) return out
  // Halved, since the difference of two finite numbers need not be finite.
  const worst = scores[order[order.length - 1]] / 2
  const spread = scores[order[0]] / 2 - worst
  if (spread > 0) for (let i = 0; i < out.length; i++) out[i] = (scores[i] / 2 - worst) / spread
  return out
}
