import type { Classifier, Predictor } from '../classify/index.ts'
import type { Embedder } from '../embed/index.ts'
import type { Reranker, Search } from '../rerank/index.ts'
import type { WordVectors } from '../text/index.ts'

/** The models that stay in the worker. */
export interface Models {
  readonly classifier: Classifier
  readonly predictor: Predictor
  readonly search: Search
  readonly embedder: Embedder
  readonly reranker: Reranker
  readonly vectors: WordVectors
}

/** A kind of model. */
export type Kind = keyof Models

type Shape<M> = {
  readonly [K in keyof M]: M[K] extends (...args: never) => infer R
    ? 'method' | (R extends M ? Kind : never)
    : 'value' | 'inside'
}

/**
 * What each kind has: methods whose results are copied, values that are, methods that make another model, which stays, and what stays
 * inside altogether. The compiler sees to it that nothing is missing.
 */
export const KINDS: { readonly [K in Kind]: Shape<Models[K]> } = {
  classifier: {
    labels: 'value',
    multiLabel: 'value',
    info: 'value',
    classify: 'method',
    classifyAll: 'method',
    explain: 'method',
    learn: 'classifier',
    save: 'method'
  },
  predictor: {
    labels: 'value',
    multiLabel: 'value',
    threshold: 'value',
    classify: 'method',
    classifyAll: 'method'
  },
  search: {
    size: 'value',
    info: 'value',
    has: 'method',
    get: 'method',
    search: 'method',
    context: 'method',
    add: 'method',
    addAll: 'method',
    remove: 'method',
    replace: 'method',
    feedback: 'method',
    forget: 'method',
    refit: 'method',
    save: 'method'
  },
  embedder: {
    dims: 'value',
    info: 'value',
    rows: 'inside',
    embed: 'method',
    embedAll: 'method',
    drift: 'method',
    truncate: 'embedder',
    save: 'method'
  },
  reranker: { size: 'value', rerank: 'method' },
  vectors: {
    name: 'value',
    dims: 'value',
    size: 'value',
    fingerprint: 'value',
    embed: 'method',
    trace: 'method',
    vectorOf: 'method'
  }
}

/** The functions of the kit, and the kind of model that each makes; the results of others are copied. */
export const FUNCTIONS = {
  trainClassifier: 'classifier',
  trainClassifierOnStream: 'classifier',
  loadClassifier: 'classifier',
  loadPredictor: 'predictor',
  loadFilter: 'classifier',
  loadVectors: 'vectors',
  createSearch: 'search',
  loadSearch: 'search',
  createReranker: 'reranker',
  trainEmbedder: 'embedder',
  loadEmbedder: 'embedder',
  suggestExamples: 'value',
  evaluate: 'value',
  kernels: 'value',
  useKernels: 'value'
} as const satisfies Readonly<Record<string, Kind | 'value'>>

/** A function of the kit. */
export type FunctionName = keyof typeof FUNCTIONS

/** The kind of model that a method of a kind makes, if it makes one. */
export function kindMadeBy(kind: Kind, method: string): Kind | undefined {
  const made = (KINDS[kind] as Readonly<Record<string, string>>)[method]
  return Object.hasOwn(KINDS, made) ? (made as Kind) : undefined
}
