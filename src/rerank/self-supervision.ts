import type { RowEmbedder } from '../embed/row-embedder.ts'
import { createRandom } from '../math/index.ts'
import { addTerm, B, dampingOf } from './bm25.ts'
import { rowOfTerms, type TermCounts } from './term-counts.ts'
import { cosines, type Vectors } from './vectors.ts'

/** A piece that was taken out of a document, as a query that this document answers. */
export interface Probe {
  readonly document: number
  readonly query: Uint32Array
  /** Whether it was the whole first field, such as a title, or words of the others. */
  readonly kind: 'first' | 'words'
}

/** Documents some of which lack a piece, and those pieces. */
export interface Probes {
  /** (n) the terms of each field of each document, by number */
  readonly documents: readonly (readonly Uint32Array[])[]
  readonly probes: readonly Probe[]
}

/** Probes at most, and as a share of the documents: what they take away should not be missed. */
const MOST = 256
const SHARE = 1 / 3
/** A probe is every other of so many words in a row, of a shorter text of half of it. */
const WINDOW = 12
/** A text of fewer words is left whole. */
const LEAST = 4
/** With fewer probes there is nothing to go by. */
const ENOUGH = 10
/** Where even words find less, so little of a text is left without its piece that vectors cannot be told by it. */
const INFORMATIVE = 0.1
/** Standard errors by which vectors must be better than guessing. */
const SURE = 2

/** Takes pieces out of documents drawn by `seed`: by turns the first field, where there is another, and words of the rest. */
export function takeProbes(documents: readonly (readonly Uint32Array[])[], seed: number): Probes {
  const random = createRandom(seed)
  const order = random.permutation(documents.length)
  const left = documents.slice()
  const probes: Probe[] = []
  const most = Math.min(MOST, Math.floor(documents.length * SHARE))
  for (let k = 0; k < order.length && probes.length < most; k++) {
    const document = order[k]
    const fields = documents[document]
    const lengths = fields.map(field => field.length)
    const body = lengths.indexOf(Math.max(...lengths))
    if (fields.length > 1 && probes.length % 2 === 0 && body > 0 && fields[0].length > 1) {
      probes.push({ document, query: fields[0], kind: 'first' })
      left[document] = fields.map((field, f) => (f === 0 ? new Uint32Array(0) : field))
    } else if (lengths[body] >= LEAST) {
      const text = fields[body]
      const size = Math.min(WINDOW, text.length >> 1)
      const start = random.below(text.length - size + 1)
      const odd = random.permutation(size).subarray(0, Math.max(2, size >> 1))
      probes.push({ document, query: Uint32Array.from(odd.sort(), i => text[start + i]), kind: 'words' })
      const rest = new Uint32Array(text.length - size)
      rest.set(text.subarray(0, start))
      rest.set(text.subarray(start + size), start)
      left[document] = fields.map((field, f) => (f === body ? rest : field))
    }
  }
  return { documents: left, probes }
}

/**
 * How well vectors find documents by a piece taken out of them, as a share of how well words do: the mean reciprocal rank of one over
 * that of the other, both less that of a guess, of the kind of probe that suits vectors better. It tells without a judgement what
 * vectors are good for in a collection: near 1 in abstracts, below a half in a list of one-line descriptions. 0 where they may as well be
 * guessing, as among texts that have nothing in common. NaN where there are too few probes.
 *
 * @param counts of the documents without the pieces
 * @param vectors of the same documents
 */
export function vectorSkill({ probes }: Probes, counts: TermCounts, embedder: RowEmbedder, vectors: Vectors): number {
  const n = counts.lengths.length
  const damping = dampingOf(counts, B)
  const guess = guessedRank(n)
  let best = Number.NaN
  for (const kind of ['first', 'words'] as const) {
    const some = probes.filter(probe => probe.kind === kind)
    if (some.length < ENOUGH) continue
    const words = some.map(({ query, document }) => {
      const scores = new Float64Array(n)
      for (let p = 0; p < query.length; p++) addTerm(counts, damping, query[p], counts.idf[query[p]], scores)
      return reciprocalRank(scores, document)
    })
    const near = some.map(({ query, document }) =>
      reciprocalRank(cosines(vectors, embedder.encodeCounts(rowOfTerms(query))), document)
    )
    const gain = meanOf(near) - guess
    const skill = gain > SURE * errorOf(near) ? gain / Math.max(gain, meanOf(words) - guess, INFORMATIVE) : 0
    if (!(skill <= best)) best = skill
  }
  return best
}

/** The mean reciprocal rank of one among n in random order. */
function guessedRank(n: number): number {
  let sum = 0
  for (let rank = 1; rank <= n; rank++) sum += 1 / rank
  return sum / n
}

const meanOf = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length

/** The standard error of their mean. */
function errorOf(values: readonly number[]): number {
  const mean = meanOf(values)
  const square = values.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  return Math.sqrt(square / (values.length * (values.length - 1)))
}

/** 0 where nothing speaks for the document. */
function reciprocalRank(scores: Float64Array, wanted: number): number {
  const own = scores[wanted]
  if (!(own > 0)) return 0
  let above = 0
  for (let i = 0; i < scores.length; i++) if (scores[i] > own) above++
  return 1 / (1 + above)
}
