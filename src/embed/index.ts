/**
 * Embeddings that are trained where the texts are: a linear ELM autoencoder makes unit vectors of texts, or of rows of counts. Vectors
 * of 8 bits a number, and an index that searches them exactly.
 *
 * @module
 */
export { DRIFT_LIMIT, driftOfRows } from './drift.ts'
export type { Embedder, EmbedderInfo } from './embedder.ts'
export { LOAD_EMBEDDER_DEFAULTS, type LoadEmbedderOptions, loadEmbedder } from './load-embedder.ts'
export { dequantizeRow, dotQuantizedRow, dotQuantizedRows, type QuantizedVectors, quantizeRows } from './quantized.ts'
export { readQuantized, writeQuantized } from './quantized-file.ts'
export { type RowEmbedder, type RowEmbedderParts, rowEmbedder } from './row-embedder.ts'
export { readRowEmbedder, writeRowEmbedder } from './row-embedder-file.ts'
export { type RowWeights, rowWeights } from './row-weights.ts'
export { EMBEDDER_DEFAULTS, type EmbedderOptions, trainEmbedder } from './train-embedder.ts'
export { ROW_EMBEDDER_DEFAULTS, type RowEmbedderOptions, trainRowEmbedder } from './train-row-embedder.ts'
export { createVectorIndex, type VectorIndexOptions, vectorIndexFrom } from './vector-index.ts'
export { loadVectorIndex, readVectorIndex, saveVectorIndex, writeVectorIndex } from './vector-index-file.ts'
export type { VectorHit, VectorId, VectorIndex, VectorRows } from './vector-index-types.ts'
