import type { Sparse, SparseRow } from '../math/index.ts'
import { bitOf, type ColumnIndex, columnIndex, indexOfUsed, rankOf, slotIn } from './column-index.ts'

/** One block of features as a model holds it. */
export interface BlockModel {
  readonly index: ColumnIndex
  /** (m) in how many training texts each column occurred */
  readonly frequency: Uint32Array
  /** (m) inverse document frequency, ln((n + 1) / (df + 1)) + 1 */
  readonly idf: Float64Array
  /** idf of a column that no training text had, or that was left out */
  readonly unseen: number
  /** The share of that idf that a column without a slot counts in the length of a row, 0 to 1. */
  readonly unknownWeight: number
  /** A block of vectors: rows of every column, taken as they are. */
  readonly plain?: true
}

/** The block of vectors with d numbers. */
export function vectorBlock(d: number): BlockModel {
  const columns = Uint32Array.from({ length: d }, (_, j) => j)
  return {
    index: columnIndex(columns, d),
    frequency: new Uint32Array(d),
    idf: new Float64Array(d).fill(1),
    unseen: 1,
    unknownWeight: 1,
    plain: true
  }
}

/** The blocks that rows of training texts amount to, one `(n, dims)` matrix each, the last one of vectors where `vectors`. */
export function fitBlocks(rows: readonly Sparse[], vectors = false, unknownWeight = 1): BlockModel[] {
  return rows.map((block, b) => {
    if (vectors && b === rows.length - 1) return vectorBlock(block.cols)
    const { indices, cols } = block
    const index = indexOfUsed(indices, cols)
    const frequency = new Uint32Array(index.columns.length)
    for (let p = 0; p < indices.length; p++) frequency[slotIn(index.ranks, indices[p])]++
    return blockModel(index, frequency, block.rows, idfOf(0, block.rows), unknownWeight)
  })
}

/** A block from its columns, document frequencies among `documents` texts, and the idf of columns of frequency 0. */
export function blockModel(
  index: ColumnIndex,
  frequency: Uint32Array,
  documents: number,
  unseen = idfOf(0, documents),
  unknownWeight = 1
): BlockModel {
  const idf = new Float64Array(frequency.length)
  // Most columns are rare: one logarithm serves all that are as rare.
  const rare = Float64Array.from({ length: 64 }, (_, f) => (f === 0 ? unseen : idfOf(f, documents)))
  for (let j = 0; j < idf.length; j++) {
    const f = frequency[j]
    idf[j] = f < rare.length ? rare[f] : idfOf(f, documents)
  }
  return { index, frequency, idf, unseen, unknownWeight }
}

/** ln((n + 1) / (df + 1)) + 1 */
export function idfOf(frequency: number, documents: number): number {
  return Math.log((documents + 1) / (frequency + 1)) + 1
}

function dampenAny(count: number): number {
  if (count === 0) return 0
  return count > 0 ? 1 + Math.log(count) : -1 - Math.log(-count)
}

/** Of the counts that n-grams of a text mostly have: logarithms are most of what weighing a row would cost. */
const DAMPENED = /* @__PURE__ */ Float64Array.from({ length: 64 }, (_, count) => dampenAny(count))

/** 1 + ln|c|, with the sign of the count c; 0 for 0. */
export function dampen(count: number): number {
  const whole = count | 0
  return whole === count && whole >= 0 && whole < 64 ? DAMPENED[whole] : dampenAny(count)
}

/**
 * Writes the slots of the columns that have one, and their dampened counts; returns how many there are.
 *
 * @param slots as long as the row, as is `tf`
 * @param missed (1) where Σ tf² of the other columns goes
 */
export function findSlots(
  ranks: Int32Array,
  { indices, values: counts }: SparseRow,
  length: number,
  slots: Uint32Array,
  tf: Float64Array,
  missed: Float64Array
): number {
  let size = 0
  let others = 0
  for (let p = 0; p < length; p++) {
    const column = indices[p]
    const dampened = dampen(counts[p])
    const known = bitOf(ranks, column)
    // Whether a column is known is as good as random, and a branch on it would cost more than the rest.
    slots[size] = rankOf(ranks, column)
    tf[size] = dampened
    size += known
    others += (1 - known) * dampened * dampened
  }
  missed[0] = others
  return size
}

const missed = /* @__PURE__ */ new Float64Array(1)

/**
 * A row of counts in the slots of its block: dampened counts times idf, divided by the length of the whole row, columns
 * without a slot included at their share. Returns how many entries were written to `slots` and `values`, which must be as long as the row.
 */
export function weighRow(block: BlockModel, row: SparseRow, slots: Uint32Array, values: Float64Array): number {
  const { index, idf, unseen, unknownWeight, plain } = block
  const { length } = row.indices
  if (plain) {
    slots.set(row.indices)
    values.set(row.values)
    return length
  }
  const size = findSlots(index.ranks, row, length, slots, values, missed)
  let squared = missed[0] * (unseen * unknownWeight) ** 2
  for (let p = 0; p < size; p++) {
    const value = values[p] * idf[slots[p]]
    values[p] = value
    squared += value * value
  }
  if (squared > 0) {
    const scale = 1 / Math.sqrt(squared)
    for (let p = 0; p < size; p++) values[p] *= scale
  }
  return size
}

/** Counts as rows over the slots of a block, weighed: (n, dims) → (n, m). */
export function weighBlock(block: BlockModel, counts: Sparse): Sparse {
  const { rows, indptr } = counts
  let longest = 0
  for (let i = 0; i < rows; i++) longest = Math.max(longest, indptr[i + 1] - indptr[i])
  const slots = new Uint32Array(longest)
  const weighed = new Float64Array(longest)
  const indices = new Uint32Array(counts.indices.length)
  const values = new Float32Array(counts.indices.length)
  const starts = new Uint32Array(rows + 1)
  let at = 0
  for (let i = 0; i < rows; i++) {
    const from = indptr[i]
    const to = indptr[i + 1]
    const row = { indices: counts.indices.subarray(from, to), values: counts.values.subarray(from, to) }
    const size = weighRow(block, row, slots, weighed)
    for (let p = 0; p < size; p++) {
      indices[at] = slots[p]
      values[at++] = weighed[p]
    }
    starts[i + 1] = at
  }
  return {
    rows,
    cols: block.index.columns.length,
    indptr: starts,
    indices: indices.slice(0, at),
    values: values.slice(0, at)
  }
}

/** Blocks side by side, each scaled by its factor, with a last column of ones: (n, m_b)… → (n, Σ m_b + 1). */
export function joinBlocks(blocks: readonly Sparse[], scales: readonly number[]): Sparse {
  const rows = blocks[0].rows
  let total = rows
  for (const block of blocks) total += block.indices.length
  const indptr = new Uint32Array(rows + 1)
  const indices = new Uint32Array(total)
  const values = new Float32Array(total)
  let cols = 0
  const starts = blocks.map(block => {
    const start = cols
    cols += block.cols
    return start
  })
  let at = 0
  for (let i = 0; i < rows; i++) {
    for (let b = 0; b < blocks.length; b++) {
      const block = blocks[b]
      for (let p = block.indptr[i]; p < block.indptr[i + 1]; p++) {
        indices[at] = starts[b] + block.indices[p]
        values[at++] = scales[b] * block.values[p]
      }
    }
    indices[at] = cols
    values[at++] = 1
    indptr[i + 1] = at
  }
  return { rows, cols: cols + 1, indptr, indices, values }
}
