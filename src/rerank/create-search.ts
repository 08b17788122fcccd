import { show } from '../text/options.ts'
import { Collection } from './collection.ts'
import { expectDocument, own } from './documents.ts'
import { Engine, type EngineSettings } from './engine.ts'
import { analysisFor } from './language.ts'
import { type SearchOptions, searchOptions } from './options.ts'
import type { Search } from './search.ts'
import type { SearchDocument } from './types.ts'

/** Documents that are looked at for the names of fields. */
const LOOKED_AT = 100
/** Documents between two reports of progress. */
const REPORT = 100
/** The share of building that reading takes; training takes the rest. */
const READING = 0.4

/**
 * A search over documents by words, words spelled alike, embeddings trained on the documents themselves, and their neighbours, in the
 * measure that the documents bear out. MiniSearch stands beside it for what is asked of it alone, such as beginnings of words; its index
 * is built when a question first needs it. Nothing is loaded and nothing leaves the device.
 *
 * @param documents each an object with an id and fields of text; may be empty
 * @throws TypeError or RangeError naming the option, document or field at fault: an id that is missing or taken, a field that is no
 *   text, or no document with any of the fields
 */
export function createSearch<D extends SearchDocument>(documents: readonly D[], options?: SearchOptions): Search<D> {
  const { collection, settings, onProgress } = collect(documents, options)
  onProgress?.(READING, 'training')
  const engine = new Engine(collection, settings)
  engine.ranker.settled()
  onProgress?.(1, 'training')
  return engine
}

/** A collection of documents, and the settings of a search over them. Throws as {@link createSearch}. */
export function collect<D extends SearchDocument>(documents: readonly D[], options?: SearchOptions) {
  const { onProgress, ...given } = searchOptions(options)
  if (!Array.isArray(documents))
    throw new TypeError(`documents: expected an array of documents, got ${show(documents)}`)
  const fields = fieldsOf(documents, given.fields, options?.fields === undefined)
  const settings: EngineSettings = { ...given, fields, minisearch: { ...given.minisearch } }
  const shape = { idField: given.idField, fields }
  const { stem, stopWords } = given
  const analysis = analysisFor(textsOf(documents, fields), stem, stopWords)
  const collection = new Collection<D>(shape, analysis)
  collection.read(documents, 'documents').forEach((entry, i) => {
    if (i % REPORT === 0) onProgress?.((READING * i) / documents.length, 'reading')
    collection.keep(entry, collection.cut(entry))
  })
  return { collection, settings, onProgress }
}

/** What texts documents seem to have, before they are checked. */
function* textsOf(documents: readonly SearchDocument[], fields: readonly string[]): Iterable<string> {
  for (const document of documents) {
    if (typeof document !== 'object' || document === null) continue
    yield fields
      .map(name => own(document, name))
      .filter(text => typeof text === 'string')
      .join('\n')
  }
}

/**
 * The fields to search, a copy. Throws RangeError where there are documents but none has any, and, where they were not named, where
 * documents have fields of text but no 'text'.
 */
function fieldsOf(documents: readonly SearchDocument[], fields: readonly string[], free: boolean): readonly string[] {
  const objects = documents.filter(document => typeof document === 'object' && document !== null)
  const there = fields.filter(name => objects.some(document => Object.hasOwn(document, name)))
  const guessed = free && !there.includes('text') && othersThan(there, objects).length > 0
  if (documents.length > 0 && (there.length === 0 || guessed)) {
    documents.forEach((document, i) => {
      expectDocument(`documents[${i}]`, document)
    })
    const names = fields.map(show).join(', ')
    const others = othersThan(there, objects).map(show).join(', ') || 'none of text'
    throw new RangeError(
      guessed && there.length > 0
        ? `options.fields: expected a list of the fields to search, got none, and documents have ${others} but no "text"`
        : `options.fields: expected fields that some document has, got ${names}, while documents have ${others}`
    )
  }
  return Object.freeze(free && there.length > 0 ? there : [...fields])
}

/** The fields of text that the first of the documents have of their own beside those named: more than a word, so that an id is none. */
function othersThan(names: readonly string[], documents: readonly SearchDocument[]): string[] {
  const found = new Set<string>()
  for (const document of documents.slice(0, LOOKED_AT)) {
    for (const [name, value] of Object.entries(document)) {
      if (typeof value === 'string' && /\s/.test(value.trim()) && !names.includes(name)) found.add(name)
    }
  }
  return [...found]
}
