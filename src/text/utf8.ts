import { isDigit } from './digits.ts'
import { grow } from './grow.ts'

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00

/**
 * A UTF-8 byte buffer that grows and is used again from text to text. Written here because the kit is compiled without
 * the web's `TextEncoder`, and because n-grams need many pieces in one buffer.
 */
export class Utf8Buffer {
  bytes: Uint8Array = new Uint8Array(1024)
  /** Bytes in use. */
  size = 0

  /** Makes room for `more` bytes behind those in use. */
  reserve(more: number): void {
    const need = this.size + more
    if (need > this.bytes.length) this.bytes = grow(this.bytes, this.size, need)
  }

  /** Appends one byte. */
  pushByte(byte: number): void {
    if (this.size === this.bytes.length) this.reserve(1)
    this.bytes[this.size++] = byte
  }

  /**
   * Appends `text[start, end)` (UTF-16 offsets), with each decimal digit as an ASCII 0 if `mask`. A lone surrogate becomes
   * EF BF BD, the replacement character U+FFFD.
   */
  push(text: string, start = 0, end = text.length, mask = false): void {
    this.reserve(3 * (end - start))
    const bytes = this.bytes
    let at = this.size
    for (let i = start; i < end; i++) {
      let code = text.charCodeAt(i)
      if (code < 0x80) {
        bytes[at++] = mask && code >= 0x30 && code <= 0x39 ? 0x30 : code
        continue
      }
      const pair = isHigh(code) && i + 1 < end && isLow(text.charCodeAt(i + 1))
      if (pair) code = 0x10000 + ((code & 0x3ff) << 10) + (text.charCodeAt(++i) & 0x3ff)
      if (mask && isDigit(code)) {
        bytes[at++] = 0x30
        continue
      }
      if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6)
        bytes[at++] = 0x80 | (code & 0x3f)
        continue
      }
      if (pair) {
        bytes[at++] = 0xf0 | (code >> 18)
        bytes[at++] = 0x80 | ((code >> 12) & 0x3f)
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
        bytes[at++] = 0x80 | (code & 0x3f)
        continue
      }
      if ((code & 0xf800) === 0xd800) code = 0xfffd
      bytes[at++] = 0xe0 | (code >> 12)
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[at++] = 0x80 | (code & 0x3f)
    }
    this.size = at
  }
}

/** The UTF-8 bytes of `text`, lone surrogates as U+FFFD. */
export function utf8(text: string): Uint8Array {
  const buffer = new Utf8Buffer()
  buffer.push(text)
  return buffer.bytes.slice(0, buffer.size)
}

/** The string of well-formed UTF-8 `bytes[start, end)`, such as {@link Utf8Buffer} writes. */
export function fromUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let i = start; i < end; ) {
    const lead = bytes[i++]
    let code = lead
    if (lead >= 0xf0) {
      code = ((lead & 7) << 18) | ((bytes[i++] & 63) << 12) | ((bytes[i++] & 63) << 6) | (bytes[i++] & 63)
    } else if (lead >= 0xe0) code = ((lead & 15) << 12) | ((bytes[i++] & 63) << 6) | (bytes[i++] & 63)
    else if (lead >= 0xc0) code = ((lead & 31) << 6) | (bytes[i++] & 63)
    text += String.fromCodePoint(code)
  }
  return text
}
