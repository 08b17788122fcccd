import type { Dense, FloatArray } from '../math/index.ts'
import { expectInteger } from '../text/options.ts'
import { expectDims } from './expect-dims.ts'

/**
 * Rows of numbers in 8 bits each, with one scale for each row: number j of row i is `codes[i * dims + j] * scales[i]`. Each is
 * within half a scale of what it stands for, and the largest of a row is within rounding of itself.
 */
export interface QuantizedVectors {
  readonly rows: number
  readonly dims: number
  /** (rows · dims) from −127 to 127, or in fewer bits */
  readonly codes: Int8Array
  /** (rows) at least 0; 0 for a row of zeros */
  readonly scales: Float32Array
}

/** The largest code. −128 stays unused, so that a row and its negative are as exact as each other. */
export const MOST_CODE = 127

/** The largest code of so many bits. */
export function mostCodeOf(bits: 8 | 4): number {
  return bits === 8 ? MOST_CODE : 7
}

/** Below this a scale has not the digits of a 32-bit float any more, and a row counts as zeros. */
const LEAST_SCALE = 2 ** -126

/** Larger numbers would come near the end of 32-bit floats. */
const MOST_SIZE = 1e38

/**
 * Rows (n, d) in 8 bits, or in as many as codes up to `mostCode` take. Rows without a number beyond 1.5e-36 become zeros. Throws
 * RangeError on a number that is not finite or beyond 1e38.
 */
export function quantizeRows({ rows, cols, data }: Dense<FloatArray>, mostCode = MOST_CODE): QuantizedVectors {
  expectInteger('mostCode', mostCode, 1, MOST_CODE)
  const codes = new Int8Array(rows * cols)
  const scales = new Float32Array(rows)
  for (let i = 0; i < rows; i++) scales[i] = quantizeRow(data, i * cols, cols, mostCode, codes, i * cols)
  return { rows, dims: cols, codes, scales }
}

/** Writes the codes of `dims` numbers from `from` on, up to `mostCode`, to `codes` from `at` on, and returns their scale. */
export function quantizeRow(
  data: FloatArray,
  from: number,
  dims: number,
  mostCode: number,
  codes: Int8Array,
  at: number
): number {
  let most = 0
  for (let j = 0; j < dims; j++) {
    const size = Math.abs(data[from + j])
    expectSize(data[from + j], j)
    if (size > most) most = size
  }
  const scale = Math.fround(most / mostCode)
  if (scale < LEAST_SCALE) {
    codes.fill(0, at, at + dims)
    return 0
  }
  for (let j = 0; j < dims; j++) codes[at + j] = Math.round(data[from + j] / scale)
  return scale
}

/** Throws RangeError unless number `j` of a vector is finite and at most 1e38 in size. */
export function expectSize(x: number, j: number): void {
  if (!(Math.abs(x) <= MOST_SIZE)) {
    throw new RangeError(`vector[${j}]: expected a finite number up to ${MOST_SIZE}, got ${x}`)
  }
}

/** Row `i` in 32-bit floats, (dims). Throws RangeError if there is no such row. */
export function dequantizeRow({ rows, dims, codes, scales }: QuantizedVectors, i: number): Float32Array {
  expectInteger('row', i, 0, rows - 1)
  const out = new Float32Array(dims)
  for (let j = 0; j < dims; j++) out[j] = codes[i * dims + j] * scales[i]
  return out
}

/** The dot product of row `i` with a vector (dims). Throws RangeError on a row or a length that is not there. */
export function dotQuantizedRow(vectors: QuantizedVectors, i: number, query: FloatArray): number {
  const { rows, dims, codes, scales } = vectors
  expectInteger('row', i, 0, rows - 1)
  expectDims('query', query, dims)
  let sum = 0
  for (let j = 0, p = i * dims; j < dims; j++) sum += query[j] * codes[p + j]
  return sum * scales[i]
}

/**
 * The dot products of every row with a vector (dims), written to `out` (rows), which is returned: the same bits as those of each row
 * alone. Throws RangeError on another length.
 */
export function dotQuantizedRows(
  { rows, dims, codes, scales }: QuantizedVectors,
  query: FloatArray,
  out: Float64Array = new Float64Array(rows)
): Float64Array {
  expectDims('query', query, dims)
  expectDims('out', out, rows)
  dotRows(codes, scales, rows, query, out)
  return out
}

/** `out[i]` ← codes of row i · query · scales[i] for the first `rows` rows, four at a time, each summed from its first number on. */
export function dotRows(
  codes: Int8Array,
  scales: Float32Array,
  rows: number,
  query: FloatArray,
  out: Float64Array
): void {
  const dims = query.length
  const whole = rows - (rows % 4)
  for (let i = 0; i < whole; i += 4) {
    const p0 = i * dims
    const p1 = p0 + dims
    const p2 = p1 + dims
    const p3 = p2 + dims
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < dims; j++) {
      const x = query[j]
      s0 += x * codes[p0 + j]
      s1 += x * codes[p1 + j]
      s2 += x * codes[p2 + j]
      s3 += x * codes[p3 + j]
    }
    out[i] = s0 * scales[i]
    out[i + 1] = s1 * scales[i + 1]
    out[i + 2] = s2 * scales[i + 2]
    out[i + 3] = s3 * scales[i + 3]
  }
  for (let i = whole; i < rows; i++) {
    let sum = 0
    for (let j = 0, p = i * dims; j < dims; j++) sum += query[j] * codes[p + j]
    out[i] = sum * scales[i]
  }
}
