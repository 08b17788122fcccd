import type { Classifier, Predictor } from '../classify/index.ts'
import type { Embedder } from '../embed/index.ts'
import type { AnyDocument, Reranker, Search, SearchDocument } from '../rerank/index.ts'
import type { WordVectors } from '../text/index.ts'

/** What every model in a worker has. */
export interface InWorker {
  /** Frees the model in the worker, once what was asked of it is answered. What is asked of it afterwards is a TypeError. */
  release(): Promise<void>
}

/** What a method gives: a model stays in the worker, anything else is copied. */
type Answer<R> = R extends Classifier ? RemoteClassifier : R extends Embedder ? RemoteEmbedder : R

/** A model in a worker: each method gives a promise, and each property is one. */
export type Remote<M> = {
  readonly [K in keyof M]: M[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Answer<R>>
    : Promise<M[K]>
} & InWorker

/** A classifier in a worker. `save` gives bytes that are no copy. */
export interface RemoteClassifier extends Remote<Classifier> {}
/** A predictor in a worker. */
export interface RemotePredictor extends Remote<Predictor> {}
/** An embedder in a worker; its `rows` are not to be had from outside. */
export interface RemoteEmbedder extends Remote<Omit<Embedder, 'rows'>> {}
/** Word vectors in a worker, which go as the option `vectors` with whatever takes some. */
export interface RemoteVectors extends Remote<WordVectors> {}
/** A search in a worker. Options that are functions, such as `filter`, are refused. */
export type RemoteSearch<D extends SearchDocument = AnyDocument> = Remote<Search<D>>
/** A reranker in a worker. */
export type RemoteReranker<D extends SearchDocument = AnyDocument> = Remote<Reranker<D>>

/** Options with models of the worker where the kit has its own, and a full signal. */
export type RemoteOptions<O> = O extends unknown
  ? {
      [K in keyof O]: K extends 'vectors'
        ? RemoteVectors | undefined
        : K extends 'classifier'
          ? RemoteClassifier | undefined
          : K extends 'signal'
            ? AbortSignal | undefined
            : O[K]
    }
  : never

/** What a loader takes beside its own options. */
export interface TransferBytes {
  /**
   * Give the bytes away instead of copying them: their memory, all of what they are a view of, is empty here afterwards. Default false.
   */
  readonly transfer?: boolean | undefined
}
