import { topK } from '../math/index.ts'
import { addTerm, B, dampingOf, K1 } from './bm25.ts'
import type { Lexicon } from './lexicon.ts'
import { nearby, type Pair, pairsOf } from './nearby.ts'
import { idfOf, type TermCounts } from './term-counts.ts'

/** What the words of documents are scored with. */
export interface LexicalIndex {
  /** (n) the terms of each field of each document, by number */
  readonly documents: readonly (readonly Uint32Array[])[]
  /** The number of a term, undefined for one that no document ever had. */
  readonly numberOf: (word: string) => number | undefined
  /** Terms of all fields together. */
  readonly counts: TermCounts
  /** Terms of the first field alone, such as a title; undefined where there is no other field. */
  readonly first: TermCounts | undefined
  readonly lexicon: Lexicon
  /** Whether terms are stems: then a term that is only spelled alike counts for less. */
  readonly stemmed: boolean
}

/** How much long first fields are held back: their length says little. */
const FIRST_B = 0.5
/** The share of terms spelled alike, the term itself among them, where terms are stems; the rest goes to the term alone. */
const ALIKE = 0.6
/** What the first field counts beside the whole. */
const FIRST = 0.4
/** What neighbouring words of the query count that are neighbours in the document too. */
const PAIRS = 0.15
/** Documents, the best by words alone, that are searched for them. */
const DEPTH = 200

/** Room for the sums of one query at a time. */
export class LexicalScorer {
  private readonly frequency: Float64Array
  private readonly touched: Uint32Array
  /** (n) k1 · (1 − b + b · length / average), what BM25 divides by beside the count */
  private readonly damping: Float64Array
  private readonly firstDamping: Float64Array

  constructor(readonly index: LexicalIndex) {
    const n = index.documents.length
    this.frequency = new Float64Array(n)
    this.touched = new Uint32Array(n)
    this.damping = dampingOf(index.counts, B)
    this.firstDamping = index.first === undefined ? new Float64Array(0) : dampingOf(index.first, FIRST_B)
  }

  /**
   * BM25 (Robertson and Zaragoza 2009) of every document for the terms of a query, which count as often as they are asked: of
   * the terms and of those spelled like them as one term, of the first field again, and of pairs of neighbours.
   *
   * @returns (n) at least 0
   */
  score(query: readonly string[]): Float64Array {
    const { counts, first, numberOf, documents, stemmed } = this.index
    const scores = new Float64Array(documents.length)
    const alike = stemmed ? ALIKE : 1
    const asked = new Map<string, number>()
    for (const word of query) asked.set(word, (asked.get(word) ?? 0) + 1)
    for (const [word, times] of asked) {
      this.addAlike(word, times * alike, scores)
      const term = numberOf(word)
      if (term === undefined) continue
      if (alike < 1) addTerm(counts, this.damping, term, times * (1 - alike) * counts.idf[term], scores)
      // The idf of the whole: that of few short titles says less.
      if (first !== undefined) addTerm(first, this.firstDamping, term, times * FIRST * counts.idf[term], scores)
    }
    const pairs = pairsOf(query, numberOf, counts.idf)
    if (pairs.length > 0) this.addPairs(pairs, scores)
    return scores
  }

  /** Adds what a word and those spelled like it give, their counts added up, each as much as it is alike. */
  private addAlike(word: string, weight: number, scores: Float64Array): void {
    const { counts, lexicon } = this.index
    const { frequency, touched, damping } = this
    const { indptr, indices, values } = counts.postings
    const { terms, weights } = lexicon.similar(word)
    let met = 0
    for (let s = 0; s < terms.length; s++) {
      const share = weights[s]
      for (let p = indptr[terms[s]]; p < indptr[terms[s] + 1]; p++) {
        const i = indices[p]
        if (frequency[i] === 0) touched[met++] = i
        frequency[i] += share * values[p]
      }
    }
    let documents = 0
    for (let m = 0; m < met; m++) documents += Math.min(1, frequency[touched[m]])
    const gain = weight * idfOf(scores.length, documents) * (K1 + 1)
    for (let m = 0; m < met; m++) {
      const i = touched[m]
      scores[i] += (gain * frequency[i]) / (frequency[i] + damping[i])
      frequency[i] = 0
    }
  }

  private addPairs(pairs: readonly Pair[], scores: Float64Array): void {
    const found = new Float64Array(pairs.length)
    for (const i of topK(scores, DEPTH)) {
      if (scores[i] === 0) break
      found.fill(0)
      for (const field of this.index.documents[i]) nearby(field, pairs, found)
      for (let k = 0; k < pairs.length; k++) {
        if (found[k] > 0) {
          scores[i] += (PAIRS * pairs[k].weight * (K1 + 1) * found[k]) / (found[k] + this.damping[i])
        }
      }
    }
  }
}
