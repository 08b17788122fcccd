import {
  choice,
  decodeModel,
  field,
  type JsonObject,
  ModelFormatError,
  type ModelRecord,
  tensorOf
} from '../model/index.ts'
import { type CodedRows, unpackRows } from './coded-rows.ts'
import { ANALYZER, ANALYZER_2, HASH } from './features-config.ts'
import { createNormalizer } from './normalize.ts'
import type { NormalizeOptions, Normalizer } from './normalizer.ts'
import { Subwords } from './subwords.ts'
import { WordIndex } from './word-index.ts'

/** What a file of word vectors calls itself. */
export const KIND = 'waymark-word-vectors'
/** Version of its layout. */
export const VERSION = 1

/** What a number may take. */
export const BITS = { min: 2, max: 8 } as const
/** How long n-grams may be. */
export const NGRAM_LENGTHS = { min: 1, max: 64 } as const
/** Far more than any words need; products with it stay exact. */
export const MOST_DIMS = 2 ** 20

/** How texts are cut into words. Not by the segmenter of the machine: a text must have one vector everywhere. */
export const TOKENS = { pattern: 'unicode', segmenter: false, minLength: 1 } as const

/** What a file of word vectors holds. */
export interface WordTable {
  readonly name: string
  readonly normalizer: Normalizer
  readonly index: WordIndex
  /** (n, dims) in the order of the hashes */
  readonly words: CodedRows
  /** (n) weight of each word in the mean, in 255ths */
  readonly weights: Uint8Array
  readonly unknown: UnknownWords | undefined
}

/** What stands in for the words that the table does not have. */
export interface UnknownWords {
  readonly subwords: Subwords
  readonly index: WordIndex
  /** (k, dims) n-grams in the order of their hashes */
  readonly ngrams: CodedRows
  readonly weight: number
}

/** How rows of a file are written. */
interface Layout {
  readonly dims: number
  readonly bits: number
}

/** The table in a file. Throws ModelFormatError naming what is wrong. */
export function readWordTable(bytes: Uint8Array | ArrayBuffer): WordTable {
  const record = decodeModel(bytes, { kind: KIND, maxVersion: VERSION })
  const { config } = record
  choice(config, 'analyzer', [ANALYZER, ANALYZER_2])
  choice(config, 'hash', [HASH])
  const layout = {
    dims: field(config, 'dims', 'integer', { min: 1, max: MOST_DIMS }),
    bits: field(config, 'bits', 'integer', BITS)
  }
  const { index, rows: words } = readRows(record, 'words', layout)
  return {
    name: field(config, 'name', 'string'),
    normalizer: readNormalizer(config),
    index,
    words,
    weights: tensorOf(record, 'words.weights', 'U8', [words.rows]).data,
    unknown: config.subwords === null ? undefined : readUnknown(record, layout)
  }
}

/** Rows of a file and where each is, by the hash of what it stands for. */
function readRows(record: ModelRecord, name: string, { dims, bits }: Layout): { index: WordIndex; rows: CodedRows } {
  const hashes = tensorOf(record, `${name}.hashes`, 'U32', [null]).data
  for (let i = 1; i < hashes.length; i++) {
    if (hashes[i] <= hashes[i - 1]) {
      throw bad(`${name}.hashes[${i}]: expected a number above ${hashes[i - 1]}, got ${hashes[i]}`)
    }
  }
  return { index: new WordIndex(hashes), rows: unpackRows(record, name, hashes.length, dims, bits) }
}

function readNormalizer(config: JsonObject): Normalizer {
  const options = field(config, 'normalize', 'object') as NormalizeOptions
  try {
    return createNormalizer(options, 'config.normalize')
  } catch (error) {
    throw bad((error as Error).message)
  }
}

function readUnknown(record: ModelRecord, layout: Layout): UnknownWords {
  const { config } = record
  const min = field(config, 'subwords.min', 'integer', NGRAM_LENGTHS)
  const max = field(config, 'subwords.max', 'integer', { ...NGRAM_LENGTHS, min })
  const { index, rows: ngrams } = readRows(record, 'ngrams', layout)
  const weight = field(config, 'subwords.weight', 'number', { min: 0, max: 1 })
  return { subwords: new Subwords(min, max), index, ngrams, weight }
}

/** A file whose parts contradict each other. */
function bad(message: string): ModelFormatError {
  return new ModelFormatError('bad-field', message)
}
