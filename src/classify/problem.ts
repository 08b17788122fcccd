import type { StopSignal } from '../elm/index.ts'
import { createRandom, type Dense, dense, denseRows, type Sparse } from '../math/index.ts'
import type { Link } from './calibration.ts'
import type { TrainingSet } from './descriptions.ts'
import { type ExampleTable, lossWeights, targetsOf } from './examples.ts'
import { type BlockModel, weighBlock } from './features.ts'
import { dealGroups } from './groups.ts'
import type { FullTrainOptions } from './options.ts'
import { linkOf } from './text-model.ts'

/** Up to this many rows the machine is solved exactly, with closed-form leave-one-out. */
export const EXACT_ROWS = 256

/** The exact solution costs its rows cubed for each output; with many outputs the other way is faster from fewer rows on. */
const EXACT_COST = 2 ** 18

/** Whether n rows and k outputs are few enough for the exact solution. */
function isExact(n: number, k: number): boolean {
  return n <= EXACT_ROWS && n * n * k <= EXACT_COST
}

/** Up to this many rows a model keeps the features of its training texts, and learns by training again. */
export const KEPT_ROWS = 128

/** Folds of the rows where closed-form leave-one-out would cost too much. */
export const FOLDS = 5

/** Folds of so many rows as need not all be left out; one has no more than about so many rows. */
const MANY_FOLDS = 4
const LARGEST_FOLD = 5000

/** A fold is of so many stretches of neighbours from all over, if they are long enough. */
const STRETCHES = 8

/** Folds are left out until so many rows were: the rest would only say the same again. */
const ENOUGH_LEFT_OUT = 3500

/** Labels and weights of rows, texts aside. */
export type LabelTable = Omit<ExampleTable, 'texts'>

/** Everything the fit of a classifier needs to know. */
export interface Problem {
  /** Raw counts, one (n, dims) matrix per block, and how they are weighed. */
  readonly counts: readonly Sparse[]
  readonly models: readonly BlockModel[]
  /** Weighed features, one (n, m_b) matrix per block, made when they are first asked for: many rows have no room for both. */
  readonly blocks: readonly Sparse[]
  /** (n, k) */
  readonly targets: Dense
  /** (n) */
  readonly sampleWeights: Float64Array
  readonly link: Link
  /** (k) prior deviation of the bias that the calibration gives each output. */
  readonly biasDeviation: Float64Array
  /** Few enough rows and outputs for the exact solution. */
  readonly exact: boolean
  /** The first so many rows are examples, the others descriptions of labels: training sees these, no judgement does. */
  readonly examples: number
  /** Whether the last block is of vectors. */
  readonly vectors: boolean
  /** Examples left out together. Of many examples only some are left out at all. */
  readonly groups: readonly Uint32Array[]
  /** Those in any of the groups, ascending: what everything is judged on. */
  readonly leftOut: Uint32Array
  /** Given by the caller, or undefined: chosen here. */
  readonly ridge: number | undefined
  readonly blockWeights: readonly number[] | undefined
  readonly seed: number
  readonly progress: (done: number, step: string) => void
  readonly signal: StopSignal | undefined
}

/** The problem that rows of counted features, weighed as `models` say, their labels and the options pose. */
export function problemOf(
  { counts, table, examples }: TrainingSet,
  models: readonly BlockModel[],
  options: FullTrainOptions
): Problem {
  const { names, multiLabel, labels } = table
  const balanced = options.classWeight === 'balanced'
  const targets = targetsOf(labels, names.length, multiLabel)
  const exact = isExact(labels.length, targets.cols)
  const keys = labels.slice(0, examples).map(list => (list.length === 1 ? String(list[0]) : list.join(' ')))
  const sum = options.blockWeights === 'auto' ? 1 : options.blockWeights.reduce((a, b) => a + b, 0)
  const groups = exact
    ? dealGroups(keys, counts, groupCount(keys), createRandom(options.seed).permutation(examples))
    : foldsOf(keys, counts)
  let weighed: readonly Sparse[] | undefined
  return {
    counts,
    models,
    get blocks() {
      weighed ??= models.map((model, b) => weighBlock(model, counts[b]))
      return weighed
    },
    targets,
    sampleWeights: lossWeights(table, balanced),
    link: linkOf(names.length, multiLabel),
    biasDeviation: biasDeviationOf(table, targets.cols),
    exact,
    examples,
    vectors: options.vectors !== undefined,
    groups,
    leftOut: Uint32Array.from(groups.flatMap(group => Array.from(group))).sort(),
    ridge: options.ridge === 'auto' ? undefined : options.ridge,
    blockWeights: options.blockWeights === 'auto' ? undefined : options.blockWeights.map(w => w / sum),
    seed: options.seed,
    progress: options.onProgress ?? (() => {}),
    signal: options.signal
  }
}

/**
 * The folds of many rows that are left out. They are dealt as they come, neighbours together: a collection is often in order of
 * time, and what stands next to a row (the same story, the same thread) would give its answer away if it were left behind.
 */
function foldsOf(keys: readonly string[], counts: readonly Sparse[]): Uint32Array[] {
  const n = keys.length
  const count = n <= ENOUGH_LEFT_OUT ? FOLDS : Math.max(MANY_FOLDS, Math.round(n / LARGEST_FOLD))
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  const folds = dealGroups(keys, counts, count, order, STRETCHES)
  // Of folds of equal size as many as are needed, from all over.
  const wanted = Math.min(folds.length, Math.ceil((ENOUGH_LEFT_OUT * folds.length) / n))
  return Array.from({ length: wanted }, (_, i) => folds[Math.floor((i * folds.length) / wanted)])
}

/** As many groups as the rarest class has rows, so that each leaves one of every class out; a handful at least. */
function groupCount(keys: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts.size === 0 ? 0 : Math.max(FOLDS, Math.min(...counts.values()))
}

/** Of a matrix with a row for each of the problem, those of the examples that are left out. */
export function examplesOf({ leftOut }: Problem, all: Dense): Dense {
  // All examples, which come first.
  const whole = leftOut.length === 0 || leftOut[leftOut.length - 1] === leftOut.length - 1
  return whole
    ? dense(leftOut.length, all.cols, all.data.subarray(0, leftOut.length * all.cols))
    : denseRows(all, leftOut)
}

/**
 * How far the bias of each output may have to go: a little, and most of a unit for each unit of log odds by which the classes are
 * uneven. Fewer rows of a class are near to a new text, so scores lean to the larger class by more than its share.
 */
function biasDeviationOf({ labels, names, multiLabel }: LabelTable, outputs: number): Float64Array {
  const counts = new Float64Array(names.length).fill(0.5)
  for (const list of labels) for (const label of list) counts[label]++
  const uneven = (odds: number) => Math.hypot(0.2, 0.8 * Math.log(odds))
  if (multiLabel) return counts.map(count => uneven(count / (labels.length + 1 - count)))
  if (outputs === 1) return Float64Array.of(uneven(counts[1] / counts[0]))
  return counts.map(count => uneven((count * names.length) / labels.length))
}
