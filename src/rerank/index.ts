/**
 * Search that stays on the device: MiniSearch's candidates and more, ranked by words, by their spelling and by embeddings trained on the
 * documents themselves; snippets, cited context for a language model, and learning from what helped.
 *
 * @module
 */
export { CONTEXT_DEFAULTS, type ContextOptions } from './context.ts'
export { createSearch } from './create-search.ts'
export { estimateTokens } from './estimate-tokens.ts'
export { searchStopWords } from './language.ts'
export { LOAD_SEARCH_DEFAULTS, type LoadSearchOptions, loadSearch } from './load-search.ts'
export { QUERY_DEFAULTS, type QueryOptions, SEARCH_DEFAULTS, type SearchOptions, type SemanticMode } from './options.ts'
export { type Candidate, createReranker, RERANK_DEFAULTS, type Reranker, type RerankOptions } from './reranker.ts'
export type { Search, SearchContextOptions, SearchInfo } from './search.ts'
export { STAGE_DEFAULTS, type StageOptions } from './stage.ts'
export type {
  AnyDocument,
  Context,
  ContextSource,
  DocumentId,
  Range,
  ScoreParts,
  SearchDocument,
  SearchResult,
  Snippet
} from './types.ts'
