import { type Dense, dense } from '../math/index.ts'
import { addTerm, B, dampingOf } from './bm25.ts'
import type { Fused } from './fusion.ts'
import { minCover } from './proximity.ts'
import type { Ranking } from './ranker.ts'
import { numbersOf } from './term-counts.ts'
import type { SearchDocument } from './types.ts'

/** What is said of a question and a document, in the order of the columns. */
export const PAIR_FEATURES = ['lexical', 'expansion', 'semantic', 'first', 'coverage', 'proximity', 'length'] as const

/**
 * What speaks for documents, (m, features), each number from about 0 to 1: the parts of the score, BM25 of the first field as a share of
 * the best there, the share of the question's weight in words that are there, how near they stand, and how long the document is.
 *
 * @param positions (m) of the documents
 */
export function pairFeatures<D extends SearchDocument>(
  { entries, index, numbers }: Ranking<D>,
  terms: readonly string[],
  { lexical, expansion, semantic }: Fused,
  positions: Uint32Array
): Dense {
  const { counts, first } = index
  const asked = numbersOf([...new Set(terms)], numbers)
  const titles = new Float64Array(entries.length)
  if (first !== undefined) {
    const damping = dampingOf(first, B)
    for (const term of asked) addTerm(first, damping, term, counts.idf[term], titles)
  }
  const best = titles.reduce((most, score) => Math.max(most, score), 0) || 1
  const whole = asked.reduce((sum, term) => sum + counts.idf[term], 0) || 1
  const out = dense(positions.length, PAIR_FEATURES.length)
  positions.forEach((i, row) => {
    const places = placesOf(entries[i].terms, asked)
    const there = asked.filter((_, t) => places[t].length > 0)
    const held = there.reduce((sum, term) => sum + counts.idf[term], 0)
    const cover = minCover(places)
    const length = Math.log1p(counts.lengths[i] / (counts.averageLength || 1))
    const near = cover > 0 ? there.length / cover : 0
    out.data.set(
      [lexical[i], expansion[i], semantic[i], titles[i] / best, held / whole, near, length],
      row * PAIR_FEATURES.length
    )
  })
  return out
}

/** Where each term stands, counted through all fields; between fields is a gap that no window bridges cheaply. */
function placesOf(fields: readonly Uint32Array[], terms: Uint32Array): number[][] {
  const places: number[][] = Array.from(terms, () => [])
  const slots = new Map(Array.from(terms, (term, t) => [term, t]))
  let start = 0
  for (const field of fields) {
    for (let p = 0; p < field.length; p++) {
      const t = slots.get(field[p])
      if (t !== undefined) places[t].push(start + p)
    }
    start += field.length + GAP
  }
  return places
}

/** Words that the end of one field is away from the beginning of the next. */
const GAP = 100
