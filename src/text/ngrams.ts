import { cutCharacters } from './characters.ts'
import { grow, KEEP } from './grow.ts'
import type { Pieces } from './pieces.ts'

/** A growing list of ranges `[starts[i], ends[i])`: tokens in a text, or n-grams in its bytes, in the order they were met. */
export class Ranges {
  count = 0
  starts: Uint32Array = new Uint32Array(1024)
  ends: Uint32Array = new Uint32Array(1024)

  clear(): void {
    if (this.starts.length > KEEP) {
      this.starts = new Uint32Array(1024)
      this.ends = new Uint32Array(1024)
    }
    this.count = 0
  }

  push(start: number, end: number): void {
    const i = this.count
    if (i === this.starts.length) this.reserve(1)
    this.starts[i] = start
    this.ends[i] = end
    this.count = i + 1
  }

  /** Makes room for `more` ranges. */
  reserve(more: number): void {
    const need = this.count + more
    if (need <= this.starts.length) return
    this.starts = grow(this.starts, this.count, need)
    this.ends = grow(this.ends, this.count, need)
  }
}

/** Appends every n-gram of `min` to `max` neighbouring pieces, shortest first, until `limit` ranges are held. */
export function wordNgrams(pieces: Pieces, min: number, max: number, limit: number, out: Ranges): void {
  const { count, starts, ends } = pieces
  for (let n = min; n <= max && n <= count; n++) {
    const grams = Math.min(count - n + 1, limit - out.count)
    if (grams <= 0) return
    out.reserve(grams)
    const { starts: from, ends: to } = out
    let at = out.count
    for (let i = 0; i < grams; i++) {
      from[at] = starts[i]
      to[at++] = ends[i + n - 1]
    }
    out.count = at
  }
}

/**
 * Appends every n-gram of `min` to `max` characters (code points) inside each piece padded with one space on either side,
 * until `limit` ranges are held. A padded piece of n characters or fewer is counted once, whole, as scikit-learn's
 * `char_wb` analyser does.
 */
export function charNgrams(pieces: Pieces, min: number, max: number, limit: number, out: Ranges): void {
  const { count, starts, ends, buffer } = pieces
  for (let p = 0; p < count; p++) {
    const { cuts, length } = cutCharacters(buffer.bytes, starts[p], ends[p])
    for (let n = min; n <= max; n++) {
      const grams = Math.min(Math.max(length - n, 0) + 1, limit - out.count)
      if (grams <= 0) return
      out.reserve(grams)
      const { starts: from, ends: to } = out
      const step = Math.min(n, length)
      let at = out.count
      for (let i = 0; i < grams; i++) {
        from[at] = cuts[i]
        to[at++] = cuts[i + step]
      }
      out.count = at
      if (length <= n) break
    }
  }
}
