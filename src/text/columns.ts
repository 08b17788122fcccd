import type { SparseRow } from '../math/sparse.ts'
import { grow, KEEP } from './grow.ts'
import { murmur3 } from './murmur.ts'
import type { Ranges } from './ngrams.ts'

/** The narrowest and the widest radix digit: 2,048 counters stay in the first-level cache. */
const MIN_DIGIT = 6
const MAX_DIGIT = 11

/**
 * Hashes every range into a key `column · 2 + (sign < 0)`: the column is |h| mod `dims`, the sign that of the hash, as in
 * scikit-learn's `FeatureHasher` (h = −2³¹ counts as 2³¹). Without `signed` every sign is plus.
 * `keys` must have room for `ranges.count`.
 */
export function hashRanges(
  bytes: Uint8Array,
  ranges: Ranges,
  dims: number,
  signed: boolean,
  seed: number,
  keys: Uint32Array
): void {
  const { count, starts, ends } = ranges
  const negative = signed ? 1 : 0
  for (let i = 0; i < count; i++) {
    const h = murmur3(bytes, starts[i], ends[i], seed)
    // The sign is as good as random, and a branch on it would cost as much as the hash.
    const below = h >> 31
    const size = ((h ^ below) - below) >>> 0
    keys[i] = ((size % dims) << 1) | (below & negative)
  }
}

const counters = new Uint32Array(1 << MAX_DIGIT)

/** Sorts the first `count` keys by column, least significant digit first; returns whichever of the two arrays holds them. */
function sortByColumn(keys: Uint32Array, spare: Uint32Array, count: number, dims: number): Uint32Array {
  const bits = Math.max(1, 32 - Math.clz32(dims - 1))
  // About as many counters as keys, so that a short text does not pay for clearing them.
  const widest = Math.min(MAX_DIGIT, Math.max(MIN_DIGIT, 32 - Math.clz32(count)))
  const passes = Math.ceil(bits / widest)
  const digit = Math.ceil(bits / passes)
  const mask = (1 << digit) - 1
  let from = keys
  let to = spare
  for (let pass = 0; pass < passes; pass++) {
    const shift = 1 + pass * digit
    counters.fill(0, 0, mask + 1)
    for (let i = 0; i < count; i++) counters[(from[i] >>> shift) & mask]++
    let sum = 0
    for (let d = 0; d <= mask; d++) {
      const size = counters[d]
      counters[d] = sum
      sum += size
    }
    for (let i = 0; i < count; i++) {
      const key = from[i]
      to[counters[(key >>> shift) & mask]++] = key
    }
    const swap = from
    from = to
    to = swap
  }
  return from
}

/** Rows of counts under construction: columns ascending, duplicates merged. */
export class RowBuilder {
  size = 0
  indices: Uint32Array = new Uint32Array(1024)
  values: Float32Array = new Float32Array(1024)
  private keys: Uint32Array = new Uint32Array(1024)
  private spare: Uint32Array = new Uint32Array(1024)

  /** Hashes the ranges of one text and appends its row. A column whose signs cancel stays, with the value 0. */
  add(bytes: Uint8Array, ranges: Ranges, dims: number, signed: boolean, seed: number): void {
    const { count } = ranges
    this.reserve(count)
    hashRanges(bytes, ranges, dims, signed, seed, this.keys)
    const sorted = sortByColumn(this.keys, this.spare, count, dims)
    const { indices, values } = this
    let at = this.size
    for (let i = 0; i < count; ) {
      const column = sorted[i] >>> 1
      let sum = 0
      while (i < count && sorted[i] >>> 1 === column) sum += 1 - 2 * (sorted[i++] & 1)
      indices[at] = column
      values[at++] = sum
    }
    this.size = at
  }

  /** The columns and values gathered so far, as arrays of their own; the builder is empty again. */
  take(): SparseRow {
    const row = { indices: this.indices.slice(0, this.size), values: this.values.slice(0, this.size) }
    this.clear()
    return row
  }

  private clear(): void {
    this.size = 0
    if (this.indices.length > KEEP) {
      this.indices = new Uint32Array(1024)
      this.values = new Float32Array(1024)
    }
    if (this.keys.length > KEEP) {
      this.keys = new Uint32Array(1024)
      this.spare = new Uint32Array(1024)
    }
  }

  private reserve(count: number): void {
    if (count > this.keys.length) {
      this.keys = grow(this.keys, 0, count)
      this.spare = grow(this.spare, 0, count)
    }
    const need = this.size + count
    if (need > this.indices.length) {
      this.indices = grow(this.indices, this.size, need)
      this.values = grow(this.values, this.size, need)
    }
  }
}
