import { distinct, findColumn } from './compact-columns.ts'
import { type Dense, dense, transpose } from './dense.ts'
import { mirrorLower } from './row-dots.ts'
import { type Sparse, transposeSparse } from './sparse.ts'

/** Outputs of a row that are summed together: what fits the registers. */
const STRIP = 8

/** S·B: (n, d) · (d, k) → (n, k). */
export function sparseTimesDense(s: Sparse, b: Dense): Dense {
  const k = b.cols
  const out = dense(s.rows, k)
  const z = out.data
  const y = b.data
  const { indptr, indices, values } = s
  const whole = k - (k % STRIP)
  for (let i = 0; i < s.rows; i++) {
    const from = indptr[i]
    const to = indptr[i + 1]
    for (let j = 0; j < whole; j += STRIP) sumStrip(indices, values, from, to, y, k, j, z, i * k + j)
    for (let j = whole; j < k; j++) {
      let sum = 0
      for (let p = from; p < to; p++) sum += values[p] * y[indices[p] * k + j]
      z[i * k + j] = sum
    }
  }
  return out
}

/** Writes Σ_p values[p] · B[indices[p], j … j + 8) to `z` from `at` on, each sum from the first entry of the row to the last. */
function sumStrip(
  indices: Uint32Array,
  values: Float32Array,
  from: number,
  to: number,
  y: Float64Array,
  k: number,
  j: number,
  z: Float64Array,
  at: number
): void {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let s4 = 0
  let s5 = 0
  let s6 = 0
  let s7 = 0
  for (let p = from; p < to; p++) {
    const v = values[p]
    const q = indices[p] * k + j
    s0 += v * y[q]
    s1 += v * y[q + 1]
    s2 += v * y[q + 2]
    s3 += v * y[q + 3]
    s4 += v * y[q + 4]
    s5 += v * y[q + 5]
    s6 += v * y[q + 6]
    s7 += v * y[q + 7]
  }
  z[at] = s0
  z[at + 1] = s1
  z[at + 2] = s2
  z[at + 3] = s3
  z[at + 4] = s4
  z[at + 5] = s5
  z[at + 6] = s6
  z[at + 7] = s7
}

/** Sᵀ·B: (n, d)ᵀ · (n, k) → (d, k). */
export function sparseTransposedTimesDense(s: Sparse, b: Dense): Dense {
  const k = b.cols
  // Writing each row of the result once is worth a transpose where there are a few columns to share it.
  if (k >= STRIP) return sparseTimesDense(transposeSparse(s), b)
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
  const slotOf = direct ? (column: number) => column : (column: number) => findColumn(columns, column)
  const compact = direct
    ? m
    : { ...m, cols: columns.length, indices: m.indices.map(column => findColumn(columns, column)) }
  const { indptr, indices, values } = transposeSparse(compact)
  return { starts: indptr, rows: indices, values, slotOf }
}
