import type { Dense, FloatArray } from '../../src/math/index.ts'

/** How many entries of a large result are computed again. */
const CHECKED = 20_000

/** The largest difference from these numbers, over the largest of them. */
export function relativeError(exact: FloatArray): (result: FloatArray) => number {
  const most = Float64Array.from(exact).reduce((max, x) => Math.max(max, Math.abs(x)), 0)
  return result => {
    if (result.length !== exact.length) return Number.POSITIVE_INFINITY
    let worst = 0
    for (let p = 0; p < exact.length; p++) worst = larger(worst, Math.abs(result[p] - exact[p]))
    return worst / most
  }
}

/** How far a result is from A·B, (n, d) · (d, k): entries in steps that visit all rows and columns, each summed the plain way in 64 bits. */
export function productError(a: Dense<FloatArray>, b: Dense<FloatArray>): (result: FloatArray) => number {
  return result => {
    if (result.length !== a.rows * b.cols) return Number.POSITIVE_INFINITY
    let worst = 0
    let most = 0
    for (const p of entries(result.length)) {
      const [i, j] = [Math.floor(p / b.cols), p % b.cols]
      let sum = 0
      for (let q = 0; q < a.cols; q++) sum += a.data[i * a.cols + q] * b.data[q * b.cols + j]
      worst = larger(worst, Math.abs(result[p] - sum))
      most = larger(most, Math.abs(sum))
    }
    return worst / most
  }
}

/** How far X is from solving L·X = B, in B. */
export function triangularError(l: Dense, b: Dense): (result: FloatArray) => number {
  return result => productError(l, { ...b, data: result })(b.data)
}

/** Places in steps that share no factor with rows and columns of usual sizes. */
function entries(length: number): number[] {
  const step = length <= CHECKED ? 1 : Math.floor(length / CHECKED) | 1
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step)
}

/** The larger one; what is no number is larger than all. */
const larger = (a: number, b: number) => (Number.isNaN(b) ? Number.POSITIVE_INFINITY : Math.max(a, b))
