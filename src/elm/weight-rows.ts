import type { Sparse } from '../math/index.ts'

/**
 * Adds to `out` (k) the scores under weights w (d, k) of the entries `from` to `to` of x (n, d), those of one row or a part of
 * it: the inner loop of training many rows. Up to four outputs go through the entries together, their sums in registers.
 */
export function addScores(x: Sparse, from: number, to: number, w: Float64Array, k: number, out: Float64Array): void {
  const { indices, values } = x
  let o = 0
  for (; o + 4 <= k; o += 4) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let p = from; p < to; p++) {
      const v = values[p]
      const at = indices[p] * k + o
      s0 += v * w[at]
      s1 += v * w[at + 1]
      s2 += v * w[at + 2]
      s3 += v * w[at + 3]
    }
    out[o] += s0
    out[o + 1] += s1
    out[o + 2] += s2
    out[o + 3] += s3
  }
  for (; o + 2 <= k; o += 2) {
    let s0 = 0
    let s1 = 0
    for (let p = from; p < to; p++) {
      const v = values[p]
      const at = indices[p] * k + o
      s0 += v * w[at]
      s1 += v * w[at + 1]
    }
    out[o] += s0
    out[o + 1] += s1
  }
  for (; o < k; o++) {
    let s = 0
    for (let p = from; p < to; p++) s += values[p] * w[indices[p] * k + o]
    out[o] += s
  }
}

/** w (d, k) ← w + the entries `from` to `to` of x times `shift` (k), in the same order; outputs that do not move are passed over. */
export function addRowTimes(
  x: Sparse,
  from: number,
  to: number,
  shift: Float64Array,
  k: number,
  w: Float64Array
): void {
  const { indices, values } = x
  let o = 0
  for (; o + 4 <= k; o += 4) {
    const s0 = shift[o]
    const s1 = shift[o + 1]
    const s2 = shift[o + 2]
    const s3 = shift[o + 3]
    if (s0 === 0 && s1 === 0 && s2 === 0 && s3 === 0) continue
    for (let p = from; p < to; p++) {
      const v = values[p]
      const at = indices[p] * k + o
      w[at] += v * s0
      w[at + 1] += v * s1
      w[at + 2] += v * s2
      w[at + 3] += v * s3
    }
  }
  for (; o + 2 <= k; o += 2) {
    const s0 = shift[o]
    const s1 = shift[o + 1]
    if (s0 === 0 && s1 === 0) continue
    for (let p = from; p < to; p++) {
      const v = values[p]
      const at = indices[p] * k + o
      w[at] += v * s0
      w[at + 1] += v * s1
    }
  }
  for (; o < k; o++) {
    const s = shift[o]
    if (s === 0) continue
    for (let p = from; p < to; p++) w[indices[p] * k + o] += values[p] * s
  }
}
