import type { Sparse } from '../math/index.ts'
import type { RowBuffer } from '../text/index.ts'

/** Room for entries before anything is known of the rows. */
const FIRST_ROOM = 2 ** 18

/** How much more than the rows so far let expect there is room for. */
const SPARE = 1.05

/** A sparse matrix of so many rows under construction. Its arrays grow once to what the first rows let expect, as a rule. */
export class GrowingRows {
  private readonly indptr: Uint32Array
  private indices = new Uint32Array(FIRST_ROOM)
  private values = new Float32Array(FIRST_ROOM)
  private done = 0
  private size = 0

  constructor(
    private readonly rows: number,
    private readonly cols: number
  ) {
    this.indptr = new Uint32Array(rows + 1)
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
    this.indptr[++this.done] = end
  }

  /** The matrix, once all its rows are there. */
  matrix(): Sparse {
    const { rows, cols, indptr, indices, values, size } = this
    return { rows, cols, indptr, indices: indices.subarray(0, size), values: values.subarray(0, size) }
  }

  private reserve(need: number): void {
    // At least what is needed, as there are no more rows done than there will be.
    const expected = Math.ceil((SPARE * need * this.rows) / (this.done + 1))
    const room = Math.max(expected, Math.ceil(this.indices.length * 1.25))
    const indices = new Uint32Array(room)
    const values = new Float32Array(room)
    indices.set(this.indices.subarray(0, this.size))
    values.set(this.values.subarray(0, this.size))
    this.indices = indices
    this.values = values
  }
}
