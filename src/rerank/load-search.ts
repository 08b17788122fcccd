import { readQuantized } from '../embed/quantized-file.ts'
import { readRowEmbedder } from '../embed/row-embedder-file.ts'
import {
  decodeModel,
  field,
  type JsonObject,
  ModelFormatError,
  type ModelRecord,
  parseJson,
  stringsOf,
  tensorOf
} from '../model/index.ts'
import { unpackNumbers } from '../model/varint.ts'
import { show, withDefaults } from '../text/options.ts'
import { porter } from '../text/stem/porter.ts'
import type { Stemmer } from '../text/stem.ts'
import { englishStopWords } from '../text/stopwords/english.ts'
import type { StopWords } from '../text/stopwords.ts'
import { ANALYZER, createAnalysis } from './analysis.ts'
import { Collection } from './collection.ts'
import { Engine, type EngineSettings } from './engine.ts'
import { Feedback } from './feedback.ts'
import { KIND, VERSION } from './file.ts'
import type { Filled } from './filled.ts'
import { searchStopWords } from './language.ts'
import type { Search } from './search.ts'
import type { Space } from './space.ts'
import type { StageOptions } from './stage.ts'
import { stageOptions } from './stage-options.ts'
import type { AnyDocument, SearchDocument } from './types.ts'
import type { CodedVector } from './vectors.ts'

/** What a file may need that is not in it, since it is code. */
export interface LoadSearchOptions {
  /** Stemmers beside `porter`. Default none. */
  readonly stemmers?: readonly Stemmer[] | undefined
  /** Stop words beside `searchStopWords` and `englishStopWords`. Default none. */
  readonly stopWords?: readonly StopWords[] | undefined
  /** Options of MiniSearch for every query, over those in the file. Needed for those that are functions. */
  readonly minisearch?: StageOptions | undefined
}

/** The defaults of {@link LoadSearchOptions}. */
export const LOAD_SEARCH_DEFAULTS: Filled<LoadSearchOptions> = { stemmers: [], stopWords: [], minisearch: {} }

/** Every number of a vector of length 1 is at most 1, and the largest has the code 127. */
const MOST_SCALE = 1.001 / 127

/**
 * The search in a file that {@link Search.save} made: it finds the same with the same scores.
 *
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version or analysis,
 *   or whose parts contradict each other; RangeError where a stemmer, stop words or a function it needs were not passed; TypeError
 *   on an unknown option
 */
export function loadSearch<D extends SearchDocument = AnyDocument>(
  bytes: Uint8Array | ArrayBuffer,
  options?: LoadSearchOptions
): Search<D> {
  const given = withDefaults('options', options, LOAD_SEARCH_DEFAULTS)
  const minisearch = stageOptions('options.minisearch', given.minisearch)
  const record = decodeModel(bytes, { kind: KIND, maxVersion: VERSION })
  const { config } = record
  const settings = readSettings(config, minisearch)
  const analysis = createAnalysis(
    byName(config, 'stem', [porter, ...expectNamed('stemmers', given.stemmers)]),
    byName(config, 'stopWords', [searchStopWords, englishStopWords, ...expectNamed('stopWords', given.stopWords)])
  )
  const collection = new Collection<D>({ idField: settings.idField, fields: settings.fields }, analysis)
  readCollection(record, collection)
  const space = readSpace(record, collection.words.length)
  readVectors(record, collection, space.embedder.dims)
  const learnt = readFeedback(record, collection)
  return new Engine(collection, settings, learnt, space, field(config, 'changes', 'integer', { min: 0 }))
}

function bad(message: string): ModelFormatError {
  return new ModelFormatError('bad-field', message)
}

function readSettings(config: JsonObject, minisearch: StageOptions): EngineSettings {
  const analyzer = field(config, 'analyzer', 'string')
  if (analyzer !== ANALYZER) throw bad(`config.analyzer: expected ${show(ANALYZER)}, got ${show(analyzer)}`)
  const fields = field(config, 'fields', 'strings')
  if (fields.length === 0 || new Set(fields).size < fields.length) {
    throw bad(`config.fields: expected at least one name, each once, got ${show(fields)}`)
  }
  for (const name of field(config, 'functions', 'strings')) {
    if (!Object.hasOwn(minisearch, name)) {
      throw new RangeError(`options.minisearch.${name}: expected the function that the file needs, got none`)
    }
  }
  return {
    idField: field(config, 'idField', 'string'),
    fields,
    stem: 'auto',
    stopWords: 'auto',
    dims: field(config, 'dims', 'integer', { min: 1, max: 4096 }),
    seed: field(config, 'seed', 'integer', { min: 0, max: 2 ** 32 - 1 }),
    minisearch: {
      ...orBad(() => stageOptions('config.minisearch', field(config, 'minisearch', 'object'))),
      ...minisearch
    }
  }
}

