import { dotsOfCodes } from '../math/code-dots.ts'
import type { FloatArray } from '../math/index.ts'
import { MOST_CODE } from './quantized.ts'

// A query becomes integers, so that its dot products with rows of codes are exact: whatever adds them up, in whatever order, a score is the same.

/** The largest sum of codes times numbers, which sets how fine a query is. */
const MOST_SUM = 2 ** 25 - 1

/**
 * Writes a query as integers to `numbers` (dims) and returns the step between them: as fine as sums below 2²⁵ allow, whatever the
 * codes, which is 1/20,000 at worst for a query of length 1 and 128 numbers.
 */
export function integerQuery(query: FloatArray, numbers: Int32Array): number {
  const dims = query.length
  let length = 0
  for (let j = 0; j < dims; j++) length += Math.abs(query[j])
  const step = length / (MOST_SUM / MOST_CODE - dims / 2)
  for (let j = 0; j < dims; j++) numbers[j] = step > 0 ? Math.round(query[j] / step) : 0
  return step
}

/** `out[i]` ← codes of row i · `numbers` · scales[i] · step for the first `rows` rows. */
export function scoreRows(
  codes: Int8Array,
  scales: Float32Array,
  rows: number,
  numbers: Int32Array,
  step: number,
  out: Float64Array
): void {
  dotsOfCodes(codes, rows, numbers, out)
  // Adding 0 makes −0 a 0.
  for (let i = 0; i < rows; i++) out[i] = out[i] * scales[i] * step + 0
}

/** The score of row i alone: the same bits as among others. */
export function scoreRow(codes: Int8Array, scales: Float32Array, i: number, numbers: Int32Array, step: number): number {
  const dims = numbers.length
  let sum = 0
  for (let j = 0, p = i * dims; j < dims; j++) sum += numbers[j] * codes[p + j]
  return sum * scales[i] * step + 0
}
