import { dense, isSparse, type Matrix } from '../math/index.ts'

/** Numbers of features worked on at once, four megabytes of them: they stay in cache between two uses. */
const NUMBERS = 2 ** 19

/** Rows that are worked on at once where each has so many features: few enough for the cache, enough for large products. */
export function blockRows(features: number): number {
  return Math.min(Math.max(Math.floor(NUMBERS / Math.max(features, 1)), 256), 4096)
}

/** Rows [from, to) of a matrix, its numbers or entries shared. */
export function rowBlock(m: Matrix, from: number, to: number): Matrix {
  if (!isSparse(m)) return dense(to - from, m.cols, m.data.subarray(from * m.cols, to * m.cols))
  const start = m.indptr[from]
  const end = m.indptr[to]
  const indptr = m.indptr.slice(from, to + 1)
  for (let i = 0; i < indptr.length; i++) indptr[i] -= start
  return {
    rows: to - from,
    cols: m.cols,
    indptr,
    indices: m.indices.subarray(start, end),
    values: m.values.subarray(start, end)
  }
}
