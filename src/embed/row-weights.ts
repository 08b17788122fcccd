import { compactColumns, findColumn, type Sparse, type SparseRow, topK } from '../math/index.ts'

/**
 * The columns that count, and how much: (1 + ln count) · idf, the idf to a power and without the constant that TF-IDF for classifiers
 * has: else words that most rows have take the first axes for themselves.
 */
export interface RowWeights {
  /** Rows that training saw. */
  readonly documents: number
  /** (c) the columns that were kept, ascending */
  readonly columns: Uint32Array
  /** (c) in how many training rows each occurs */
  readonly frequency: Uint32Array
  /** (c) ln((documents + 1) / (frequency + ½)) to the power of 1.75, above 0 */
  readonly idf: Float64Array
  /** The idf of a column of frequency 0, the largest there is: what every column that was not kept counts with. */
  readonly unseen: number
  /** The position of a column in `columns`, or −1. */
  slot(column: number): number
}

/** Above 1, so that search by vectors goes by rare words: from 1 to 1.75 it gains a twentieth of its nDCG on abstracts, by 2 it loses again. */
const POWER = 1.75

/** The name of this weighting in files: another weighting gets another name, and old axes never a new meaning. */
export const WEIGHTING = 'log-count-idf-1.75'

/** A table of all columns is quicker than a search, and still small, up to here. */
const TABLE = 2 ** 20

/** The weights of these columns. `columns` ascend, and `frequency` has a number from 0 to `documents` for each. */
export function rowWeights(documents: number, columns: Uint32Array, frequency: Uint32Array): RowWeights {
  const idfOf = (df: number) => Math.log((documents + 1) / (df + 0.5)) ** POWER
  return {
    documents,
    columns,
    frequency,
    idf: Float64Array.from(frequency, idfOf),
    unseen: idfOf(0),
    slot: slotsOf(columns)
  }
}

function slotsOf(columns: Uint32Array): (column: number) => number {
  const end = columns.length === 0 ? 0 : columns[columns.length - 1] + 1
  if (end > TABLE) return column => findColumn(columns, column)
  const table = new Int32Array(end).fill(-1)
  columns.forEach((column, slot) => {
    table[column] = slot
  })
  return column => (column < end ? table[column] : -1)
}

/**
 * The weights that rows of counts (n, m) amount to. Columns that fewer than `minDocuments` rows have are left out, and of the others
 * the `maxTerms` kept that most rows have, of equally frequent ones the first.
 */
export function fitRowWeights(counts: Sparse, minDocuments: number, maxTerms: number): RowWeights {
  const { columns: used, compact } = compactColumns(counts)
  const frequency = new Uint32Array(used.length)
  for (let p = 0; p < compact.indices.length; p++) frequency[compact.indices[p]]++
  let kept = Uint32Array.from(frequency.keys()).filter(j => frequency[j] >= minDocuments)
  if (kept.length > maxTerms) {
    const most = topK(
      kept.map(j => frequency[j]),
      maxTerms
    )
    kept = most.sort().map(i => kept[i])
  }
  return rowWeights(
    counts.rows,
    kept.map(j => used[j]),
    kept.map(j => frequency[j])
  )
}

/** 1 + ln|c|, with the sign of the count c; 0 for 0. */
function dampen(count: number): number {
  // Most words occur once, and the logarithm is most of what weighing a row costs.
  if (count === 0 || count === 1) return count
  return count > 0 ? 1 + Math.log(count) : -1 - Math.log(-count)
}

/**
 * Writes the slots and weights of a row's kept columns to `slots` and `values`, which must have room, and returns how many those
 * are. The row has length 1, columns that were not kept included; a row of zeros stays one.
 */
export function weighRow(weights: RowWeights, row: SparseRow, slots: Uint32Array, values: Float64Array): number {
  const { indices, values: counts } = row
  const { idf, unseen } = weights
  let squared = 0
  let size = 0
  for (let p = 0; p < indices.length; p++) {
    const slot = weights.slot(indices[p])
    const value = dampen(counts[p]) * (slot < 0 ? unseen : idf[slot])
    squared += value * value
    if (slot < 0) continue
    slots[size] = slot
    values[size++] = value
  }
  if (squared > 0) {
    const scale = 1 / Math.sqrt(squared)
    for (let p = 0; p < size; p++) values[p] *= scale
  }
  return size
}

/**
 * Rows of counts (n, m), weighed for training: (n, c), the kept columns of each of length 1, so that what a row is about does not count
 * less for its rare words.
 */
export function weighRows(weights: RowWeights, counts: Sparse): Sparse {
  const { rows, indptr } = counts
  const slots = new Uint32Array(counts.indices.length)
  const values = new Float32Array(counts.indices.length)
  const starts = new Uint32Array(rows + 1)
  let longest = 0
  for (let i = 0; i < rows; i++) longest = Math.max(longest, indptr[i + 1] - indptr[i])
  const weighed = new Float64Array(longest)
  let at = 0
  for (let i = 0; i < rows; i++) {
    const row = {
      indices: counts.indices.subarray(indptr[i], indptr[i + 1]),
      values: counts.values.subarray(indptr[i], indptr[i + 1])
    }
    const size = weighRow(weights, row, slots.subarray(at), weighed)
    let squared = 0
    for (let p = 0; p < size; p++) squared += weighed[p] * weighed[p]
    const length = Math.sqrt(squared)
    for (let p = 0; p < size; p++) values[at + p] = length > 0 ? weighed[p] / length : 0
    at += size
    starts[i + 1] = at
  }
  return {
    rows,
    cols: weights.columns.length,
    indptr: starts,
    indices: slots.slice(0, at),
    values: values.slice(0, at)
  }
}

/** How many rows have a count other than 0. */
export function rowsWithCounts({ rows, indptr, values }: Sparse): number {
  let count = 0
  for (let i = 0; i < rows; i++) {
    let p = indptr[i]
    while (p < indptr[i + 1] && values[p] === 0) p++
    if (p < indptr[i + 1]) count++
  }
  return count
}
