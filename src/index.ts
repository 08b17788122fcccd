/**
 * Waymark: text classifiers that train in milliseconds, and search that ranks well, where the text already is.
 *
 * @module
 */
export * from './classify/index.ts'
export { type Embedder, type EmbedderOptions, loadEmbedder, trainEmbedder } from './embed/index.ts'
export * from './hub/index.ts'
export { ModelFormatError } from './model/index.ts'
export * from './rerank/index.ts'
export type { WordVectors } from './text/index.ts'
