import type { Room } from './kernel-set.ts'

/** Numbers of the scratch that {@link tridiagonalize} takes. */
export const scratchSize = (n: number) => 2 * (n + 2)

/**
 * Householder reduction of a symmetric (n, n) matrix at the start of a room, of which only the lower triangle is read: T = QᵀAQ with T tridiagonal
 * (Golub and Van Loan, Matrix Computations, 8.3.1, from the last row upwards). Rows are `stride` numbers apart, an even count. Leaves the diagonal of T in
 * `diagonal`, its subdiagonal in `off[1 … n)`, and Qᵀ in place of A. The scratch begins at `scratch`.
 *
 * Reflector i turns row i left of the diagonal into one number. It is kept in that row: whatever works on the leading rows,
 * here and below, never reaches it.
 */
export function tridiagonalize(
  { kernels, f64: a }: Room,
  n: number,
  stride: number,
  scratch: number,
  diagonal: Float64Array,
  off: Float64Array
): void {
  const u = a.subarray(scratch, scratch + n + 2)
  const w = a.subarray(scratch + n + (n % 2), scratch + scratchSize(n))
  const atW = scratch + n + (n % 2)
  for (let i = n - 1; i > 0; i--) {
    const row = a.subarray(i * stride, i * stride + i)
    off[i] = i > 1 ? makeReflector(row) : row[0]
    if (i > 1) {
      takeReflector(row, u)
      w.fill(0, 0, i + 1)
      kernels.symv64(0, 8 * stride, i, 8 * scratch, 8 * atW)
      takeHalf(u, w, i)
      kernels.takeBoth64(0, 8 * stride, i, 8 * scratch, 8 * atW)
    }
    diagonal[i] = a[i * stride + i]
  }
  if (n > 0) diagonal[0] = a[0]
  for (let i = 0; i < n; i++) {
    if (i > 1) {
      takeReflector(a.subarray(i * stride, i * stride + i), u)
      kernels.reflectRows64(0, 8 * stride, i, 8 * scratch)
    }
    // Row and column i are still those of the identity.
    a.fill(0, i * stride, i * stride + i)
    a[i * stride + i] = 1
    for (let r = 0; r < i; r++) a[r * stride + i] = 0
  }
}

/** Copies a reflector, and the zero that the kernels want after it. */
function takeReflector(row: Float64Array, u: Float64Array): void {
  u.set(row)
  u[row.length] = 0
}

/** w ← w − u(uᵀw)/2: then B − uwᵀ − wuᵀ is (I − uuᵀ)B(I − uuᵀ), if w was Bu. */
function takeHalf(u: Float64Array, w: Float64Array, m: number): void {
  let uBu = 0
  for (let r = 0; r < m; r++) uBu += u[r] * w[r]
  for (let r = 0; r < m; r++) w[r] -= (uBu / 2) * u[r]
}

/**
 * Turns x into u with (I − uuᵀ)x = (0, …, 0, α), ‖u‖² = 2, and returns α. An x that needs no reflection becomes u = 0.
 * Entries are first divided by the largest: squares of tiny ones would lose their digits, and the reflection its orthogonality.
 */
function makeReflector(x: Float64Array): number {
  const last = x.length - 1
  let largest = 0
  for (let j = 0; j < last; j++) largest = Math.max(largest, Math.abs(x[j]))
  const end = x[last]
  if (largest === 0) {
    x[last] = 0
    return end
  }
  largest = Math.max(largest, Math.abs(end))
  let rest = 0
  for (let j = 0; j < last; j++) {
    x[j] /= largest
    rest += x[j] * x[j]
  }
  const scaled = end / largest
  const norm = Math.sqrt(rest + scaled * scaled)
  x[last] = scaled + (scaled > 0 ? norm : -norm)
  const factor = Math.sqrt(2 / (rest + x[last] * x[last]))
  for (let j = 0; j <= last; j++) x[j] *= factor
  return (scaled > 0 ? -norm : norm) * largest
}
