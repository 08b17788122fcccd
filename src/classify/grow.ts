import type { Sparse } from '../math/index.ts'
import { columnIndex, usedColumns } from './column-index.ts'
import type { BlockModel } from './features.ts'

/** A block with more columns, and where its old ones went. */
export interface GrownBlock {
  readonly block: BlockModel
  /** (old m) new slot of each old slot */
  readonly moved: Uint32Array
}

/** The block with room for the columns of `counts`, (n, dims); what was known of the others stays. */
export function growBlock(block: BlockModel, counts: Sparse): GrownBlock {
  const { index, frequency, idf, unseen } = block
  const old = index.columns
  const all = new Uint32Array(old.length + counts.indices.length)
  all.set(old)
  all.set(counts.indices, old.length)
  const columns = usedColumns(all, index.dims)
  const moved = new Uint32Array(old.length)
  const next = new Uint32Array(columns.length)
  const nextIdf = new Float64Array(columns.length).fill(unseen)
  // Both lists ascend, and the new one holds the old.
  let to = 0
  for (let from = 0; from < old.length; from++) {
    while (columns[to] !== old[from]) to++
    moved[from] = to
    next[to] = frequency[from]
    nextIdf[to] = idf[from]
  }
  return { block: { ...block, index: columnIndex(columns, index.dims), frequency: next, idf: nextIdf }, moved }
}

/** Rows of `width` values (old m, width) moved to their new slots, zero elsewhere: (m, width). */
export function moveRows<A extends Float32Array | Uint8Array>(from: A, to: A, moved: Uint32Array, width: number): A {
  for (let j = 0; j < moved.length; j++) {
    for (let o = 0; o < width; o++) to[moved[j] * width + o] = from[j * width + o]
  }
  return to
}
