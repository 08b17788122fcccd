import { distinct, findColumn } from './compact-columns.ts'
import { type Dense, dense, mirrorLower, transpose } from './dense.ts'
import { enterCompiled, leaveRoom } from './engine.ts'
import { type Sparse, transposeSparse } from './sparse.ts'

/** Outputs of a row that are summed together: what fits the registers. */
const STRIP = 8

/** S·B: (n, d) · (d, k) → (n, k), written over `out`. */
export function sparseTimesDense(s: Sparse, b: Dense, out: Dense = dense(s.rows, b.cols)): Dense {
  const k = b.cols
  const whole = k - (k % STRIP)
  // A strip of B by itself is so small that it stays in cache, whichever rows of it are met; where most are not met at all the copy
  // would cost more than it saves.
  if (s.indices.length < b.rows) {
    for (let j = 0; j < whole; j += STRIP) sumStrip(s, b.data, k, j, out.data, k, j)
  } else if (whole > 0 && !compiledStrips(s, b, whole, out)) {
    const strip = new Float64Array(b.rows * STRIP)
    for (let j = 0; j < whole; j += STRIP) {
      copyStrip(b.data, j, k, strip, 0, STRIP, b.rows)
      sumStrip(s, strip, STRIP, 0, out.data, k, j)
    }
  }
  for (let j = whole; j < k; j++) sumColumn(s, b, j, out.data)
  return out
}

/** The first `whole` columns of a product by compiled kernels, or false where these are not worth their while. */
function compiledStrips(s: Sparse, b: Dense, whole: number, out: Dense): boolean {
  const { rows, indptr, indices, values } = s
  const k = b.cols
  const size = indices.length
  const columns = 4 * rows
  const strip = Math.ceil(columns / 8 + size)
  const product = strip + b.rows * STRIP
  const bytes = (product + rows * STRIP) * 8
  const room = enterCompiled(size * whole, bytes, `a product of ${rows} rows with ${b.rows} × ${k} numbers`)
  if (room === undefined) return false
  const { kernels, f32, f64 } = room
  const u32 = new Uint32Array(f64.buffer)
  for (let i = 0; i < rows; i++) u32[i] = columns + 4 * indptr[i + 1]
  u32.set(indices, rows)
  f32.set(values, rows + size)
  for (let j = 0; j < whole; j += STRIP) {
    copyStrip(b.data, j, k, f64, strip, STRIP, b.rows)
    kernels.sparse64(rows, columns, 4 * size, 8 * strip, 8 * product)
    copyStrip(f64, product, STRIP, out.data, j, k, rows)
  }
  leaveRoom(room)
  return true
}

/** Copies eight numbers of each of so many rows, `stride` apart in `from` and `step` apart in `to`. */
function copyStrip(
  from: Float64Array,
  start: number,
  stride: number,
  to: Float64Array,
  at: number,
  step: number,
  rows: number
): void {
  for (let i = 0, q = start, o = at; i < rows; i++, q += stride, o += step) {
    to[o] = from[q]
    to[o + 1] = from[q + 1]
    to[o + 2] = from[q + 2]
    to[o + 3] = from[q + 3]
    to[o + 4] = from[q + 4]
    to[o + 5] = from[q + 5]
    to[o + 6] = from[q + 6]
    to[o + 7] = from[q + 7]
  }
}

/**
 * Writes columns j … j + 8 of the product to `z`, whose rows have `k` numbers, each sum from the first entry of the row to the last. The
 * eight numbers of row r of B are those of `y` from r · stride + offset on.
 */
function sumStrip(
  s: Sparse,
  y: Float64Array,
  stride: number,
  offset: number,
  z: Float64Array,
  k: number,
  j: number
): void {
  const { rows, indptr, indices, values } = s
  for (let i = 0; i < rows; i++) {
    const to = indptr[i + 1]
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    let s4 = 0
    let s5 = 0
    let s6 = 0
    let s7 = 0
    for (let p = indptr[i]; p < to; p++) {
      const v = values[p]
      const q = Math.imul(indices[p], stride) + offset
      s0 += v * y[q]
      s1 += v * y[q + 1]
      s2 += v * y[q + 2]
      s3 += v * y[q + 3]
      s4 += v * y[q + 4]
      s5 += v * y[q + 5]
      s6 += v * y[q + 6]
      s7 += v * y[q + 7]
    }
    const at = i * k + j
    z[at] = s0
    z[at + 1] = s1
    z[at + 2] = s2
    z[at + 3] = s3
    z[at + 4] = s4
    z[at + 5] = s5
    z[at + 6] = s6
    z[at + 7] = s7
  }
}

/** Writes column j of the product to `z`. */
function sumColumn({ rows, indptr, indices, values }: Sparse, b: Dense, j: number, z: Float64Array): void {
  const k = b.cols
  const y = b.data
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let p = indptr[i]; p < indptr[i + 1]; p++) sum += values[p] * y[indices[p] * k + j]
    z[i * k + j] = sum
  }
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
