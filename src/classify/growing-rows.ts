import type { Sparse } from '../math/index.ts'
import type { RowBuffer } from '../text/index.ts'

/** Room for entries before anything is known of the rows. */
const FIRST_ROOM = 2 ** 18

/** How much more than the rows so far let expect there is room for. */
const SPARE = 1.05

/** How much room grows where nobody knows how many rows there will be. */
const GROWTH = 1.5

/** A sparse matrix under construction. Where the number of its rows is known, its arrays grow once to what the first rows let expect, as a rule. */
export class GrowingRows {
  private indptr: Uint32Array
  private indices = new Uint32Array(FIRST_ROOM)
  private values = new Float32Array(FIRST_ROOM)
  private done = 0
  private size = 0

  /** @param rows how many there will be, or undefined */
  constructor(
    private readonly rows: number | undefined,
    private readonly cols: number
  ) {
    this.indptr = new Uint32Array((rows ?? 1023) + 1)
  }

  /** Appends a copy of the row. */
  add(row: RowBuffer): void {
    const end = this.size + row.size
    if (end > this.indices.length) this.reserve(end)
    const { indices, values, size: at } = this
    for (let p = 0; p < row.size; p++) {
      indices[at + p] = row.indices[p]
      values[at + p] = row.values[p]
    }
    this.size = end
    this.done++
    if (this.done === this.indptr.length) this.indptr = copyOf(this.indptr, Math.ceil(GROWTH * this.done))
    this.indptr[this.done] = end
  }

  /** The matrix, once all its rows are there. */
  matrix(): Sparse {
    const { rows, cols, done, indptr, indices, values, size } = this
    return {
      rows: rows ?? done,
      cols,
      indptr: rows === undefined ? indptr.subarray(0, done + 1) : indptr,
      indices: indices.subarray(0, size),
      values: values.subarray(0, size)
    }
  }

  private reserve(need: number): void {
    // At least what is needed, as there are no more rows done than there will be.
    const expected = this.rows === undefined ? GROWTH * need : (SPARE * need * this.rows) / (this.done + 1)
    const room = Math.max(Math.ceil(expected), Math.ceil(this.indices.length * 1.25))
    const indices = new Uint32Array(room)
    const values = new Float32Array(room)
    indices.set(this.indices.subarray(0, this.size))
    values.set(this.values.subarray(0, this.size))
    this.indices = indices
    this.values = values
  }
}

function copyOf(numbers: Uint32Array, length: number): Uint32Array {
  const copy = new Uint32Array(length)
  copy.set(numbers)
  return copy
}
