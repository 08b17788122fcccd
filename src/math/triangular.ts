import { type Dense, dense, transpose } from './dense.ts'
import { rowDots, TILE_COLS, TILE_ROWS } from './row-dots.ts'

/**
 * Solves x·Lᵀ = b in place for `live` ≤ {@link TILE_ROWS} rows b of `x`, for the first `count` columns:
 * x_j = (b_j − Σ_{p<j} x_p L_jp) / L_jj. Row t starts at `offset + t · stride`; L is (m, m) with rows of length `m`.
 * It also makes the rows of a Cholesky factor, each of which solves such a system with the rows above it.
 */
export function forwardRows(
  l: Float64Array,
  m: number,
  x: Float64Array,
  offset: number,
  stride: number,
  live: number,
  count: number,
  tile: Float64Array
): void {
  const rows = Math.min(live, TILE_ROWS)
  for (let j = 0; j < count; j += TILE_COLS) {
    const two = count - j > 1
    const top = j * m + j
    const below = two ? top + m : top
    rowDots(x, offset, stride, rows, l, j * m, m, count - j, j, tile, 0, TILE_COLS)
    for (let r = 0; r < rows; r++) {
      const at = offset + r * stride + j
      const first = (x[at] - tile[r * TILE_COLS]) / l[top]
      x[at] = first
      if (two) x[at + 1] = (x[at + 1] - tile[r * TILE_COLS + 1] - first * l[below]) / l[below + 1]
    }
  }
}

/**
 * Solves L·X = B in place: (n, n), (n, k) → (n, k). Only the lower triangle of L is read. Throws RangeError on sizes that
 * differ and on a diagonal entry of L that is zero or not finite.
 */
export function solveLowerInPlace(l: Dense, b: Dense): Dense {
  checkTriangle(l, b)
  const x = transpose(b)
  forwardAll(l, x)
  b.data.set(transpose(x).data)
  return b
}

/** Solves Lᵀ·X = B in place: (n, n), (n, k) → (n, k). Reads and throws as {@link solveLowerInPlace}. */
export function solveLowerTransposedInPlace(l: Dense, b: Dense): Dense {
  checkTriangle(l, b)
  // With rows and columns in reverse order Lᵀ is a lower triangle, and this a forward solve: reversing all entries of a
  // row-major matrix reverses both. The right-hand sides, one to a row, change places too, and change back.
  const reversed = transpose(l)
  reversed.data.reverse()
  const x = transpose(b)
  x.data.reverse()
  forwardAll(reversed, x)
  x.data.reverse()
  b.data.set(transpose(x).data)
  return b
}

/** X with A·X = B, given the factor L of A: (n, n), (n, k) → (n, k). B is left alone. Throws as {@link solveLowerInPlace}. */
export function choleskySolve(l: Dense, b: Dense): Dense {
  const x = dense(b.rows, b.cols, b.data.slice())
  return solveLowerTransposedInPlace(l, solveLowerInPlace(l, x))
}

/** Each row of `x` (k, n) becomes the solution of L·xᵀ = rowᵀ. */
function forwardAll(l: Dense, x: Dense): void {
  const n = l.rows
  const tile = new Float64Array(TILE_ROWS * TILE_COLS)
  for (let r = 0; r < x.rows; r += TILE_ROWS) forwardRows(l.data, n, x.data, r * n, n, x.rows - r, n, tile)
}

function checkTriangle(l: Dense, b: Dense): void {
  const n = l.rows
  if (l.cols !== n) throw new RangeError(`l: expected square, got ${n} × ${l.cols}`)
  if (b.rows !== n) throw new RangeError(`b.rows: expected ${n}, got ${b.rows}`)
  for (let i = 0; i < n; i++) {
    const x = l.data[i * n + i]
    if (x === 0 || !Number.isFinite(x)) {
      throw new RangeError(`l[${i}][${i}]: expected a finite number other than 0, got ${x}`)
    }
  }
}
