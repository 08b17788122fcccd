import { NORMALIZE_DEFAULTS, type NormalizeOptions, normalizeOptions } from './normalizer.ts'
import { expectBooleans, expectInteger, expectOneOf, expectStopWords, show, withDefaults } from './options.ts'
import type { Stemmer } from './stem.ts'
import type { StopWords } from './stopwords.ts'
import { TOKENIZE_DEFAULTS, type TokenizeOptions, tokenizeOptions } from './tokenize.ts'

/** The name of the way from text to n-grams. Any change of meaning makes a new name, so that old models stay what they were. */
export const ANALYZER = 'waymark-text-1'
/** The name where `disguise`, slips or a block within the whole text are asked for: what the first did not have. */
export const ANALYZER_2 = 'waymark-text-2'
/** The name of the hash. */
export const HASH = 'murmur3-32'

/** One block of features: the n-grams of one kind, hashed into `dims` columns. */
export interface BlockOptions {
  readonly name: string
  /**
   * 'word': runs of `min` to `max` tokens. 'char': runs of `min` to `max` characters inside a word between white space,
   * punctuation included, the word padded with a space on either side (scikit-learn's `char_wb`). 'surface': runs of `min`
   * to `max` pieces of the text as it was written, which are either letters, digits and marks or other signs (`!!!`, `£`):
   * of `normalize`, only `marks` and `unicode` apply to it, and of `disguise` what it does to letters and marks, so that case
   * and signs stay, and `tokenize` does not. 'slip': single words and each with one letter after its first left out, so that
   * `f*ck` or `fcuk` have something of `fuck`; what stands between white space is a word, signs taken out.
   */
  readonly kind: 'word' | 'char' | 'surface' | 'slip'
  readonly min: number
  readonly max: number
  /** Columns, at most 2³⁰. */
  readonly dims: number
  /** Let the hash choose the sign of a count, so that collisions cancel on average. Default true. */
  readonly signed?: boolean
  /** Seed of the hash, 32 bits. Default 0. */
  readonly seed?: number
  /** Count at most this many n-grams of a text, from the start of the block's order. Default 0: no limit. */
  readonly maxPerText?: number
  /**
   * What a 'char' block takes for a word: 'spaces', what stands between white space, punctuation and all; 'runs', each run of
   * letters, digits and marks, and each run of other signs, so that `oil,` and `oil` are one word; 'text', all letters, digits
   * and marks of the text run together, a letter that repeats itself once, so that `f-r ee` and `free` are one. Default 'spaces'.
   */
  readonly within?: 'spaces' | 'runs' | 'text'
  /** 'mask' counts every decimal digit as a 0, so that numbers of one shape meet: 07:15 and 23:40. Default 'keep'. */
  readonly digits?: 'keep' | 'mask'
  /**
   * Whether the featurizer's stop words are left out of this block. Default true for 'word', false for the others. For 'word'
   * a token is compared as it is, for 'char' within spaces the letters, digits and marks of a word (`the,` is `the`, `it's`
   * is `its`), within runs the run, for 'surface' a piece in lower case; each before digits are masked.
   */
  readonly stopWords?: boolean
  /** Whether the featurizer's stemmer cuts the tokens of this block. Default true for 'word'; the others cannot. */
  readonly stem?: boolean
}

/** How texts become features: every step from the string to the hashed n-grams. */
export interface FeaturizerOptions {
  readonly normalize?: NormalizeOptions
  readonly tokenize?: TokenizeOptions
  /** Words to leave out before n-grams are made, in the blocks that want it, or null. Default null. */
  readonly stopWords?: StopWords | null
  /** What tokens are cut to after stop words are gone, in the blocks that want it, or null. Default null. */
  readonly stem?: Stemmer | null
  /** Default {@link FEATURIZER_DEFAULTS}: words 1–2 and characters 3–5, 2¹⁸ columns each. */
  readonly blocks?: readonly BlockOptions[]
}

/** Everything that decides what features a text has, as plain JSON: it belongs in the file of a model. */
export interface FeaturizerConfig {
  readonly analyzer: typeof ANALYZER | typeof ANALYZER_2
  readonly hash: typeof HASH
  /** Every option; `disguise` only where it is set, so that readers of the first analyser know all names. */
  readonly normalize: Required<Omit<NormalizeOptions, 'disguise'>> & Pick<NormalizeOptions, 'disguise'>
  readonly tokenize: Required<TokenizeOptions>
  /** The name of the list, or null. */
  readonly stopWords: string | null
  /** The name of the stemmer, or null. */
  readonly stem: string | null
  readonly blocks: readonly Required<BlockOptions>[]
}

