import { type Dense, dense } from './dense.ts'
import { enterRoom, leaveRoom } from './engine.ts'
import type { Room } from './kernel-set.ts'
import { NotPositiveDefiniteError } from './not-positive-definite.ts'
import { PANEL, panelsOf } from './panels.ts'
import { packTriangle, triangleSize, unpackTriangle } from './triangle-panels.ts'

/** Fewer rows are not worth copying into panels. */
const FEW = 24

/** Panels that are made together, so that each of the others is read once for all of them. */
const GROUP = 16

/**
 * The lower triangle L with L·Lᵀ = A for a symmetric positive definite A (n, n), of which only the lower triangle is read. Each entry is what is left of
 * that of A when the products of the entries before it are taken off, one after the other, whatever n is.
 * Throws {@link NotPositiveDefiniteError} on a pivot that is not above 0 or not finite, RangeError if A is not square or there is no room.
 *
 * Row by row (Cholesky–Banachiewicz; Golub and Van Loan, Matrix Computations, 4.2), eight rows at a time.
 */
export function cholesky(a: Dense): Dense {
  const n = a.rows
  if (a.cols !== n) throw new RangeError(`matrix: expected square, got ${n} × ${a.cols}`)
  const out = dense(n, n)
  if (n < FEW) {
    for (let r = 0; r < n; r++) out.data.set(a.data.subarray(r * n, r * n + r + 1), r * n)
    factorRows(out.data, 0, n, 1, n, 0)
    return out
  }
  const panels = panelsOf(n)
  const room = enterRoom(n ** 3 / 6, triangleSize(panels) * 8, `the triangle of a matrix ${n} × ${n}`)
  try {
    packTriangle({ data: a.data, from: 0, stride: n, step: 1 }, n, room.f64, 0)
    for (let from = 0; from < panels; from += GROUP) factorGroup(room, from, Math.min(from + GROUP, panels), n)
    unpackTriangle(room.f64, 0, out.data, n)
  } finally {
    // Whether a matrix is definite is found out by trying.
    leaveRoom(room)
  }
  return out
}

/** Panels `from … to` of the factor, once those before stand. */
function factorGroup({ kernels, f64 }: Room, from: number, to: number, n: number): void {
  const placeOf = (panel: number) => triangleSize(panel) * 8
  for (let j = 0; j < from; j++) for (let i = from; i < to; i++) kernels.solve64(placeOf(j), placeOf(i), j)
  for (let i = from; i < to; i++) {
    const place = placeOf(i)
    for (let j = from; j < i; j++) kernels.solve64(placeOf(j), place, j)
    const corner = i * PANEL * PANEL
    kernels.product64(place, place, place + corner * 8, 1, 1, i * PANEL, 0)
    factorRows(f64, triangleSize(i) + corner, 1, PANEL, Math.min(PANEL, n - i * PANEL), i * PANEL)
  }
}

/** Factors a triangle of `n` rows in place: entry (r, c) is at `at + r · down + c · right`, and row 0 is row `first` of the matrix. */
function factorRows(l: Float64Array, at: number, down: number, right: number, n: number, first: number): void {
  for (let r = 0; r < n; r++) {
    const row = at + r * down
    for (let c = 0; c <= r; c++) {
      const other = at + c * down
      let rest = l[row + c * right]
      for (let p = 0; p < c; p++) rest -= l[row + p * right] * l[other + p * right]
      if (c < r) l[row + c * right] = rest / l[other + c * right]
      else if (rest > 0 && rest < Number.POSITIVE_INFINITY) l[row + r * right] = Math.sqrt(rest)
      else throw new NotPositiveDefiniteError(first + r, rest)
    }
  }
}
