import { type Dense, dense, gemm } from '../math/index.ts'

/** ΦᵀWΦ of blocks of rows. */
export interface GramSum {
  /** (r, r) of which only the lower triangle is written, which is all that a Cholesky factorisation reads */
  readonly lower: Dense
  /** Adds features Φ (b, r) of rows of weights W (b). */
  add(phi: Dense, weights: Float64Array): void
}

/** Columns of Φ that meet all before them at once. */
const STRIP = 256

/** The sum of no rows, (r, r). It keeps the memory for its products from block to block: fresh memory is slow. */
export function gramSum(r: number): GramSum {
  const lower = dense(r, r)
  let strip = new Float64Array(0)
  let weighted = new Float64Array(0)
  return {
    lower,
    add(phi, weights) {
      const { rows, data } = phi
      if (strip.length === 0) strip = new Float64Array(Math.min(STRIP, r) * r)
      if (weighted.length < data.length) weighted = new Float64Array(data.length)
      for (let i = 0, p = 0; i < rows; i++) {
        const w = weights[i]
        for (const end = (i + 1) * r; p < end; p++) weighted[p] = w * data[p]
      }
      for (let from = 0; from < r; from += STRIP) {
        const to = Math.min(from + STRIP, r)
        const left = { rows: to - from, cols: rows, data: weighted, offset: from, rowStride: 1, colStride: r }
        const right = { rows, cols: to, data, rowStride: r }
        gemm(left, right, { rows: to - from, cols: to, data: strip })
        addBelow(lower, from, to, strip)
      }
    }
  }
}

/** Adds products (to − from, to) to the rows [from, to), up to the diagonal. */
function addBelow({ rows: r, data }: Dense, from: number, to: number, products: Float64Array): void {
  for (let i = from, p = 0; i < to; i++, p += to) {
    const at = i * r
    for (let j = 0; j <= i; j++) data[at + j] += products[p + j]
  }
}
