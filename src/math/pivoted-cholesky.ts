import { type Dense, dense } from './dense.ts'
import { NotPositiveDefiniteError } from './not-positive-definite.ts'

/** The rows a pivoted factorisation kept, in the order it took them, and their factor. */
export interface PivotedCholesky {
  /** (r) row numbers of A, r its numerical rank */
  readonly kept: Uint32Array
  /** (r, r) lower triangle with L·Lᵀ = A[kept, kept] */
  readonly factor: Dense
  /** (n, r) B = A[:, kept]·L⁻ᵀ, so that B·Bᵀ reproduces A to the tolerance */
  readonly features: Dense
}

/** Rounding leaves nothing this far below zero, as a share of the largest diagonal entry: √ε. */
const INDEFINITE = -Math.sqrt(Number.EPSILON)

/**
 * Pivoted Cholesky of a symmetric positive semidefinite A (n, n): takes the row with the largest remaining diagonal, of equal
 * ones the first, until what remains is at most `tolerance` (default 1e-10) times the largest diagonal. The rows left out are
 * combinations of the rows kept, to that tolerance: duplicate rows are the common case (Higham 1990; Harbrecht, Peters and
 * Schneider 2012).
 *
 * Throws {@link NotPositiveDefiniteError} on a diagonal entry that is negative or not finite, and where what remains of one
 * falls below −√ε times the largest or is NaN; RangeError if A is not square or `tolerance` not in [0, 1).
 */
export function pivotedCholesky(a: Dense, tolerance = 1e-10): PivotedCholesky {
  const n = a.rows
  if (a.cols !== n) throw new RangeError(`matrix: expected square, got ${n} × ${a.cols}`)
  if (!(tolerance >= 0 && tolerance < 1))
    throw new RangeError(`tolerance: expected a number in [0, 1), got ${tolerance}`)
  const rest = new Float64Array(n)
  let largest = 0
  for (let i = 0; i < n; i++) {
    rest[i] = a.data[i * n + i]
    if (!(rest[i] >= 0 && rest[i] < Number.POSITIVE_INFINITY)) throw new NotPositiveDefiniteError(i, rest[i])
    if (rest[i] > largest) largest = rest[i]
  }
  const l = new Float64Array(n * n)
  const open = Uint32Array.from(rest.keys())
  const kept: number[] = []
  while (kept.length < n) {
    const left = open.subarray(0, n - kept.length)
    let best = 0
    for (let t = 1; t < left.length; t++) if (rest[left[t]] > rest[left[best]]) best = t
    const pick = left[best]
    if (!(rest[pick] > tolerance * largest)) break
    // Shifting, not swapping, keeps the open rows ascending, so that the first of equal ones is taken.
    left.copyWithin(best, best + 1)
    addColumn(a, l, pick, kept.length, left.subarray(0, left.length - 1), rest, INDEFINITE * largest)
    kept.push(pick)
  }
  const r = kept.length
  const factor = dense(r, r)
  for (let i = 0; i < r; i++) factor.data.set(l.subarray(kept[i] * n, kept[i] * n + i + 1), i * r)
  const features = dense(n, r)
  for (let i = 0; i < n; i++) features.data.set(l.subarray(i * n, i * n + r), i * r)
  return { kept: Uint32Array.from(kept), factor, features }
}

/** Column t of the factor, from row `pick`, for that row and the open ones; takes its squares off what remains of the diagonal. */
function addColumn(
  a: Dense,
  l: Float64Array,
  pick: number,
  t: number,
  open: Uint32Array,
  rest: Float64Array,
  least: number
): void {
  const n = a.rows
  const root = Math.sqrt(rest[pick])
  const taken = pick * n
  l[taken + t] = root
  const whole = t - (t % 4)
  for (let k = 0; k < open.length; k++) {
    const i = open[k]
    const row = i * n
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let p = 0; p < whole; p += 4) {
      s0 += l[row + p] * l[taken + p]
      s1 += l[row + p + 1] * l[taken + p + 1]
      s2 += l[row + p + 2] * l[taken + p + 2]
      s3 += l[row + p + 3] * l[taken + p + 3]
    }
    for (let p = whole; p < t; p++) s0 += l[row + p] * l[taken + p]
    const value = (a.data[taken + i] - (s0 + s1 + s2 + s3)) / root
    l[row + t] = value
    rest[i] -= value * value
    if (!(rest[i] >= least)) throw new NotPositiveDefiniteError(i, rest[i])
  }
}
