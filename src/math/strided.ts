import type { FloatArray } from './dense.ts'
import type { Lines } from './panels.ts'

/**
 * A matrix anywhere in an array: entry (i, j) is `data[offset + i · rowStride + j · colStride]`. Without offset and strides it is a
 * `Dense` one: 0, `cols` and 1.
 */
export interface Strided<A extends FloatArray = Float64Array> {
  readonly rows: number
  readonly cols: number
  readonly data: A
  readonly offset?: number
  readonly rowStride?: number
  readonly colStride?: number
}

/** The transpose without copying, (n, d) → (d, n). */
export function transposed<A extends FloatArray>(m: Strided<A>): Strided<A> {
  const { rows, cols, data, offset = 0, rowStride = cols, colStride = 1 } = m
  return { rows: cols, cols: rows, data, offset, rowStride: colStride, colStride: rowStride }
}

/** The rows of a matrix as lines. */
export function rowLines<A extends FloatArray>({
  cols,
  data,
  offset = 0,
  rowStride = cols,
  colStride = 1
}: Strided<A>): Lines<A> {
  return { data, from: offset, stride: rowStride, step: colStride }
}

/** The columns of a matrix as lines. */
export function columnLines<A extends FloatArray>(m: Strided<A>): Lines<A> {
  return rowLines(transposed(m))
}

/** Throws RangeError unless all entries of `m` are in its array. */
export function checkStrided(
  what: string,
  { rows, cols, data, offset = 0, rowStride = cols, colStride = 1 }: Strided<FloatArray>
): void {
  for (const size of [rows, cols]) {
    if (!Number.isInteger(size) || size < 0)
      throw new RangeError(`${what}: expected sizes from 0 on, got ${rows} × ${cols}`)
  }
  for (const step of [offset, rowStride, colStride]) {
    if (!Number.isInteger(step)) throw new RangeError(`${what}: expected integer offset and strides, got ${step}`)
  }
  if (rows === 0 || cols === 0) return
  const down = (rows - 1) * rowStride
  const right = (cols - 1) * colStride
  const first = offset + Math.min(down, 0) + Math.min(right, 0)
  const last = offset + Math.max(down, 0) + Math.max(right, 0)
  if (first < 0 || last >= data.length) {
    throw new RangeError(`${what}: expected entries within 0 … ${data.length - 1}, got ${first} … ${last}`)
  }
}
