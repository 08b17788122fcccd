/** Weights in 8 bits, as a file holds them: weight = code · |code| · scale of its output. */
export interface EightBits {
  /** (m, k) from −127 to 127 */
  readonly codes: Int8Array
  /** (k) at least 0 */
  readonly scales: Float64Array
}

const MOST = 127

/** Scales have this many bits, so that code · |code| · scale, of 14 bits more, is exact in 32-bit floats. */
const SCALE_BITS = 10

/**
 * Weights (m, k) in 8 bits. Codes grow with the root of a weight: most weights are a hundredth of the largest, and equal
 * steps would leave nothing of them. Rounding twice is rounding once, as the largest weight of an output, which sets the
 * scale, always has the code 127.
 */
export function toEightBits(weights: Float32Array, k: number): EightBits {
  const scales = new Float64Array(k)
  weights.forEach((w, i) => {
    scales[i % k] = Math.max(scales[i % k], Math.abs(w))
  })
  for (let o = 0; o < k; o++) scales[o] = roundScale(scales[o] / MOST ** 2)
  const codes = new Int8Array(weights.length)
  for (let i = 0; i < codes.length; i++) {
    const w = weights[i]
    const scale = scales[i % k]
    if (scale > 0) codes[i] = Math.sign(w) * Math.min(MOST, Math.round(Math.sqrt(Math.abs(w) / scale)))
  }
  return { codes, scales }
}

/** The weights, (m, k). */
export function fromEightBits({ codes, scales }: EightBits): Float32Array {
  const k = scales.length
  const out = new Float32Array(codes.length)
  for (let i = 0; i < out.length; i++) out[i] = codes[i] * Math.abs(codes[i]) * scales[i % k]
  return out
}

/** To the nearest number of {@link SCALE_BITS} bits. */
function roundScale(scale: number): number {
  if (scale === 0) return 0
  const unit = 2 ** (Math.floor(Math.log2(scale)) + 1 - SCALE_BITS)
  return Math.round(scale / unit) * unit
}
