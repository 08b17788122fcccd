import { type Dense, dense, gemm, transposed } from '../math/index.ts'

// Sums over rows, which add up from block to block.

/** sum ← sum + part, (r, c) both. */
export function addDense(sum: Dense, part: { readonly data: Float64Array }): void {
  const { data } = part
  for (let p = 0; p < data.length; p++) sum.data[p] += data[p]
}

/** cross ← cross + ΦᵀG, (r, k), for features Φ (b, r) and G (b, k). */
export function addCross(cross: Dense, phi: Dense, g: Dense): void {
  addDense(cross, gemm(transposed(phi), g))
}

/** The rows [from, to) of M times their weights, as a new matrix, (to − from, k). */
export function weightedRows({ cols, data }: Dense, weights: Float64Array, from: number, to: number): Dense {
  const out = dense(to - from, cols, data.slice(from * cols, to * cols))
  for (let i = from, p = 0; i < to; i++) for (let j = 0; j < cols; j++) out.data[p++] *= weights[i]
  return out
}

/** G + λI. */
export function plusRidge(g: Dense, ridge: number): Dense {
  const out = dense(g.rows, g.cols, g.data.slice())
  for (let j = 0; j < g.rows; j++) out.data[j * g.cols + j] += ridge
  return out
}
