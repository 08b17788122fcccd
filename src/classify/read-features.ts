import type { Sparse } from '../math/index.ts'
import { createFeaturizer } from '../text/index.ts'
import { GrowingRows } from './growing-rows.ts'
import { type AskedTrainOptions, type FullTrainOptions, featurizerOptions, withBlocks } from './options.ts'
import { type TextFeatures, textFeatures } from './text-features.ts'

/** Every so many texts training can be stopped. */
export const BATCH = 4096

/** From so many examples on words alone may do, */
const MANY_EXAMPLES = 30_000

/** where no more than this share of all words as written are in one text alone: as many new texts will have that no text has. */
const MOST_UNKNOWN = 0.02

/** Texts as features, and the options that say how. */
export interface ReadTexts {
  readonly options: FullTrainOptions
  readonly features: TextFeatures
  /** One (n, dims) matrix per block. */
  readonly counts: readonly Sparse[]
}

/**
 * Reads the texts of examples. Where the options leave it open and examples are many, words 1–2 and single words as written are the
 * features as long as they are known: n-grams of characters are four fifths of all features, and what they add is the words
 * that nobody has seen. How many of these to expect is the share of words seen once (Good 1953).
 *
 * @param report told how far reading is, 0 to 1
 */
export function readFeatures(
  asked: AskedTrainOptions,
  texts: readonly string[],
  report: (done: number) => void
): ReadTexts {
  if (mayBeFew(asked, texts.length)) {
    const few = read(withBlocks(asked, true), texts, done => report(done / 2))
    if (wordsAreKnown(few.counts[1])) return few
    return read(withBlocks(asked), texts, done => report((1 + done) / 2))
  }
  return read(withBlocks(asked), texts, report)
}

/** Whether a matrix of single words as written has few that are in one text alone. */
export function wordsAreKnown(words: Sparse): boolean {
  return shareOfSingles(words) <= MOST_UNKNOWN
}

/** Whether words may be all the features of `n` texts: they are asked for, and nothing is asked for that sees through disguises. */
export function mayBeFew(
  { words, characters, surface, stream, slips, blockWeights }: AskedTrainOptions,
  n: number
): boolean {
  if (n < MANY_EXAMPLES || characters !== 'auto' || surface !== 'auto') return false
  return words !== false && words[0] === 1 && stream === false && !slips && blockWeights === 'auto'
}

function read(options: FullTrainOptions, texts: readonly string[], report: (done: number) => void): ReadTexts {
  const features = textFeatures(createFeaturizer(featurizerOptions(options)), options.vectors)
  return { options, features, counts: countTexts(features, texts, report) }
}

/** The features of texts, one (n, dims) matrix per block. Of many texts `report` is told how far it has come. */
export function countTexts(
  features: TextFeatures,
  texts: readonly string[],
  report: (done: number) => void
): readonly Sparse[] {
  if (texts.length <= BATCH) return features.transform(texts)
  const growing = growingRows(features, texts.length)
  for (let i = 0; i < texts.length; i++) {
    if (i % BATCH === 0) report(i / texts.length)
    const rows = features.rowsOf(texts[i])
    for (let b = 0; b < growing.length; b++) growing[b].add(rows[b])
  }
  return growing.map(rows => rows.matrix())
}

/** Room for the features of so many texts, or of any number, one matrix per block. */
export function growingRows(features: TextFeatures, rows: number | undefined): GrowingRows[] {
  const dims = features.featurizer.config.blocks.map(block => block.dims)
  if (features.vectors !== undefined) dims.push(features.vectors.dims)
  return dims.map(cols => new GrowingRows(rows, cols))
}

/**
 * An estimate of the share of all entries that are words of one text alone, from the columns they were hashed to: of such words as many
 * as there are empty columns have one to themselves. 1 where more than half of the columns are taken, which hides too many of them.
 */
export function shareOfSingles({ cols, indices }: Sparse): number {
  const frequency = new Uint32Array(cols)
  for (let p = 0; p < indices.length; p++) frequency[indices[p]]++
  let singles = 0
  let empty = 0
  for (let j = 0; j < cols; j++) {
    if (frequency[j] === 1) singles++
    if (frequency[j] === 0) empty++
  }
  return indices.length === 0 || 2 * empty < cols ? 1 : (singles / indices.length) * (cols / empty)
}
