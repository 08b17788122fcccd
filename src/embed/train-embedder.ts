import { createFeaturizer, type Stemmer, type StopWords } from '../text/index.ts'
import { expectInteger, expectTexts, show, withDefaults } from '../text/options.ts'
import { type Embedder, embedderOf } from './embedder.ts'
import { ROW_EMBEDDER_DEFAULTS, type RowEmbedderOptions, trainRowEmbedder } from './train-row-embedder.ts'

/** Options of {@link trainEmbedder}. */
export interface EmbedderOptions extends RowEmbedderOptions {
  /** The shortest and the longest run of words that is a term, from 1 to 8. Default [1, 1]. */
  readonly words?: readonly [number, number]
  /** What words are cut to, or null. Default null. */
  readonly stem?: Stemmer | null
  /** Words to leave out, or null. Default null. */
  readonly stopWords?: StopWords | null
  /** Columns that terms are hashed into, from 1 to 2²⁴. Terms that meet in one are one. Default 2¹⁸. */
  readonly buckets?: number
}

/** The defaults of {@link EmbedderOptions}. */
export const EMBEDDER_DEFAULTS: Required<EmbedderOptions> = {
  ...ROW_EMBEDDER_DEFAULTS,
  words: [1, 1],
  stem: null,
  stopWords: null,
  buckets: 2 ** 18
}

/** Runs of words longer than this hardly ever come again. */
const LONGEST = 8

/**
 * Trains an embedder on texts, without labels: words, hashed and counted, weighed by 1 + ln(count) and idf, and a linear ELM
 * autoencoder over these rows, which is latent semantic analysis. Texts that share no word are near each other where their words
 * come with the same other words.
 *
 * No texts, or texts without a word that `minDocuments` of them share, give an embedder of 0 dims: its vectors are empty.
 *
 * @throws TypeError or RangeError naming the option or the text at fault
 */
export function trainEmbedder(texts: readonly string[], options: EmbedderOptions = {}): Embedder {
  expectTexts('texts', texts)
  const { words, stem, stopWords, buckets, ...rest } = withDefaults('options', options, EMBEDDER_DEFAULTS)
  const [min, max] = checkWords(words)
  expectInteger('options.buckets', buckets, 1, 2 ** 24)
  const featurizer = createFeaturizer({
    stem,
    stopWords,
    // Counts, not sums with random signs: two words that meet by chance must not cancel where both are there.
    blocks: [{ name: 'word', kind: 'word', min, max, dims: buckets, signed: false }]
  })
  return embedderOf(featurizer, trainRowEmbedder(featurizer.transform(texts)[0], rest))
}

function checkWords(words: unknown): readonly [number, number] {
  const [min, max] = Array.isArray(words) && words.length === 2 ? words : []
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min || max > LONGEST) {
    const got = Array.isArray(words) ? JSON.stringify(words) : show(words)
    throw new RangeError(`options.words: expected [shortest, longest] within 1 to ${LONGEST}, got ${got}`)
  }
  return [min, max]
}
