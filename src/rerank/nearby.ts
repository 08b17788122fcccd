/** Two terms that follow each other in a query. */
export interface Pair {
  readonly first: number
  readonly second: number
  /** The idf of the more frequent of the two: what finding them together can tell. */
  readonly weight: number
}

/** The pairs of different neighbours of a query that documents may hold, each as often as it is asked. */
export function pairsOf(
  query: readonly string[],
  numberOf: (word: string) => number | undefined,
  idf: Float64Array
): Pair[] {
  const pairs: Pair[] = []
  for (let q = 0; q + 1 < query.length; q++) {
    const first = numberOf(query[q])
    const second = numberOf(query[q + 1])
    if (first === undefined || second === undefined || first === second) continue
    pairs.push({ first, second, weight: Math.min(idf[first], idf[second]) })
  }
  return pairs
}

/** How much a pair counts with one word between its terms, or the other way round. */
const HALF = 0.5

/** Adds to `found` (pairs) how often each pair stands in a text: 1 side by side, a half with a word between or turned round. */
export function nearby(text: Uint32Array, pairs: readonly Pair[], found: Float64Array): void {
  const last = text.length - 1
  for (let k = 0; k < pairs.length; k++) {
    const { first, second } = pairs[k]
    for (let p = 0; p < last; p++) {
      const term = text[p]
      if (term === first) {
        if (text[p + 1] === second) found[k]++
        if (p + 1 < last && text[p + 2] === second) found[k] += HALF
      } else if (term === second && text[p + 1] === first) found[k] += HALF
    }
  }
}
