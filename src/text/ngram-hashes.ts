import { cutCharacters } from './characters.ts'
import { grow, KEEP } from './grow.ts'
import { murmur3, murmurBlock, murmurEnd } from './murmur.ts'
import type { Pieces } from './pieces.ts'

/** Hashes of n-grams, one for each occurrence, in a buffer used again from text to text. */
export class Hashes {
  count = 0
  values: Int32Array = new Int32Array(1024)

  clear(): void {
    if (this.values.length > KEEP) this.values = new Int32Array(1024)
    this.count = 0
  }

  /** Makes room for `more`. */
  reserve(more: number): void {
    const need = this.count + more
    if (need > this.values.length) this.values = grow(this.values, this.count, need)
  }
}

/** Bytes that the loops here may read past the end of what they hash. */
const AHEAD = 8
/** The longest n-gram of two windows of four bytes, less the one that rolls in. */
const LONGEST = 7

/** Appends the hash of every n-gram of `min` to `max` neighbouring pieces. */
export function hashWordNgrams(pieces: Pieces, min: number, max: number, seed: number, out: Hashes): void {
  const { count, starts, ends, buffer } = pieces
  buffer.reserve(AHEAD)
  hashRuns(buffer.bytes, starts, ends, -1, count, min, max, seed, out)
}

/**
 * Appends the hash of every n-gram of `min` to `max` characters inside each piece padded with one space on either side. A
 * padded piece of fewer than `min` is counted once, whole, as scikit-learn's `char_wb` analyser does.
 */
export function hashCharNgrams(pieces: Pieces, min: number, max: number, seed: number, out: Hashes): void {
  const { count, starts, ends, buffer, ascii } = pieces
  buffer.reserve(AHEAD)
  const { bytes } = buffer
  for (let p = 0; p < count; p++) {
    const start = starts[p] - 1
    const end = ends[p] + 1
    if (ascii && max <= LONGEST) {
      if (end - start < min) {
        out.reserve(1)
        out.values[out.count++] = murmur3(bytes, start, end, seed)
      } else hashWindows(bytes, start, end, min, max, seed, out)
      continue
    }
    const { cuts, length } = cutCharacters(bytes, starts[p], ends[p])
    hashRuns(bytes, cuts, cuts, 0, length, Math.min(min, length), max, seed, out)
  }
}

/** Appends the hash of every n-gram of `min` to `max` ≤ {@link LONGEST} bytes of `bytes[start, end)`, which has `min` of them. */
function hashWindows(
  bytes: Uint8Array,
  start: number,
  end: number,
  min: number,
  max: number,
  seed: number,
  out: Hashes
): void {
  out.reserve((end - start) * (max - min + 1))
  const { values } = out
  let at = out.count
  let first = bytes[start] | (bytes[start + 1] << 8) | (bytes[start + 2] << 16) | (bytes[start + 3] << 24)
  let second = bytes[start + 4] | (bytes[start + 5] << 8) | (bytes[start + 6] << 16) | (bytes[start + 7] << 24)
  const last = end - min
  for (let i = start; i <= last; i++) {
    const most = Math.min(max, end - i)
    const block = murmurBlock(seed, first)
    for (let n = min; n <= most; n++) {
      // As many of the lowest bytes as are left beyond whole blocks of four.
      const mask = (1 << ((n & 3) << 3)) - 1
      values[at++] = n < 4 ? murmurEnd(seed, first & mask, n) : murmurEnd(block, second & mask, n)
    }
    first = (first >>> 8) | (second << 24)
    second = (second >>> 8) | (bytes[i + 8] << 24)
  }
  out.count = at
}

/**
 * Appends the hash of `bytes[starts[i], ends[i + n + shift])` for i below `count` and n from `min` to `max` where i + n ≤ `count`. Ranges
 * that begin alike share the state of the hash up to where they part.
 */
function hashRuns(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  shift: number,
  count: number,
  min: number,
  max: number,
  seed: number,
  out: Hashes
): void {
  out.reserve(count * (Math.min(max, count) - min + 1))
  const { values } = out
  let next = out.count
  for (let i = 0; i < count; i++) {
    const start = starts[i]
    const most = Math.min(max, count - i)
    let h = seed | 0
    let at = start
    for (let n = min; n <= most; n++) {
      const end = ends[i + n + shift]
      for (; at + 4 <= end; at += 4) {
        h = murmurBlock(h, bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24))
      }
      const k = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16)
      values[next++] = murmurEnd(h, k & ((1 << ((end - at) << 3)) - 1), end - start)
    }
  }
  out.count = next
}
