import type { SparseRow } from '../math/sparse.ts'
import { sortKeys } from './columns.ts'
import { KEEP } from './grow.ts'
import type { Hashes } from './ngram-hashes.ts'

/** A sparse row in buffers that are used again: the first `size` columns, ascending, and their values. */
export interface RowBuffer extends SparseRow {
  readonly size: number
}

/** Above all columns. */
const NO_COLUMN = 2 ** 31 - 1

/** The largest chunk, unless a row needs a larger one. */
const CHUNK = 1 << 16

/**
 * Rows of counts under construction, columns ascending, duplicates merged: chunks that are put together in the end, since one
 * array that grows would be copied time and again.
 */
export class RowBuilder implements RowBuffer {
  /** Entries of the last chunk, the only one where rows are made one at a time. */
  size = 0
  indices: Uint32Array = new Uint32Array(1024)
  values: Float32Array = new Float32Array(1024)
  private readonly full: RowBuffer[] = []
  private before = 0

  constructor(
    private readonly dims: number,
    private readonly signed: boolean
  ) {}

  /** Entries of all rows. */
  get total(): number {
    return this.before + this.size
  }

  /** Appends the row of one text's hashes. A column whose signs cancel stays, with the value 0. */
  add({ values: hashes, count }: Hashes): void {
    if (count === 0) return
    if (this.size + count > this.indices.length) this.reserve(count)
    const keys = sortKeys(hashes, count, this.dims, this.signed)
    const { indices, values } = this
    let at = this.size - 1
    let last = NO_COLUMN
    let sum = 0
    for (let i = 0; i < count; i++) {
      const key = keys[i]
      const column = key >>> 1
      // All ones where the column is the last one again: a branch on it would be as good as random.
      const again = ((column ^ last) - 1) >> 31
      sum = (sum & again) + 1 - 2 * (key & 1)
      at += 1 + again
      indices[at] = column
      values[at] = sum
      last = column
    }
    this.size = at + 1
  }

  /** The rows as arrays of their own; the builder is empty again. */
  take(): SparseRow {
    const { full, size } = this
    const row =
      full.length === 0 ? { indices: this.indices.slice(0, size), values: this.values.slice(0, size) } : this.gather()
    this.clear()
    return row
  }

  private gather(): SparseRow {
    const indices = new Uint32Array(this.total)
    const values = new Float32Array(this.total)
    let at = 0
    for (const chunk of [...this.full, this]) {
      indices.set(chunk.indices.subarray(0, chunk.size), at)
      values.set(chunk.values.subarray(0, chunk.size), at)
      at += chunk.size
    }
    return { indices, values }
  }

  /** Forgets all rows, and gives back what an exceptionally long one took. */
  clear(): void {
    this.size = 0
    this.before = 0
    this.full.length = 0
    if (this.indices.length > KEEP) this.allocate(1024)
  }

  private reserve(count: number): void {
    if (this.size > 0) {
      this.full.push({ size: this.size, indices: this.indices, values: this.values })
      this.before += this.size
      this.size = 0
    }
    this.allocate(Math.max(count, Math.min(CHUNK, 2 * (this.before + count))))
  }

  private allocate(length: number): void {
    this.indices = new Uint32Array(length)
    this.values = new Float32Array(length)
  }
}
