/** The largest value that still rounds to a finite half lies just below this: 65504 plus half a step. */
export const HALF_OVERFLOW = 65520

/** Adding and subtracting this rounds a number below 2⁵¹ to an integer, ties to even: a double has no bits left for the rest. */
const ROUND = 2 ** 52

/** The powers of two that scale a mantissa of 1024…2047 by its exponent field 1…30. */
const SCALE = Float64Array.from({ length: 32 }, (_, e) => 2 ** (e - 25))

/** What scales a number of exponent e − 14 to a mantissa of 1024…2047. */
const UNSCALE = Float64Array.from({ length: 30 }, (_, e) => 2 ** (24 - e))

/**
 * The half-precision bits (IEEE 754 binary16) nearest to `x`, ties to even, rounded once and directly from the double.
 * From 65520 up the result is infinity; every NaN becomes 0x7e00.
 */
export function halfBits(x: number): number {
  if (Number.isNaN(x)) return 0x7e00
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0
  const a = Math.abs(x)
  if (a >= HALF_OVERFLOW) return sign | 0x7c00
  // Below the smallest normal the bits are the count of 2⁻²⁴ steps; rounding up to 1024 lands on that normal by itself.
  if (a < 2 ** -14) return sign | (a * 2 ** 24 + ROUND - ROUND)
  const exponent = 31 - Math.clz32(a * 2 ** 14) - 14
  const mantissa = a * UNSCALE[exponent + 14] + ROUND - ROUND
  // A sum, not an or: a mantissa rounded up to 2048 carries into the exponent.
  return sign | (((exponent + 15) << 10) + mantissa - 1024)
}

/** The value of half-precision bits. Exact: every half is a double, and a 32-bit float too. */
export function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const mantissa = bits & 1023
  if (exponent === 0) return sign * mantissa * 2 ** -24
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1024 + mantissa) * SCALE[exponent]
}

/**
 * Rounds floats to half precision, the bits of an `F16` tensor: (n) → (n). To nearest, ties to even; a magnitude from
 * 65520 up becomes infinity, below 2⁻²⁵ a zero of its sign, NaN 0x7e00.
 */
export function toHalf(values: Float32Array | Float64Array): Uint16Array<ArrayBuffer> {
  const n = values.length
  const out = new Uint16Array(n)
  for (let i = 0; i < n; i++) out[i] = halfBits(values[i])
  return out
}

/** Widens half-precision bits to 32-bit floats, exactly: (n) → (n). */
export function fromHalf(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const n = bits.length
  const out = new Float32Array(n)
  for (let i = 0; i < n; i++) out[i] = halfValue(bits[i])
  return out
}
