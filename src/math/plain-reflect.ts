// What the compiled kernels do to make a matrix tridiagonal, in JavaScript. Places and strides are in numbers.

/** w ← w + B·u for the lower triangle of a symmetric B of m rows. */
export function symmetricTimes(f: Float64Array, a: number, stride: number, m: number, u: number, w: number): void {
  // Two rows at a time: each entry below the diagonal counts once for its row and once for its column.
  for (let r = 0; r < m; r += 2) {
    const two = r + 1 < m
    const top = a + r * stride
    const next = two ? top + stride : top
    const u0 = f[u + r]
    const u1 = two ? f[u + r + 1] : 0
    let s0 = 0
    let s1 = 0
    for (let c = 0; c < r; c++) {
      const x0 = f[top + c]
      const x1 = f[next + c]
      const uc = f[u + c]
      s0 += x0 * uc
      s1 += x1 * uc
      f[w + c] += x0 * u0 + x1 * u1
    }
    f[w + r] += s0 + f[top + r] * u0
    if (two) {
      f[w + r] += f[next + r] * u1
      f[w + r + 1] += s1 + f[next + r] * u0 + f[next + r + 1] * u1
    }
  }
}

/** B ← B − uwᵀ − wuᵀ on the lower triangle of m rows. */
export function takeBoth(f: Float64Array, a: number, stride: number, m: number, u: number, w: number): void {
  for (let r = 0; r < m; r++) {
    const row = a + r * stride
    const ur = f[u + r]
    const wr = f[w + r]
    for (let c = 0; c <= r; c++) f[row + c] -= ur * f[w + c] + wr * f[u + c]
  }
}

/** M ← M(I − uuᵀ) for m rows of m numbers, four rows at a time. */
export function reflectRows(f: Float64Array, a: number, stride: number, m: number, u: number): void {
  for (let r = 0; r < m; r += 4) {
    const row0 = a + r * stride
    const row1 = a + Math.min(r + 1, m - 1) * stride
    const row2 = a + Math.min(r + 2, m - 1) * stride
    const row3 = a + Math.min(r + 3, m - 1) * stride
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let c = 0; c < m; c++) {
      const uc = f[u + c]
      s0 += f[row0 + c] * uc
      s1 += f[row1 + c] * uc
      s2 += f[row2 + c] * uc
      s3 += f[row3 + c] * uc
    }
    // Past the last row the pointers repeat it: it must change once.
    if (r + 1 >= m) s1 = 0
    if (r + 2 >= m) s2 = 0
    if (r + 3 >= m) s3 = 0
    for (let c = 0; c < m; c++) {
      const uc = f[u + c]
      f[row0 + c] -= s0 * uc
      f[row1 + c] -= s1 * uc
      f[row2 + c] -= s2 * uc
      f[row3 + c] -= s3 * uc
    }
  }
}
