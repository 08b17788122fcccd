import type { Rows } from './coded-rows.ts'
import type { NormalizeOptions } from './normalizer.ts'

/** A word that counts in the vector of a text, and its share of it. */
export interface WordPart {
  /** Where the word stands in the text as it was given: `[start, end)` in UTF-16 offsets. */
  readonly start: number
  readonly end: number
  /** (dims) */
  readonly part: Float32Array
}

/** Vectors of words, and from them one of every text. */
export interface WordVectors {
  /** Which vectors these are, such as `en`. */
  readonly name: string
  readonly dims: number
  /** Words in the table. */
  readonly size: number
  /** 16 hexadecimal digits over the whole file: numbers learnt on the vectors of one file mean nothing on those of another. */
  readonly fingerprint: string
  /**
   * The mean of the vectors of the words of `text`, each by its weight, brought to length 1, (dims); zeros where no word counts.
   * Written to `out` if that is given, which is returned. Total: any string has one. Throws TypeError on what is no string,
   * RangeError on an `out` of another length.
   */
  embed(text: string, out?: Float32Array): Float32Array
  /** Every word that counts, in the order of the text, with its share of `embed(text)`: the shares sum to it. */
  trace(text: string): WordPart[]
  /**
   * The vector of one word, (dims), without its weight; undefined if the table does not have it. Unknown words have none, though
   * `embed` may know their parts.
   */
  vectorOf(word: string): Float32Array | undefined
}

/** Vectors for the words that the table does not have: each is the mean of the vectors of its character n-grams. */
export interface SubwordSource {
  /** (n) character n-grams of a word with a space on either side: `' un'`, `'ness '`. Others count as zeros. */
  readonly ngrams: readonly string[]
  /** (n, dims) */
  readonly vectors: Rows
  /** The shortest n-grams, in characters. */
  readonly min: number
  /** The longest. */
  readonly max: number
  /** Weight of such a word in the mean, from 0 to 1. */
  readonly weight: number
}

/** What {@link encodeWordVectors} makes a file of. */
export interface WordVectorsSource {
  /** Which vectors these are. */
  readonly name: string
  /** (n) the most frequent first; each one token, as `tokenize` cuts. */
  readonly words: readonly string[]
  /** (n, dims) */
  readonly vectors: Rows
  /** (n) weight of each word in the mean, from 0 to 1. Default: `rankWeights(n)`. */
  readonly weights?: ArrayLike<number>
  /** Default: words that the table does not have do not count. */
  readonly subwords?: SubwordSource
  /** Bits of a number in the file, 2 to 8. Default 8. */
  readonly bits?: number
  /** What is done to texts and words before they are looked up. Default {@link NORMALIZE_DEFAULTS}. */
  readonly normalize?: NormalizeOptions
}