/** The defaults of {@link FeaturizerOptions}. */
export const FEATURIZER_DEFAULTS: Required<FeaturizerOptions> = {
  normalize: NORMALIZE_DEFAULTS,
  tokenize: TOKENIZE_DEFAULTS,
  stopWords: null,
  stem: null,
  blocks: [
    { name: 'word', kind: 'word', min: 1, max: 2, dims: 2 ** 18 },
    { name: 'char', kind: 'char', min: 3, max: 5, dims: 2 ** 18 }
  ]
}

/** The defaults of a block; undefined where it must say, or where the default hangs on its kind. */
const BLOCK_DEFAULTS: { [key in keyof BlockOptions]-?: BlockOptions[key] | undefined } = {
  name: undefined,
  kind: undefined,
  min: 1,
  max: 1,
  dims: 2 ** 18,
  signed: true,
  seed: 0,
  maxPerText: 0,
  within: undefined,
  digits: 'keep',
  stopWords: undefined,
  stem: undefined
}

function blockOf(given: unknown, where: string): Required<BlockOptions> {
  const full = withDefaults(where, given, BLOCK_DEFAULTS)
  const word = full.kind === 'word'
  const within = full.within ?? 'spaces'
  const block = {
    ...full,
    within,
    stopWords: full.stopWords ?? word,
    stem: full.stem ?? word
  } as Required<BlockOptions>
  if (typeof block.name !== 'string') throw new TypeError(`${where}.name: expected a string, got ${show(block.name)}`)
  expectOneOf(`${where}.kind`, block.kind, ['word', 'char', 'surface', 'slip'])
  expectInteger(`${where}.min`, block.min, 1, 64)
  expectInteger(`${where}.max`, block.max, block.min, 64)
  expectInteger(`${where}.dims`, block.dims, 1, 2 ** 30)
  expectInteger(`${where}.seed`, block.seed, 0, 2 ** 32 - 1)
  expectInteger(`${where}.maxPerText`, block.maxPerText, 0, 2 ** 30)
  expectOneOf(`${where}.within`, block.within, ['spaces', 'runs', 'text'])
  if (within !== 'spaces' && full.kind !== 'char') {
    throw new RangeError(`${where}.within: expected "spaces" for kind ${show(block.kind)}, got ${show(within)}`)
  }
  if (block.kind === 'slip' && block.max > 1)
    throw new RangeError(`${where}.max: expected 1 for kind "slip", got ${block.max}`)
  if ((within === 'text' || block.kind === 'slip') && block.stopWords)
    throw new RangeError(`${where}.stopWords: expected false for slips and within "text", got true`)
  expectOneOf(`${where}.digits`, block.digits, ['keep', 'mask'])
  expectBooleans(where, block, 'signed', 'stopWords', 'stem')
  if (block.stem && !word) throw new RangeError(`${where}.stem: expected false for kind ${show(block.kind)}, got true`)
  return block
}

/** The configuration that `options` amount to. Throws TypeError or RangeError naming the option at fault. */
export function featurizerConfig(options?: FeaturizerOptions): FeaturizerConfig {
  const full = withDefaults('featurizer', options, FEATURIZER_DEFAULTS)
  const { stem, stopWords, blocks } = full
  if (stem !== null && typeof stem?.stem !== 'function') {
    throw new TypeError(`featurizer.stem: expected a stemmer such as porter, or null, got ${show(stem)}`)
  }
  expectStopWords('featurizer.stopWords', stopWords)
  if (!Array.isArray(blocks) || blocks.length === 0) {
    throw new TypeError(`featurizer.blocks: expected at least one block, got ${show(blocks)}`)
  }
  const { disguise, ...rest } = normalizeOptions(full.normalize, 'featurizer.normalize')
  const read = blocks.map((block, i) => blockOf(block, `featurizer.blocks[${i}]`))
  return {
    analyzer: disguise || read.some(({ kind, within }) => kind === 'slip' || within === 'text') ? ANALYZER_2 : ANALYZER,
    hash: HASH,
    normalize: disguise ? { ...rest, disguise } : rest,
    tokenize: tokenizeOptions(full.tokenize, 'featurizer.tokenize'),
    stopWords: stopWords === null ? null : stopWords.name,
    stem: stem === null ? null : stem.name,
    blocks: read
  }
}
