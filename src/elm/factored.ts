import { type Dense, dense, NotPositiveDefiniteError } from '../math/index.ts'

/**
 * Overwrites the lower triangle of a small symmetric positive definite matrix, (n, n), with that of its Cholesky factor. Throws
 * NotPositiveDefiniteError on a pivot that is not above 0 or not finite.
 */
export function factorInPlace({ rows: n, data: l }: Dense): void {
  for (let i = 0; i < n; i++) {
    const row = i * n
    for (let j = 0; j <= i; j++) {
      const other = j * n
      let rest = l[row + j]
      for (let p = 0; p < j; p++) rest -= l[row + p] * l[other + p]
      if (j < i) l[row + j] = rest / l[other + j]
      else if (rest > 0 && rest < Number.POSITIVE_INFINITY) l[row + j] = Math.sqrt(rest)
      else throw new NotPositiveDefiniteError(i, rest)
    }
  }
}

/** Solves L·Lᵀ·x = b in place for one right-hand side, (n), given the lower triangle L, (n, n). */
export function solveFactored({ rows: n, data: l }: Dense, b: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n
    let sum = b[i]
    for (let j = 0; j < i; j++) sum -= l[row + j] * b[j]
    b[i] = sum / l[row + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n
    const x = b[i] / l[row + i]
    b[i] = x
    for (let j = 0; j < i; j++) b[j] -= x * l[row + j]
  }
  return b
}

/**
 * L⁻ᵀ, an upper triangle, given the lower triangle L, (n, n), in a matrix of its own or over another such: row i is
 * (e_i − Σ_{p>i} L_pi row_p) / L_ii.
 */
export function inverseTransposed({ rows: n, data: l }: Dense, out: Dense = dense(n, n)): Dense {
  const u = out.data
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n
    u.fill(0, row + i, row + n)
    u[row + i] = 1
    // Four rows at a time; where a later one has not begun it is zero. Past the last, that one stands in, times 0.
    for (let p = i + 1; p < n; p += 4) {
      const o0 = p * n
      const o1 = Math.min(p + 1, n - 1) * n
      const o2 = Math.min(p + 2, n - 1) * n
      const o3 = Math.min(p + 3, n - 1) * n
      const f0 = l[o0 + i]
      const f1 = p + 1 < n ? l[o1 + i] : 0
      const f2 = p + 2 < n ? l[o2 + i] : 0
      const f3 = p + 3 < n ? l[o3 + i] : 0
      for (let q = p; q < n; q++) u[row + q] -= f0 * u[o0 + q] + f1 * u[o1 + q] + f2 * u[o2 + q] + f3 * u[o3 + q]
    }
    const diagonal = l[row + i]
    for (let q = i; q < n; q++) u[row + q] /= diagonal
  }
  return out
}
