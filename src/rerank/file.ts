import { writeQuantized } from '../embed/quantized-file.ts'
import { writeRowEmbedder } from '../embed/row-embedder-file.ts'
import { encodeModel, type JsonObject, parseJson, stringEntries, type Tensor, tensor } from '../model/index.ts'
import { packNumbers } from '../model/varint.ts'
import { show } from '../text/options.ts'
import { ANALYZER } from './analysis.ts'
import type { Entry } from './collection.ts'
import { type DocumentFields, readDocument } from './documents.ts'
import type { Engine } from './engine.ts'
import type { StageOptions } from './stage.ts'
import type { DocumentId, SearchDocument } from './types.ts'

/** What a file of this kind calls itself. */
export const KIND = 'waymark-search'
/** Version of its layout. */
export const VERSION = 1

/** What a file says of a judged question: its text, then pairs of a document's position and 1 or −1. */
export type SavedJudgements = readonly [text: string, ...judged: (readonly [position: number, judgement: number])[]]

/**
 * A search as one safetensors file: its documents as JSON, their fields as numbers of terms, from which both indexes are built again
 * without reading a text, the vectors, what made them, and feedback. Of words that documents had once it holds those that the axes
 * were trained on. Throws TypeError where a document would not come back from JSON as it was added.
 */
export function saveEngine<D extends SearchDocument>(engine: Engine<D>): Uint8Array {
  const { collection, settings, ranker, learnt } = engine
  const { entries, positions, space, vectors } = ranker.settled()
  const { dims, weights } = space.embedder
  const { words, next } = wordsInUse(collection.words, entries, weights.columns)
  const embedder = { ...space.embedder, weights: { ...weights, columns: weights.columns.map(column => next[column]) } }
  const tensors = new Map<string, Tensor>([
    ...stringEntries(
      'documents',
      entries.map((entry, i) => jsonOf(entry, `documents[${i}]`, collection.shape))
    ),
    ...stringEntries('words', words),
    ...stringEntries('judgements', judgementsOf(engine, positions))
  ])
  const packed = packNumbers(numbersIn(entries, next))
  tensors.set('terms', tensor('U8', [packed.length], packed))
  const codes = new Int8Array(entries.length * dims)
  vectors.coded.forEach((vector, i) => {
    codes.set(vector.codes, i * dims)
  })
  const scales = Float32Array.from(vectors.coded, ({ scale }) => scale)
  writeQuantized({ rows: entries.length, dims, codes, scales }, 'vectors', tensors)
  const { idField, fields, seed, minisearch } = settings
  const config: JsonObject = {
    analyzer: ANALYZER,
    stem: collection.analysis.stem?.name ?? null,
    stopWords: collection.analysis.stopWords?.name ?? null,
    idField,
    fields,
    dims: settings.dims,
    seed,
    ...savedStage(minisearch),
    trust: space.trust,
    held: space.held,
    changes: ranker.changes,
    judgements: learnt.judgements,
    embedder: writeRowEmbedder(embedder, 'embedder.', tensors)
  }
  return encodeModel({ kind: KIND, version: VERSION, config, tensors })
}

/** The words that documents have or axes were trained on, in their order, and the new number of each old one. */
function wordsInUse(
  words: readonly string[],
  entries: readonly Entry<SearchDocument>[],
  columns: Uint32Array
): { readonly words: string[]; readonly next: Uint32Array } {
  const used = new Uint8Array(words.length)
  for (const column of columns) used[column] = 1
  for (const { terms } of entries) for (const list of terms) for (const term of list) used[term] = 1
  const next = new Uint32Array(words.length)
  const kept: string[] = []
  words.forEach((word, term) => {
    if (used[term] === 1) next[term] = kept.push(word) - 1
  })
  return { words: kept, next }
}

/** Of each field of each document how many terms it has, and these. */
function numbersIn(entries: readonly Entry<SearchDocument>[], next: Uint32Array): Uint32Array {
  const lists = entries.flatMap(({ terms }) => terms)
  const out = new Uint32Array(lists.reduce((sum, list) => sum + 1 + list.length, 0))
  let at = 0
  for (const list of lists) {
    out[at++] = list.length
    for (const term of list) out[at++] = next[term]
  }
  return out
}

/** A document as JSON. One that would not come back with its id and its texts as they were added is refused, as is what JSON leaves out. */
function jsonOf({ id, document, texts }: Entry<SearchDocument>, where: string, shape: DocumentFields): string {
  try {
    const text = JSON.stringify(document, (key, value) => {
      const lost = typeof value === 'function' || typeof value === 'symbol'
      if (lost || (typeof value === 'number' && !Number.isFinite(value))) {
        throw new TypeError(`${typeof value === 'number' ? value : `a ${typeof value}`} at ${show(key)}`)
      }
      return value
    })
    const back = readDocument(where, parseJson(text ?? '', where, 'bad-field') as SearchDocument, shape)
    if (back.id !== id) throw new TypeError(`another ${shape.idField}, ${show(back.id)} for ${show(id)}`)
    const changed = shape.fields.find((_, f) => back.texts[f] !== texts[f])
    if (changed === undefined) return text
    throw new TypeError(`another ${changed} than when it was added; replace() takes changes in`)
  } catch (error) {
    throw new TypeError(`${where}: expected a document that can be written as JSON, got ${(error as Error).message}`)
  }
}

/** What of MiniSearch's options can be saved, and the names of those that cannot, as functions cannot. */
function savedStage(options: StageOptions): { readonly minisearch: JsonObject; readonly functions: readonly string[] } {
  const functions = Object.entries(options).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
  return { minisearch: JSON.parse(JSON.stringify(options)), functions }
}

function judgementsOf<D extends SearchDocument>(
  { learnt }: Engine<D>,
  positions: ReadonlyMap<DocumentId, number>
): string[] {
  return Array.from(learnt.queries.values(), ({ text, judged }) => {
    const pairs = [...judged].flatMap(([id, judgement]) => {
      const position = positions.get(id)
      return position === undefined ? [] : [[position, judgement] as const]
    })
    return JSON.stringify([text, ...pairs] satisfies SavedJudgements)
  })
}
