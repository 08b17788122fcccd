import type { QuantizedVectors } from './quantized.ts'

/** Sums that are kept in registers together. */
const STRIP = 8

/**
 * `out` (dims) ← Σ_p factors[p] · codes of row rows[p], over the first `size` of both, each sum from the first row to the last. The
 * factors have the scales of the rows in them.
 */
export function sumRows(
  { dims, codes }: QuantizedVectors,
  rows: Uint32Array,
  factors: Float64Array,
  size: number,
  out: Float64Array
): void {
  const whole = dims - (dims % STRIP)
  for (let j = 0; j < whole; j += STRIP) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    let s4 = 0
    let s5 = 0
    let s6 = 0
    let s7 = 0
    for (let p = 0; p < size; p++) {
      const f = factors[p]
      const q = Math.imul(rows[p], dims) + j
      s0 += f * codes[q]
      s1 += f * codes[q + 1]
      s2 += f * codes[q + 2]
      s3 += f * codes[q + 3]
      s4 += f * codes[q + 4]
      s5 += f * codes[q + 5]
      s6 += f * codes[q + 6]
      s7 += f * codes[q + 7]
    }
    out[j] = s0
    out[j + 1] = s1
    out[j + 2] = s2
    out[j + 3] = s3
    out[j + 4] = s4
    out[j + 5] = s5
    out[j + 6] = s6
    out[j + 7] = s7
  }
  for (let j = whole; j < dims; j++) {
    let sum = 0
    for (let p = 0; p < size; p++) sum += factors[p] * codes[rows[p] * dims + j]
    out[j] = sum
  }
}
