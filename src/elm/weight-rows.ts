import type { Sparse } from '../math/index.ts'

/**
 * Adds to `out` (k) the scores of row i of x (n, d) under weights w (d, k): the inner loop of training many rows. Four
 * outputs go through the row together, their sums in registers.
 */
export function addScores(x: Sparse, i: number, w: Float64Array, k: number, out: Float64Array): void {
  const { indices, values } = x
  const from = x.indptr[i]
  const to = x.indptr[i + 1]
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
  for (; o < k; o++) {
    let s = 0
    for (let p = from; p < to; p++) s += values[p] * w[indices[p] * k + o]
    out[o] += s
  }
}

/** w (d, k) ← w + row i of x times `shift` (k), four outputs at a time. */
export function addRowTimes(x: Sparse, i: number, shift: Float64Array, k: number, w: Float64Array): void {
  const { indices, values } = x
  const from = x.indptr[i]
  const to = x.indptr[i + 1]
  let o = 0
  for (; o + 4 <= k; o += 4) {
    const s0 = shift[o]
    const s1 = shift[o + 1]
    const s2 = shift[o + 2]
    const s3 = shift[o + 3]
    for (let p = from; p < to; p++) {
      const v = values[p]
      const at = indices[p] * k + o
      w[at] += v * s0
      w[at + 1] += v * s1
      w[at + 2] += v * s2
      w[at + 3] += v * s3
    }
  }
  for (; o < k; o++) {
    const s = shift[o]
    for (let p = from; p < to; p++) w[indices[p] * k + o] += values[p] * s
  }
}
