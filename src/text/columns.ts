/** The narrowest and the widest radix digit: 2,048 counters stay in the first-level cache. */
const MIN_DIGIT = 6
const MAX_DIGIT = 11

/** For so many keys there are scratch arrays; more are left to the sort of the platform. */
const MOST_KEYS = 1 << 18

/**
 * The key `column · 2 + (sign < 0)` of a hash, which fits 31 bits: the column is |h| mod `dims`, the sign that of the hash, as in
 * scikit-learn's `FeatureHasher` (h = −2³¹ counts as 2³¹). Without `signed` every sign is plus.
 */
export function columnKey(h: number, dims: number, signed: boolean): number {
  // The sign is as good as random, and a branch on it would cost as much as the hash.
  const below = h >> 31
  const size = (h ^ below) - below
  const column = (dims & (dims - 1)) === 0 ? size & (dims - 1) : size % dims
  return (column << 1) | (below & (signed ? 1 : 0))
}

/** The keys of the first `count` hashes by {@link columnKey}, ascending but for their signs. Good until the next call. */
export type KeySort = (hashes: Int32Array, count: number, dims: number, signed: boolean) => Int32Array

export const sortKeys: KeySort = /* @__PURE__ */ keySort()

/**
 * A radix sort, least significant digit first. To be called once: of arrays that only one closure can hold, engines know the
 * place and the length, and need not ask for them at every key.
 */
function keySort(): KeySort {
  const keys = new Int32Array(MOST_KEYS)
  const spare = new Int32Array(MOST_KEYS)
  const odd = new Int32Array(1 << MAX_DIGIT)
  const even = new Int32Array(1 << MAX_DIGIT)
  return (hashes, count, dims, signed) => {
    if (count > MOST_KEYS)
      return hashes
        .slice(0, count)
        .map(h => columnKey(h, dims, signed))
        .sort()
    const bits = Math.max(1, 32 - Math.clz32(dims - 1))
    // About as many counters as keys, so that a short text does not pay for clearing them.
    const widest = Math.min(MAX_DIGIT, Math.max(MIN_DIGIT, 32 - Math.clz32(count)))
    const passes = Math.ceil(bits / widest)
    const digit = Math.ceil(bits / passes)
    const mask = (1 << digit) - 1
    odd.fill(0, 0, mask + 1)
    for (let i = 0; i < count; i++) {
      const key = columnKey(hashes[i], dims, signed)
      keys[i] = key
      odd[(key >>> 1) & mask]++
    }
    for (let pass = 1, shift = 1; ; pass += 2, shift += 2 * digit) {
      if (pass === passes) {
        scatter(keys, spare, odd, count, shift, mask)
        return spare
      }
      even.fill(0, 0, mask + 1)
      scatterAndCount(keys, spare, odd, even, count, shift, digit)
      if (pass + 1 === passes) {
        scatter(spare, keys, even, count, shift + digit, mask)
        return keys
      }
      odd.fill(0, 0, mask + 1)
      scatterAndCount(spare, keys, even, odd, count, shift + digit, digit)
    }
  }
}

/** Puts keys in the order of the digit at `shift`, which `counters` has counted. */
function scatter(
  from: Int32Array,
  to: Int32Array,
  counters: Int32Array,
  count: number,
  shift: number,
  mask: number
): void {
  addUp(counters, mask + 1)
  for (let i = 0; i < count; i++) {
    const key = from[i]
    const place = (key >>> shift) & mask
    const at = counters[place]
    counters[place] = at + 1
    to[at] = key
  }
}

/** As {@link scatter}, and counts the next digit in `next`. */
function scatterAndCount(
  from: Int32Array,
  to: Int32Array,
  counters: Int32Array,
  next: Int32Array,
  count: number,
  shift: number,
  digit: number
): void {
  const mask = (1 << digit) - 1
  addUp(counters, mask + 1)
  for (let i = 0; i < count; i++) {
    const key = from[i]
    const place = (key >>> shift) & mask
    const at = counters[place]
    counters[place] = at + 1
    to[at] = key
    next[(key >>> (shift + digit)) & mask]++
  }
}

/** Each of the first `count` numbers becomes the sum of those before it. */
function addUp(numbers: Int32Array, count: number): void {
  let sum = 0
  for (let i = 0; i < count; i++) {
    const size = numbers[i]
    numbers[i] = sum
    sum = (sum + size) | 0
  }
}
