/** For each term of a query, where it stands in a text: positions of words, ascending; none for a term that is not there. */
export type TermPositions = readonly ArrayLike<number>[]

let cursors = new Uint32Array(32)

/** Sets a cursor for each term to its first position. */
function rewind(terms: number): void {
  if (terms > cursors.length) cursors = new Uint32Array(2 * terms)
  cursors.fill(0, 0, terms)
}

/** The term whose next position is the smallest, or -1 if none has any left. */
function nextTerm(positions: TermPositions): number {
  let first = -1
  let least = Number.POSITIVE_INFINITY
  for (let t = 0; t < positions.length; t++) {
    const list = positions[t]
    const at = cursors[t]
    if (at < list.length && list[at] < least) {
      least = list[at]
      first = t
    }
  }
  return first
}

/**
 * The length of the smallest window that holds every term that is there at least once, in words from its first to its last: as
 * many as there are terms where they are neighbours, 1 for a single term, 0 for none. The minimal cover of Tao and Zhai (2007).
 * O(positions · terms), without allocation.
 */
export function minCover(positions: TermPositions): number {
  rewind(positions.length)
  let last = Number.NEGATIVE_INFINITY
  for (const list of positions) if (list.length > 0) last = Math.max(last, list[0])
  let best = Number.POSITIVE_INFINITY
  for (let t = nextTerm(positions); t >= 0; t = nextTerm(positions)) {
    const list = positions[t]
    const at = cursors[t]
    best = Math.min(best, last - list[at] + 1)
    // A window further on would lack this term.
    if (at + 1 === list.length) return best
    last = Math.max(last, list[at + 1])
    cursors[t] = at + 1
  }
  return 0
}

/**
 * The smallest distance between two different terms, 1 for neighbours, 0 where two terms stand for one word; Infinity where
 * fewer than two are there. The MinDist of Tao and Zhai (2007), which they found the best of five measures, as
 * ln(0.3 + exp(−distance)) added to the score. O(positions · terms), without allocation.
 */
export function minDistance(positions: TermPositions): number {
  rewind(positions.length)
  let best = Number.POSITIVE_INFINITY
  let previous = -1
  let from = 0
  // The closest two have no other term between them, so they follow one another in the order of the text.
  for (let t = nextTerm(positions); t >= 0; t = nextTerm(positions)) {
    const at = positions[t][cursors[t]++]
    if (previous >= 0 && previous !== t) best = Math.min(best, at - from)
    previous = t
    from = at
  }
  return best
}

/**
 * The share of the weight of a query that is there: the sum of the weights of terms with a position over that of all, 0 for a
 * query without weight. `weights` are in the order of `positions`, of at least 0.
 */
export function coverage(weights: ArrayLike<number>, positions: TermPositions): number {
  let all = 0
  let there = 0
  for (let t = 0; t < positions.length; t++) {
    all += weights[t]
    if (positions[t].length > 0) there += weights[t]
  }
  return all === 0 ? 0 : there / all
}
