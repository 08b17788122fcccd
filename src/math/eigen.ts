import { type Dense, dense, transpose } from './dense.ts'
import { enterRoom, leaveRoom } from './engine.ts'
import { implicitQL, turnsSize } from './implicit-ql.ts'
import { scratchSize, tridiagonalize } from './tridiagonal.ts'

/** Multiplications for each of n³, about. */
const WORK = 5

/** A = V·diag(values)·Vᵀ. */
export interface Eigen {
  /** (n) ascending */
  readonly values: Float64Array
  /** (n, n) eigenvectors as columns, in the order of `values` */
  readonly vectors: Dense
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix (n, n), of which only the lower triangle is read: Householder
 * reduction to tridiagonal form, then the implicit QL method. Throws RangeError if A is not square or its lower triangle holds
 * a number that is not finite, Error if the iteration does not settle.
 */
export function eigenSymmetric(a: Dense): Eigen {
  const n = a.rows
  if (a.cols !== n) throw new RangeError(`matrix: expected square, got ${n} × ${a.cols}`)
  const scale = powerOfTwoNear(largestEntry(a))
  // Eigenvectors are kept as rows until the end. Eight columns are turned at a time.
  const stride = Math.ceil(n / 8) * 8
  const scratch = n * stride
  const size = scratch + Math.max(scratchSize(n), turnsSize(n))
  const room = enterRoom(WORK * n ** 3, 8 * size, `eigenvectors of a matrix ${n} × ${n}`)
  const q = room.f64
  q.fill(0, 0, scratch)
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) q[i * stride + j] = a.data[i * n + j] / scale
  const diagonal = new Float64Array(n)
  const off = new Float64Array(n)
  tridiagonalize(room, n, stride, scratch, diagonal, off)
  implicitQL(room, n, stride, scratch, diagonal, off)
  leaveRoom(room)

  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[i] - diagonal[j])
  const rows = dense(n, n)
  const values = new Float64Array(n)
  order.forEach((from, to) => {
    values[to] = diagonal[from] * scale
    rows.data.set(q.subarray(from * stride, from * stride + n), to * n)
  })
  return { values, vectors: transpose(rows) }
}

/** The largest magnitude in the lower triangle. Throws RangeError on a number that is not finite. */
function largestEntry(a: Dense): number {
  let largest = 0
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j <= i; j++) {
      const x = a.data[i * a.cols + j]
      if (!Number.isFinite(x)) throw new RangeError(`matrix[${i}][${j}]: expected a finite number, got ${x}`)
      if (Math.abs(x) > largest) largest = Math.abs(x)
    }
  }
  return largest
}

/** Entries near 1 have squares that neither overflow nor vanish; a power of two divides without rounding. */
function powerOfTwoNear(x: number): number {
  return x === 0 ? 1 : 2 ** Math.min(Math.floor(Math.log2(x)), 1023)
}
