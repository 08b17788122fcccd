import { type Dense, dense } from './dense.ts'
import { NotPositiveDefiniteError } from './not-positive-definite.ts'
import { TILE_COLS, TILE_ROWS } from './row-dots.ts'
import { forwardRows } from './triangular.ts'

/**
 * The lower triangle L with L·Lᵀ = A for a symmetric positive definite A (n, n), of which only the lower triangle is read.
 * Throws {@link NotPositiveDefiniteError} on a pivot that is not above 0 or not finite, RangeError if A is not square.
 *
 * Row by row (Cholesky–Banachiewicz; Golub and Van Loan, Matrix Computations, 4.2), a few rows at a time.
 */
export function cholesky(a: Dense): Dense {
  const n = a.rows
  if (a.cols !== n) throw new RangeError(`matrix: expected square, got ${n} × ${a.cols}`)
  const out = dense(n, n)
  const l = out.data
  const tile = new Float64Array(TILE_ROWS * TILE_COLS)
  for (let i = 0; i < n; i += TILE_ROWS) {
    const end = Math.min(i + TILE_ROWS, n)
    for (let r = i; r < end; r++) l.set(a.data.subarray(r * n, r * n + r + 1), r * n)
    forwardRows(l, n, l, i * n, n, end - i, i, tile)
    for (let r = i; r < end; r++) finishRow(l, n, r, i)
  }
  return out
}

/** Row r from column `from` on: what is left of it once the earlier columns stand. */
function finishRow(l: Float64Array, n: number, r: number, from: number): void {
  const row = r * n
  for (let j = from; j <= r; j++) {
    const other = j * n
    let sum = l[row + j]
    for (let p = 0; p < j; p++) sum -= l[row + p] * l[other + p]
    if (j < r) l[row + j] = sum / l[other + j]
    else if (sum > 0 && sum < Number.POSITIVE_INFINITY) l[row + j] = Math.sqrt(sum)
    else throw new NotPositiveDefiniteError(r, sum)
  }
}
