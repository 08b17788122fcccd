import type { Collection, Entry } from './collection.ts'
import { type Fused, fuse } from './fusion.ts'
import { type LexicalIndex, LexicalScorer } from './lexical.ts'
import { createLexicon } from './lexicon.ts'
import { fitSpace, foldIn, type Space, type SpaceOptions } from './space.ts'
import { countTerms, numbersOf, rowOfTerms, type TermCounts } from './term-counts.ts'
import type { DocumentId, SearchDocument } from './types.ts'
import { readyVectors, type Vectors } from './vectors.ts'

/** Everything that scores documents, as they stand. Positions are those in `entries`. */
export interface Ranking<D extends SearchDocument> {
  readonly entries: readonly Entry<D>[]
  /** The position of each document. */
  readonly positions: ReadonlyMap<DocumentId, number>
  /** The number of each term. */
  readonly numbers: ReadonlyMap<string, number>
  readonly index: LexicalIndex
  readonly scorer: LexicalScorer
  readonly space: Space
  readonly vectors: Vectors
}

/** Collections up to this size are trained anew after every change: it takes milliseconds, and leaves no trace of what was. */
const SMALL = 256
/** Larger ones when so great a share of them has come or gone since. */
const CHANGED = 0.1

/** Ranks the documents of a collection, and keeps up with it: what must be made anew is made at the next question. */
export class Ranker<D extends SearchDocument> {
  private ranking: Ranking<D> | undefined
  constructor(
    readonly collection: Collection<D>,
    private readonly options: SpaceOptions,
    private space: Space | undefined,
    /** Documents that came or went since the space was trained. */
    public changes: number
  ) {}

  /** To be called after so many documents came or went. */
  changed(documents: number): void {
    this.changes += documents
    this.ranking = undefined
  }

  /** Trains the space anew at the next question, however little has changed. */
  refit(): void {
    this.space = undefined
    this.ranking = undefined
  }

  /** As it stands, with all changes in it. */
  settled(): Ranking<D> {
    this.ranking ??= this.settle()
    return this.ranking
  }

  private settle(): Ranking<D> {
    const { collection, changes } = this
    const n = collection.entries.size
    const anew = this.space === undefined || (changes > 0 && (n <= SMALL || changes > CHANGED * n))
    if (anew) collection.renumber()
    const entries = [...collection.entries.values()]
    const documents = entries.map(({ terms }) => terms)
    const counts = countTerms(documents, collection.words.length)
    if (anew) {
      const { space, vectors } = fitSpace(documents, counts, this.options)
      this.space = space
      this.changes = 0
      entries.forEach((entry, i) => {
        entry.vector = vectors[i]
      })
    }
    const space = this.space as Space
    const vectors = entries.map(entry => {
      entry.vector ??= foldIn(space, entry.terms)
      return entry.vector
    })
    const index = lexicalIndex(collection, documents, counts)
    const scorer = new LexicalScorer(index)
    const positions = new Map(entries.map(({ id }, i) => [id, i]))
    return {
      entries,
      positions,
      numbers: collection.numbers,
      index,
      scorer,
      space,
      vectors: readyVectors(vectors, space.embedder.dims)
    }
  }
}

function lexicalIndex<D extends SearchDocument>(
  { words, numbers, shape, analysis }: Collection<D>,
  documents: readonly (readonly Uint32Array[])[],
  counts: TermCounts
): LexicalIndex {
  const { indptr } = counts.postings
  return {
    documents,
    numberOf: word => numbers.get(word),
    counts,
    first:
      shape.fields.length > 1
        ? countTerms(
            documents.map(fields => fields.slice(0, 1)),
            words.length
          )
        : undefined,
    lexicon: createLexicon(words, term => indptr[term + 1] > indptr[term]),
    stemmed: analysis.stem !== null
  }
}

/** How good every document is for the terms of a query, feedback aside, and the query's vector. */
export function rankTerms<D extends SearchDocument>(
  ranking: Ranking<D>,
  terms: readonly string[]
): { readonly vector: Float64Array; readonly fused: Fused } {
  const vector = queryVector(ranking, numbersOf(terms, ranking.numbers))
  return { vector, fused: fuse(ranking.scorer.score(terms), ranking.vectors, vector, ranking.space.trust) }
}

/** The vector of a query, (dims), of length 1, or zeros where nothing is known of its terms. */
export function queryVector<D extends SearchDocument>({ space }: Ranking<D>, terms: Uint32Array): Float64Array {
  return Float64Array.from(space.embedder.encodeCounts(rowOfTerms(terms)))
}
