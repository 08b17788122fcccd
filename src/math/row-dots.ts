import { type Dense, dense, mirrorLower } from './dense.ts'

// Every dense product and factorisation of the kit comes down to dot products of rows with rows: this is the loop to compile.

/** The tile of {@link rowDots}: so many rows of A against so many rows of B. */
export const TILE_ROWS = 4
export const TILE_COLS = 2

/**
 * The dot products of four rows of `a` with two rows of `b` over their first `depth` entries: row t of `a` with row u of `b`
 * goes to `out[outOffset + t · outStride + u]`. Row t starts at `offset + t · stride`; past the last live row that row stands
 * in again, so that an edge needs no loop of its own. Eight running sums are what fits the registers.
 *
 * Each product is summed from the first entry to the last in one running sum, so that it does not depend on its place in a
 * tile: a row alone gives the same bits as the row in a batch, and sparse rows the same bits as dense ones.
 */
export function rowDots(
  a: Float64Array,
  aOffset: number,
  aStride: number,
  aLive: number,
  b: Float64Array,
  bOffset: number,
  bStride: number,
  bLive: number,
  depth: number,
  out: Float64Array,
  outOffset: number,
  outStride: number
): void {
  const end = aOffset + depth
  const a1 = aLive > 1 ? aStride : 0
  const a2 = aLive > 2 ? 2 * aStride : a1
  const a3 = aLive > 3 ? 3 * aStride : a2
  const b1 = bLive > 1 ? bStride : 0
  let s00 = 0
  let s01 = 0
  let s10 = 0
  let s11 = 0
  let s20 = 0
  let s21 = 0
  let s30 = 0
  let s31 = 0
  for (let p = aOffset, q = bOffset; p < end; p++, q++) {
    const y0 = b[q]
    const y1 = b[q + b1]
    const x0 = a[p]
    const x1 = a[p + a1]
    const x2 = a[p + a2]
    const x3 = a[p + a3]
    s00 += x0 * y0
    s01 += x0 * y1
    s10 += x1 * y0
    s11 += x1 * y1
    s20 += x2 * y0
    s21 += x2 * y1
    s30 += x3 * y0
    s31 += x3 * y1
  }
  const u = bLive > 1 ? 1 : 0
  const o1 = outOffset + (aLive > 1 ? outStride : 0)
  const o2 = aLive > 2 ? outOffset + 2 * outStride : o1
  const o3 = aLive > 3 ? outOffset + 3 * outStride : o2
  out[outOffset] = s00
  out[outOffset + u] = s01
  out[o1] = s10
  out[o1 + u] = s11
  out[o2] = s20
  out[o2 + u] = s21
  out[o3] = s30
  out[o3 + u] = s31
}

/** A·Bᵀ: (n, d) · (m, d)ᵀ → (n, m). */
export function dotsOfRows(a: Dense, b: Dense): Dense {
  const out = dense(a.rows, b.rows)
  fillTiles(a, b, out, () => b.rows)
  return out
}

/** The symmetric A·Bᵀ of two matrices (n, d), where B is A with its columns scaled: the lower triangle, mirrored. */
export function symmetricDotsOfRows(a: Dense, b: Dense): Dense {
  const out = dense(a.rows, b.rows)
  fillTiles(a, b, out, i => Math.min(i + TILE_ROWS, b.rows))
  return mirrorLower(out)
}

/** Writes the tiles of A·Bᵀ, in the tile row that starts at row i up to column `width(i)`. */
function fillTiles(a: Dense, b: Dense, out: Dense, width: (i: number) => number): void {
  const d = a.cols
  for (let i = 0; i < a.rows; i += TILE_ROWS) {
    const end = width(i)
    for (let j = 0; j < end; j += TILE_COLS) {
      rowDots(a.data, i * d, d, a.rows - i, b.data, j * d, d, b.rows - j, d, out.data, i * out.cols + j, out.cols)
    }
  }
}
