import { encodeModel, type Tensor, tensor } from '../model/index.ts'
import { packRows, type Rows } from './coded-rows.ts'
import { featurizerConfig } from './features-config.ts'
import { murmur3 } from './murmur.ts'
import { Ranges } from './ngrams.ts'
import { createNormalizer } from './normalize.ts'
import type { Normalizer } from './normalizer.ts'
import { show } from './options.ts'
import { tokenRanges } from './tokenize.ts'
import { utf8 } from './utf8.ts'
import { KIND, TOKENS, VERSION } from './word-table.ts'
import { checkSource } from './word-vectors-check.ts'
import type { WordVectorsSource } from './word-vectors-types.ts'

/** β of Zipf and Mandelbrot's law p ∝ 1 / (rank + β), ranks from 1. */
const MANDELBROT = 1.7

/**
 * Weights for words in order of frequency, (n): a / (a + p), with p from the rank by Zipf and Mandelbrot's law over the n words. With
 * the default for `a`, 0.001 (Arora, Liang and Ma 2017), of 20,000 words the first has about 0.02, the hundredth 0.5 and the thousandth
 * 0.9; a larger `a` brings them nearer to 1.
 */
export function rankWeights(n: number, a = 1e-3): Float64Array {
  const p = Float64Array.from({ length: n }, (_, i) => 1 / (i + 1 + MANDELBROT))
  const total = p.reduce((sum, x) => sum + x, 0)
  return p.map(x => a / (a + x / total))
}

/**
 * A file of word vectors: words as 32-bit hashes, numbers in `bits` bits with a scale for each row, weights in 255ths. Of words with
 * one hash the first is kept, as it is of words that are one when normalised.
 *
 * A rotation of the vectors changes nothing but how well they fit into few bits: best where no axis is much longer than others.
 *
 * @throws TypeError or RangeError naming the part at fault: an unknown key, sizes that do not agree, a word that is not one token, a
 *   number that is not finite
 */
export function encodeWordVectors(source: WordVectorsSource): Uint8Array {
  const {
    name,
    words,
    vectors,
    subwords,
    bits,
    normalize = {},
    weights = rankWeights(words.length)
  } = checkSource(source)
  const normalizer = createNormalizer(normalize)
  const tensors = new Map<string, Tensor>()
  const hashes = words.map((word, i) => hashOf(oneToken(word, `words[${i}]`, normalizer)))
  const order = packTable('words', hashes, 'vectors', vectors, bits, tensors)
  const bytes = Uint8Array.from(order, i => in255ths(weights[i]))
  tensors.set('words.weights', tensor('U8', [order.length], bytes))
  if (subwords) packTable('ngrams', subwords.ngrams.map(hashOf), 'subwords.vectors', subwords.vectors, bits, tensors)
  // What decides the words of a text, in the terms that every model has for it.
  const features = featurizerConfig({ normalize })
  const config = {
    name,
    analyzer: features.analyzer,
    hash: features.hash,
    normalize: { ...features.normalize },
    dims: vectors.cols,
    bits,
    subwords: subwords ? { min: subwords.min, max: subwords.max, weight: subwords.weight } : null
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
  const firstOf = new Map<number, number>()
  hashes.forEach((hash, i) => {
    if (!firstOf.has(hash)) firstOf.set(hash, i)
  })
  const found = Array.from(firstOf).sort(([a], [b]) => a - b)
  const order = found.map(([, row]) => row)
  const sorted = Uint32Array.from(found, ([hash]) => hash)
  tensors.set(`${name}.hashes`, tensor('U32', [sorted.length], sorted))
  packRows(name, where, vectors, order, bits, tensors)
  return order
}

const tokens = /* @__PURE__ */ new Ranges()

/** A word as texts have it once they are normalised and cut. */
function oneToken(word: string, where: string, normalizer: Normalizer): string {
  const normal = normalizer.normalize(word)
  tokenRanges(normal, TOKENS, tokens)
  if (tokens.count === 1 && tokens.starts[0] === 0 && tokens.ends[0] === normal.length) return normal
  throw new RangeError(`${where}: expected one token, of letters, digits and marks, got ${show(word)}`)
}

function hashOf(text: string): number {
  const bytes = utf8(text)
  return murmur3(bytes, 0, bytes.length, 0) >>> 0
}

/** A weight in 255ths, at least one of them unless it is 0. */
function in255ths(weight: number): number {
  return weight === 0 ? 0 : Math.max(1, Math.round(255 * weight))
}
