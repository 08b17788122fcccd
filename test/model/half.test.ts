import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHalf, toHalf } from '../../src/model/index.ts'

/** The value of the bits, from the definition: sign · 2^(e − 15) · 1.m, or 2^−14 · 0.m where e is 0. */
function defined(bits: number): number {
  const sign = bits >> 15 ? -1 : 1
  const e = (bits & 0x7c00) >> 10
  const m = (bits & 0x3ff) / 1024
  if (e === 31) return m === 0 ? sign / 0 : Number.NaN
  return sign * (e === 0 ? 2 ** -14 * m : 2 ** (e - 15) * (1 + m))
}

const ALL = Uint16Array.from({ length: 65536 }, (_, bits) => bits)
const FINITE = Array.from(ALL.subarray(0, 0x7c00), defined)

/** The nearest half by search, ties to the even bits: no rounding arithmetic at all. */
function nearest(x: number): number {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0
  const a = Math.abs(x)
  let low = 0
  let high = FINITE.length - 1
  if (a >= FINITE[high]) return sign | (a - FINITE[high] < 16 ? high : 0x7c00)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (FINITE[middle] <= a) low = middle
    else high = middle
  }
  const below = a - FINITE[low]
  const above = FINITE[high] - a
  return sign | (below < above || (below === above && low % 2 === 0) ? low : high)
}

test('every half has the value of its definition, and widening then rounding gives its bits back', () => {
  const values = fromHalf(ALL)
  const back = toHalf(values)
  const nan = (bits: number) => (bits & 0x7fff) > 0x7c00
  expect(ALL.filter(bits => !Object.is(values[bits], defined(bits)))).toEqual(new Uint16Array(0))
  expect(ALL.filter(bits => back[bits] !== (nan(bits) ? 0x7e00 : bits))).toEqual(new Uint16Array(0))
})

const bitPatterns = fc
  .uint8Array({ minLength: 8, maxLength: 8 })
  .map(bytes => new Float64Array(bytes.buffer.slice(0))[0])
  .filter(x => !Number.isNaN(x))
const inRange = fc
  .tuple(fc.double({ min: -28, max: 16.1, noNaN: true }), fc.boolean())
  .map(([e, s]) => (s ? -1 : 1) * 2 ** e)

test('any double becomes the nearest half, ties to even', () => {
  fc.assert(
    fc.property(fc.oneof(inRange, bitPatterns, fc.double({ noNaN: true })), x => {
      expect(toHalf(Float64Array.of(x))[0]).toBe(nearest(x))
    }),
    { numRuns: 5000 }
  )
})

test('halfway points go to even, their neighbours to the nearer side', () => {
  for (let bits = 0; bits < 0x7c00; bits += 7) {
    const below = FINITE[bits]
    const above = FINITE[bits + 1] ?? 65536
    const middle = (below + above) / 2
    const even = bits % 2 === 0 ? bits : bits + 1
    expect(toHalf(Float64Array.of(middle, middle * (1 - 2 ** -52), middle * (1 + 2 ** -52)))).toEqual(
      Uint16Array.of(even, bits, bits + 1)
    )
  }
})

test('a double is rounded once, not by way of a 32-bit float', () => {
  const justAboveTie = 1 + 2 ** -11 + 2 ** -40
  expect(Math.fround(justAboveTie)).toBe(1 + 2 ** -11)
  expect(toHalf(Float64Array.of(justAboveTie))[0]).toBe(0x3c01)
})
