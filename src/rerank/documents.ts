import { show } from '../text/options.ts'
import type { DocumentId, SearchDocument } from './types.ts'

/** How {@link readDocument} reads a document. */
export interface DocumentFields {
  readonly idField: string
  readonly fields: readonly string[]
}

/** A document, taken apart. */
export interface ReadDocument<D> {
  readonly id: DocumentId
  readonly document: D
  /** (fields) the text of each field, '' where it is missing */
  readonly texts: readonly string[]
}

/** Throws TypeError naming `where` unless `id` is a string or a finite number. */
export function checkId(where: string, id: unknown): DocumentId {
  if (typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id))) return id
  throw new TypeError(`${where}: expected a string or a finite number, got ${show(id)}`)
}

/** Throws TypeError naming `where` unless `document` is an object. */
export function expectDocument(where: string, document: unknown): void {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new TypeError(`${where}: expected an object, got ${show(document)}`)
  }
}

/**
 * The id and the texts of a document. A field that is missing, null or undefined is an empty text, and a list of strings is one text of
 * as many lines. Own keys alone count, so that `constructor` is missing unless the document has it. Throws TypeError naming `where`
 * on anything else.
 */
export function readDocument<D extends SearchDocument>(
  where: string,
  document: D,
  { idField, fields }: DocumentFields
): ReadDocument<D> {
  expectDocument(where, document)
  const id = checkId(`${where}.${idField}`, own(document, idField))
  return { id, document, texts: fields.map(field => textOf(`${where}.${field}`, own(document, field))) }
}

/** A key of the document's own, undefined where it has none. */
export function own(document: SearchDocument, key: string): unknown {
  return Object.hasOwn(document, key) ? (document as { readonly [field: string]: unknown })[key] : undefined
}

function textOf(where: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value.join('\n')
  throw new TypeError(`${where}: expected a string or a list of strings, got ${show(value)}`)
}

/** `text`. Throws TypeError naming `what` unless it is one. */
export function expectText(what: string, text: unknown): string {
  if (typeof text === 'string') return text
  throw new TypeError(`${what}: expected a string, got ${show(text)}`)
}
