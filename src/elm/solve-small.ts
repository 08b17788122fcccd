import type { Dense } from '../math/dense.ts'

/** Pivots are 1 where a row has no say in its own score; below this share of that, rounding has eaten their digits. */
const LEAST = 1e-12

/**
 * X with (I − S W)·X = B for one group of rows, by Gaussian elimination with partial pivoting; overwrites both arguments.
 * Throws RangeError where the matrix is singular to rounding: λ so small that the machine runs through the group's targets.
 */
export function solveSmall(a: Dense, b: Float64Array): Float64Array {
  const n = a.rows
  const x = a.data
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let i = c + 1; i < n; i++) if (Math.abs(x[i * n + c]) > Math.abs(x[pivot * n + c])) pivot = i
    if (pivot !== c) {
      for (let j = 0; j < n; j++) [x[c * n + j], x[pivot * n + j]] = [x[pivot * n + j], x[c * n + j]]
      ;[b[c], b[pivot]] = [b[pivot], b[c]]
    }
    if (!(Math.abs(x[c * n + c]) > LEAST)) {
      throw new RangeError(`ridge: expected a value large enough to leave rows out at, got pivot ${x[c * n + c]}`)
    }
    for (let i = c + 1; i < n; i++) {
      const f = x[i * n + c] / x[c * n + c]
      if (f === 0) continue
      for (let j = c; j < n; j++) x[i * n + j] -= f * x[c * n + j]
      b[i] -= f * b[c]
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) b[i] -= x[i * n + j] * b[j]
    b[i] /= x[i * n + i]
  }
  return b
}
