import { compactColumns, findColumn, type Sparse, transposeSparse } from '../math/index.ts'

/** Sparse rows by column, for products of many rows with the same ones. */
export interface InvertedRows {
  readonly rows: number
  readonly cols: number
  /** (c) the columns in use, ascending */
  readonly columns: Uint32Array
  /** (cols) the position of each column in `columns`, or −1; empty where there are too many columns for a table */
  readonly slots: Int32Array
  /** (c, rows) */
  readonly entries: Sparse
}

/** A table of all columns is quicker than a search, and still small, up to here. */
const TABLE = 2 ** 20

/** The rows (m, d) by column. */
export function invertRows(m: Sparse): InvertedRows {
  const { columns, compact } = compactColumns(m)
  const slots = new Int32Array(m.cols <= TABLE ? m.cols : 0).fill(-1)
  if (slots.length > 0) for (let s = 0; s < columns.length; s++) slots[columns[s]] = s
  return { rows: m.rows, cols: m.cols, columns, slots, entries: transposeSparse(compact) }
}

/**
 * Adds to `out`, from `at` on, the inner products of one row with every inverted row, given the entries [from, to) of the row. Each is
 * summed by ascending column, so that the row gives the same bits alone and among others.
 */
export function addProducts(
  inverted: InvertedRows,
  indices: Uint32Array,
  values: Float32Array,
  from: number,
  to: number,
  out: Float64Array,
  at: number
): void {
  const { columns, slots } = inverted
  const { indptr: starts, indices: rows, values: weights } = inverted.entries
  const tabled = slots.length > 0
  for (let p = from; p < to; p++) {
    const slot = tabled ? slots[indices[p]] : findColumn(columns, indices[p])
    if (slot < 0) continue
    const v = values[p]
    const end = starts[slot + 1]
    for (let q = starts[slot]; q < end; q++) out[at + rows[q]] += v * weights[q]
  }
}

/** As {@link addProducts}, for a row of numbers, `row[offset … offset + cols)`. */
export function addProductsOfDense(
  inverted: InvertedRows,
  row: Float64Array,
  offset: number,
  out: Float64Array,
  at: number
): void {
  const { columns } = inverted
  const { indptr: starts, indices: rows, values: weights } = inverted.entries
  for (let slot = 0; slot < columns.length; slot++) {
    const v = row[offset + columns[slot]]
    if (v === 0) continue
    const end = starts[slot + 1]
    for (let q = starts[slot]; q < end; q++) out[at + rows[q]] += v * weights[q]
  }
}
