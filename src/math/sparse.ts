import { checkRow, type Dense, dense } from './dense.ts'

/**
 * A sparse matrix in compressed sparse row (CSR) order. Row i holds the columns `indices[indptr[i] … indptr[i + 1])`,
 * strictly ascending, and their values. Values are 32-bit floats: features, not solver state.
 */
export interface Sparse {
  readonly rows: number
  readonly cols: number
  /** (rows + 1), ascending from 0 */
  readonly indptr: Uint32Array
  /** (nnz) column of each stored value */
  readonly indices: Uint32Array
  /** (nnz) */
  readonly values: Float32Array
}

/** One sparse row: its columns, strictly ascending, and their values. */
export interface SparseRow {
  readonly indices: Uint32Array
  readonly values: Float32Array
}

/**
 * Checks what the type cannot say: lengths, ascending `indptr`, strictly ascending columns below `cols`, finite values.
 * Throws RangeError naming the first entry at fault; returns the matrix otherwise.
 */
export function checkSparse(m: Sparse): Sparse {
  const { rows, cols, indptr, indices, values } = m
  checkShape(m)
  for (let i = 0; i < rows; i++) {
    for (let p = indptr[i]; p < indptr[i + 1]; p++) {
      const least = p > indptr[i] ? indices[p - 1] + 1 : 0
      if (indices[p] < least || indices[p] >= cols) {
        throw new RangeError(`indices[${p}]: expected a column from ${least} and below ${cols}, got ${indices[p]}`)
      }
      if (!Number.isFinite(values[p])) throw new RangeError(`values[${p}]: expected a finite number, got ${values[p]}`)
    }
  }
  return m
}

function checkShape({ rows, cols, indptr, indices, values }: Sparse): void {
  if (!Number.isInteger(rows) || rows < 0) throw new RangeError(`rows: expected a non-negative integer, got ${rows}`)
  if (!Number.isInteger(cols) || cols < 0) throw new RangeError(`cols: expected a non-negative integer, got ${cols}`)
  if (indptr.length !== rows + 1) throw new RangeError(`indptr: expected ${rows + 1} offsets, got ${indptr.length}`)
  if (indptr[0] !== 0) throw new RangeError(`indptr[0]: expected 0, got ${indptr[0]}`)
  for (let i = 0; i < rows; i++) {
    if (indptr[i + 1] < indptr[i]) {
      throw new RangeError(`indptr[${i + 1}]: expected at least ${indptr[i]}, got ${indptr[i + 1]}`)
    }
  }
  if (indices.length !== indptr[rows]) {
    throw new RangeError(`indices: expected ${indptr[rows]} columns, as indptr ends, got ${indices.length}`)
  }
  if (values.length !== indices.length) {
    throw new RangeError(`values: expected ${indices.length}, one for each index, got ${values.length}`)
  }
}

/**
 * A sparse matrix of `cols` columns from rows. Throws RangeError where {@link checkSparse} does, and on a row that has not one
 * value for each index.
 */
export function sparseFromRows(rows: readonly SparseRow[], cols: number): Sparse {
  const indptr = new Uint32Array(rows.length + 1)
  for (let i = 0; i < rows.length; i++) {
    const { indices, values } = rows[i]
    if (values.length !== indices.length) {
      throw new RangeError(`rows[${i}].values: expected ${indices.length}, one for each index, got ${values.length}`)
    }
    indptr[i + 1] = indptr[i] + indices.length
  }
  const indices = new Uint32Array(indptr[rows.length])
  const values = new Float32Array(indptr[rows.length])
  for (let i = 0; i < rows.length; i++) {
    indices.set(rows[i].indices, indptr[i])
    values.set(rows[i].values, indptr[i])
  }
  return checkSparse({ rows: rows.length, cols, indptr, indices, values })
}

/** The nonzero entries of a dense matrix, values rounded to 32 bits. Throws RangeError on one that is not finite in 32 bits. */
export function sparseFromDense(m: Dense): Sparse {
  const { rows, cols, data } = m
  const indptr = new Uint32Array(rows + 1)
  const indices: number[] = []
  const values: number[] = []
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      if (data[i * cols + j] === 0) continue
      indices.push(j)
      values.push(data[i * cols + j])
    }
    indptr[i + 1] = indices.length
  }
  return checkSparse({ rows, cols, indptr, indices: Uint32Array.from(indices), values: Float32Array.from(values) })
}

/** The same matrix with every zero written out, (n, d). */
export function denseFromSparse(m: Sparse): Dense {
  const out = dense(m.rows, m.cols)
  for (let i = 0; i < m.rows; i++) {
    for (let p = m.indptr[i]; p < m.indptr[i + 1]; p++) out.data[i * m.cols + m.indices[p]] = m.values[p]
  }
  return out
}

/** Row `i` as views. Throws RangeError if there is no such row. */
export function sparseRow(m: Sparse, i: number): SparseRow {
  checkRow(i, m.rows)
  const from = m.indptr[i]
  const to = m.indptr[i + 1]
  return { indices: m.indices.subarray(from, to), values: m.values.subarray(from, to) }
}

/** The rows that `pick` lists, in its order, copied. Throws RangeError on a row that is not there. */
export function sparseRows(m: Sparse, pick: ArrayLike<number>): Sparse {
  const indptr = new Uint32Array(pick.length + 1)
  for (let i = 0; i < pick.length; i++) {
    checkRow(pick[i], m.rows)
    indptr[i + 1] = indptr[i] + m.indptr[pick[i] + 1] - m.indptr[pick[i]]
  }
  const indices = new Uint32Array(indptr[pick.length])
  const values = new Float32Array(indptr[pick.length])
  for (let i = 0; i < pick.length; i++) {
    const row = sparseRow(m, pick[i])
    indices.set(row.indices, indptr[i])
    values.set(row.values, indptr[i])
  }
  return { rows: pick.length, cols: m.cols, indptr, indices, values }
}

/** The transpose, (n, d) → (d, n), by counting sort in O(nnz + d). */
export function transposeSparse(m: Sparse): Sparse {
  const { rows, cols, indptr, indices, values } = m
  const starts = new Uint32Array(cols + 1)
  for (let p = 0; p < indices.length; p++) starts[indices[p] + 1]++
  for (let j = 0; j < cols; j++) starts[j + 1] += starts[j]
  const next = starts.slice(0, cols)
  const outIndices = new Uint32Array(indices.length)
  const outValues = new Float32Array(indices.length)
  for (let i = 0; i < rows; i++) {
    for (let p = indptr[i]; p < indptr[i + 1]; p++) {
      const at = next[indices[p]]++
      outIndices[at] = i
      outValues[at] = values[p]
    }
  }
  return { rows: cols, cols: rows, indptr: starts, indices: outIndices, values: outValues }
}
