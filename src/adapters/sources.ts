/** A value, or what will give it: a part of the kit, or one that answers from a worker or a server. */
export type Awaitable<T> = T | PromiseLike<T>

/** Whatever makes a text a vector; an embedder of `waymark/embed` is one. */
export interface EmbeddingSource {
  /** Length of every vector. */
  readonly dims: number
  embed(text: string): Awaitable<ArrayLike<number>>
}

/** A label and how probable it is. */
export interface LabelProbability {
  readonly label: string
  readonly probability: number
}

/** Whatever gives a text one of its labels, or none; a classifier of `waymark/classify` is one. */
export interface ClassifierSource {
  readonly labels: readonly string[]
  /** Whether a text may have several labels: probabilities then do not sum to 1. */
  readonly multiLabel: boolean
  classify(text: string): Awaitable<{
    /** The answer, or undefined where none is sure enough. */
    readonly label: string | undefined
    /** Every label. */
    readonly scores: readonly LabelProbability[]
  }>
}

/** A document that a search found. What else a result says of it is handed on. */
export interface FoundDocument {
  readonly id: string | number
  readonly score: number
  readonly document: { readonly [field: string]: unknown }
}

/** Whatever finds documents for a query; a search of `waymark/rerank` is one. */
export interface SearchSource<Options extends object = object> {
  readonly info?: { readonly fields: readonly string[] }
  search(query: string, options?: Options): Awaitable<readonly FoundDocument[]>
}

/** A document by its id, and how good it is for a query. */
export interface Scored {
  readonly id: string | number
  readonly score: number
}

/** Whatever puts documents that it knows in a better order; a reranker of `waymark/rerank` is one. */
export interface RerankSource {
  rerank(
    query: string,
    candidates: readonly { readonly id: string | number; readonly score?: number }[],
    options?: { readonly limit?: number }
  ): Awaitable<readonly Scored[]>
}

/** Whatever searches documents that it gives by their id too; a search of `waymark/rerank` is one. */
export interface CollectionSource {
  get(id: string | number): unknown
  search(
    query: string,
    options: { readonly limit: number; readonly filter: (document: unknown) => boolean }
  ): Awaitable<readonly Scored[]>
}
