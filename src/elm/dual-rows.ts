import type { Sparse } from '../math/sparse.ts'

/**
 * Rows made ready for {@link solveDual}, once for any number of solutions. A column that one row alone has moves with that row's
 * dual variable and nothing else, so its weight is written in the end, and between only its square counts. The solver finds
 * such columns at the end of a row: where columns are numbered by falling frequency, that is all of them, and what most
 * rows share lies together in memory.
 */
export interface DualRows {
  /** (n, d) */
  readonly x: Sparse
  /** (n) squared length of each row */
  readonly norms: Float64Array
  /** (n) the entry at which the columns of its own begin that end row i */
  readonly tails: Uint32Array
  /** (n) squared length of that part */
  readonly own: Float64Array
}

/** Rows made ready. The matrix is taken to be sound: `checkSparse` tells. */
export function dualRows(x: Sparse): DualRows {
  const { rows: n, indptr, indices, values } = x
  const frequency = new Uint32Array(x.cols)
  for (let p = 0; p < indices.length; p++) frequency[indices[p]]++
  const norms = new Float64Array(n)
  const tails = new Uint32Array(n)
  const own = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const from = indptr[i]
    let tail = indptr[i + 1]
    let alone = 0
    for (; tail > from && frequency[indices[tail - 1]] === 1; tail--) alone += values[tail - 1] * values[tail - 1]
    let shared = 0
    for (let p = from; p < tail; p++) shared += values[p] * values[p]
    tails[i] = tail
    own[i] = alone
    norms[i] = shared + alone
  }
  return { x, norms, tails, own }
}
