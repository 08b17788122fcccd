import { type Dense, dense } from './dense.ts'
import { enterRoom, leaveRoom } from './engine.ts'
import { type Lines, PANEL, pack, panelsOf, unpack } from './panels.ts'
import { packTriangle, triangleSize } from './triangle-panels.ts'

/** Fewer right-hand sides leave most of a panel empty. */
const FEW = 4

/** Smaller systems are not worth copying into panels. */
const SMALL = 2 ** 13

/** Right-hand sides that are solved together, so that each panel of L is read once for all of them. */
const GROUP = 64

/**
 * Solves L·X = B in place: (n, n), (n, k) → (n, k). Only the lower triangle of L is read. Throws RangeError on sizes that
 * differ, on a diagonal entry of L that is zero or not finite, and where there is no room.
 */
export function solveLowerInPlace(l: Dense, b: Dense): Dense {
  checkTriangle(l, b)
  const { rows: n, cols: k } = b
  const columns = { data: b.data, from: 0, stride: 1, step: k }
  const rows = { data: l.data, from: 0, stride: n, step: 1 }
  if (k < FEW || n * n * k < SMALL) forward(l.data, b.data, n, k)
  else solvePanels(rows, columns, n, k)
  return b
}

/** Solves Lᵀ·X = B in place: (n, n), (n, k) → (n, k). Reads and throws as {@link solveLowerInPlace}. */
export function solveLowerTransposedInPlace(l: Dense, b: Dense): Dense {
  checkTriangle(l, b)
  const { rows: n, cols: k } = b
  // With rows and columns in reverse order Lᵀ is a lower triangle, and this a forward solve.
  const columns = { data: b.data, from: (n - 1) * k, stride: 1, step: -k }
  const rows = { data: l.data, from: n * n - 1, stride: -1, step: -n }
  if (k < FEW || n * n * k < SMALL) backward(l.data, b.data, n, k)
  else solvePanels(rows, columns, n, k)
  return b
}

/**
 * Solves X·Lᵀ = B in place, a right-hand side to a row: (n, n), (k, n) → (k, n), to the last bit the transpose of what
 * {@link solveLowerInPlace} makes of Bᵀ. Reads and throws as that.
 */
export function solveRowsInPlace(l: Dense, b: Dense): Dense {
  const { rows: k, cols: n } = b
  checkTriangle(l, { rows: n, cols: k, data: b.data })
  if (k < FEW || n * n * k < SMALL)
    for (let i = 0; i < k; i++) forward(l.data, b.data.subarray(i * n, (i + 1) * n), n, 1)
  else solvePanels({ data: l.data, from: 0, stride: n, step: 1 }, { data: b.data, from: 0, stride: n, step: 1 }, n, k)
  return b
}

/** X with A·X = B, given the factor L of A: (n, n), (n, k) → (n, k). B is left alone. Throws as {@link solveLowerInPlace}. */
export function choleskySolve(l: Dense, b: Dense): Dense {
  const x = dense(b.rows, b.cols, b.data.slice())
  return solveLowerTransposedInPlace(l, solveLowerInPlace(l, x))
}

/** Each of the k lines of `x` becomes the solution of L·xᵀ = lineᵀ, with the triangle of the n lines of `l`. */
function solvePanels(l: Lines, x: Lines, n: number, k: number): void {
  const panels = panelsOf(n)
  const depth = panels * PANEL
  const atX = triangleSize(panels)
  const bytes = (atX + Math.min(GROUP, panelsOf(k) * PANEL) * depth) * 8
  const { kernels, f64, ...room } = enterRoom((n * n * k) / 2, bytes, `the triangle of a matrix ${n} × ${n}`)
  packTriangle(l, n, f64, 0)
  for (let first = 0; first < k; first += GROUP) {
    const count = Math.min(GROUP, k - first)
    pack(x, first, count, 0, n, 1, undefined, f64, atX, depth)
    for (let j = 0; j < panels; j++) {
      for (let i = 0; i < count; i += PANEL) kernels.solve64(triangleSize(j) * 8, (atX + i * depth) * 8, j)
    }
    unpack(f64, atX, depth, x, first, count, 0, n)
  }
  leaveRoom({ kernels, f64, ...room })
}

/** L·X = B for few right-hand sides: all of them go down the rows together. */
function forward(l: Float64Array, x: Float64Array, n: number, k: number): void {
  for (let j = 0; j < n; j++) {
    const row = j * n
    const end = (j + 1) * k
    for (let s = j * k; s < end; s++) {
      let rest = x[s]
      for (let p = row, q = s - j * k; q < s; p++, q += k) rest -= l[p] * x[q]
      x[s] = rest / l[row + j]
    }
  }
}

/** Lᵀ·X = B for few right-hand sides: each row of X, once it stands, is taken off those above. */
function backward(l: Float64Array, x: Float64Array, n: number, k: number): void {
  for (let p = n - 1; p >= 0; p--) {
    const row = p * n
    for (let s = p * k; s < (p + 1) * k; s++) {
      const solved = x[s] / l[row + p]
      x[s] = solved
      for (let j = row, q = s - p * k; q < s; j++, q += k) x[q] -= l[j] * solved
    }
  }
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
