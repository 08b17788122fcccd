import { createRandom, type Dense, gramOfRows } from '../math/index.ts'
import { createFeaturizer, type WordVectors } from '../text/index.ts'
import type { Classifier } from './classifier.ts'
import { show } from './examples.ts'
import { fitBlocks, joinBlocks, weighBlock } from './features.ts'
import { featurizerOptions, TRAIN_DEFAULTS, withBlocks } from './options.ts'
import { textFeatures } from './text-features.ts'

/** Options of {@link suggestExamples}. All are optional. */
export interface SuggestOptions {
  /** What is known so far: texts it is unsure of count more. Default undefined: all count alike. */
  readonly classifier?: Classifier | undefined
  /** Word vectors by which texts are alike. Default undefined: by their n-grams. */
  readonly vectors?: WordVectors | undefined
  /** Looks at so many texts of a larger pool, drawn at random; time and memory grow with its square. Default 2000. */
  readonly sample?: number
  /** Draws the sample. Default 0. */
  readonly seed?: number
}

/** The defaults of {@link SuggestOptions}. */
export const SUGGEST_DEFAULTS = { classifier: undefined, vectors: undefined, sample: 2000, seed: 0 } as const

/** A text worth a label. */
export interface Suggestion {
  /** Its place in the pool, from 0. */
  readonly index: number
  readonly text: string
}

/**
 * Which texts of a pool to label next: those that stand for many others, best first, each for others than those before it. With a
 * classifier the others count by how unsure it is of them. Greedy maximisation of Σ_j u_j max_{i chosen} s_ij, facility
 * location, whose result is within 1 − 1/e of the best (Nemhauser, Wolsey and Fisher 1978; for examples to label: Wei, Iyer
 * and Bilmes 2015); s is the cosine, and u one less the margin between the two most probable labels.
 *
 * @param pool texts without a label
 * @param count how many, at least 1; a smaller pool gives all of it. Copies of a text are suggested once
 * @throws TypeError or RangeError naming the text or option at fault
 */
export function suggestExamples(pool: Iterable<string>, count: number, options: SuggestOptions = {}): Suggestion[] {
  const { classifier, vectors, sample, seed } = suggestOptions(options)
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`count: expected an integer of at least 1, got ${show(count)}`)
  }
  const all = readPool(pool)
  const drawn =
    all.length <= sample ? all : Array.from(createRandom(seed).permutation(all.length).subarray(0, sample), i => all[i])
  if (drawn.length === 0) return []
  const likeness = cosines(
    drawn.map(({ text }) => text),
    vectors
  )
  const need = Float64Array.from(drawn, ({ text }) => (classifier === undefined ? 1 : unsure(classifier, text)))
  return cover(likeness, need, Math.min(count, drawn.length)).map(i => drawn[i])
}

/** The different texts of the pool, each at its first place. */
function readPool(pool: Iterable<string>): Suggestion[] {
  if (typeof pool?.[Symbol.iterator] !== 'function' || typeof pool === 'string') {
    throw new TypeError(`pool: expected a list of strings, got ${show(pool)}`)
  }
  const first = new Map<string, number>()
  let index = 0
  for (const text of pool) {
    if (typeof text !== 'string') throw new TypeError(`pool[${index}]: expected a string, got ${show(text)}`)
    if (!first.has(text)) first.set(text, index)
    index++
  }
  return Array.from(first, ([text, place]) => ({ index: place, text }))
}

/** Least weight of a text, so that one the classifier is sure of still counts for something. */
const LEAST_NEED = 0.05

function unsure(classifier: Classifier, text: string): number {
  const [first, second] = classifier.classify(text).scores
  return LEAST_NEED + 1 - (first.probability - (second?.probability ?? 0))
}

/** Cosines of all pairs of texts, (n, n), none below 0. */
function cosines(texts: readonly string[], vectors: WordVectors | undefined): Dense {
  const options = withBlocks({ ...TRAIN_DEFAULTS, vectors, surface: false })
  const features = textFeatures(createFeaturizer(featurizerOptions(options)), vectors)
  const counts = features.transform(texts)
  const rows = vectors === undefined ? counts : counts.slice(-1)
  const weighed = fitBlocks(rows, vectors !== undefined).map((block, b) => weighBlock(block, rows[b]))
  const gram = gramOfRows(
    joinBlocks(
      weighed,
      weighed.map(() => Math.sqrt(1 / weighed.length))
    )
  )
  // The last column of joined blocks is one in every row.
  for (let at = 0; at < gram.data.length; at++) gram.data[at] = Math.max(0, gram.data[at] - 1)
  return gram
}

/** The greedy choice: each next row adds most to what the rows chosen cover of the need. */
function cover(likeness: Dense, need: Float64Array, count: number): number[] {
  const n = need.length
  const covered = new Float64Array(n)
  const chosen: number[] = []
  const taken = new Uint8Array(n)
  while (chosen.length < count) {
    let best = -1
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < n; i++) {
      if (taken[i] === 1) continue
      let gain = 0
      for (let j = 0; j < n; j++) {
        const more = likeness.data[i * n + j] - covered[j]
        if (more > 0) gain += need[j] * more
      }
      if (gain > most) {
        most = gain
        best = i
      }
    }
    chosen.push(best)
    taken[best] = 1
    for (let j = 0; j < n; j++) covered[j] = Math.max(covered[j], likeness.data[best * n + j])
  }
  return chosen
}

function suggestOptions(given: SuggestOptions): Required<SuggestOptions> {
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(`options: expected an object, got ${show(given)}`)
  }
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(SUGGEST_DEFAULTS, key)) {
      throw new TypeError(`options.${key}: unknown option; expected one of ${Object.keys(SUGGEST_DEFAULTS).join(', ')}`)
    }
  }
  const options = { ...SUGGEST_DEFAULTS, ...given }
  for (const [key, least] of [
    ['sample', 1],
    ['seed', 0]
  ] as const) {
    if (!Number.isSafeInteger(options[key]) || options[key] < least) {
      throw new RangeError(`options.${key}: expected an integer of at least ${least}, got ${show(options[key])}`)
    }
  }
  return options
}
