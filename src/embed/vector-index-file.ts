import {
  decodeModel,
  encodeModel,
  field,
  type ModelRecord,
  stringEntries,
  stringsOf,
  type Tensor,
  tensor,
  tensorOf
} from '../model/index.ts'
import { bad, readQuantized, writeQuantized } from './quantized-file.ts'
import { vectorIndexFrom } from './vector-index.ts'
import type { VectorId, VectorIndex } from './vector-index-types.ts'

/** What a file of this kind calls itself. */
const KIND = 'waymark-vector-index'
/** Version of its layout. */
const VERSION = 1

/** The scale of the largest number that an index takes, 1e38, and room for its rounding. */
const MOST_SCALE = 8e35

/** The index as one safetensors file, about `size · (dims + 9 + length of an id)` bytes. */
export function saveVectorIndex(index: VectorIndex): Uint8Array {
  const tensors = new Map<string, Tensor>()
  const config = writeVectorIndex(index, '', tensors)
  return encodeModel({ kind: KIND, version: VERSION, config, tensors })
}

/**
 * The index in a file that {@link saveVectorIndex} made: it finds the same, and ids that were numbers are numbers.
 *
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or whose
 *   parts contradict each other
 */
export function loadVectorIndex(bytes: Uint8Array | ArrayBuffer): VectorIndex {
  return readVectorIndex(decodeModel(bytes, { kind: KIND, maxVersion: VERSION }), '')
}

/** Adds the vectors and ids of an index to `tensors`, their names after `prefix`, and returns its settings. */
export function writeVectorIndex(index: VectorIndex, prefix: string, tensors: Map<string, Tensor>): { dims: number } {
  const { ids, vectors } = index.rows()
  writeQuantized(vectors, `${prefix}vectors`, tensors)
  for (const [name, value] of stringEntries(`${prefix}ids`, ids.map(String))) tensors.set(name, value)
  const numeric = Uint8Array.from(ids, id => (typeof id === 'number' ? 1 : 0))
  tensors.set(`${prefix}ids.numeric`, tensor('U8', [ids.length], numeric))
  return { dims: vectors.dims }
}

/** The index whose tensors and settings have names after `prefix`. Throws ModelFormatError naming the part at fault. */
export function readVectorIndex(record: ModelRecord, prefix: string): VectorIndex {
  const dims = field(record.config, `${prefix}dims`, 'integer', { min: 0, max: 4096 })
  const numeric = tensorOf(record, `${prefix}ids.numeric`, 'U8', [null]).data
  const texts = stringsOf(record, `${prefix}ids`, numeric.length)
  const ids = texts.map((text, i) => readId(text, numeric[i], `${prefix}ids[${i}]`))
  const places = new Map(ids.map((id, i) => [id, i]))
  ids.forEach((id, i) => {
    if (places.get(id) !== i) throw bad(`${prefix}ids[${i}]: expected each id once, got one twice`)
  })
  return vectorIndexFrom({ ids, vectors: readQuantized(record, `${prefix}vectors`, ids.length, dims, MOST_SCALE) })
}

function readId(text: string, numeric: number, what: string): VectorId {
  if (numeric === 0) return text
  const id = Number(text)
  if (numeric !== 1) throw bad(`${what}.numeric: expected 0 or 1, got ${numeric}`)
  if (!Number.isFinite(id) || String(id) !== text)
    throw bad(`${what}: expected a finite number as JavaScript writes it`)
  return id
}
