import type { Rows } from './coded-rows.ts'
import { expectInteger, expectTexts, show, withDefaults } from './options.ts'
import { BITS, MOST_DIMS, NGRAM_LENGTHS } from './word-table.ts'
import type { SubwordSource, WordVectorsSource } from './word-vectors-types.ts'

/** What a source need not say, and undefined where it must or where the default hangs on the rest. */
const SOURCE_DEFAULTS: { readonly [key in keyof WordVectorsSource]-?: WordVectorsSource[key] | undefined } = {
  name: undefined,
  words: undefined,
  vectors: undefined,
  weights: undefined,
  subwords: undefined,
  bits: 8,
  normalize: undefined
}

const SUBWORD_KEYS: { readonly [key in keyof SubwordSource]-?: SubwordSource[key] | undefined } = {
  ngrams: undefined,
  vectors: undefined,
  min: undefined,
  max: undefined,
  weight: undefined
}

/** A source with everything in place, but the words as they were given. Throws TypeError or RangeError naming the part at fault. */
export function checkSource(source: WordVectorsSource): WordVectorsSource & { readonly bits: number } {
  const full = withDefaults('source', source, SOURCE_DEFAULTS) as WordVectorsSource & { readonly bits: number }
  const { name, words, vectors, weights, subwords, bits } = full
  if (typeof name !== 'string') throw new TypeError(`name: expected a string, got ${show(name)}`)
  expectTexts('words', words)
  checkRows('vectors', vectors, words.length)
  expectInteger('bits', bits, BITS.min, BITS.max)
  if (weights !== undefined) {
    expectCount('weights', weights?.length, words.length)
    for (let i = 0; i < weights.length; i++) expectShare(`weights[${i}]`, weights[i])
  }
  if (subwords !== undefined) checkSubwords(subwords, vectors.cols)
  return full
}

function checkSubwords(subwords: SubwordSource, dims: number): void {
  const { ngrams, vectors, min, max, weight } = withDefaults('subwords', subwords, SUBWORD_KEYS) as SubwordSource
  expectTexts('subwords.ngrams', ngrams)
  checkRows('subwords.vectors', vectors, ngrams.length)
  expectCount('subwords.vectors.cols', vectors.cols, dims)
  expectInteger('subwords.min', min, NGRAM_LENGTHS.min, NGRAM_LENGTHS.max)
  expectInteger('subwords.max', max, min, NGRAM_LENGTHS.max)
  expectShare('subwords.weight', weight)
}

function checkRows(what: string, given: Rows | undefined, expected: number): void {
  if (given === null || typeof given !== 'object') {
    throw new TypeError(`${what}: expected { rows, cols, data }, got ${show(given)}`)
  }
  const { rows, cols, data } = given
  expectCount(`${what}.rows`, rows, expected)
  expectInteger(`${what}.cols`, cols, 1, MOST_DIMS)
  expectCount(`${what}.data`, data?.length, rows * cols)
}

function expectCount(what: string, got: unknown, expected: number): void {
  if (got !== expected) throw new RangeError(`${what}: expected ${expected}, got ${show(got)}`)
}

function expectShare(what: string, x: unknown): void {
  if (!(typeof x === 'number' && x >= 0 && x <= 1)) {
    throw new RangeError(`${what}: expected a number from 0 to 1, got ${show(x)}`)
  }
}
