/**
 * Finds words by their hash in a list that ascends. The top bits of a hash say where in the list it can be: hashes are as good as
 * uniform, so a word or two is left to look at, and a list made to be uneven costs a binary search.
 */
export class WordIndex {
  private readonly shift: number
  /** (2^(32 − shift) + 1) words with smaller top bits */
  private readonly first: Uint32Array

  constructor(
    /** (n) strictly ascending */
    private readonly hashes: Uint32Array
  ) {
    // At least one bit and at most 24, for shifts by 32 do nothing and a longer table gains nothing.
    const bits = Math.min(Math.max(32 - Math.clz32(hashes.length), 1), 24)
    const shift = 32 - bits
    const first = new Uint32Array(2 ** bits + 1)
    for (let i = 0; i < hashes.length; i++) first[(hashes[i] >>> shift) + 1]++
    for (let b = 1; b < first.length; b++) first[b] += first[b - 1]
    this.shift = shift
    this.first = first
  }

  /** The place of a hash of 32 bits, of either sign, in the list; −1 where it is not there. */
  find(hash: number): number {
    const { hashes, first } = this
    const wanted = hash >>> 0
    const bucket = wanted >>> this.shift
    let low = first[bucket]
    let high = first[bucket + 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (hashes[middle] < wanted) low = middle + 1
      else high = middle
    }
    return low < first[bucket + 1] && hashes[low] === wanted ? low : -1
  }
}
