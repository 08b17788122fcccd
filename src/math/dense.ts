/** The element types a matrix may have: 64-bit floats in the solvers, 32-bit floats where size matters. */
export type FloatArray = Float64Array | Float32Array

/** A matrix in row-major order: entry (i, j) is `data[i * cols + j]`. */
export interface Dense<A extends FloatArray = Float64Array> {
  readonly rows: number
  readonly cols: number
  /** (rows · cols) */
  readonly data: A
}

/**
 * A `(rows, cols)` matrix of 64-bit floats, zero unless `data` is given. Throws RangeError if `data` has another length or a
 * size is not a non-negative integer.
 */
export function dense(rows: number, cols: number, data?: Float64Array): Dense {
  checkSize('rows', rows)
  checkSize('cols', cols)
  if (data === undefined) return { rows, cols, data: room(Float64Array, rows, cols) }
  if (data.length !== rows * cols) {
    throw new RangeError(`data: expected ${rows} × ${cols} = ${rows * cols} numbers, got ${data.length}`)
  }
  return { rows, cols, data }
}

/** Zeros for a matrix. Throws RangeError that says how much was asked for where the machine has no room for it. */
export function room<A extends FloatArray>(type: new (length: number) => A, rows: number, cols: number): A {
  try {
    return new type(rows * cols)
  } catch {
    const bytes = rows * cols * (type.name === 'Float64Array' ? 8 : 4)
    throw new RangeError(`memory: expected ${bytes} bytes for ${rows} × ${cols} numbers, got none`)
  }
}

/** Throws RangeError unless two sizes are equal. */
export function expectSame(what: string, a: number, b: number): void {
  if (a !== b) throw new RangeError(`${what}: expected equal sizes, got ${a} and ${b}`)
}

function checkSize(what: string, size: number): void {
  if (!Number.isInteger(size) || size < 0) throw new RangeError(`${what}: expected a non-negative integer, got ${size}`)
}

/** The identity of size `n`. */
export function identity(n: number): Dense {
  const out = dense(n, n)
  for (let i = 0; i < n; i++) out.data[i * n + i] = 1
  return out
}

/** A matrix from rows of equal length, for tests and small inputs. Throws RangeError on rows of different lengths. */
export function denseFromRows(rows: readonly (readonly number[])[]): Dense {
  const cols = rows[0]?.length ?? 0
  const out = dense(rows.length, cols)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    if (row.length !== cols) throw new RangeError(`rows[${i}]: expected ${cols} numbers, got ${row.length}`)
    out.data.set(row, i * cols)
  }
  return out
}

/** Row `i` as a view: writing to it writes to the matrix. Throws RangeError if there is no such row. */
export function rowOf<A extends FloatArray>(m: Dense<A>, i: number): A {
  checkRow(i, m.rows)
  return m.data.subarray(i * m.cols, (i + 1) * m.cols) as A
}

/** Throws RangeError unless `i` is one of `rows` row numbers. */
export function checkRow(i: number, rows: number): void {
  if (!Number.isInteger(i) || i < 0 || i >= rows) {
    throw new RangeError(`row: expected an integer in 0 … ${rows - 1}, got ${i}`)
  }
}

/** Rows whose entries of one column are moved together: reading and writing both stay within few cache lines. */
const STRIP = 8

/** The rows that `pick` lists, in its order, copied: (n, d) → (m, d). */
export function denseRows(m: Dense, pick: ArrayLike<number>): Dense {
  const out = dense(pick.length, m.cols)
  for (let i = 0; i < pick.length; i++) out.data.set(rowOf(m, pick[i]), i * m.cols)
  return out
}

/** Copies the lower triangle onto the upper, in place. */
export function mirrorLower<A extends FloatArray>(m: Dense<A>): Dense<A> {
  const { rows, data } = m
  for (let from = 0; from < rows; from += STRIP) {
    for (let j = 0; j < rows; j++) {
      for (let i = Math.max(from, j + 1); i < Math.min(from + STRIP, rows); i++) data[j * rows + i] = data[i * rows + j]
    }
  }
  return m
}

/** The transpose as a new matrix, (n, d) → (d, n). */
export function transpose(m: Dense): Dense {
  const out = dense(m.cols, m.rows)
  const { rows, cols, data } = m
  const t = out.data
  for (let from = 0; from < rows; from += STRIP) {
    const to = Math.min(from + STRIP, rows)
    for (let j = 0; j < cols; j++) for (let i = from; i < to; i++) t[j * rows + i] = data[i * cols + j]
  }
  return out
}
