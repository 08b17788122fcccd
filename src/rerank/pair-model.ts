import { cholesky, choleskySolve, type Dense, dense, topK } from '../math/index.ts'
import type { JudgedQuery } from './feedback.ts'
import type { Fused } from './fusion.ts'
import { PAIR_FEATURES, pairFeatures } from './pair-features.ts'
import { type Ranking, rankTerms } from './ranker.ts'
import type { SearchDocument } from './types.ts'

/** The last judged questions that are learnt from. */
const QUESTIONS = 64
/** With fewer there is nothing to generalise from. */
const LEAST = 10
/** Documents of a question, the best so far, that are learnt from and whose order may change. */
const DEPTH = 200
/** λ, in rows. */
const RIDGE = 20
/** Ranks that count in judging whether the order gains. */
const RANKS = 10
/** Standard errors by which it must gain. */
const SURE = 2

/** The best documents of one question. Features and scores are less their means, so that only the order within the question counts. */
interface Lesson {
  /** (m, features) */
  readonly features: Dense
  /** (m) the score without feedback, s */
  readonly scores: Float64Array
  /** (m) 1, 0 or −1 */
  readonly judged: Float64Array
  readonly sums: Sums
}

/** What the fit needs to know of rows, y the judgements: it adds up over questions. */
interface Sums {
  /** (features, features) ΦᵀΦ */
  readonly gram: Float64Array
  /** (features) Φᵀs and Φᵀy */
  readonly withScores: Float64Array
  readonly withJudged: Float64Array
  /** (1) sᵀs and sᵀy */
  readonly square: Float64Array
  readonly along: Float64Array
}

/** A lesson, and the revision of the question it was made of. */
interface Kept {
  readonly revision: number
  readonly lesson: Lesson
}

const SUMS = ['gram', 'withScores', 'withJudged', 'square', 'along'] as const

/**
 * Learns from judgements what speaks for a document whatever the question: a kernel extreme learning machine with a linear kernel, in
 * its primal form, over features of question and document, fitted to what judgements say beside the score. It counts only where
 * questions left out of it would have been ordered better with it, by twice the standard error.
 */
export class PairModel {
  private ranking: object | undefined
  private lessons = new Map<JudgedQuery, Kept>()
  private learnt: { readonly of: readonly Lesson[]; readonly weights: Float64Array | undefined } | undefined

  /** Adds to `out` (n) what features say of the best documents. */
  addTo<D extends SearchDocument>(
    out: Float64Array,
    ranking: Ranking<D>,
    queries: Iterable<JudgedQuery>,
    terms: readonly string[],
    fused: Fused
  ): void {
    const weights = this.weights(ranking, [...queries].slice(-QUESTIONS))
    if (weights === undefined) return
    const best = topK(fused.total, Math.min(DEPTH, fused.total.length))
    const { data } = pairFeatures(ranking, terms, fused, best)
    // Relative to the middle of them, so that those just beyond are not left behind or lifted.
    const sums = Array.from(best, (_, row) => dot(data, row * weights.length, weights))
    const middle = sums.reduce((sum, x) => sum + x, 0) / (sums.length || 1)
    best.forEach((i, row) => {
      out[i] += sums[row] - middle
    })
  }

  private weights<D extends SearchDocument>(
    ranking: Ranking<D>,
    queries: readonly JudgedQuery[]
  ): Float64Array | undefined {
    if (queries.length < LEAST) return undefined
    const known = this.ranking === ranking ? this.lessons : new Map<JudgedQuery, Kept>()
    this.ranking = ranking
    // Only those of the questions that still count are kept.
    this.lessons = new Map(queries.map(query => [query, lessonOf(ranking, query, known.get(query))]))
    const lessons = Array.from(this.lessons.values(), ({ lesson }) => lesson)
    const { learnt } = this
    if (learnt?.of.length === lessons.length && lessons.every((lesson, q) => lesson === learnt.of[q])) {
      return learnt.weights
    }
    this.learnt = { of: lessons, weights: fitLessons(lessons) }
    return this.learnt.weights
  }

  /** Keeps nothing of a question that was forgotten. */
  drop(query: JudgedQuery): void {
    this.lessons.delete(query)
    this.learnt = undefined
  }
}

function lessonOf<D extends SearchDocument>(ranking: Ranking<D>, query: JudgedQuery, known: Kept | undefined): Kept {
  if (known?.revision === query.revision) return known
  return { revision: query.revision, lesson: makeLesson(ranking, query) }
}

