import type { AbortSignalLike } from '../hub/index.ts'
import type { AiModelOptions } from './ai-embedding.ts'
import { expectKnown, expectLimit, expectString, expectStrings, show } from './check.ts'
import { jsonText } from './json-text.ts'
import { type RelevanceScorer, rankTexts } from './relevance.ts'
import { searchScorer } from './search-scorer.ts'

/** The part of `RerankingModelV3` that a reranker fills; AI SDK 6 and 7 take it as one. */
export interface AiRerankingModel {
  readonly specificationVersion: 'v3'
  readonly provider: string
  readonly modelId: string
  doRerank(options: AiRerankingCall): Promise<AiRanking>
}

/** What a call gives; headers and options of providers are not looked at. */
export interface AiRerankingCall {
  readonly documents:
    | { readonly type: 'text'; readonly values: readonly string[] }
    | { readonly type: 'object'; readonly values: readonly { readonly [field: string]: unknown }[] }
  readonly query: string
  readonly topN?: number | undefined
  readonly abortSignal?: AbortSignalLike | undefined
}

/** From the most relevant to the least; `index` is the place in the documents given. */
export interface AiRanking {
  ranking: { index: number; relevanceScore: number }[]
  warnings: never[]
}

/** Options of {@link aiRerankingModel}. */
export interface AiRerankingOptions extends AiModelOptions {
  /** Default: a search built over the documents of each call. */
  readonly scorer?: RelevanceScorer | undefined
  /** The fields of objects to read. Default all: their strings and numbers, however deep. */
  readonly fields?: readonly string[] | undefined
}

/**
 * A reranking model of the AI SDK, for `rerank`, over the texts or objects of each call. All of them come back, or the `topN`
 * best. Calls reject with a TypeError or RangeError on a wrong query, document or `topN`, and the reason of the signal once
 * it is aborted.
 *
 * @throws TypeError on an unknown or wrong option
 */
export function aiRerankingModel(options: AiRerankingOptions = {}): AiRerankingModel {
  expectKnown(options, ['scorer', 'fields', 'modelId'])
  const { scorer = searchScorer, fields, modelId = 'reranker' } = options
  if (typeof scorer !== 'function') throw new TypeError(`options.scorer: expected a function, got ${show(scorer)}`)
  if (fields !== undefined) expectStrings('options.fields', fields)
  expectString('options.modelId', modelId)
  return {
    specificationVersion: 'v3',
    provider: 'waymark',
    modelId,
    async doRerank({ documents, query, topN, abortSignal }) {
      expectString('query', query)
      expectLimit('topN', topN)
      const texts = documents.type === 'text' ? documents.values : documents.values.map(textOf(fields))
      expectStrings('documents', texts)
      abortSignal?.throwIfAborted()
      const ranked = await rankTexts(scorer, query, texts, topN)
      abortSignal?.throwIfAborted()
      return { ranking: ranked.map(({ index, score }) => ({ index, relevanceScore: score })), warnings: [] }
    }
  }
}

function textOf(fields: readonly string[] | undefined) {
  return (value: { readonly [field: string]: unknown }, i: number): string => {
    if (typeof value !== 'object' || value === null) {
      throw new TypeError(`documents[${i}]: expected an object, got ${show(value)}`)
    }
    return jsonText(fields === undefined ? value : fields.map(field => value[field]))
  }
}
