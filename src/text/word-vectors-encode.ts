import { encodeModel, type JsonObject, type Tensor, tensor } from '../model/index.ts'
import { packRows, type Rows } from './coded-rows.ts'
import { ANALYZER, HASH } from './features-config.ts'
import { murmur3 } from './murmur.ts'
import { Ranges } from './ngrams.ts'
import { createNormalizer, type Normalizer } from './normalize.ts'
import { expectInteger, expectTexts, show } from './options.ts'
import { tokenRanges } from './tokenize.ts'
import { utf8 } from './utf8.ts'
import { BITS, KIND, MOST_DIMS, NGRAM_LENGTHS, TOKENS, VERSION } from './word-table.ts'
import type { SubwordSource, WordVectorsSource } from './word-vectors-types.ts'

/** a of a / (a + p), the value Arora, Liang and Ma (2017) recommend. */
const SIF = 1e-3
/** β of Zipf and Mandelbrot's law p ∝ 1 / (rank + β), ranks from 1. */
const MANDELBROT = 1.7

/**
 * Weights for words in order of frequency, (n): a / (a + p), with p from the rank by Zipf and Mandelbrot's law over the n words and
 * a = 0.001. The first of 20,000 has about 0.03, the hundredth 0.5, the thousandth 0.9.
 */
export function rankWeights(n: number): Float64Array {
  const p = Float64Array.from({ length: n }, (_, i) => 1 / (i + 1 + MANDELBROT))
  const total = p.reduce((sum, x) => sum + x, 0)
  return p.map(x => SIF / (SIF + x / total))
}

/** Bits of a number in a file, where nothing else is said. */
const DEFAULT_BITS = 8

/**
 * A file of word vectors: words as 32-bit hashes, numbers in `bits` bits with a scale for each row, weights in 255ths. Of words with
 * one hash the first is kept, as it is of words that are one when normalised.
 *
 * A rotation of the vectors changes nothing but how well they fit into few bits: best where no axis is much longer than others.
 *
 * @throws TypeError or RangeError naming the part at fault: sizes that do not agree, a word that is not one token, a number that is
 *   not finite
 */
export function encodeWordVectors(source: WordVectorsSource): Uint8Array {
  const { name, words, vectors, subwords, normalize, bits = DEFAULT_BITS } = source
  if (typeof name !== 'string') throw new TypeError(`name: expected a string, got ${show(name)}`)
  expectInteger('bits', bits, BITS.min, BITS.max)
  const normalizer = createNormalizer(normalize)
  const tensors = new Map<string, Tensor>()
  const hashes = words.map((word, i) => hashOf(oneToken(word, `words[${i}]`, normalizer)))
  const order = packTable('words', hashes, 'vectors', vectors, bits, tensors)
  const weights = source.weights ?? rankWeights(words.length)
  expectCount('weights', weights.length, words.length)
  const bytes = Uint8Array.from(order, i => inBytes(weights[i], `weights[${i}]`))
  tensors.set('words.weights', tensor('U8', [order.length], bytes))
  const config = {
    name,
    analyzer: ANALYZER,
    hash: HASH,
    normalize: { ...normalizer.options },
    dims: vectors.cols,
    bits,
    subwords: subwords === undefined ? null : packSubwords(subwords, vectors.cols, bits, tensors)
  }
  return encodeModel({ kind: KIND, version: VERSION, config, tensors })
}

/** Adds rows in the order of their hashes, of equal hashes the first, and returns where each row of the file came from. */
function packTable(
  name: string,
  hashes: readonly number[],
  where: string,
  vectors: Rows,
  bits: number,
  tensors: Map<string, Tensor>
): readonly number[] {
  checkRows(where, vectors, hashes.length)
  const firstOf = new Map<number, number>()
  hashes.forEach((hash, i) => {
    if (!firstOf.has(hash)) firstOf.set(hash, i)
  })
  const found = Array.from(firstOf).sort(([a], [b]) => a - b)
  const order = found.map(([, row]) => row)
  tensors.set(
    `${name}.hashes`,
    tensor(
      'U32',
      [found.length],
      Uint32Array.from(found, ([hash]) => hash)
    )
  )
  packRows(name, where, vectors, order, bits, tensors)
  return order
}

/** Adds the rows of the n-grams, and returns what the config says of them. */
function packSubwords(subwords: SubwordSource, dims: number, bits: number, tensors: Map<string, Tensor>): JsonObject {
  const { ngrams, vectors, min, max, weight } = subwords
  expectInteger('subwords.min', min, NGRAM_LENGTHS.min, NGRAM_LENGTHS.max)
  expectInteger('subwords.max', max, min, NGRAM_LENGTHS.max)
  expectShare('subwords.weight', weight)
  expectTexts('subwords.ngrams', ngrams)
  expectCount('subwords.vectors.cols', vectors.cols, dims)
  packTable('ngrams', ngrams.map(hashOf), 'subwords.vectors', vectors, bits, tensors)
  return { min, max, weight }
}

const tokens = /* @__PURE__ */ new Ranges()

/** A word as texts have it once they are normalised and cut. */
function oneToken(word: unknown, where: string, normalizer: Normalizer): string {
  if (typeof word !== 'string') throw new TypeError(`${where}: expected a string, got ${show(word)}`)
  const normal = normalizer.normalize(word)
  tokenRanges(normal, TOKENS, tokens)
  if (tokens.count === 1 && tokens.starts[0] === 0 && tokens.ends[0] === normal.length) return normal
  throw new RangeError(`${where}: expected one token, of letters, digits and marks, got ${show(word)}`)
}

function hashOf(text: string): number {
  const bytes = utf8(text)
  return murmur3(bytes, 0, bytes.length, 0) >>> 0
}

function checkRows(what: string, { rows, cols, data }: Rows, expected: number): void {
  expectCount(`${what}.rows`, rows, expected)
  expectInteger(`${what}.cols`, cols, 1, MOST_DIMS)
  expectCount(`${what}.data`, data.length, rows * cols)
}

function expectCount(what: string, got: number, expected: number): void {
  if (got !== expected) throw new RangeError(`${what}: expected ${expected}, got ${got}`)
}

function expectShare(what: string, x: unknown): void {
  if (!(typeof x === 'number' && x >= 0 && x <= 1)) {
    throw new RangeError(`${what}: expected a number from 0 to 1, got ${show(x)}`)
  }
}

/** A weight in 255ths, at least one of them unless it is 0. */
function inBytes(weight: number, where: string): number {
  expectShare(where, weight)
  return weight === 0 ? 0 : Math.max(1, Math.round(255 * weight))
}
