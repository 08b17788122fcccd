import type { AnalyzedTerm } from './terms-in-text.ts'
import type { Range } from './types.ts'

/** The part of a text where most of a query stands. */
export interface Window extends Range {
  /** The sum of the weights of the terms in it, each once. */
  readonly weight: number
}

/** What the logarithm of a term's count adds to its weight: five times the word is worth 16 % more. */
const REPEATS = 0.1

/** Counts of the terms between two positions that only ever move on. */
interface Sweep {
  /** (terms) */
  readonly counts: Int32Array
  /** The first match, by start, that is not behind. */
  first: number
}

/**
 * The window of at most `size` units that holds the greatest sum of weights of different terms; of those the one where they stand
 * closest and are repeated most, and of those the first. It begins and ends with a match; undefined without one. A match longer
 * than `size` counts as its beginning.
 *
 * `matches` are sorted by start, as {@link termsInText} gives them; a term without a weight counts nothing. One sweep: O(matches ·
 * (log matches + different terms)).
 */
export function bestWindow(
  matches: readonly AnalyzedTerm[],
  weights: ReadonlyMap<string, number>,
  size: number
): Window | undefined {
  const n = matches.length
  if (n === 0) return undefined
  const codes = new Map<string, number>()
  const values: number[] = []
  const terms = new Int32Array(n)
  const ends = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const { term, start, end } = matches[i]
    let code = codes.get(term)
    if (code === undefined) {
      code = values.push(weights.get(term) ?? 0) - 1
      codes.set(term, code)
    }
    terms[i] = code
    ends[i] = Math.min(end, start + size)
  }
  const order = byEnd(ends)
  const seen = new Uint8Array(n)
  const wide: Sweep = { counts: new Int32Array(values.length), first: 0 }
  const tight: Sweep = { counts: new Int32Array(values.length), first: 0 }
  let best: Window | undefined
  let bestRank = 0
  for (let k = 0; k < n; k++) {
    const i = order[k]
    const end = ends[i]
    seen[i] = 1
    wide.counts[terms[i]]++
    tight.counts[terms[i]]++
    for (; matches[wide.first].start < end - size; wide.first++) {
      if (seen[wide.first]) wide.counts[terms[wide.first]]--
    }
    // What stands further left and is there again, or is too far left, only makes the window longer.
    for (; ; tight.first++) {
      const t = terms[tight.first]
      if (matches[tight.first].start >= end - size && !(seen[tight.first] && tight.counts[t] > 1)) break
      if (seen[tight.first]) tight.counts[t]--
    }
    const weight = weightOf(values, wide.counts)
    if (best !== undefined && weight < best.weight) continue
    const start = matches[tight.first].start
    const rank = repeatsOf(values, wide.counts, weight) - (end - start) / size
    if (best !== undefined && weight === best.weight && rank <= bestRank) continue
    best = { start, end, weight }
    bestRank = rank
  }
  return best
}

/** The positions of the matches by end. Words and character pairs of scripts without spaces overlap, so they may not ascend yet. */
function byEnd(ends: Float64Array): Int32Array {
  const order = new Int32Array(ends.length)
  let ascend = true
  for (let i = 0; i < order.length; i++) {
    order[i] = i
    if (i > 0 && ends[i] < ends[i - 1]) ascend = false
  }
  return ascend ? order : order.sort((a, b) => ends[a] - ends[b] || a - b)
}

/** Added up in one order, so that equal windows have equal weights to the last bit. */
function weightOf(values: readonly number[], counts: Int32Array): number {
  let sum = 0
  for (let t = 0; t < counts.length; t++) if (counts[t] > 0) sum += values[t]
  return sum
}

function repeatsOf(values: readonly number[], counts: Int32Array, weight: number): number {
  if (weight === 0) return 0
  let sum = 0
  for (let t = 0; t < counts.length; t++) if (counts[t] > 1) sum += values[t] * Math.log(counts[t])
  return (REPEATS * sum) / weight
}
