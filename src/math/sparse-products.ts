import { type Dense, dense, transpose } from './dense.ts'
import { mirrorLower } from './row-dots.ts'
import { type Sparse, transposeSparse } from './sparse.ts'

/** S·B: (n, d) · (d, k) → (n, k). */
export function sparseTimesDense(s: Sparse, b: Dense): Dense {
  const k = b.cols
  const out = dense(s.rows, k)
  const z = out.data
  const y = b.data
  for (let i = 0; i < s.rows; i++) {
    const zi = i * k
    for (let p = s.indptr[i]; p < s.indptr[i + 1]; p++) {
      const v = s.values[p]
      const yp = s.indices[p] * k
      for (let j = 0; j < k; j++) z[zi + j] += v * y[yp + j]
    }
  }
  return out
}

/** Sᵀ·B: (n, d)ᵀ · (n, k) → (d, k). */
export function sparseTransposedTimesDense(s: Sparse, b: Dense): Dense {
  const k = b.cols
  const out = dense(s.cols, k)
  const z = out.data
  const y = b.data
  for (let i = 0; i < s.rows; i++) {
    const yi = i * k
    for (let p = s.indptr[i]; p < s.indptr[i + 1]; p++) {
      const v = s.values[p]
      const zp = s.indices[p] * k
      for (let j = 0; j < k; j++) z[zp + j] += v * y[yi + j]
    }
  }
  return out
}

/** A·Bᵀ: (n, d) · (m, d)ᵀ → (n, m), the side with fewer entries inverted. */
export function sparseDots(a: Sparse, b: Sparse): Dense {
  return a.indices.length < b.indices.length ? transpose(dotsOverInverted(b, a, false)) : dotsOverInverted(a, b, false)
}

/** X·Xᵀ: (n, d) → (n, n). */
export function gramOfSparseRows(x: Sparse): Dense {
  return mirrorLower(dotsOverInverted(x, x, true))
}

/** XᵀWX: (n, d) → (d, d), with W the diagonal of `weights`. */
export function gramOfSparseColumns(x: Sparse, weights: Float64Array | undefined): Dense {
  const { rows, cols, indptr, indices, values } = x
  const out = dense(cols, cols)
  const g = out.data
  for (let i = 0; i < rows; i++) {
    const w = weights === undefined ? 1 : weights[i]
    const from = indptr[i]
    for (let p = from; p < indptr[i + 1]; p++) {
      const v = w * values[p]
      const row = indices[p] * cols
      for (let q = from; q <= p; q++) g[row + indices[q]] += v * values[q]
    }
  }
  return mirrorLower(out)
}

/** A·Bᵀ: each entry of A meets just the rows of B that share its column. `lower` leaves out what lies above the diagonal. */
function dotsOverInverted(a: Sparse, b: Sparse, lower: boolean): Dense {
  const out = dense(a.rows, b.rows)
  const z = out.data
  const { starts, rows, values, slotOf } = invert(b)
  for (let i = 0; i < a.rows; i++) {
    const zi = i * b.rows
    const last = lower ? i : b.rows
    for (let p = a.indptr[i]; p < a.indptr[i + 1]; p++) {
      const slot = slotOf(a.indices[p])
      if (slot < 0) continue
      const v = a.values[p]
      for (let q = starts[slot]; q < starts[slot + 1] && rows[q] <= last; q++) z[zi + rows[q]] += v * values[q]
    }
  }
  return out
}

/** The rows of a matrix by column: those of slot s are `rows[starts[s] … starts[s + 1])`, ascending. */
interface Inverted {
  readonly starts: Uint32Array
  readonly rows: Uint32Array
  readonly values: Float32Array
  /** the slot of a column, −1 where no row has it */
  slotOf(column: number): number
}

/** Hashed features span many more columns than are used: slots for all of them would cost more than finding the used ones. */
function invert(m: Sparse): Inverted {
  const direct = m.cols <= 4 * m.indices.length + 4096
  const columns = direct ? new Uint32Array(0) : distinct(m.indices)
  const slotOf = direct ? (column: number) => column : (column: number) => find(columns, column)
  const compact = direct ? m : { ...m, cols: columns.length, indices: m.indices.map(column => find(columns, column)) }
  const { indptr, indices, values } = transposeSparse(compact)
  return { starts: indptr, rows: indices, values, slotOf }
}

/** Ascending, each once. */
function distinct(columns: Uint32Array): Uint32Array {
  const sorted = columns.slice().sort()
  let count = 0
  for (let p = 0; p < sorted.length; p++) if (p === 0 || sorted[p] !== sorted[p - 1]) sorted[count++] = sorted[p]
  return sorted.subarray(0, count)
}

/** The position of `column` in ascending `columns`, or −1. */
function find(columns: Uint32Array, column: number): number {
  let low = 0
  let high = columns.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    if (columns[middle] < column) low = middle + 1
    else if (columns[middle] > column) high = middle - 1
    else return middle
  }
  return -1
}
