/** Columns are sorted by digits of so many bits: their counters stay in the first-level cache. */
const DIGIT = 11

/** Entries of a few rows on their way into order, and room to sort them. */
export interface Batch {
  readonly columns: Uint32Array
  readonly values: Float32Array
  /** The row of each entry, counted from the first of the batch. */
  readonly rows: Uint32Array
  readonly order: Uint32Array
  readonly spare: Uint32Array
}

/** Room for `size` entries. */
export function batchOf(size: number): Batch {
  const numbers = () => new Uint32Array(size)
  return { columns: numbers(), values: new Float32Array(size), rows: numbers(), order: numbers(), spare: numbers() }
}

/**
 * Writes the first `size` entries of a batch, listed row by row, to their rows in `indices` and `values`, the columns of each row
 * ascending: a radix sort of all together by column, least significant digit first, then by row. So counters are cleared once
 * for a batch and not for every row.
 *
 * @param limit above every column
 * @param next where each row of the batch begins; moved to where it ends
 */
export function writeSorted(
  batch: Batch,
  size: number,
  limit: number,
  next: Uint32Array,
  indices: Uint32Array,
  values: Float32Array
): void {
  const { columns, rows, values: numbers } = batch
  let { order, spare } = batch
  for (let e = 0; e < size; e++) order[e] = e
  const bits = 32 - Math.clz32(limit - 1)
  for (let shift = 0; shift < bits; shift += DIGIT) {
    sortByDigit(columns, order, spare, size, shift)
    const swap = order
    order = spare
    spare = swap
  }
  for (let i = 0; i < size; i++) {
    const e = order[i]
    const row = rows[e]
    const at = next[row]
    next[row] = at + 1
    indices[at] = columns[e]
    values[at] = numbers[e]
  }
}

const counters = new Uint32Array(1 << DIGIT)

/** Puts the entries listed in `from` in the order of the digit of their column at `shift`. */
function sortByDigit(columns: Uint32Array, from: Uint32Array, to: Uint32Array, size: number, shift: number): void {
  const mask = (1 << DIGIT) - 1
  counters.fill(0)
  for (let e = 0; e < size; e++) counters[(columns[e] >>> shift) & mask]++
  let sum = 0
  for (let c = 0; c <= mask; c++) {
    const count = counters[c]
    counters[c] = sum
    sum += count
  }
  for (let i = 0; i < size; i++) {
    const e = from[i]
    const digit = (columns[e] >>> shift) & mask
    const at = counters[digit]
    counters[digit] = at + 1
    to[at] = e
  }
}
