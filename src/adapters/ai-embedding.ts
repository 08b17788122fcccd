import type { AbortSignalLike } from '../hub/index.ts'
import { expectKnown, expectMethod, expectString, expectStrings } from './check.ts'
import type { EmbeddingSource } from './sources.ts'

/** The part of `EmbeddingModelV3` that every embedder fills alike; AI SDK 6 and 7 take it as one. */
export interface AiEmbeddingModel {
  readonly specificationVersion: 'v3'
  readonly provider: string
  readonly modelId: string
  readonly maxEmbeddingsPerCall: number
  readonly supportsParallelCalls: boolean
  doEmbed(options: AiEmbeddingCall): Promise<AiEmbeddings>
}

/** What a call gives; headers and options of providers are not looked at. */
export interface AiEmbeddingCall {
  readonly values: readonly string[]
  /** Of AI SDK 7; only the dims of the embedder are to be had. */
  readonly dimensions?: number | undefined
  readonly abortSignal?: AbortSignalLike | undefined
}

/** One vector for each value, in order. */
export interface AiEmbeddings {
  embeddings: number[][]
  /** 0: no model counts tokens, and nobody bills them. */
  usage: { tokens: number }
  warnings: never[]
}

/** Names for logs. */
export interface AiModelOptions {
  /** Default `embedder`, `reranker` or `classifier`. */
  readonly modelId?: string | undefined
}

/**
 * An embedder as an embedding model of the AI SDK, for `embed` and `embedMany`.
 *
 * Calls reject with a TypeError unless the values are strings, a RangeError where `dimensions` is not that of the embedder, and
 * the reason of the signal once it is aborted: between two values, where the embedder is one that awaits.
 *
 * @throws TypeError on an embedder without `embed`, or an unknown option
 */
export function aiEmbeddingModel(embedder: EmbeddingSource, options: AiModelOptions = {}): AiEmbeddingModel {
  expectMethod('embedder', embedder, 'embed')
  expectKnown(options, ['modelId'])
  const { modelId = 'embedder' } = options
  expectString('options.modelId', modelId)
  return {
    specificationVersion: 'v3',
    provider: 'waymark',
    modelId,
    maxEmbeddingsPerCall: Number.POSITIVE_INFINITY,
    supportsParallelCalls: true,
    async doEmbed({ values, dimensions, abortSignal }) {
      expectStrings('values', values)
      if (dimensions !== undefined && dimensions !== embedder.dims) {
        throw new RangeError(`dimensions: expected ${embedder.dims}, those of the embedder, got ${dimensions}`)
      }
      const embeddings: number[][] = []
      abortSignal?.throwIfAborted()
      for (const value of values) {
        embeddings.push(Array.from(await embedder.embed(value)))
        abortSignal?.throwIfAborted()
      }
      return { embeddings, usage: { tokens: 0 }, warnings: [] }
    }
  }
}
