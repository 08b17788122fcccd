import { type Dense, dense, type FloatArray, findColumn, isSparse, type Matrix, rowOf } from '../math/index.ts'
import type { SparseRow } from '../math/sparse.ts'
import type { Autoencoder } from './autoencoder.ts'
import { checkCount } from './check.ts'

/**
 * The codes of rows, (n, m) → (n, dims): x·V, shrunk by the ridge where there is one. Columns that training did not use do not
 * count. Throws RangeError on rows of other than `autoencoder.cols` columns.
 */
export function encode(autoencoder: Autoencoder, rows: Matrix): Dense {
  const { cols, dims } = autoencoder
  if (rows.cols !== cols) throw new RangeError(`rows.cols: expected ${cols}, got ${rows.cols}`)
  const out = dense(rows.rows, dims)
  for (let i = 0; i < rows.rows; i++) {
    const code = out.data.subarray(i * dims, (i + 1) * dims)
    if (isSparse(rows)) addEntries(autoencoder, rows.indices, rows.values, rows.indptr[i], rows.indptr[i + 1], code)
    else addNumbers(autoencoder, rowOf(rows, i), code)
    shrink(autoencoder, code)
  }
  return out
}

/**
 * The code of one row, to the last bit that of {@link encode}, written to `out` (dims), which is returned. A sparse row has
 * ascending columns. Throws RangeError on a dense row of other than `autoencoder.cols` numbers and on an `out` of another length.
 */
export function encodeRow(
  autoencoder: Autoencoder,
  row: SparseRow | FloatArray,
  out: Float64Array = new Float64Array(autoencoder.dims)
): Float64Array {
  const { cols, dims } = autoencoder
  if (out.length !== dims) throw new RangeError(`out: expected ${dims} numbers, got ${out.length}`)
  out.fill(0)
  if ('indices' in row) addEntries(autoencoder, row.indices, row.values, 0, row.indices.length, out)
  else if (row.length !== cols) throw new RangeError(`row: expected ${cols} numbers, got ${row.length}`)
  else addNumbers(autoencoder, row, out)
  shrink(autoencoder, out)
  return out
}

/** code ← code + x·V for the entries [from, to) of sparse rows. */
function addEntries(
  { columns, basis, dims }: Autoencoder,
  indices: Uint32Array,
  values: Float32Array,
  from: number,
  to: number,
  code: Float64Array
): void {
  const v = basis.data
  let at = 0
  for (let p = from; p < to; p++) {
    const found = findColumn(columns, indices[p], at)
    if (found < 0) continue
    at = found + 1
    const x = values[p]
    const start = found * dims
    for (let j = 0; j < dims; j++) code[j] += x * v[start + j]
  }
}

/** code ← code + x·V for a row of numbers. */
function addNumbers({ columns, basis, dims }: Autoencoder, row: FloatArray, code: Float64Array): void {
  const v = basis.data
  for (let c = 0; c < columns.length; c++) {
    const x = row[columns[c]]
    if (x === 0) continue
    const start = c * dims
    for (let j = 0; j < dims; j++) code[j] += x * v[start + j]
  }
}

function shrink({ ridge, singularValues }: Autoencoder, code: Float64Array): void {
  if (ridge === 0) return
  for (let j = 0; j < code.length; j++) {
    const square = singularValues[j] * singularValues[j]
    code[j] *= square / (square + ridge)
  }
}

/**
 * The autoencoder of the first axes alone: its codes are the first `dims` numbers of the whole one's. Where there are no more
 * than `dims` axes it is the same. Throws RangeError unless `dims` is an integer of at least 1.
 */
export function truncateAutoencoder(autoencoder: Autoencoder, dims: number): Autoencoder {
  checkCount('dims', dims, 1)
  if (dims >= autoencoder.dims) return autoencoder
  const { rows, cols, data } = autoencoder.basis
  const kept = new Float32Array(rows * dims)
  for (let c = 0; c < rows; c++) kept.set(data.subarray(c * cols, c * cols + dims), c * dims)
  return {
    ...autoencoder,
    dims,
    basis: { rows, cols: dims, data: kept },
    singularValues: autoencoder.singularValues.slice(0, dims)
  }
}

/** The share of the squared length of the training rows that lies along the axes, Σσ² / ‖S^½X‖²; 1 where that is 0. */
export function explainedShare({ singularValues, squaredLength }: Autoencoder): number {
  if (squaredLength === 0) return 1
  return singularValues.reduce((sum, s) => sum + s * s, 0) / squaredLength
}
