import { writeQuantized } from '../embed/quantized-file.ts'
import { writeRowEmbedder } from '../embed/row-embedder-file.ts'
import { encodeModel, type JsonObject, stringEntries, type Tensor, tensor } from '../model/index.ts'
import { packNumbers } from '../model/varint.ts'
import { show } from '../text/options.ts'
import { ANALYZER } from './analysis.ts'
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
 * without reading a text, the vectors, what made them, and feedback. Throws TypeError where a document is no JSON.
 */
export function saveEngine<D extends SearchDocument>(engine: Engine<D>): Uint8Array {
  const { collection, settings, ranker, learnt } = engine
  const { entries, positions, space, vectors } = ranker.settled()
  const { dims } = space.embedder
  const tensors = new Map<string, Tensor>([
    ...stringEntries(
      'documents',
      entries.map(({ document }, i) => jsonOf(document, `documents[${i}]`))
    ),
    ...stringEntries('words', collection.words),
    ...stringEntries('judgements', judgementsOf(engine, positions))
  ])
  const numbers = entries.flatMap(({ terms }) => terms.flatMap(list => [list.length, ...list]))
  const packed = packNumbers(numbers)
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
    embedder: writeRowEmbedder(space.embedder, 'embedder.', tensors)
  }
  return encodeModel({ kind: KIND, version: VERSION, config, tensors })
}

/** A document as JSON. What JSON would leave out or make null of without a word is refused. */
function jsonOf(document: SearchDocument, where: string): string {
  let text: string | undefined
  try {
    text = JSON.stringify(document, (key, value) => {
      const lost = typeof value === 'function' || typeof value === 'symbol'
      if (lost || (typeof value === 'number' && !Number.isFinite(value))) {
        throw new TypeError(`${typeof value === 'number' ? value : `a ${typeof value}`} at ${show(key)}`)
      }
      return value
    })
  } catch (error) {
    throw new TypeError(`${where}: expected a document that can be written as JSON, got ${(error as Error).message}`)
  }
  if (text === undefined) throw new TypeError(`${where}: expected a document that can be written as JSON, got nothing`)
  return text
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
    const pairs = Array.from(judged, ([id, judgement]) => [positions.get(id) ?? 0, judgement] as const)
    return JSON.stringify([text, ...pairs] satisfies SavedJudgements)
  })
}
