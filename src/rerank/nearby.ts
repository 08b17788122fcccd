/** Two terms that follow each other in a query. */
export interface Pair {
  readonly first: number
  readonly second: number
  /** The idf of the more frequent of the two: what finding them together can tell, as often as they are asked. */
  readonly weight: number
}

/** Of the pairs of a long text that is asked for, such as a whole page, so many count, those that tell most. */
const MOST = 256

/** The pairs of different neighbours of a query that documents may hold, each once, its weight as often as it is asked. */
export function pairsOf(
  query: readonly string[],
  numberOf: (word: string) => number | undefined,
  idf: Float64Array
): Pair[] {
  const pairs = new Map<number, Pair>()
  const terms = query.map(numberOf)
  for (let q = 0; q + 1 < terms.length; q++) {
    const first = terms[q]
    const second = terms[q + 1]
    if (first === undefined || second === undefined || first === second) continue
    const key = first * idf.length + second
    const weight = Math.min(idf[first], idf[second]) + (pairs.get(key)?.weight ?? 0)
    pairs.set(key, { first, second, weight })
  }
  const all = [...pairs.values()]
  return all.length <= MOST ? all : all.sort((a, b) => b.weight - a.weight).slice(0, MOST)
}

/** How much a pair counts with one word between its terms, or the other way round. */
const HALF = 0.5

/** Adds to `found` (pairs) how often each pair stands in a text: 1 side by side, a half with a word between or turned round. */
export function nearby(text: Uint32Array, pairs: readonly Pair[], found: Float64Array): void {
  const last = text.length - 1
  // Most words of a text are in no pair, which ten bits of their number tell of nearly all.
  let low = 0
  let high = 0
  for (let k = 0; k < pairs.length; k++) {
    low |= (1 << (pairs[k].first & 31)) | (1 << (pairs[k].second & 31))
    high |= (1 << ((pairs[k].first >>> 5) & 31)) | (1 << ((pairs[k].second >>> 5) & 31))
  }
  for (let p = 0; p < last; p++) {
    const term = text[p]
    if (((low >>> (term & 31)) & (high >>> ((term >>> 5) & 31)) & 1) === 0) continue
    for (let k = 0; k < pairs.length; k++) {
      const { first, second } = pairs[k]
      if (term === first) {
        if (text[p + 1] === second) found[k]++
        if (p + 1 < last && text[p + 2] === second) found[k] += HALF
      } else if (term === second && text[p + 1] === first) found[k] += HALF
    }
  }
}
