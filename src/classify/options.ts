import type { StopSignal } from '../elm/index.ts'
import type { BlockOptions, FeaturizerOptions, WordVectors } from '../text/index.ts'
import { englishStopWords } from '../text/index.ts'
import { checkOptions } from './check-options.ts'
import { show } from './examples.ts'
import { PRESETS, type Preset } from './presets.ts'

/** n-grams of a block: [shortest, longest], or false for none. */
export type NgramRange = readonly [number, number] | false

/** Settings of {@link trainClassifier}. All are optional. */
export interface TrainOptions {
  /** Start from a named set of options instead of {@link TRAIN_DEFAULTS}; what is given beside it still counts. */
  readonly preset?: Preset
  /** Word n-grams, [shortest, longest], in lower case, or false for none. Default [1, 2]. */
  readonly words?: NgramRange
  /**
   * Character n-grams inside words, digits masked, or false for none. Default 'auto': [3, 5], but none from 30,000 examples on whose
   * words are known: fewer than one in fifty occurs in one text alone. `info.blockWeights` says which blocks there are.
   */
  readonly characters?: NgramRange | 'auto'
  /**
   * n-grams of words and signs as written, case kept, digits masked, or false for none. Default 'auto': [1, 2], or [1, 1] where
   * 'auto' leaves characters out. It does so only where both are 'auto'.
   */
  readonly surface?: NgramRange | 'auto'
  /**
   * Character n-grams of the whole text run together, letters that repeat themselves once, or false for none: they see
   * through words broken, spelled out or run together. Default false.
   */
  readonly stream?: NgramRange
  /** Words with one letter left out, so that those with a slip or a hidden letter have something in common. Default false. */
  readonly slips?: boolean
  /** Leave common English words out of the character n-grams. Default true. */
  readonly stopWords?: boolean
  /** Undo disguises before reading: look-alike letters, leet, marks, letters spelled out or stretched. Default false. */
  readonly foldEvasion?: boolean
  /** Hashed columns of each block, a power of two from 2¹⁰ to 2²⁴. Default 2¹⁸. */
  readonly dims?: number
  /** 'balanced': every label counts alike, up to ten times its share. Default 'balanced'. */
  readonly classWeight?: 'balanced' | 'none'
  /** λ, from 1e-6 to 1e6, or 'auto': chosen by leave-one-out. Default 'auto'. */
  readonly ridge?: number | 'auto'
  /** Knowledge of words, from `loadVectors('en')`: one more block, the mean vector of a text. Default undefined: none. */
  readonly vectors?: WordVectors | undefined
  /**
   * A few words on each label, or on some: an example of its own that counts as four. With `vectors` they make a classifier
   * without any example. Default undefined: none.
   */
  readonly descriptions?: Readonly<Record<string, string>> | undefined
  /**
   * Texts without a label, like those to come: what they have in common sharpens the labels, where leave-one-out agrees. For
   * labels that exclude each other. Read once and not kept. Default undefined: none.
   */
  readonly unlabelled?: Iterable<string> | undefined
  /** Weights of the blocks in the kernel sum, in the order words, characters, surface, stream, slips, vectors, or 'auto'. Default 'auto'. */
  readonly blockWeights?: readonly number[] | 'auto'
  /** Probability below which there is no label, 0 to 1, or undefined: always answer. Default undefined. */
  readonly threshold?: number | undefined
  /** Choose the threshold so that answers given are right at least this often, 0 to 1. Default undefined. */
  readonly precision?: number | undefined
  /**
   * Keep only so many n-grams, the most useful ones, and train again on them: for a smaller file. At least 1, or undefined: all.
   * A model of up to 128 examples, whose file is its rows, keeps all. Default undefined.
   */
  readonly maxFeatures?: number | undefined
  /**
   * The share of its weight, 0 to 1, that an n-gram unknown to the model counts in the length of a text. At 1 scores shrink
   * as a text is less understood; near 0 what is understood decides. Default 1.
   */
  readonly unknownWeight?: number
  /**
   * Let only so many weights differ from the usual one of their n-gram, with `weightBits` 8: a smaller file where labels are many, as
   * most say the same of an n-gram. At least 1, or undefined: all. Default undefined.
   */
  readonly maxWeights?: number | undefined
  /** Bits of a weight in the file of a model of more than 128 examples; what is learnt later takes 16. Default 16. */
  readonly weightBits?: 16 | 8
  /** Default 0. */
  readonly seed?: number
  /** Told how far training is, 0 to 1, and what it is doing. */
  readonly onProgress?: ((done: number, step: string) => void) | undefined
  /**
   * An `AbortSignal`: training looks at it wherever it would report progress, and between passes over the rows. One that is aborted
   * throws its reason, or an Error of the name `AbortError` where it has none. Default undefined.
   */
  readonly signal?: StopSignal | undefined
}

