import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ModelFormatError } from '../../src/model/index.ts'
import { packAscending, packNumbers, unpackAscending, unpackNumbers } from '../../src/model/varint.ts'

const edges = [0, 1, 127, 128, 2 ** 14 - 1, 2 ** 14, 2 ** 21 - 1, 2 ** 21, 2 ** 28 - 1, 2 ** 28, 2 ** 31, 2 ** 32 - 1]
const word = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(...edges))

function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof ModelFormatError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'none'
}

describe('numbers', () => {
  test('come back', () => {
    fc.assert(
      fc.property(fc.array(word), numbers => {
        expect(Array.from(unpackNumbers(packNumbers(numbers), 'x', numbers.length))).toEqual(numbers)
      })
    )
  })

  test('are seven bits a byte, the lowest first', () => {
    expect(Array.from(packNumbers([0, 127, 128, 300]))).toEqual([0, 127, 0x80, 1, 0xac, 2])
    for (const [number, bytes] of [
      [2 ** 14 - 1, 2],
      [2 ** 14, 3],
      [2 ** 28 - 1, 4],
      [2 ** 28, 5],
      [2 ** 32 - 1, 5]
    ]) {
      expect(packNumbers([number])).toHaveLength(bytes)
    }
  })

  test('of no count are none', () => {
    expect(packNumbers([])).toHaveLength(0)
    expect(unpackNumbers(new Uint8Array(0), 'x')).toHaveLength(0)
    expect(unpackNumbers(new Uint8Array(0), 'x', 0)).toHaveLength(0)
  })

  test('cut short, too long or of another count are refused by name', () => {
    expect(refusal(() => unpackNumbers(Uint8Array.of(5, 0x80), 'rows'))).toBe(
      'bad-field: rows: expected whole numbers, got one cut short at the end'
    )
    const tooLong = 'bad-field: rows: expected numbers of 32 bits, got a longer one at position 1'
    expect(refusal(() => unpackNumbers(Uint8Array.of(7, 0xff, 0xff, 0xff, 0xff, 0x10), 'rows'))).toBe(tooLong)
    expect(refusal(() => unpackNumbers(Uint8Array.of(7, 0x80, 0x80, 0x80, 0x80, 0x80, 0), 'rows'))).toBe(tooLong)
    expect(refusal(() => unpackNumbers(Uint8Array.of(1, 2, 3), 'rows', 2))).toBe(
      'bad-field: rows: expected 2 numbers, got 3'
    )
    expect(refusal(() => unpackNumbers(Uint8Array.of(1), 'rows', 2))).toBe('bad-field: rows: expected 2 numbers, got 1')
  })

  test('from any bytes are numbers or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
        const read = refusal(() => unpackNumbers(bytes, 'x'))
        if (read === 'none') expect(unpackNumbers(bytes, 'x').length).toBe(bytes.filter(byte => byte < 128).length)
        else expect(read).toMatch(/^bad-field: x: expected/)
      })
    )
  })
})

describe('ascending numbers', () => {
  test('come back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(5000)), numbers => {
        const sorted = Uint32Array.from(numbers).sort()
        expect(unpackAscending(packAscending(sorted), 'x', 5001)).toEqual(sorted)
      })
    )
  })

  test('cost a byte each where they are neighbours', () => {
    expect(Array.from(packAscending(Uint32Array.of(3, 4, 5, 200)))).toEqual([3, 0, 0, 0xc2, 1])
  })

  test('at the limit are refused, also past 32 bits', () => {
    const bytes = packAscending(Uint32Array.of(3, 9))
    expect(unpackAscending(bytes, 'x', 10)).toEqual(Uint32Array.of(3, 9))
    expect(refusal(() => unpackAscending(bytes, 'x', 9))).toBe(
      'bad-field: x: expected numbers below 9, got 9 at position 1'
    )
    const wrapping = packNumbers([1, 2 ** 32 - 1])
    expect(refusal(() => unpackAscending(wrapping, 'x', 2 ** 20))).toBe(
      `bad-field: x: expected numbers below ${2 ** 20}, got ${2 ** 32 + 1} at position 1`
    )
  })
})
