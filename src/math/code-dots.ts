import { enterCompiled, leaveRoom } from './engine.ts'

/** Codes that are moved to the kernels at a time, which stay in cache. */
const CHUNK = 2 ** 17

/** Codes that a vector holds. */
const VECTOR = 16

/** Integers of 16 bits are what the kernels multiply: larger ones are split here. */
const LOW_BITS = 15

/**
 * `out[i]` ← codes of row i · `numbers`, for `rows` rows of 8-bit codes, one after the other, each as long as `numbers`. Exact as long as the sum of all
 * `numbers`, each without its sign, stays below 2²⁴.
 */
export function dotsOfCodes(codes: Int8Array, rows: number, numbers: Int32Array, out: Float64Array): void {
  const dims = numbers.length
  const depth = Math.ceil(dims / VECTOR) * VECTOR
  const most = Math.max(4, Math.floor(CHUNK / (4 * dims)) * 4)
  const group = Math.min(most, Math.ceil(rows / 4) * 4)
  const atSums = Math.ceil((group * dims + VECTOR) / 4) * 4
  const atQuery = atSums + 8 * group
  const room = enterCompiled(rows * dims, atQuery + 4 * depth, `${group} × ${dims} codes`)
  if (room === undefined) {
    plainDots(codes, rows, numbers, out)
    return
  }
  const { kernels, f64 } = room
  const bytes = new Int8Array(f64.buffer)
  const low = new Int32Array(f64.buffer, atSums, group)
  const high = new Int32Array(f64.buffer, atSums + 4 * group, group).fill(0)
  const wide = splitQuery(numbers, new Int16Array(f64.buffer, atQuery, 2 * depth), depth)
  for (let from = 0; from < rows; from += group) {
    const count = Math.min(group, rows - from)
    bytes.set(codes.subarray(from * dims, (from + count) * dims))
    kernels.scan8(0, count, dims, depth, atQuery, atSums)
    if (wide) kernels.scan8(0, count, dims, depth, atQuery + 2 * depth, atSums + 4 * group)
    for (let i = 0; i < count; i++) out[from + i] = (low[i] + (high[i] << LOW_BITS)) | 0
  }
  leaveRoom(room)
}

/** Writes the low bits of a query, and the others after them. Returns whether there are others. */
function splitQuery(numbers: Int32Array, query: Int16Array, depth: number): boolean {
  const wide = numbers.some(x => (x << 16) >> 16 !== x)
  query.fill(0)
  for (let j = 0; j < numbers.length; j++) {
    const high = wide ? numbers[j] >> LOW_BITS : 0
    query[j] = numbers[j] - (high << LOW_BITS)
    query[depth + j] = high
  }
  return wide
}

/** The same in JavaScript, four rows at a time. */
function plainDots(codes: Int8Array, rows: number, numbers: Int32Array, out: Float64Array): void {
  const { imul } = Math
  const dims = numbers.length
  for (let i = 0; i < rows; i += 4) {
    // Past the last row that row stands in again.
    const p0 = i * dims
    const p1 = Math.min(i + 1, rows - 1) * dims
    const p2 = Math.min(i + 2, rows - 1) * dims
    const p3 = Math.min(i + 3, rows - 1) * dims
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < dims; j++) {
      const x = numbers[j]
      s0 = (s0 + imul(x, codes[p0 + j])) | 0
      s1 = (s1 + imul(x, codes[p1 + j])) | 0
      s2 = (s2 + imul(x, codes[p2 + j])) | 0
      s3 = (s3 + imul(x, codes[p3 + j])) | 0
    }
    out[i] = s0
    if (i + 1 < rows) out[i + 1] = s1
    if (i + 2 < rows) out[i + 2] = s2
    if (i + 3 < rows) out[i + 3] = s3
  }
}
