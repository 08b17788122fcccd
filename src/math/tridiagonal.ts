/**
 * Householder reduction of a symmetric (n, n) matrix, of which only the lower triangle is read: T = QᵀAQ with T tridiagonal
 * (Golub and Van Loan, Matrix Computations, 8.3.1, from the last row upwards). Leaves the diagonal of T in `diagonal`, its
 * subdiagonal in `off[1 … n)`, and Qᵀ in place of A.
 *
 * Reflector i turns row i left of the diagonal into one number. It is kept in that row: whatever works on the leading rows,
 * here and below, never reaches it.
 */
export function tridiagonalize(a: Float64Array, n: number, diagonal: Float64Array, off: Float64Array): void {
  const p = new Float64Array(n)
  for (let i = n - 1; i > 0; i--) {
    const u = a.subarray(i * n, i * n + i)
    off[i] = i > 1 ? makeReflector(u) : u[0]
    if (i > 1) reflectBothSides(a, n, u, p)
    diagonal[i] = a[i * n + i]
  }
  if (n > 0) diagonal[0] = a[0]
  for (let i = 0; i < n; i++) {
    if (i > 1) reflectRows(a, n, a.subarray(i * n, i * n + i))
    // Row and column i are still those of the identity.
    a.fill(0, i * n, i * n + i)
    a[i * n + i] = 1
    for (let r = 0; r < i; r++) a[r * n + i] = 0
  }
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

/** B ← (I − uuᵀ)B(I − uuᵀ) = B − uwᵀ − wuᵀ with w = Bu − u(uᵀBu)/2, on the lower triangle of the leading block of u's size. */
function reflectBothSides(a: Float64Array, n: number, u: Float64Array, w: Float64Array): void {
  const m = u.length
  w.fill(0, 0, m)
  // Two rows at a time: each entry below the diagonal counts once for its row and once for its column.
  for (let r = 0; r < m; r += 2) {
    const two = r + 1 < m
    const top = r * n
    const next = two ? top + n : top
    const u0 = u[r]
    const u1 = two ? u[r + 1] : 0
    let s0 = 0
    let s1 = 0
    for (let c = 0; c < r; c++) {
      const x0 = a[top + c]
      const x1 = a[next + c]
      const uc = u[c]
      s0 += x0 * uc
      s1 += x1 * uc
      w[c] += x0 * u0 + x1 * u1
    }
    w[r] += s0 + a[top + r] * u0
    if (two) {
      w[r] += a[next + r] * u1
      w[r + 1] += s1 + a[next + r] * u0 + a[next + r + 1] * u1
    }
  }
  let uBu = 0
  for (let r = 0; r < m; r++) uBu += u[r] * w[r]
  for (let r = 0; r < m; r++) w[r] -= (uBu / 2) * u[r]
  for (let r = 0; r < m; r++) {
    const row = r * n
    const ur = u[r]
    const wr = w[r]
    for (let c = 0; c <= r; c++) a[row + c] -= ur * w[c] + wr * u[c]
  }
}

/** M ← M(I − uuᵀ) on the leading block of u's size, four rows at a time. */
function reflectRows(a: Float64Array, n: number, u: Float64Array): void {
  const m = u.length
  for (let r = 0; r < m; r += 4) {
    const row0 = r * n
    const row1 = Math.min(r + 1, m - 1) * n
    const row2 = Math.min(r + 2, m - 1) * n
    const row3 = Math.min(r + 3, m - 1) * n
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let c = 0; c < m; c++) {
      const uc = u[c]
      s0 += a[row0 + c] * uc
      s1 += a[row1 + c] * uc
      s2 += a[row2 + c] * uc
      s3 += a[row3 + c] * uc
    }
    // Past the last row the pointers repeat it: it must change once.
    if (r + 1 >= m) s1 = 0
    if (r + 2 >= m) s2 = 0
    if (r + 3 >= m) s3 = 0
    for (let c = 0; c < m; c++) {
      const uc = u[c]
      a[row0 + c] -= s0 * uc
      a[row1 + c] -= s1 * uc
      a[row2 + c] -= s2 * uc
      a[row3 + c] -= s3 * uc
    }
  }
}
