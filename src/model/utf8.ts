import { ModelFormatError } from './error.ts'

/**
 * Writes a string as UTF-8. The library is compiled without a DOM, hence without TextEncoder; and a lone surrogate, which
 * UTF-8 cannot carry and TextEncoder replaces by U+FFFD, is written as its own three bytes (WTF-8), so that any string
 * comes back as it was.
 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const n = text.length
  const out = new Uint8Array(n * 3)
  let o = 0
  for (let i = 0; i < n; i++) {
    let c = text.charCodeAt(i)
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < n) {
      const low = text.charCodeAt(i + 1)
      if (low >= 0xdc00 && low < 0xe000) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00)
        i++
      }
    }
    if (c < 0x80) {
      out[o++] = c
    } else if (c < 0x800) {
      out[o++] = 0xc0 | (c >> 6)
      out[o++] = 0x80 | (c & 63)
    } else if (c < 0x10000) {
      out[o++] = 0xe0 | (c >> 12)
      out[o++] = 0x80 | ((c >> 6) & 63)
      out[o++] = 0x80 | (c & 63)
    } else {
      out[o++] = 0xf0 | (c >> 18)
      out[o++] = 0x80 | ((c >> 12) & 63)
      out[o++] = 0x80 | ((c >> 6) & 63)
      out[o++] = 0x80 | (c & 63)
    }
  }
  return out.slice(0, o)
}

/** Code units per `String.fromCharCode` call: well under the argument limit of every engine. */
const CHUNK = 4096

/** Smallest code point that needs 1, 2 and 3 continuation bytes: a lower one is an overlong form. */
const SMALLEST = [0, 0x80, 0x800, 0x10000]

/**
 * Reads UTF-8. With `loneSurrogates: 'keep'` it is the exact inverse of `encodeUtf8`; with the default `'refuse'` it takes
 * standard UTF-8 only. Throws ModelFormatError (`bad-utf8`), naming `what` and the byte, on anything else: cut, overlong
 * or out-of-range sequences, and surrogate pairs written as two sequences of three bytes.
 */
export function decodeUtf8(bytes: Uint8Array, what: string, loneSurrogates: 'refuse' | 'keep' = 'refuse'): string {
  const n = bytes.length
  const units = new Uint16Array(Math.min(n, CHUNK))
  let text = ''
  let u = 0
  let previous = 0
  for (let i = 0; i < n; ) {
    const start = i
    const first = bytes[i++]
    let c = first
    if (first >= 0x80) {
      const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1
      if (first < 0xc2 || first > 0xf4 || start + more >= n) throw badUtf8(what, start, first)
      c = first & (0x3f >> more)
      for (let k = 0; k < more; k++) {
        const next = bytes[i++]
        if ((next & 0xc0) !== 0x80) throw badUtf8(what, i - 1, next)
        c = (c << 6) | (next & 63)
      }
      const surrogate = c >= 0xd800 && c < 0xe000
      const pair = c >= 0xdc00 && previous >= 0xd800 && previous < 0xdc00
      if (c < SMALLEST[more] || c > 0x10ffff || (surrogate && (loneSurrogates === 'refuse' || pair))) {
        throw badUtf8(what, start, first)
      }
    }
    if (c >= 0x10000) {
      units[u++] = 0xd800 + ((c - 0x10000) >> 10)
      units[u++] = 0xdc00 + ((c - 0x10000) & 0x3ff)
    } else {
      units[u++] = c
    }
    previous = c
    if (u >= CHUNK - 2) {
      text += String.fromCharCode.apply(null, units.subarray(0, u) as unknown as number[])
      u = 0
    }
  }
  return text + String.fromCharCode.apply(null, units.subarray(0, u) as unknown as number[])
}

function badUtf8(what: string, at: number, byte: number): ModelFormatError {
  return new ModelFormatError('bad-utf8', `${what}: expected UTF-8, got byte 0x${byte.toString(16)} at ${at}`)
}

/** Is the text free of lone surrogates, so that standard UTF-8 can carry it? */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/**
 * Orders strings by code point, which is also the order of their UTF-8 bytes and of Python's and Rust's own comparison.
 * The language's `<` compares code units and so puts U+E000…U+FFFF after the astral characters. A lone surrogate takes the
 * place of the astral characters it could begin: any two strings have one order.
 */
export function compareCodePoints(a: string, b: string): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return codePointRank(x) - codePointRank(y)
  }
  return a.length - b.length
}

/** Moves surrogates above the rest of the basic plane, where the code points they stand for belong. */
function codePointRank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
