import type { Sparse } from './sparse.ts'

/** The columns of a sparse matrix that are in use, and the matrix of those alone. */
export interface CompactColumns {
  /** (c) ascending */
  readonly columns: Uint32Array
  /** (n, c) column j of it is column `columns[j]` of the whole */
  readonly compact: Sparse
}

/** A table of all columns is quicker than sorting where it takes no more room than this many entries, or a few per value. */
const TABLE = 2 ** 20

/** Leaves out the columns without a stored value: hashed features span many more columns than are used. Values are shared. */
export function compactColumns(m: Sparse): CompactColumns {
  const columns = usedColumns(m)
  const indices = new Uint32Array(m.indices.length)
  if (m.cols <= TABLE + 4 * indices.length) {
    const table = new Uint32Array(m.cols)
    for (let j = 0; j < columns.length; j++) table[columns[j]] = j
    for (let p = 0; p < indices.length; p++) indices[p] = table[m.indices[p]]
  } else {
    for (let p = 0; p < indices.length; p++) indices[p] = findColumn(columns, m.indices[p])
  }
  return { columns, compact: { ...m, cols: columns.length, indices } }
}

function usedColumns({ cols, indices }: Sparse): Uint32Array {
  if (cols > TABLE + 4 * indices.length) return distinct(indices)
  const used = new Uint8Array(cols)
  for (let p = 0; p < indices.length; p++) used[indices[p]] = 1
  let count = 0
  for (let j = 0; j < cols; j++) count += used[j]
  const columns = new Uint32Array(count)
  for (let j = 0, at = 0; j < cols; j++) if (used[j] === 1) columns[at++] = j
  return columns
}

/** Ascending, each once. */
export function distinct(columns: Uint32Array): Uint32Array {
  const sorted = columns.slice().sort()
  let count = 0
  for (let p = 0; p < sorted.length; p++) if (p === 0 || sorted[p] !== sorted[p - 1]) sorted[count++] = sorted[p]
  return sorted.subarray(0, count)
}

/** The position of `column` in ascending `columns` from position `from` on, or −1. */
export function findColumn(columns: Uint32Array, column: number, from = 0): number {
  let low = from
  let high = columns.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    if (columns[middle] < column) low = middle + 1
    else if (columns[middle] > column) high = middle - 1
    else return middle
  }
  return -1
}
