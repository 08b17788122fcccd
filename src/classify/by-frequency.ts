import { type Dense, dense, type Sparse } from '../math/index.ts'
import { type BlockModel, weighRow } from './features.ts'
import { type Batch, batchOf, writeSorted } from './sort-columns.ts'

/**
 * Joined features with their columns numbered by falling frequency: what most rows share lies together in memory, and the columns
 * that one row alone has end its row, where the solver skips them (see `DualRows`).
 */
export interface OrderedFeatures {
  /** (n, d) */
  readonly x: Sparse
  /** (d) which of the joined columns each column of x is */
  readonly order: Uint32Array
  /** The column of ones. */
  readonly constant: number
}

/** Rows are weighed and sorted so many entries at a time: these and what sorts them stay in the second-level cache. */
const BATCH = 2 ** 16

/**
 * Counts weighed, blocks side by side, each scaled by its factor, with a last column of ones, as `weighBlock` and `joinBlocks` make
 * them, columns ordered: (n, dims)… → (n, Σ m_b + 1). Blocks of scale 0 have their columns, and nothing in them.
 */
export function weighByFrequency(
  models: readonly BlockModel[],
  counts: readonly Sparse[],
  scales: readonly number[]
): OrderedFeatures {
  const rows = counts[0].rows
  const order = byFallingFrequency(models, rows)
  const parts = partsOf(models, counts, scales, order)
  const longest = longestRow(parts, rows)
  let total = rows
  for (const { counts } of parts) total += counts.indices.length
  const indptr = new Uint32Array(rows + 1)
  const indices = new Uint32Array(total)
  const values = new Float32Array(total)
  const batch = batchOf(Math.max(BATCH, longest))
  const scratch = { slots: new Uint32Array(longest), values: new Float64Array(longest) }
  for (let i = 0; i < rows; ) {
    const first = i
    let size = 0
    while (i < rows && size + longest <= batch.columns.length) {
      size = addRow(parts, i, i - first, batch, size, scratch)
      indptr[++i] = indptr[first] + size
    }
    writeSorted(batch, size, order.length, indptr.slice(first, i), indices, values)
  }
  const end = indptr[rows]
  const whole = end === total
  const x = {
    rows,
    cols: order.length,
    indptr,
    indices: whole ? indices : indices.slice(0, end),
    values: whole ? values : values.slice(0, end)
  }
  return { x, order, constant: order.indexOf(order.length - 1) }
}

/** A block that counts, and where its columns go. */
interface Part {
  readonly model: BlockModel
  readonly counts: Sparse
  readonly scale: number
  /** (m) the place of each column in the order, and a last one, that of the column of ones. */
  readonly places: Uint32Array
}

function partsOf(
  models: readonly BlockModel[],
  counts: readonly Sparse[],
  scales: readonly number[],
  order: Uint32Array
): Part[] {
  const place = new Uint32Array(order.length)
  for (let j = 0; j < order.length; j++) place[order[j]] = j
  let first = 0
  const parts = models.map((model, b) => {
    const start = first
    first += model.index.columns.length
    const places = new Uint32Array(first - start + 1)
    places.set(place.subarray(start, first))
    places[first - start] = place[place.length - 1]
    return { model, counts: counts[b], scale: scales[b], places }
  })
  return parts.filter(({ scale }) => scale !== 0)
}

/** Entries of the longest row, the one in the last column included. */
function longestRow(parts: readonly Part[], rows: number): number {
  let longest = 0
  for (let i = 0; i < rows; i++) {
    let length = 1
    for (const { counts } of parts) length += counts.indptr[i + 1] - counts.indptr[i]
    longest = Math.max(longest, length)
  }
  return longest
}

/** Adds row i of the parts, weighed, to a batch as its row `row`, from entry `at` on. Returns where it ends. */
function addRow(
  parts: readonly Part[],
  i: number,
  row: number,
  batch: Batch,
  at: number,
  scratch: { readonly slots: Uint32Array; readonly values: Float64Array }
): number {
  const { columns, values, rows } = batch
  const { slots, values: weighed } = scratch
  let end = at
  for (const { model, counts, scale, places } of parts) {
    const from = counts.indptr[i]
    const to = counts.indptr[i + 1]
    const given = { indices: counts.indices.subarray(from, to), values: counts.values.subarray(from, to) }
    const size = weighRow(model, given, slots, weighed)
    for (let p = 0; p < size; p++) {
      columns[end] = places[slots[p]]
      values[end] = scale * weighed[p]
      rows[end++] = row
    }
  }
  const { places } = parts[0]
  columns[end] = places[places.length - 1]
  values[end] = 1
  rows[end++] = row
  return end
}

/** The joined columns by how many texts have them, the most first, of equal ones the first. */
function byFallingFrequency(models: readonly BlockModel[], rows: number): Uint32Array {
  const size = models.reduce((sum, { index }) => sum + index.columns.length, 1)
  const frequency = new Uint32Array(size).fill(rows)
  let first = 0
  for (const block of models) {
    if (!block.plain) frequency.set(block.frequency, first)
    first += block.index.columns.length
  }
  const most = frequency.reduce((a, b) => Math.max(a, b), 0)
  const starts = new Uint32Array(most + 2)
  for (let j = 0; j < size; j++) starts[most - frequency[j] + 1]++
  for (let c = 0; c <= most; c++) starts[c + 1] += starts[c]
  const order = new Uint32Array(size)
  for (let j = 0; j < size; j++) order[starts[most - frequency[j]]++] = j
  return order
}

/** The features with their blocks scaled anew, all of them by another factor than 0 before. */
export function rescale(
  features: OrderedFeatures,
  models: readonly BlockModel[],
  before: readonly number[],
  scales: readonly number[]
): OrderedFeatures {
  const { x, order } = features
  const joined = new Float64Array(order.length).fill(1)
  let first = 0
  models.forEach(({ index }, b) => {
    const end = first + index.columns.length
    joined.fill(scales[b] / before[b], first, end)
    first = end
  })
  const factors = new Float64Array(order.length)
  for (let j = 0; j < order.length; j++) factors[j] = joined[order[j]]
  const values = new Float32Array(x.values.length)
  for (let p = 0; p < values.length; p++) values[p] = x.values[p] * factors[x.indices[p]]
  return { ...features, x: { ...x, values } }
}

/** Weights of ordered columns, (d, k), as those of the joined columns: (d, k). */
export function inJoinedOrder(weights: Dense, order: Uint32Array): Dense {
  const k = weights.cols
  const out = dense(weights.rows, k)
  for (let j = 0; j < order.length; j++) {
    const to = order[j] * k
    for (let o = 0; o < k; o++) out.data[to + o] = weights.data[j * k + o]
  }
  return out
}
