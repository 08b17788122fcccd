import { expectInteger, expectOneOf, expectStopWords, show, withDefaults } from '../text/options.ts'
import type { Stemmer } from '../text/stem.ts'
import type { StopWords } from '../text/stopwords.ts'
import type { Filled } from './filled.ts'
import type { StageOptions } from './stage.ts'
import { stageOptions } from './stage-options.ts'
import type { AnyDocument } from './types.ts'

/** Options of `createSearch` and `createReranker`. */
export interface SearchOptions {
  /** Where a document has its id, a string or a number. Default 'id'. */
  readonly idField?: string | undefined
  /**
   * The fields that are searched; a missing one is empty. Where there are more than one the first, such as a title, counts for more.
   * Default: those of 'title' and 'text' that some document has.
   */
  readonly fields?: readonly string[] | undefined
  /** A stemmer, or null for none. Default 'auto': `porter` for English, none for other languages, whose word forms meet by spelling. */
  readonly stem?: Stemmer | null | 'auto' | undefined
  /** Words to leave out, or null for none. Default 'auto': `searchStopWords` for English, none for other languages. */
  readonly stopWords?: StopWords | null | 'auto' | undefined
  /** Numbers of an embedding, from 1 to 4096. Default 128. */
  readonly dims?: number | undefined
  /** Draws what training begins with, 32 bits. Default 0. */
  readonly seed?: number | undefined
  /** Options that MiniSearch takes for every query. Default: BM25 with k 1.2, b 0.9, d 0. */
  readonly minisearch?: StageOptions | undefined
  /** Told how far building is, from 0 to 1, and what it is at. */
  readonly onProgress?: ((done: number, step: string) => void) | undefined
}

/** All of them, `onProgress` maybe undefined. */
export type FullSearchOptions = Filled<SearchOptions, 'onProgress'>

/** The defaults of {@link SearchOptions}. */
export const SEARCH_DEFAULTS: FullSearchOptions = {
  idField: 'id',
  fields: ['title', 'text'],
  stem: 'auto',
  stopWords: 'auto',
  dims: 128,
  seed: 0,
  minisearch: {},
  onProgress: undefined
}

/** What counts as a match. */
export type SemanticMode = 'union' | 'rerank' | 'none'

/** Options of one question. */
export interface QueryOptions<D = AnyDocument> {
  /** Results at most, from 1 up. Default 10. */
  readonly limit?: number | undefined
  /**
   * 'union' (default): ranks what words or embeddings find. 'rerank': ranks only what MiniSearch finds. 'none': MiniSearch alone, over
   * the kit's own analysis.
   */
  readonly semantic?: SemanticMode | undefined
  /** How much results should differ from one another, from 0 (default) to 1. */
  readonly diversity?: number | undefined
  /** Which documents may be found. Default: all. */
  readonly filter?: ((document: D) => boolean) | undefined
  /**
   * What MiniSearch's own score counts beside 1 for the best document by words, at least 0. Default: 0.5 where `prefix` or `fuzzy`
   * lets it find what is not asked word for word, else 0.
   */
  readonly stageWeight?: number | undefined
  /** Options of MiniSearch for this query, over those given at the start. */
  readonly minisearch?: StageOptions | undefined
}

/** All of them, `filter` and `stageWeight` maybe undefined. */
export type FullQueryOptions<D = AnyDocument> = Filled<QueryOptions<D>, 'filter' | 'stageWeight'>

/** The defaults of {@link QueryOptions}. */
export const QUERY_DEFAULTS: FullQueryOptions = {
  limit: 10,
  semantic: 'union',
  diversity: 0,
  filter: undefined,
  stageWeight: undefined,
  minisearch: {}
}

/** `given` checked and completed. Throws TypeError or RangeError naming the option at fault. */
export function searchOptions(given?: SearchOptions): FullSearchOptions {
  const full = withDefaults('options', given, SEARCH_DEFAULTS)
  const { idField, fields, stem, stopWords, minisearch, onProgress } = full
  if (typeof idField !== 'string') throw new TypeError(`options.idField: expected a string, got ${show(idField)}`)
  if (!Array.isArray(fields) || fields.length === 0 || fields.some(name => typeof name !== 'string')) {
    throw new TypeError(`options.fields: expected a list of at least one name, got ${show(fields)}`)
  }
  const twice = fields.find((name, f) => fields.indexOf(name) !== f)
  if (twice !== undefined) throw new RangeError(`options.fields: expected each name once, got ${show(twice)} again`)
  const named = typeof stem === 'object' && typeof stem?.name === 'string' && stem.name !== ''
  if (stem !== 'auto' && stem !== null && !(named && typeof stem.stem === 'function')) {
    throw new TypeError(
      `options.stem: expected a stemmer with a name, such as porter, null or 'auto', got ${show(stem)}`
    )
  }
  if (stopWords !== 'auto') expectStopWords('options.stopWords', stopWords)
  expectInteger('options.dims', full.dims, 1, 4096)
  expectInteger('options.seed', full.seed, 0, 2 ** 32 - 1)
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError(`options.onProgress: expected a function, got ${show(onProgress)}`)
  }
  return { ...full, minisearch: stageOptions('options.minisearch', minisearch) }
}

/** `given` checked and completed. Throws TypeError or RangeError naming the option at fault. */
export function queryOptions<D>(given?: QueryOptions<D>): FullQueryOptions<D> {
  const full = withDefaults('options', given, QUERY_DEFAULTS as FullQueryOptions<D>)
  const { limit, semantic, diversity, filter, stageWeight, minisearch } = full
  expectInteger('options.limit', limit, 1, Number.MAX_SAFE_INTEGER)
  expectOneOf('options.semantic', semantic, ['union', 'rerank', 'none'])
  if (typeof diversity !== 'number' || !(diversity >= 0 && diversity <= 1)) {
    throw new RangeError(`options.diversity: expected a number from 0 to 1, got ${show(diversity)}`)
  }
  if (filter !== undefined && typeof filter !== 'function') {
    throw new TypeError(`options.filter: expected a function, got ${show(filter)}`)
  }
  if (stageWeight !== undefined && !(Number.isFinite(stageWeight) && stageWeight >= 0)) {
    throw new RangeError(`options.stageWeight: expected a finite number of at least 0, got ${show(stageWeight)}`)
  }
  return { ...full, minisearch: stageOptions('options.minisearch', minisearch) }
}
