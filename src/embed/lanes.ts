import type { FloatArray } from '../math/index.ts'
import { MOST_CODE } from './quantized.ts'

// Two rows of codes in one row of 64-bit floats: a + 2²⁶·b holds both, and a sum of integers times that is the sums for a and for b, so
// long as neither passes 2²⁵. One multiplication does for two, and none of them waits for an integer to become a float: a search
// takes a third of the time.

const LANE = 2 ** 26
/** The largest sum that leaves the other lane alone. */
const MOST_SUM = 2 ** 25 - 1

/** Rows that {@link dotLanes} takes together: rooms for rows are multiples of it. */
export const LANE_ROWS = 8

/** Room for `rows` rows, a multiple of {@link LANE_ROWS}. */
export function emptyLanes(rows: number, dims: number): Float64Array {
  return new Float64Array((rows / 2) * dims)
}

/** Writes the codes of one row. */
export function writeLane(lanes: Float64Array, row: number, codes: Int8Array): void {
  const dims = codes.length
  const from = (row >> 1) * dims
  for (let j = 0; j < dims; j++) {
    const high = Math.round(lanes[from + j] / LANE)
    lanes[from + j] = row % 2 === 0 ? codes[j] + high * LANE : lanes[from + j] - high * LANE + codes[j] * LANE
  }
}

/** Reads the codes of one row into `codes`. */
export function readLane(lanes: Float64Array, row: number, codes: Int8Array): void {
  const dims = codes.length
  const from = (row >> 1) * dims
  for (let j = 0; j < dims; j++) {
    const high = Math.round(lanes[from + j] / LANE)
    codes[j] = row % 2 === 0 ? lanes[from + j] - high * LANE : high
  }
}

/**
 * Writes a query as integers to `numbers` (dims) and returns the step between them: as fine as sums below 2²⁵ allow, whatever the
 * codes, which is 1/20,000 at worst for a query of length 1 and 128 numbers.
 */
export function integerQuery(query: FloatArray, numbers: Float64Array): number {
  const dims = query.length
  let length = 0
  for (let j = 0; j < dims; j++) length += Math.abs(query[j])
  const step = length / (MOST_SUM / MOST_CODE - dims / 2)
  for (let j = 0; j < dims; j++) numbers[j] = step > 0 ? Math.round(query[j] / step) : 0
  return step
}

/**
 * `out[i]` ← codes of row i · `numbers` · scales[i] · step for the first `rows` rows and those up to the next multiple of
 * {@link LANE_ROWS}. All sums are exact.
 */
export function dotLanes(
  lanes: Float64Array,
  scales: Float32Array,
  rows: number,
  numbers: Float64Array,
  step: number,
  out: Float64Array
): void {
  const dims = numbers.length
  for (let i = 0; i < rows; i += LANE_ROWS) {
    const p0 = (i / 2) * dims
    const p1 = p0 + dims
    const p2 = p1 + dims
    const p3 = p2 + dims
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < dims; j++) {
      const x = numbers[j]
      s0 += x * lanes[p0 + j]
      s1 += x * lanes[p1 + j]
      s2 += x * lanes[p2 + j]
      s3 += x * lanes[p3 + j]
    }
    split(s0, scales, i, step, out)
    split(s1, scales, i + 2, step, out)
    split(s2, scales, i + 4, step, out)
    split(s3, scales, i + 6, step, out)
  }
}

/** The scores of rows i and i + 1 from the sum of their pair. Adding 0 makes −0 a 0. */
function split(sum: number, scales: Float32Array, i: number, step: number, out: Float64Array): void {
  const high = Math.round(sum / LANE)
  out[i] = (sum - high * LANE) * scales[i] * step + 0
  out[i + 1] = high * scales[i + 1] * step + 0
}

/** The score of row i alone: the same bits as among others. */
export function dotLane(
  lanes: Float64Array,
  scales: Float32Array,
  i: number,
  numbers: Float64Array,
  step: number
): number {
  const dims = numbers.length
  const from = (i >> 1) * dims
  let sum = 0
  for (let j = 0; j < dims; j++) sum += numbers[j] * lanes[from + j]
  const high = Math.round(sum / LANE)
  return (i % 2 === 0 ? sum - high * LANE : high) * scales[i] * step + 0
}
