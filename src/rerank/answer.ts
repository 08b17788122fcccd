import { topK } from '../math/index.ts'
import type { Collection } from './collection.ts'
import { mmr } from './diversity.ts'
import { type Fused, scaled } from './fusion.ts'
import { type Asked, askedTerms, hit } from './hits.ts'
import type { FullQueryOptions } from './options.ts'
import { type Ranking, rankTerms } from './ranker.ts'
import type { StageHit } from './stage.ts'
import type { SearchDocument, SearchResult } from './types.ts'
import { cosineOf } from './vectors.ts'

/** A document without a word of the query must be so near, as a share of the nearest, to be shown. */
const NEAR = 0.5
/** Where results are to differ they are chosen among so many times as many as are asked for, and at least so many. */
const CHOICE = 5
const LEAST_CHOICE = 50
/** Beyond so many the order is that of the scores: choosing takes time by the square. */
const MOST_CHOICE = 500

/** The parts of every document's score, (n) each. */
export interface Scores extends Fused {
  readonly stage: Float64Array
  readonly feedback: Float64Array
}

/** What feedback adds to each document for a question, (n); undefined for nothing. */
export type Learn = (terms: readonly string[], vector: Float64Array, fused: Fused) => Float64Array | undefined

/**
 * Whether the first stage can make a difference to the answer. Without a weight of its own it adds no score, and in a union it
 * adds no document as long as it finds terms word for word: their BM25 is above 0 already.
 */
export function asksStage({ semantic, stageWeight, minisearch }: FullQueryOptions<never>): boolean {
  return semantic !== 'union' || Boolean(stageWeight) || Object.keys(minisearch).some(name => name !== 'bm25')
}

/**
 * The documents that answer a query, best first.
 *
 * @param found by the first stage
 */
export function answer<D extends SearchDocument>(
  ranking: Ranking<D>,
  collection: Collection<D>,
  query: string,
  found: readonly StageHit[],
  options: FullQueryOptions<D>,
  learn: Learn
): SearchResult<D>[] {
  const { entries, positions, index } = ranking
  const n = entries.length
  const stage = new Float64Array(n)
  const hits = new Uint8Array(n)
  for (const { id, score } of found) {
    const i = positions.get(id)
    if (i === undefined) continue
    stage[i] = score
    hits[i] = score > 0 ? 1 : 0
  }
  const scores =
    options.semantic === 'none' ? stageAlone(stage) : allScores(ranking, collection, query, stage, options, learn)
  const open = admitted(scores, hits, options.semantic === 'union')
  const { filter } = options
  if (filter !== undefined) {
    for (let i = 0; i < n; i++) if (!Number.isNaN(open[i]) && !filter(entries[i].document)) open[i] = Number.NaN
  }
  let asked: Asked | undefined
  // Terms may be numbered anew before anyone asks.
  const { analysis, words, numbers } = collection
  const askedOnce = () => {
    asked ??= askedTerms(query, { analysis, words, numbers }, index.lexicon, index.counts.idf, found)
    return asked
  }
  return Array.from(choose(ranking, open, options.limit, options.diversity), i => {
    const { lexical, expansion, semantic, stage, feedback, total } = scores
    const parts = {
      lexical: lexical[i],
      expansion: expansion[i],
      semantic: semantic[i],
      stage: stage[i],
      feedback: feedback[i]
    }
    return hit(entries[i], total[i], parts, collection, askedOnce)
  })
}

function stageAlone(stage: Float64Array): Scores {
  const none = new Float64Array(stage.length)
  return { total: stage, lexical: none, expansion: none, semantic: none, stage, feedback: none }
}

function allScores<D extends SearchDocument>(
  ranking: Ranking<D>,
  { analysis }: Collection<D>,
  query: string,
  stage: Float64Array,
  { minisearch, stageWeight }: FullQueryOptions<D>,
  learn: Learn
): Scores {
  const terms = analysis.terms(query)
  const { vector, fused } = rankTerms(ranking, terms)
  const widened = Boolean(minisearch.prefix || minisearch.fuzzy)
  const weighed = scaled(stage, stageWeight ?? (widened ? 0.5 : 0))
  const feedback = learn(terms, vector, fused) ?? new Float64Array(stage.length)
  const { total } = fused
  for (let i = 0; i < total.length; i++) total[i] += weighed[i] + feedback[i]
  return { ...fused, stage: weighed, feedback }
}

/**
 * The scores of the documents that may be shown, NaN for the others, which is never picked: what the first stage found and, in a
 * union, what has a word of the query, was found helpful, or lies near.
 */
function admitted({ total, lexical, expansion, semantic, feedback }: Scores, hits: Uint8Array, union: boolean) {
  const near = union ? NEAR * greatest(expansion, semantic) : Number.POSITIVE_INFINITY
  const open = total.slice()
  for (let i = 0; i < open.length; i++) {
    if (hits[i] === 1 || (union && (lexical[i] > 0 || feedback[i] > 0))) continue
    const lies = expansion[i] + semantic[i]
    if (!(lies > 0 && lies >= near)) open[i] = Number.NaN
  }
  return open
}

function greatest(a: Float64Array, b: Float64Array): number {
  let most = 0
  for (let i = 0; i < a.length; i++) if (a[i] + b[i] > most) most = a[i] + b[i]
  return most
}

/** The positions of the best, or of good ones that differ. */
function choose<D extends SearchDocument>(
  { vectors }: Ranking<D>,
  scores: Float64Array,
  limit: number,
  diversity: number
): Uint32Array {
  const wanted = Math.min(limit, scores.length)
  if (diversity === 0) return topK(scores, wanted)
  const best = topK(
    scores,
    Math.max(wanted, Math.min(Math.max(CHOICE * limit, LEAST_CHOICE), MOST_CHOICE, scores.length))
  )
  const { coded } = vectors
  // Rounding to eight bits may lift the cosine of copies a little above 1.
  const cosine = (a: number, b: number) => Math.min(1, cosineOf(coded[best[a]], coded[best[b]]))
  const chosen = mmr(
    Float64Array.from(best.subarray(0, MOST_CHOICE), i => scores[i]),
    cosine,
    Math.min(wanted, MOST_CHOICE),
    diversity
  ).map(k => best[k])
  if (chosen.length === wanted || best.length <= MOST_CHOICE) return chosen
  const out = new Uint32Array(Math.min(wanted, best.length))
  out.set(chosen)
  out.set(best.subarray(MOST_CHOICE, MOST_CHOICE + out.length - chosen.length), chosen.length)
  return out
}
