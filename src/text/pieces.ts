import { grow, KEEP } from './grow.ts'
import { Utf8Buffer } from './utf8.ts'

const SPACE = 0x20

/**
 * Pieces of a text (tokens, or words between white space) as UTF-8 in one buffer, joined by single spaces, with a space
 * before the first and after the last: ` one two `. Every run of neighbouring pieces joined by a space, and every
 * n-gram of characters inside a piece padded with spaces, is then one contiguous byte range, to be hashed where it lies.
 */
export class Pieces {
  readonly buffer = new Utf8Buffer()
  count = 0
  /** Whether every character is one byte, as where all pieces came in as bytes. */
  ascii = false
  /** (count) first byte of each piece, and the byte past its last */
  starts: Uint32Array = new Uint32Array(64)
  ends: Uint32Array = new Uint32Array(64)
  /** (count) where each piece came from, in UTF-16 offsets of the normalised text */
  from: Uint32Array = new Uint32Array(64)
  to: Uint32Array = new Uint32Array(64)

  /** Empties the buffers for the next text, and gives them back if the last one was exceptionally long. */
  clear(): void {
    const { buffer } = this
    if (buffer.bytes.length > 4 * KEEP) buffer.bytes = new Uint8Array(1024)
    if (this.starts.length > KEEP) this.resize(64)
    buffer.size = 0
    buffer.pushByte(SPACE)
    this.count = 0
    this.ascii = false
  }

  /** Makes room for `more` pieces. */
  reserve(more: number): void {
    const need = this.count + more
    if (need > this.starts.length) this.resize(Math.max(need, 2 * this.starts.length))
  }

  /** Appends `text[start, end)`, with each digit as a 0 if `mask`, which stands for `[from, to)` of the normalised text. */
  push(text: string, start: number, end: number, from: number, to: number, mask: boolean): void {
    const i = this.count
    if (i === this.starts.length) this.reserve(1)
    const { buffer } = this
    this.from[i] = from
    this.to[i] = to
    this.starts[i] = buffer.size
    buffer.push(text, start, end, mask)
    this.ends[i] = buffer.size
    buffer.pushByte(SPACE)
    this.count = i + 1
  }

  private resize(length: number): void {
    const used = Math.min(this.count, length)
    this.starts = grow(this.starts.subarray(0, used), used, length)
    this.ends = grow(this.ends.subarray(0, used), used, length)
    this.from = grow(this.from.subarray(0, used), used, length)
    this.to = grow(this.to.subarray(0, used), used, length)
  }
}
