import { cholesky, choleskySolve, dense, topK } from '../math/index.ts'
import type { Fused } from './fusion.ts'
import { PairModel } from './pair-model.ts'
import type { Ranking } from './ranker.ts'
import type { Space } from './space.ts'
import { numbersOf, rowOfTerms } from './term-counts.ts'
import type { DocumentId, SearchDocument } from './types.ts'
import { type CodedVector, codedVector, cosineOf } from './vectors.ts'

/** A question that was judged. */
export interface JudgedQuery {
  /** As it was asked, the first time. */
  readonly text: string
  /** Its terms, as words. */
  readonly terms: readonly string[]
  /** 1 for a document that helped, −1 for one that did not. */
  readonly judged: Map<DocumentId, number>
  /** Goes up with every change of `judged`. */
  revision: number
}

/** What a judged question is compared by, in the space of one moment. */
interface Comparable {
  /** The weight of each term, of length 1 together. */
  readonly weights: ReadonlyMap<string, number>
  readonly vector: CodedVector
}

/** Past questions that are asked at most: their own matrix stays small. */
const NEAREST = 64
/** A question less like this one tells nothing about it. */
const LEAST = 0.15
/** λ: what a single judgement is held back by, beside 1 for a question's likeness to itself. */
const RIDGE = 0.5
/** What a judgement counts, beside 1 for the best document by words. */
const WEIGHT = 2

/**
 * Learns from judgements which documents answer which questions: a kernel extreme learning machine over past questions whose outputs are
 * documents, so that like questions lead to the documents that helped. Solved anew for every question among the nearest past ones,
 * which for a kernel that falls off this fast is all that matters, and makes learning itself free.
 */
export class Feedback {
  readonly queries = new Map<string, JudgedQuery>()
  private count = 0
  private readonly pairs = new PairModel()
  private space: Space | undefined
  private readonly known = new Map<JudgedQuery, Comparable>()

  /** Judgements held. */
  get judgements(): number {
    return this.count
  }

  /** Keeps a judgement, in place of an earlier one of the same. Questions of the same terms are the same. */
  give(text: string, terms: readonly string[], id: DocumentId, relevant: boolean): void {
    const key = keyOf(terms)
    let query = this.queries.get(key)
    if (query === undefined) {
      query = { text, terms, judged: new Map(), revision: 0 }
    }
    // The last judged question stands last.
    this.queries.delete(key)
    this.queries.set(key, query)
    if (!query.judged.has(id)) this.count++
    query.judged.set(id, relevant ? 1 : -1)
    query.revision++
  }

  /** Forgets what was said of a question, of it and a document, or all. */
  forget(terms?: readonly string[], id?: DocumentId): void {
    for (const key of terms === undefined ? [...this.queries.keys()] : [keyOf(terms)]) this.drop(key, id)
  }

  /** Forgets a document. */
  forgetDocument(id: DocumentId): void {
    for (const key of [...this.queries.keys()]) this.drop(key, id)
  }

  /** Forgets a question or one judgement of it, and all that was made of what is forgotten. */
  private drop(key: string, id?: DocumentId): void {
    const query = this.queries.get(key)
    if (query === undefined || (id !== undefined && !query.judged.has(id))) return
    if (id !== undefined && query.judged.size > 1) {
      query.judged.delete(id)
      query.revision++
      this.count--
      return
    }
    this.count -= query.judged.size
    this.queries.delete(key)
    this.known.delete(query)
    this.pairs.drop(query)
  }

  /** What past judgements add to each document for a question, (n): of like questions, and of all. Undefined without judgements. */
  score<D extends SearchDocument>(
    ranking: Ranking<D>,
    terms: readonly string[],
    vector: Float64Array,
    fused: Fused
  ): Float64Array | undefined {
    if (this.count === 0 || terms.length === 0) return undefined
    const out = this.fromQuestions(ranking, terms, vector) ?? new Float64Array(ranking.entries.length)
    this.pairs.addTo(out, ranking, this.queries.values(), terms, fused)
    return out
  }

  /**
   * `WEIGHT` · kᵀ(K + λI)⁻¹Y, with k the likeness of the question to past ones, K theirs to one another, and Y their judgements, 0 for
   * what was not judged. Undefined where no past question is like this one.
   */
  private fromQuestions<D extends SearchDocument>(
    ranking: Ranking<D>,
    terms: readonly string[],
    vector: Float64Array
  ): Float64Array | undefined {
    const own = { weights: termWeights(terms, ranking), vector: codedVector(vector, 0, vector.length) }
    const all = this.comparable(ranking)
    const likeness = Float64Array.from(all, ([, other]) => alike(own, other))
    const nearest = topK(likeness, Math.min(NEAREST, all.length)).filter(q => likeness[q] >= LEAST)
    if (nearest.length === 0) return undefined
    const size = nearest.length
    const kernel = dense(size, size)
    const target = dense(size, 1)
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) {
        const value = alike(all[nearest[a]][1], all[nearest[b]][1])
        kernel.data[a * size + b] = value
        kernel.data[b * size + a] = value
      }
      kernel.data[a * size + a] += RIDGE
      target.data[a] = likeness[nearest[a]]
    }
    const shares = choleskySolve(cholesky(kernel), target).data
    const out = new Float64Array(ranking.entries.length)
    nearest.forEach((q, a) => {
      for (const [id, judgement] of all[q][0].judged) {
        const i = ranking.positions.get(id)
        if (i !== undefined) out[i] += WEIGHT * shares[a] * judgement
      }
    })
    return out
  }

  /** The questions and what they are compared by, which holds as long as the space does. */
  private comparable<D extends SearchDocument>(ranking: Ranking<D>): [JudgedQuery, Comparable][] {
    const { space, numbers } = ranking
    if (this.space !== space) this.known.clear()
    this.space = space
    return Array.from(this.queries.values(), query => {
      let found = this.known.get(query)
      if (found === undefined) {
        const vector = space.embedder.encodeCounts(rowOfTerms(numbersOf(query.terms, numbers)))
        found = { weights: termWeights(query.terms, ranking), vector: codedVector(vector, 0, vector.length) }
        this.known.set(query, found)
      }
      return [query, found]
    })
  }
}

/** Half the cosine of the terms, half the square of that of the vectors: related questions share words or at least their surroundings. */
function alike(a: Comparable, b: Comparable): number {
  let shared = 0
  const [few, many] = a.weights.size < b.weights.size ? [a.weights, b.weights] : [b.weights, a.weights]
  for (const [term, weight] of few) shared += weight * (many.get(term) ?? 0)
  return shared / 2 + Math.max(0, cosineOf(a.vector, b.vector)) ** 2 / 2
}

/** The weights of different terms, rare ones high, of length 1. */
function termWeights<D extends SearchDocument>(
  terms: readonly string[],
  { space, numbers }: Ranking<D>
): Map<string, number> {
  const { idf, unseen, slot } = space.embedder.weights
  const out = new Map<string, number>()
  let square = 0
  for (const term of new Set(terms)) {
    const number = numbers.get(term)
    const at = number === undefined ? -1 : slot(number)
    const weight = at < 0 ? unseen : idf[at]
    out.set(term, weight)
    square += weight * weight
  }
  const length = Math.sqrt(square)
  if (length > 0) for (const [term, weight] of out) out.set(term, weight / length)
  return out
}

function keyOf(terms: readonly string[]): string {
  return [...terms].sort().join(' ')
}
