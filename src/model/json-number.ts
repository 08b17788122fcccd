import { DTYPES } from './dtypes.ts'
import { HOST_LITTLE } from './endian.ts'
import { ModelFormatError, show } from './error.ts'
import { HALF_OVERFLOW, halfBits, halfValue } from './half.ts'
import type { Tensor } from './types.ts'

/** Digits that always suffice to tell one value of the narrow types from its neighbours, and the fewest worth trying. */
const DIGITS = { F32: { from: 6, to: 9 }, F16: { from: 3, to: 5 } } as const

/**
 * Element `i` as JSON: a number with the fewest digits that read back as the same element (a half as its value, not its
 * bits), and for what JSON numbers cannot say the strings "Infinity", "-Infinity", and "NaN:" with the bits in hexadecimal,
 * since a NaN has many.
 */
export function formatElement({ dtype, data }: Tensor, i: number): string {
  const value = dtype === 'F16' ? halfValue(data[i]) : data[i]
  if (Object.is(value, -0)) return '-0'
  if (Number.isNaN(value)) return `"NaN:${hexBits(elementBytes(data, i))}"`
  if (!Number.isFinite(value)) return `"${value}"`
  if ((dtype !== 'F32' && dtype !== 'F16') || Number.isInteger(value)) return String(value)
  const { from, to } = DIGITS[dtype]
  for (let digits = from; digits <= to; digits++) {
    const short = Number(value.toPrecision(digits))
    if (roundTo(dtype, short) === value) return String(short)
  }
  return String(value)
}

/** Reads element `i` from what `formatElement` wrote, or from a hand: a float may have any number of digits. */
export function parseElement(json: unknown, { dtype, data }: Tensor, i: number, what: string): void {
  const range = DTYPES[dtype].range
  if (range) {
    if (!Number.isInteger(json) || (json as number) < range[0] || (json as number) > range[1] || Object.is(json, -0)) {
      throw badValue(what, i, `a whole number from ${range[0]} to ${range[1]} for ${dtype}`, json)
    }
    data[i] = json as number
    return
  }
  const infinite = json === 'Infinity' || json === '-Infinity'
  if (typeof json === 'number' || infinite) {
    const value = Number(json)
    const fits = dtype === 'F16' ? Math.abs(value) < HALF_OVERFLOW : Number.isFinite(roundTo(dtype, value))
    if (!infinite && !fits) throw badValue(what, i, `a number in the range of ${dtype}`, json)
    data[i] = dtype === 'F16' ? halfBits(value) : value
    return
  }
  const size = DTYPES[dtype].bytes
  if (typeof json === 'string' && /^NaN:[\da-f]+$/.test(json) && json.length === 4 + 2 * size) {
    setBits(elementBytes(data, i), json.slice(4))
    if (Number.isNaN(dtype === 'F16' ? halfValue(data[i]) : data[i])) return
  }
  throw badValue(what, i, `a number, "Infinity", "-Infinity" or "NaN:" with ${2 * size} hexadecimal digits`, json)
}

function roundTo(dtype: Tensor['dtype'], value: number): number {
  if (dtype === 'F16') return halfValue(halfBits(value))
  return dtype === 'F32' ? Math.fround(value) : value
}

function elementBytes(data: Tensor['data'], i: number): Uint8Array {
  const size = data.BYTES_PER_ELEMENT
  return new Uint8Array(data.buffer, data.byteOffset + i * size, size)
}

/** The bits, highest first. */
function hexBits(bytes: Uint8Array): string {
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0'))
  return (HOST_LITTLE ? digits.reverse() : digits).join('')
}

function setBits(bytes: Uint8Array, hex: string): void {
  const n = bytes.length
  for (let k = 0; k < n; k++) bytes[HOST_LITTLE ? n - 1 - k : k] = Number.parseInt(hex.slice(2 * k, 2 * k + 2), 16)
}

function badValue(what: string, i: number, expected: string, got: unknown): ModelFormatError {
  return new ModelFormatError('bad-value', `${what}: data[${i}]: expected ${expected}, got ${show(got)}`)
}
