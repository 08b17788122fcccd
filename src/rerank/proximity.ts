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