function makeLesson<D extends SearchDocument>(ranking: Ranking<D>, { terms, judged }: JudgedQuery): Lesson {
  const { fused } = rankTerms(ranking, terms)
  const rows = topK(fused.total, Math.min(DEPTH, fused.total.length))
  const features = centred(pairFeatures(ranking, terms, fused, rows))
  const scores = centred(
    dense(
      rows.length,
      1,
      Float64Array.from(rows, i => fused.total[i])
    )
  ).data
  const said = Float64Array.from(rows, i => judged.get(ranking.entries[i].id) ?? 0)
  return { features, scores, judged: said, sums: sumsOf(features, scores, said) }
}

/** The matrix less the mean of each column, in place. */
function centred(m: Dense): Dense {
  const { rows, cols, data } = m
  for (let j = 0; j < cols; j++) {
    let sum = 0
    for (let i = 0; i < rows; i++) sum += data[i * cols + j]
    for (let i = 0; i < rows; i++) data[i * cols + j] -= sum / rows
  }
  return m
}

function emptySums(): Sums {
  const k = PAIR_FEATURES.length
  return {
    gram: new Float64Array(k * k),
    withScores: new Float64Array(k),
    withJudged: new Float64Array(k),
    square: new Float64Array(1),
    along: new Float64Array(1)
  }
}

function sumsOf({ rows, cols, data }: Dense, scores: Float64Array, judged: Float64Array): Sums {
  const sums = emptySums()
  for (let i = 0; i < rows; i++) {
    const s = scores[i]
    const y = judged[i]
    sums.square[0] += s * s
    sums.along[0] += s * y
    for (let a = 0; a < cols; a++) {
      const x = data[i * cols + a]
      sums.withScores[a] += x * s
      sums.withJudged[a] += x * y
      for (let b = 0; b < cols; b++) sums.gram[a * cols + b] += x * data[i * cols + b]
    }
  }
  return sums
}

/** a ← a + factor · b */
function addSums(a: Sums, b: Sums, factor: number): void {
  for (const name of SUMS) for (let p = 0; p < a[name].length; p++) a[name][p] += factor * b[name][p]
}

/** The weights of the features, or undefined where questions left out would not be ordered better. */
function fitLessons(lessons: readonly Lesson[]): Float64Array | undefined {
  const sums = emptySums()
  for (const lesson of lessons) addSums(sums, lesson.sums, 1)
  const gains = lessons.flatMap(lesson => {
    addSums(sums, lesson.sums, -1)
    const weights = solve(sums)
    addSums(sums, lesson.sums, 1)
    return weights === undefined ? [] : (gainOf(lesson, weights) ?? [])
  })
  if (gains.length < LEAST) return undefined
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length
  const square = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0)
  const error = Math.sqrt(square / (gains.length * (gains.length - 1)))
  return mean > 0 && mean >= SURE * error ? solve(sums) : undefined
}

/**
 * θ = (ΦᵀΦ + λI)⁻¹Φᵀ(y/a − s), with a = sᵀy / sᵀs the judgement that a score of 1 stands for: what there is to add to the scores.
 * Undefined where better scores are no better judged.
 */
function solve({ gram, withScores, withJudged, square, along }: Sums): Float64Array | undefined {
  if (!(along[0] > 0 && square[0] > 0)) return undefined
  const k = withScores.length
  const a = dense(k, k, gram.slice())
  for (let j = 0; j < k; j++) a.data[j * k + j] += RIDGE
  const rest = withJudged.map((x, j) => (x * square[0]) / along[0] - withScores[j])
  return choleskySolve(cholesky(a), dense(k, 1, rest)).data
}

/** How much the normalised discounted gain at 10 rises with the weights; undefined where no document was judged good. */
function gainOf({ features, scores, judged }: Lesson, weights: Float64Array): number | undefined {
  const good = judged.filter(y => y > 0).length
  if (good === 0) return undefined
  const moved = scores.map((score, row) => score + dot(features.data, row * weights.length, weights))
  let best = 0
  for (let r = 0; r < Math.min(good, RANKS); r++) best += 1 / Math.log2(r + 2)
  return (discounted(moved, judged) - discounted(scores, judged)) / best
}

function discounted(scores: Float64Array, judged: Float64Array): number {
  return topK(scores, RANKS).reduce((sum, row, r) => sum + (judged[row] > 0 ? 1 / Math.log2(r + 2) : 0), 0)
}

function dot(data: Float64Array, from: number, weights: Float64Array): number {
  let sum = 0
  for (let j = 0; j < weights.length; j++) sum += data[from + j] * weights[j]
  return sum
}