/** `list`. Throws TypeError unless it is one of things with names. */
function expectNamed<T extends { readonly name: string }>(option: string, list: readonly T[]): readonly T[] {
  if (Array.isArray(list) && list.every(one => typeof one?.name === 'string')) return list
  throw new TypeError(`options.${option}: expected a list of such as have a name, got ${show(list)}`)
}

function byName<T extends { readonly name: string }>(
  config: JsonObject,
  key: 'stem' | 'stopWords',
  known: readonly T[]
): T | null {
  if (config[key] === null) return null
  const name = field(config, key, 'string')
  const found = known.find(one => one.name === name)
  if (found !== undefined) return found
  const option = key === 'stem' ? 'stemmers' : 'stopWords'
  const names = known.map(one => show(one.name)).join(', ')
  throw new RangeError(`options.${option}: expected ${show(name)}, which the file needs, among them, got ${names}`)
}

/** Fills an empty collection with the documents and terms of a file. */
function readCollection<D extends SearchDocument>(record: ModelRecord, collection: Collection<D>): void {
  const documents = stringsOf(record, 'documents').map(
    (text, i) => parseJson(text, `documents[${i}]`, 'bad-field') as D
  )
  const entries = orBad(() => collection.read(documents, 'documents'))
  const words = stringsOf(record, 'words')
  collection.words = words
  collection.numbers = new Map(words.map((word, t) => [word, t]))
  if (collection.numbers.size < words.length) throw bad('words: expected each once, got one twice')
  const numbers = unpackNumbers(tensorOf(record, 'terms', 'U8', [null]).data, 'terms')
  const fields = collection.shape.fields.length
  let at = 0
  for (const entry of entries) {
    entry.terms = Array.from({ length: fields }, () => {
      const end = at + 1 + numbers[at]
      if (!(end <= numbers.length)) throw bad('terms: expected as many as each field has, got fewer')
      const terms = numbers.subarray(at + 1, end)
      at = end
      const wrong = terms.find(term => term >= words.length)
      if (wrong !== undefined) throw bad(`terms: expected numbers below ${words.length}, got ${wrong}`)
      return terms
    })
    collection.entries.set(entry.id, entry)
  }
  if (at < numbers.length) throw bad(`terms: expected ${at} numbers, got ${numbers.length}`)
}

function readSpace(record: ModelRecord, terms: number): Space {
  return {
    embedder: readRowEmbedder(record, 'embedder.', terms),
    trust: field(record.config, 'trust', 'number', { min: 0, max: 1 }),
    held: field(record.config, 'held', 'number', { min: 0, max: 1.01 })
  }
}

function readVectors<D extends SearchDocument>(record: ModelRecord, { entries }: Collection<D>, dims: number): void {
  const { codes, scales } = readQuantized(record, 'vectors', entries.size, dims, MOST_SCALE)
  let i = 0
  for (const entry of entries.values()) {
    const vector: CodedVector = { codes: codes.subarray(i * dims, (i + 1) * dims), scale: scales[i] }
    entry.vector = vector
    i++
  }
}

function readFeedback<D extends SearchDocument>(record: ModelRecord, { entries, analysis }: Collection<D>): Feedback {
  const learnt = new Feedback()
  const ids = [...entries.keys()]
  let judgements = 0
  stringsOf(record, 'judgements').forEach((line, q) => {
    const saved = parseJson(line, `judgements[${q}]`, 'bad-field')
    const [text, ...pairs]: readonly unknown[] = Array.isArray(saved) ? saved : []
    if (typeof text !== 'string') throw bad(`judgements[${q}][0]: expected a question, got ${show(text)}`)
    const terms = analysis.terms(text)
    for (const pair of pairs) {
      const [position, judgement]: readonly unknown[] = Array.isArray(pair) ? pair : []
      if (!(Number.isInteger(position) && (position as number) >= 0 && (position as number) < ids.length)) {
        throw bad(`judgements[${q}]: expected positions of ${ids.length} documents, got ${show(position)}`)
      }
      if (judgement !== 1 && judgement !== -1) {
        throw bad(`judgements[${q}]: expected judgements of 1 or -1, got ${show(judgement)}`)
      }
      learnt.give(text, terms, ids[position as number], judgement === 1)
      judgements++
    }
  })
  const said = field(record.config, 'judgements', 'integer')
  if (judgements !== said) throw bad(`config.judgements: expected ${judgements}, as many as there are, got ${said}`)
  return learnt
}

/** What `read` gives; what it throws becomes an error of the file. */
function orBad<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw bad((error as Error).message)
  }
}
