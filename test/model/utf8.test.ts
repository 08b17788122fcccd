import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ModelFormatError } from '../../src/model/index.ts'
import { compareCodePoints, decodeUtf8, encodeUtf8, isWellFormed } from '../../src/model/utf8.ts'
import { anyString } from './arbitrary.ts'

const wellFormed = fc.string({ unit: 'binary', maxLength: 20 })

test('agrees with the platform on well-formed text', () => {
  fc.assert(
    fc.property(wellFormed, text => {
      expect(isWellFormed(text)).toBe(true)
      expect(encodeUtf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)))
      expect(decodeUtf8(encodeUtf8(text), 'text')).toBe(text)
    }),
    { numRuns: 500 }
  )
})

test('agrees with the platform on which bytes are UTF-8', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const likely = fc.constantFrom(
    0x41,
    0x80,
    0xbf,
    0xc1,
    0xc2,
    0xe0,
    0xa0,
    0xed,
    0x9f,
    0xef,
    0xf0,
    0x90,
    0xf4,
    0x8f,
    0xf5
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(likely, fc.nat(255)), { maxLength: 6 }), list => {
      const bytes = Uint8Array.from(list)
      let expected: string | undefined
      try {
        expected = strict.decode(bytes)
      } catch {
        expect(() => decodeUtf8(bytes, 'text')).toThrow(ModelFormatError)
        return
      }
      expect(decodeUtf8(bytes, 'text')).toBe(expected)
    }),
    { numRuns: 5000 }
  )
})

test('any string comes back where lone surrogates are kept', () => {
  fc.assert(
    fc.property(anyString, text => {
      expect(decodeUtf8(encodeUtf8(text), 'text', 'keep')).toBe(text)
    }),
    { numRuns: 1000 }
  )
})

test('a lone surrogate is refused in standard text, and a pair of them written apart everywhere', () => {
  const high = encodeUtf8('\ud83d')
  const low = encodeUtf8('\ude00')
  expect(Array.from(high)).toEqual([0xed, 0xa0, 0xbd])
  expect(() => decodeUtf8(high, 'header')).toThrow('header: expected UTF-8, got byte 0xed at 0')
  expect(decodeUtf8(Uint8Array.of(...low, ...high), 'text', 'keep')).toBe('\ude00\ud83d')
  expect(() => decodeUtf8(Uint8Array.of(...high, ...low), 'text', 'keep')).toThrow(ModelFormatError)
})

test('long text crosses the chunks intact', () => {
  for (const piece of ['a', 'é', '漢', '😀', 'a😀']) {
    const text = piece.repeat(9000)
    expect(decodeUtf8(encodeUtf8(text), 'text')).toBe(text)
  }
})

test('code point order is the order of the bytes', () => {
  fc.assert(
    fc.property(wellFormed, wellFormed, (a, b) => {
      const bytes = Buffer.compare(encodeUtf8(a), encodeUtf8(b))
      expect(Math.sign(compareCodePoints(a, b))).toBe(bytes)
    }),
    { numRuns: 1000 }
  )
  expect(compareCodePoints('\uffff', '😀')).toBeLessThan(0)
  expect('\uffff' < '😀').toBe(false)
})

test('any two strings have one order', () => {
  fc.assert(
    fc.property(anyString, anyString, (a, b) => {
      const order = Math.sign(compareCodePoints(a, b))
      expect(order === 0).toBe(a === b)
      expect(Math.sign(compareCodePoints(b, a)) + order).toBe(0)
    })
  )
})
