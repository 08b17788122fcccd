import { expectOneOf, show, withDefaults } from '../text/options.ts'
import { answer } from './answer.ts'
import { collect } from './create-search.ts'
import { checkId, expectText } from './documents.ts'
import type { Filled } from './filled.ts'
import { QUERY_DEFAULTS, type QueryOptions, queryOptions, SEARCH_DEFAULTS, type SearchOptions } from './options.ts'
import { Ranker } from './ranker.ts'
import type { StageHit } from './stage.ts'
import type { AnyDocument, DocumentId, SearchDocument, SearchResult } from './types.ts'

/** A document that some search engine found. */
export interface Candidate {
  readonly id: DocumentId
  /** The greater the better, above 0. Default: by the order, 1 for the first, 1/2 for the second and so on. */
  readonly score?: number
}

/** Options of {@link Reranker.rerank}. */
export interface RerankOptions<D = AnyDocument> extends Omit<QueryOptions<D>, 'semantic' | 'minisearch'> {
  /** 'rerank' (default): the candidates alone. 'union': documents that are no candidates may enter. */
  readonly semantic?: 'rerank' | 'union' | undefined
}

type FullRerankOptions<D = AnyDocument> = Filled<RerankOptions<D>, 'filter' | 'stageWeight'>

/** The defaults of {@link RerankOptions}; `stageWeight`, what the engine's own score counts, is 0. */
export const RERANK_DEFAULTS: FullRerankOptions = {
  limit: QUERY_DEFAULTS.limit,
  semantic: 'rerank',
  diversity: QUERY_DEFAULTS.diversity,
  filter: QUERY_DEFAULTS.filter,
  stageWeight: QUERY_DEFAULTS.stageWeight
}

/** Whatever finds the candidates, it is not MiniSearch. */
const { minisearch: _, ...RERANKER_DEFAULTS } = SEARCH_DEFAULTS

/** Ranks what another search engine found. */
export interface Reranker<D extends SearchDocument = AnyDocument> {
  readonly size: number
  /**
   * The candidates in a better order, with what speaks for each. Throws TypeError or RangeError naming the argument at fault: a
   * candidate that is no document among them.
   */
  rerank(query: string, candidates: readonly Candidate[], options?: RerankOptions<D>): SearchResult<D>[]
}

/**
 * A reranker for documents that another engine searches: whatever gives ids, best first. It ranks as `createSearch` does, whose options
 * it takes, `minisearch` aside.
 *
 * @throws as `createSearch`
 */
export function createReranker<D extends SearchDocument>(
  documents: readonly D[],
  options?: Omit<SearchOptions, 'minisearch'>
): Reranker<D> {
  withDefaults('options', options, RERANKER_DEFAULTS)
  const { collection, settings, onProgress } = collect(documents, options)
  const ranker = new Ranker(collection, settings, undefined, 0)
  ranker.settled()
  onProgress?.(1, 'training')
  return {
    size: collection.entries.size,
    rerank(query, candidates, given) {
      const { semantic, ...rest } = withDefaults('options', given, RERANK_DEFAULTS as FullRerankOptions<D>)
      expectOneOf('options.semantic', semantic, ['rerank', 'union'])
      const full = queryOptions<D>({ ...rest, semantic })
      const found = checkCandidates(candidates, id => collection.entries.has(id))
      return answer(ranker.settled(), collection, expectText('query', query), found, full, () => undefined)
    }
  }
}

function checkCandidates(candidates: readonly Candidate[], has: (id: DocumentId) => boolean): StageHit[] {
  if (!Array.isArray(candidates)) throw new TypeError(`candidates: expected an array, got ${show(candidates)}`)
  return Array.from(candidates as readonly Candidate[], (candidate, c) => {
    const where = `candidates[${c}]`
    if (typeof candidate !== 'object' || candidate === null) {
      throw new TypeError(`${where}: expected an object with an id, got ${show(candidate)}`)
    }
    const id = checkId(`${where}.id`, candidate.id)
    if (!has(id)) throw new RangeError(`${where}.id: expected the id of a document, got ${show(id)}`)
    const score = candidate.score ?? 1 / (c + 1)
    if (!(Number.isFinite(score) && score > 0)) {
      throw new RangeError(`${where}.score: expected a finite number above 0, got ${show(score)}`)
    }
    return { id, score }
  })
}