/** {@link TrainOptions} completed; blocks may still be 'auto'. */
export type AskedTrainOptions = Required<Omit<TrainOptions, 'preset'>>

/** {@link TrainOptions} with everything said. */
export type FullTrainOptions = Omit<AskedTrainOptions, 'characters' | 'surface'> & {
  readonly characters: NgramRange
  readonly surface: NgramRange
}

/** The defaults of {@link TrainOptions}. */
export const TRAIN_DEFAULTS: AskedTrainOptions = {
  words: [1, 2],
  characters: 'auto',
  surface: 'auto',
  stream: false,
  slips: false,
  stopWords: true,
  foldEvasion: false,
  dims: 2 ** 18,
  classWeight: 'balanced',
  ridge: 'auto',
  vectors: undefined,
  descriptions: undefined,
  unlabelled: undefined,
  blockWeights: 'auto',
  threshold: undefined,
  precision: undefined,
  maxFeatures: undefined,
  maxWeights: undefined,
  unknownWeight: 1,
  weightBits: 16,
  seed: 0,
  onProgress: undefined,
  signal: undefined
}

/** Options completed and checked. Throws TypeError or RangeError naming the option, what was expected and what came. */
export function trainOptions(given: TrainOptions = {}): AskedTrainOptions {
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`options: expected an object, got ${show(given)}`)
  for (const key of Object.keys(given)) {
    if (key !== 'preset' && !Object.hasOwn(TRAIN_DEFAULTS, key)) {
      throw new TypeError(
        `options.${key}: unknown option; expected one of preset, ${Object.keys(TRAIN_DEFAULTS).join(', ')}`
      )
    }
  }
  const { preset, ...own } = given
  if (preset !== undefined && !Object.hasOwn(PRESETS, preset)) {
    throw new TypeError(`options.preset: expected one of ${Object.keys(PRESETS).join(', ')}, got ${show(preset)}`)
  }
  const base = { ...TRAIN_DEFAULTS, ...(preset === undefined ? {} : PRESETS[preset]) }
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  const full: AskedTrainOptions = { ...base, ...said }
  checkOptions(full)
  return full
}

/** The unlabelled texts, read once. Throws TypeError naming the one that is no string. */
export function readUnlabelled({ unlabelled }: Pick<AskedTrainOptions, 'unlabelled'>): string[] {
  const texts: string[] = []
  for (const text of unlabelled ?? []) {
    if (typeof text !== 'string') {
      throw new TypeError(`options.unlabelled[${texts.length}]: expected a string, got ${show(text)}`)
    }
    texts.push(text)
  }
  return texts
}

/** The options with all blocks where they are 'auto', or the few that do where words are known. */
export function withBlocks(asked: AskedTrainOptions, few = false): FullTrainOptions {
  const { characters, surface } = asked
  return {
    ...asked,
    characters: characters !== 'auto' ? characters : few ? false : [3, 5],
    surface: surface !== 'auto' ? surface : few ? [1, 1] : [1, 2]
  }
}

/** The options that ask for a block of n-grams each, of lengths in a range. */
export const RANGES = ['words', 'characters', 'surface', 'stream'] as const
/** All that ask for one, in the order of the blocks. */
const NGRAMS = [...RANGES, 'slips'] as const

/** The blocks that the options ask for, in order. */
export function blockNames(o: AskedTrainOptions): string[] {
  return o.vectors === undefined ? ngramNames(o) : [...ngramNames(o), 'vectors']
}

/** Those of them that are n-grams. */
export function ngramNames(o: AskedTrainOptions): string[] {
  return NGRAMS.filter(name => o[name] !== false)
}

/** How texts become features under these options. */
export function featurizerOptions(o: FullTrainOptions): FeaturizerOptions {
  const blocks: BlockOptions[] = []
  const add = (
    name: string,
    range: readonly [number, number] | false,
    block: Pick<BlockOptions, 'kind' | 'within' | 'digits' | 'stopWords'>
  ) => {
    if (range !== false) {
      // Unsigned, because naive Bayes needs counts that are not negative.
      blocks.push({ name, min: range[0], max: range[1], dims: o.dims, signed: false, ...block })
    }
  }
  add('words', o.words, { kind: 'word', stopWords: false })
  add('characters', o.characters, { kind: 'char', within: 'runs', digits: 'mask', stopWords: o.stopWords })
  add('surface', o.surface, { kind: 'surface', digits: 'mask', stopWords: false })
  add('stream', o.stream, { kind: 'char', within: 'text', digits: 'mask', stopWords: false })
  add('slips', o.slips && [1, 1], { kind: 'slip', stopWords: false })
  return {
    normalize: { disguise: o.foldEvasion },
    // The segmenter depends on the machine's ICU; character n-grams serve scripts without spaces the same everywhere.
    tokenize: { minLength: 2, segmenter: false },
    stopWords: o.stopWords ? englishStopWords : null,
    blocks
  }
}
