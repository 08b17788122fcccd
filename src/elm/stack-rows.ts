import { type Dense, dense, isSparse, type Matrix, type Sparse } from '../math/index.ts'

/** Matrices of equal kind and width one below the other, copied; at least one. */
export function stackRows(parts: readonly Matrix[]): Matrix {
  const { cols } = parts[0]
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  return isSparse(parts[0]) ? stackSparse(parts.filter(isSparse), rows, cols) : stackDense(parts, rows, cols)
}

function stackDense(parts: readonly Matrix[], rows: number, cols: number): Dense {
  const out = dense(rows, cols)
  let at = 0
  for (const part of parts) {
    if (isSparse(part)) continue
    out.data.set(part.data, at)
    at += part.data.length
  }
  return out
}

function stackSparse(parts: readonly Sparse[], rows: number, cols: number): Sparse {
  const size = parts.reduce((sum, part) => sum + part.indices.length, 0)
  const indptr = new Uint32Array(rows + 1)
  const indices = new Uint32Array(size)
  const values = new Float32Array(size)
  let row = 0
  let at = 0
  for (const part of parts) {
    for (let i = 1; i <= part.rows; i++) indptr[row + i] = at + part.indptr[i]
    indices.set(part.indices, at)
    values.set(part.values, at)
    row += part.rows
    at += part.indices.length
  }
  return { rows, cols, indptr, indices, values }
}
