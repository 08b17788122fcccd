import { encodeModel, type Tensor } from '../model/index.ts'
import type { FeaturizerConfig } from '../text/index.ts'
import type { RowEmbedder } from './row-embedder.ts'
import { writeRowEmbedder } from './row-embedder-file.ts'

/** What a file of this kind calls itself. */
export const KIND = 'waymark-embedder'
/** Version of its layout. */
export const VERSION = 1

/** The embedder as one safetensors file: how texts become counts, as settings, and what counts become. */
export function saveEmbedder(features: FeaturizerConfig, rows: RowEmbedder): Uint8Array {
  const tensors = new Map<string, Tensor>()
  const numbers = writeRowEmbedder(rows, '', tensors)
  const config = { ...numbers, features: JSON.parse(JSON.stringify(features)) }
  return encodeModel({ kind: KIND, version: VERSION, config, tensors })
}
