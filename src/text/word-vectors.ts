import { addRow } from './coded-rows.ts'
import { KEEP } from './grow.ts'
import { murmur3 } from './murmur.ts'
import { Ranges } from './ngrams.ts'
import { show } from './options.ts'
import { tokenRanges } from './tokenize.ts'
import { Utf8Buffer } from './utf8.ts'
import { readWordTable, TOKENS, type UnknownWords, type WordTable } from './word-table.ts'
import type { WordPart, WordVectors } from './word-vectors-types.ts'

/** Seeds of the two halves of a fingerprint. */
const SEEDS = [0, 0x9e3779b9]

/**
 * The word vectors in a file, such as {@link encodeWordVectors} makes. The table stays in `bytes` as it is there, a few bits a
 * number: do not change them afterwards.
 *
 * The vector of a text is Σ w(t)·v(t) over its tokens t, brought to length 1, with w falling with the frequency of a word (smooth
 * inverse frequency; Arora, Liang and Ma 2017).
 *
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or
 *   whose parts contradict each other
 */
export function loadWordVectors(bytes: Uint8Array | ArrayBuffer): WordVectors {
  const table = readWordTable(bytes)
  const { name, words, normalizer } = table
  const { dims } = words
  const sum = new Float64Array(dims)
  const reader = new WordReader(table)

  /** Leaves Σ w·v of a normalised text in `sum`, the places of its tokens in `reader.tokens`, and returns its length. */
  function addUp(text: string): number {
    tokenRanges(text, TOKENS, reader.tokens)
    const { count, starts, ends } = reader.tokens
    sum.fill(0)
    for (let i = 0; i < count; i++) reader.add(text, starts[i], ends[i], sum)
    let square = 0
    for (let j = 0; j < dims; j++) square += sum[j] * sum[j]
    return Math.sqrt(square)
  }

  return {
    name,
    dims,
    size: words.rows,
    fingerprint: fingerprintOf(bytes),
    embed(text, out = new Float32Array(dims)) {
      expectText(text)
      if (out.length !== dims) throw new RangeError(`out: expected ${dims} numbers, got ${out.length}`)
      const length = addUp(normalizer.normalize(text))
      if (length === 0) out.fill(0)
      else for (let j = 0; j < dims; j++) out[j] = sum[j] / length
      return out
    },
    trace(text) {
      expectText(text)
      const mapped = normalizer.normalizeMapped(text)
      const length = addUp(mapped.text)
      const parts: WordPart[] = []
      if (length === 0) return parts
      const { count, starts, ends } = reader.tokens
      for (let i = 0; i < count; i++) {
        sum.fill(0)
        if (!reader.add(mapped.text, starts[i], ends[i], sum)) continue
        const part = new Float32Array(dims)
        for (let j = 0; j < dims; j++) part[j] = sum[j] / length
        parts.push({ start: mapped.starts[starts[i]], end: mapped.ends[ends[i] - 1], part })
      }
      return parts
    },
    vectorOf(word) {
      expectText(word)
      const normal = normalizer.normalize(word)
      const row = reader.find(normal, 0, normal.length)
      if (row < 0) return undefined
      sum.fill(0)
      addRow(words, row, 1, sum)
      return Float32Array.from(sum)
    }
  }
}

function expectText(text: unknown): void {
  if (typeof text !== 'string') throw new TypeError(`text: expected a string, got ${show(text)}`)
}

/** Not against forgery, for which there is SHA-256, but mistakes: two hashes of the file. */
function fingerprintOf(bytes: Uint8Array | ArrayBuffer): string {
  const view = ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes)
  return SEEDS.map(seed => (murmur3(view, 0, view.length, seed) >>> 0).toString(16).padStart(8, '0')).join('')
}

/** Looks words up, in buffers used again from word to word. */
class WordReader {
  readonly tokens = new Ranges()
  private readonly buffer = new Utf8Buffer()

  constructor(private readonly table: WordTable) {}

  /** The row of the word `text[start, end)`, or −1. */
  find(text: string, start: number, end: number): number {
    const { buffer } = this
    // One long run of letters must not be paid for ever after.
    if (buffer.bytes.length > KEEP) buffer.bytes = new Uint8Array(1024)
    buffer.size = 0
    buffer.push(text, start, end)
    return this.table.index.find(murmur3(buffer.bytes, 0, buffer.size, 0))
  }

  /** `sum` ← `sum` + w·v of a word. Returns whether it counts. */
  add(text: string, start: number, end: number, sum: Float64Array): boolean {
    const { words, weights, unknown } = this.table
    const row = this.find(text, start, end)
    if (row >= 0) {
      addRow(words, row, weights[row] / 255, sum)
      return weights[row] > 0
    }
    return unknown !== undefined && addUnknown(unknown, text, start, end, sum)
  }
}

/** `sum` ← `sum` + w·v of a word that the table does not have, v the mean over its n-grams. Returns whether it counts. */
function addUnknown(unknown: UnknownWords, text: string, start: number, end: number, sum: Float64Array): boolean {
  const { subwords, index, ngrams, weight } = unknown
  subwords.read(text, start, end)
  const { hashes, count } = subwords
  let known = 0
  for (let g = 0; g < count; g++) {
    const row = index.find(hashes[g])
    if (row < 0) continue
    addRow(ngrams, row, weight / count, sum)
    known++
  }
  return known > 0 && weight > 0
}
