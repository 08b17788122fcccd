import { createRandom, type Dense, dense, type Sparse } from '../math/index.ts'
import type { Link } from './calibration.ts'
import type { TrainingSet } from './descriptions.ts'
import { type ExampleTable, lossWeights, targetsOf } from './examples.ts'
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

/** Labels and weights of rows, texts aside. */
export type LabelTable = Omit<ExampleTable, 'texts'>

/** Everything the fit of a classifier needs to know. */
export interface Problem {
  /** Weighed features, one (n, m_b) matrix per block. */
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
  /** Examples left out together. */
  readonly groups: readonly Uint32Array[]
  /** Given by the caller, or undefined: chosen here. */
  readonly ridge: number | undefined
  readonly blockWeights: readonly number[] | undefined
  readonly seed: number
  readonly progress: (done: number, step: string) => void
}

/** The problem that rows of counted and weighed features, their labels and the options pose. */
export function problemOf(
  { counts, table, examples }: TrainingSet,
  weighed: readonly Sparse[],
  options: FullTrainOptions
): Problem {
  const { names, multiLabel, labels } = table
  const balanced = options.classWeight === 'balanced'
  const targets = targetsOf(labels, names.length, multiLabel)
  const exact = isExact(labels.length, targets.cols)
  const keys = labels.slice(0, examples).map(list => list.join(' '))
  const sum = options.blockWeights === 'auto' ? 1 : options.blockWeights.reduce((a, b) => a + b, 0)
  return {
    blocks: weighed,
    targets,
    sampleWeights: lossWeights(table, balanced),
    link: linkOf(names.length, multiLabel),
    biasDeviation: biasDeviationOf(table, targets.cols),
    exact,
    examples,
    vectors: options.vectors !== undefined,
    groups: dealGroups(keys, counts, exact ? groupCount(keys) : FOLDS, dealingOrder(examples, exact, options.seed)),
    ridge: options.ridge === 'auto' ? undefined : options.ridge,
    blockWeights: options.blockWeights === 'auto' ? undefined : options.blockWeights.map(w => w / sum),
    seed: options.seed,
    progress: options.onProgress ?? (() => {})
  }
}

/**
 * Few rows are dealt at random. Many are dealt as they come: a collection is often in order of time, and what stands next to
 * a row (the same story, the same thread) would give its answer away if it were left behind.
 */
function dealingOrder(n: number, exact: boolean, seed: number): Uint32Array {
  return exact ? createRandom(seed).permutation(n) : Uint32Array.from({ length: n }, (_, i) => i)
}

/** As many groups as the rarest class has rows, so that each leaves one of every class out; a handful at least. */
function groupCount(keys: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts.size === 0 ? 0 : Math.max(FOLDS, Math.min(...counts.values()))
}

/** The first rows of a matrix with a row for each of the problem, those of the examples. */
export function examplesOf({ examples }: Problem, all: Dense): Dense {
  return dense(examples, all.cols, all.data.subarray(0, examples * all.cols))
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
