import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/text/index.ts'
import { fromUtf8, Utf8Buffer } from '../../src/text/utf8.ts'

/** Any sequence of UTF-16 units, lone surrogates included. */
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map(codes => String.fromCharCode(...codes))
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), units)

describe('utf8', () => {
  it('writes what TextEncoder writes', () => {
    const encoder = new TextEncoder()
    fc.assert(
      fc.property(anyText, text => {
        expect(utf8(text)).toEqual(encoder.encode(text))
      })
    )
  })

  it('writes a lone surrogate as U+FFFD', () => {
    expect([...utf8('a\ud800b')]).toEqual([0x61, 0xef, 0xbf, 0xbd, 0x62])
    expect(utf8('\udc00\ud800')).toEqual(utf8('\ufffd\ufffd'))
  })

  it('appends slices, grows, and reads back', () => {
    fc.assert(
      fc.property(fc.array(anyText), texts => {
        const buffer = new Utf8Buffer()
        for (const text of texts) buffer.push(`<${text}>`, 1, text.length + 1)
        const whole = texts.map(text => Buffer.from(text).toString()).join('')
        expect(fromUtf8(buffer.bytes, 0, buffer.size)).toBe(whole)
      })
    )
    const long = new Utf8Buffer()
    for (let i = 0; i < 5000; i++) long.pushByte(i & 0xff)
    expect(long.size).toBe(5000)
    expect(long.bytes[4999]).toBe(4999 & 0xff)
  })
})
