import { show } from '../text/options.ts'
import type { Analysis } from './analysis.ts'
import { type DocumentFields, readDocument } from './documents.ts'

import type { AnyDocument, DocumentId, SearchDocument } from './types.ts'
import type { CodedVector } from './vectors.ts'

/** A document of a collection. */
export interface Entry<D = AnyDocument> {
  readonly id: DocumentId
  readonly document: D
  /** (fields) the text of each field */
  readonly texts: readonly string[]
  /** (fields) the terms of each field in its order, by number */
  terms: readonly Uint32Array[]
  /** Undefined until the space of the collection is there. */
  vector?: CodedVector
}

/** Documents in the order they came, and the terms that they are made of, each with a number. */
export class Collection<D extends SearchDocument = AnyDocument> {
  readonly entries = new Map<DocumentId, Entry<D>>()
  /** The number of each term, in the order they were first met. */
  numbers = new Map<string, number>()
  words: string[] = []

  constructor(
    readonly shape: DocumentFields,
    readonly analysis: Analysis
  ) {}

  /**
   * Reads documents without keeping them, so that a bad one among many changes nothing. Throws TypeError on one that is not of the
   * shape, and RangeError on an id that comes twice or is there already.
   */
  read(documents: readonly D[], where: string): Entry<D>[] {
    if (!Array.isArray(documents))
      throw new TypeError(`${where}: expected an array of documents, got ${show(documents)}`)
    const met = new Set<DocumentId>()
    return Array.from(documents, (given: D, i) => {
      const entry = this.readOne(given, `${where}[${i}]`)
      if (met.has(entry.id)) throw this.taken(`${where}[${i}]`, entry.id)
      met.add(entry.id)
      return entry
    })
  }

  /** Reads one. With `again` it is an id that is not there that throws, and one that is there does not. */
  readOne(given: D, where: string, again = false): Entry<D> {
    const { id, document, texts } = readDocument(where, given, this.shape)
    if (this.entries.has(id) === again) return { id, document, texts, terms: [] }
    if (!again) throw this.taken(where, id)
    throw new RangeError(`${where}.${this.shape.idField}: expected the id of a document, got ${show(id)}`)
  }

  private taken(where: string, id: DocumentId): RangeError {
    return new RangeError(`${where}.${this.shape.idField}: expected an id of its own, got ${show(id)} again`)
  }

  /** The fields of a document as words, (fields). Throws what a stemmer throws. */
  cut({ texts }: Entry<D>): string[][] {
    return texts.map(text => this.analysis.terms(text))
  }

  /** Keeps a document that {@link read} gave, with its fields as words. */
  keep(entry: Entry<D>, words: readonly (readonly string[])[]): void {
    entry.terms = words.map(list => Uint32Array.from(list, word => this.numberOf(word)))
    this.entries.set(entry.id, entry)
  }

  /** The terms of each field of a document, as words. */
  wordsOf({ terms }: Entry<D>): string[][] {
    return terms.map(list => Array.from(list, term => this.words[term]))
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word)
    if (known !== undefined) return known
    this.numbers.set(word, this.words.length)
    return this.words.push(word) - 1
  }

  /** Numbers the terms anew, as if the documents that are left were all there ever were. */
  renumber(): void {
    const { words } = this
    const numbers = new Map<string, number>()
    const kept: string[] = []
    const next = new Int32Array(words.length).fill(-1)
    for (const entry of this.entries.values()) {
      entry.terms = entry.terms.map(list =>
        list.map(term => {
          if (next[term] < 0) {
            next[term] = kept.push(words[term]) - 1
            numbers.set(words[term], next[term])
          }
          return next[term]
        })
      )
    }
    this.numbers = numbers
    this.words = kept
  }
}
