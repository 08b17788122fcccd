import { grow, KEEP } from './grow.ts'

/** Where the characters of a padded piece begin. */
export interface Cuts {
  /** (length + 1) byte offset of each character, and where the last one ends */
  readonly cuts: Uint32Array
  /** Characters, the two spaces included. */
  readonly length: number
}

const found: { cuts: Uint32Array; length: number } = { cuts: new Uint32Array(256), length: 0 }

/** Cuts ` piece ` of UTF-8, the piece itself being `bytes[start, end)`, into characters. Good until the next call. */
export function cutCharacters(bytes: Uint8Array, start: number, end: number): Cuts {
  const most = end - start + 3
  if (most > found.cuts.length) found.cuts = grow(found.cuts, 0, most)
  else if (found.cuts.length > KEEP) found.cuts = new Uint32Array(Math.max(256, most))
  const { cuts } = found
  let count = 0
  cuts[count++] = start - 1
  for (let i = start; i < end; i++) {
    if ((bytes[i] & 0xc0) !== 0x80) cuts[count++] = i
  }
  cuts[count++] = end
  cuts[count++] = end + 1
  found.length = count - 1
  return found
}
