import type { ContextOptions } from './context.ts'
import type { QueryOptions } from './options.ts'
import type { AnyDocument, Context, DocumentId, SearchDocument, SearchResult } from './types.ts'

/** Options of {@link Search.context}: of the question, and of what is made of the documents found. */
export interface SearchContextOptions<D = AnyDocument> extends QueryOptions<D>, ContextOptions {}

/** A search in numbers. */
export interface SearchInfo {
  readonly documents: number
  readonly fields: readonly string[]
  /** Different terms that documents have, or had. */
  readonly terms: number
  /** The names of the stemmer and the stop words, null for none. */
  readonly stem: string | null
  readonly stopWords: string | null
  /** Numbers of an embedding: fewer than were asked for where documents are few. */
  readonly dims: number
  /** What nearness to a question counts here, from 0 to 1: how far the documents themselves bear it out. */
  readonly trust: number
  /** How much less the embeddings hold of the documents than of those they were trained on: above 0.1, `refit` pays. */
  readonly drift: number
  /** Judgements given with `feedback`. */
  readonly judgements: number
}

/**
 * A search over documents that are at hand. `add`, `addAll`, `remove`, `replace`, `feedback`, `forget` and `refit` change it; nothing
 * else does. What they change is taken in at the next question: up to 256 documents are then trained on anew, and the search is
 * the same as one made of them in their order; in larger collections new documents are folded in until more than a tenth of them
 * have come or gone.
 */
export interface Search<D extends SearchDocument = AnyDocument> {
  /** How many documents there are. */
  readonly size: number
  readonly info: SearchInfo
  has(id: DocumentId): boolean
  get(id: DocumentId): D | undefined

  /**
   * The documents that answer a query, best first. None for a query without terms, such as one of stop words alone, and for one
   * whose every term is unlike all that documents have. Throws TypeError or RangeError naming the argument at fault.
   */
  search(query: string, options?: QueryOptions<D>): SearchResult<D>[]

  /**
   * Passages of the documents that answer a question, as text for a prompt, each with a number that cites its source; see
   * {@link ContextOptions}. Throws TypeError or RangeError naming the argument at fault.
   */
  context(question: string, options?: SearchContextOptions<D>): Context

  /** Adds a document. Throws TypeError or RangeError, and adds nothing, where it is not of the shape or its id is taken. */
  add(document: D): void

  /** Adds documents, all or, where `add` would throw for one, none. */
  addAll(documents: readonly D[]): void

  /** Removes a document and what feedback said of it. Throws RangeError where there is none of that id. */
  remove(id: DocumentId): void

  /** Puts a document in the place of the one of its id, last in order; feedback on it stays. Throws RangeError where there is none. */
  replace(document: D): void

  /**
   * Learns that a document helped with a question, or with `relevant` false that it did not, in place of what was said of them before.
   * Like questions lead to it from then on, unlike ones are as they were. A question without terms is not kept. Throws RangeError where there is no such document.
   */
  feedback(query: string, id: DocumentId, relevant?: boolean): void

  /**
   * Forgets the feedback on a question, on one document, on the two together, or without arguments all feedback. Returns how many
   * judgements were forgotten.
   */
  forget(query?: string, id?: DocumentId): number

  /** Trains the embeddings anew on the documents as they are, at the next question. */
  refit(): void

  /**
   * The whole search, documents and feedback included, as one safetensors file. Throws TypeError where a document is no JSON, such as
   * one with a function or a cycle in it.
   */
  save(): Uint8Array
}
