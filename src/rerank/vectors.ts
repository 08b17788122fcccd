import { integerQuery, scoreRows } from '../embed/code-scores.ts'
import { MOST_CODE, quantizeRow } from '../embed/quantized.ts'
import type { Dense, FloatArray } from '../math/index.ts'

/** A vector of 8 bits a number. */
export interface CodedVector {
  /** (dims) */
  readonly codes: Int8Array
  readonly scale: number
}

/** `dims` numbers of `data` from `from` on, in 8 bits each. */
export function codedVector(data: FloatArray, from: number, dims: number): CodedVector {
  const codes = new Int8Array(dims)
  return { codes, scale: quantizeRow(data, from, dims, MOST_CODE, codes, 0) }
}

/** Every row of a matrix, coded. */
export function codedRows({ rows, cols, data }: Dense<FloatArray>): CodedVector[] {
  return Array.from({ length: rows }, (_, i) => codedVector(data, i * cols, cols))
}

/** The cosine of two vectors of length 1, but for their rounding. */
export function cosineOf(a: CodedVector, b: CodedVector): number {
  let sum = 0
  for (let j = 0; j < a.codes.length; j++) sum += a.codes[j] * b.codes[j]
  return sum * a.scale * b.scale
}

/** The vectors of documents, and the same side by side for a query to run over. */
export interface Vectors {
  readonly rows: number
  readonly dims: number
  /** (n) */
  readonly coded: readonly CodedVector[]
  /** (n, dims) */
  readonly codes: Int8Array
  /** (n) */
  readonly scales: Float32Array
}

/** The vectors of documents, made ready. */
export function readyVectors(coded: readonly CodedVector[], dims: number): Vectors {
  const codes = new Int8Array(coded.length * dims)
  coded.forEach((vector, i) => {
    codes.set(vector.codes, i * dims)
  })
  return { rows: coded.length, dims, coded, codes, scales: Float32Array.from(coded, ({ scale }) => scale) }
}

/** The cosine of every document with a query, times the query's length, (n). */
export function cosines({ codes, scales, rows, dims }: Vectors, query: FloatArray): Float64Array {
  const numbers = new Int32Array(dims)
  const out = new Float64Array(rows)
  scoreRows(codes, scales, rows, numbers, integerQuery(query, numbers), out)
  return out
}
