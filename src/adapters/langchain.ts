/**
 * The kit as parts of LangChain.js: embeddings, a retriever, a document compressor. The one entry that needs a package beside
 * it, `@langchain/core`.
 *
 * @module
 */
export {
  type LangchainCompressor,
  type LangchainCompressorOptions,
  langchainCompressor
} from './langchain-compressor.ts'
export { type LangchainEmbeddings, langchainEmbeddings } from './langchain-embeddings.ts'
export {
  type LangchainRetrieverOptions,
  langchainRetriever
} from './langchain-retriever.ts'
export type { RelevanceScorer } from './relevance.ts'
export type {
  Awaitable,
  CollectionSource,
  EmbeddingSource,
  FoundDocument,
  RerankSource,
  Scored,
  SearchSource
} from './sources.ts'
