import { dense } from '../../src/math/index.ts'
import { encodeWordVectors, rankWeights } from '../../src/text/index.ts'
import { type CompressOptions, compress } from './compress.ts'
import type { Glove } from './source.ts'
import { fitSubwords, type SubwordOptions } from './subwords.ts'

/** Everything that decides the bytes of a file. */
export interface Settings extends CompressOptions {
  readonly bits: number
  /** N-grams for the words beyond those kept, fitted to the `from` that follow them, and their weight. */
  readonly subwords: (SubwordOptions & { readonly from: number; readonly weight: number }) | undefined
}

/** The settings of the shipped file, chosen by the tables in its card. */
export const SETTINGS: Settings = {
  words: 26_000,
  dims: 96,
  bits: 3,
  whitening: 0.15,
  sif: 2e-3,
  subwords: { min: 3, max: 4, count: 2048, ridge: 0.2, from: 100_000, weight: 1 }
}

/** A file of word vectors. */
export function makeVectors({ words, vectors }: Glove, settings: Settings): Uint8Array {
  const { words: kept, dims, bits, sif, subwords } = settings
  const codes = compress(vectors, settings)
  const rows = (from: number, to: number) => dense(to - from, dims, codes.data.subarray(from * dims, to * dims))
  const file = {
    name: 'en',
    words: words.slice(0, kept),
    vectors: rows(0, kept),
    weights: rankWeights(kept, sif),
    bits
  }
  if (subwords === undefined) return encodeWordVectors(file)
  const { min, max, weight } = subwords
  const until = Math.min(kept + subwords.from, words.length)
  const fitted = fitSubwords(words.slice(kept, until), rows(kept, until), subwords)
  return encodeWordVectors({ ...file, subwords: { ...fitted, min, max, weight } })
}
