import { sigmoid } from '../elm/index.ts'
import { createRandom, type Dense, type Sparse } from '../math/index.ts'
import { fromHalf, toHalf } from '../model/index.ts'
import { createFeaturizer, type Featurizer } from '../text/index.ts'
import { thresholdForPrecision } from './abstain.ts'
import { fitCalibration, logLosses, probabilitiesOf } from './calibration.ts'
import { type Example, type ExampleTable, lossWeights, readExamples, show, targetsOf } from './examples.ts'
import { type BlockModel, fitBlocks, joinBlocks, weighBlock } from './features.ts'
import { EXACT_ROWS, type Fit, fitExact, fitMany, type Problem, scalesOf } from './fit.ts'
import { dealGroups } from './groups.ts'
import { expectedCalibrationError } from './metrics.ts'
import { type FullTrainOptions, featurizerOptions, type TrainOptions, trainOptions } from './options.ts'
import { priorAt } from './select.ts'
import { type Certainty, linkOf, spread, type TextModel } from './text-model.ts'

/** Folds of the rows where closed-form leave-one-out would cost too much. */
const FOLDS = 5

/** Trains a model from examples. Throws TypeError or RangeError naming the example or option at fault. */
export function trainModel(examples: Iterable<Example>, given?: TrainOptions): TextModel {
  const options = trainOptions(given)
  const table = readExamples(examples)
  options.onProgress?.(0, 'reading texts')
  const featurizer = createFeaturizer(featurizerOptions(options))
  return trainOnCounts(featurizer, featurizer.transform(table.texts), table, options)
}

/** Labels and weights of rows, texts aside. */
export type LabelTable = Omit<ExampleTable, 'texts'>

/** Trains a model from counted features, one (n, dims) matrix per block. Throws as {@link trainModel} does. */
export function trainOnCounts(
  featurizer: Featurizer,
  counts: readonly Sparse[],
  table: LabelTable,
  options: FullTrainOptions
): TextModel {
  const { names, multiLabel, labels } = table
  const n = labels.length
  if (n === 0) throw new RangeError('examples: expected at least two, got none')
  if (names.length < (multiLabel ? 1 : 2)) {
    const got = names.length === 0 ? 'none' : `only ${show(names[0])}`
    throw new RangeError(`examples: expected at least ${multiLabel ? 'one label' : 'two different labels'}, got ${got}`)
  }
  const blocks = fitBlocks(counts)
  const weighed = blocks.map((block, b) => weighBlock(block, counts[b]))
  const problem = problemOf(counts, weighed, table, options)
  const exact = n <= EXACT_ROWS ? fitExact(problem) : undefined
  const fit = exact ?? fitMany(problem)
  const { targets, link } = problem
  const calibration = fitCalibration(fit.heldOut, targets, link, priorAt(problem, fit.choice.ridge))
  const answers = leftOutAnswers(fit.heldOut, calibration, table)
  const { weights, bias } = foldScales(fit, blocks, exact === undefined)
  options.onProgress?.(1, 'done')
  return {
    labels: names,
    multiLabel,
    options,
    featurizer,
    blocks,
    documents: n,
    choice: fit.choice,
    weights,
    bias,
    calibration,
    prior: priorOf(table),
    threshold:
      options.precision === undefined
        ? options.threshold
        : thresholdForPrecision(answers.confidence, answers.correct, options.precision),
    leftOut: {
      accuracy: mean(answers.correct),
      logLoss: mean(logLosses(calibration, link, fit.heldOut, targets)),
      ece: expectedCalibrationError(answers.confidence, answers.correct)
    },
    learned: 0,
    memory:
      exact === undefined
        ? certaintyOf(problem, fit, table)
        : { kind: 'rows', counts, labels, weights: table.weights, alpha: exact.alpha.data }
  }
}

function problemOf(
  counts: readonly Sparse[],
  weighed: readonly Sparse[],
  table: LabelTable,
  options: FullTrainOptions
): Problem {
  const { names, multiLabel, labels } = table
  const n = labels.length
  const balanced = options.classWeight === 'balanced'
  const targets = targetsOf(labels, names.length, multiLabel)
  const keys = labels.map(list => list.join(' '))
  const sum = options.blockWeights === 'auto' ? 1 : options.blockWeights.reduce((a, b) => a + b, 0)
  return {
    blocks: weighed,
    targets,
    sampleWeights: lossWeights(table, balanced),
    link: linkOf(names.length, multiLabel),
    biasDeviation: biasDeviationOf(table, targets.cols),
    groups: dealGroups(keys, counts, groupCount(keys), dealingOrder(n, options.seed)),
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
function dealingOrder(n: number, seed: number): Uint32Array {
  return n <= EXACT_ROWS ? createRandom(seed).permutation(n) : Uint32Array.from({ length: n }, (_, i) => i)
}

/** As many groups as the rarest class has rows, so that each leaves one of every class out; a handful at least. */
function groupCount(keys: readonly string[]): number {
  if (keys.length > EXACT_ROWS) return FOLDS
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return Math.max(FOLDS, Math.min(...counts.values()))
}

/**
 * How far the bias of each output may have to go: a little, and most of a unit for each unit of log odds by which the classes are
 * uneven. Fewer rows of a class are near to a new text, so scores lean to the larger class by more than its share.
 */
function biasDeviationOf({ labels, names, multiLabel }: LabelTable, outputs: number): Float64Array {
  const counts = new Float64Array(names.length).fill(0.5)
  for (const list of labels) for (const label of list) counts[label]++
  const uneven = (odds: number) => Math.hypot(0.3, 0.8 * Math.log(odds))
  if (outputs === 1) return Float64Array.of(uneven(counts[1] / counts[0]))
  if (multiLabel) return counts.map(count => uneven(count / (labels.length + 1 - count)))
  return counts.map(count => uneven((count * names.length) / labels.length))
}

/** Share of each label, one example added to each side so that none is certain. */
function priorOf({ labels, names, multiLabel }: LabelTable): Float64Array {
  const counts = new Float64Array(names.length)
  for (const list of labels) for (const label of list) counts[label]++
  const sides = multiLabel ? 2 : names.length
  return counts.map(count => (count + 1) / (labels.length + sides))
}

/** Each left-out row's surest answer and whether it was right. A row with several labels answers once for each label. */
function leftOutAnswers(heldOut: Dense, calibration: TextModel['calibration'], table: LabelTable) {
  const { labels, names, multiLabel } = table
  const k = heldOut.cols
  const outputs = new Float64Array(k)
  const p = new Float64Array(names.length)
  const confidence: number[] = []
  const correct: number[] = []
  labels.forEach((truth, i) => {
    probabilitiesOf(calibration, linkOf(names.length, multiLabel), heldOut.data.subarray(i * k, (i + 1) * k), outputs)
    spread(outputs, p)
    if (multiLabel) {
      p.forEach((yes, label) => {
        confidence.push(Math.max(yes, 1 - yes))
        correct.push(yes >= 0.5 === truth.includes(label) ? 1 : 0)
      })
      return
    }
    const best = p.indexOf(Math.max(...p))
    confidence.push(p[best])
    correct.push(best === truth[0] ? 1 : 0)
  })
  return { confidence: Float64Array.from(confidence), correct: Uint8Array.from(correct) }
}

function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

/** Weights by block with the scales multiplied in; `half` rounds them to 16 bits, as the file will hold them. */
export function foldScales(fit: Pick<Fit, 'weights' | 'choice'>, blocks: readonly BlockModel[], half: boolean) {
  const { data, cols: k } = fit.weights
  const scales = scalesOf(fit.choice)
  let start = 0
  const weights = blocks.map((block, b) => {
    const size = block.index.columns.length * k
    const folded = Float32Array.from(data.subarray(start, start + size), w => w * scales[b])
    start += size
    return half ? fromHalf(toHalf(folded)) : folded
  })
  return { weights, bias: data.slice(start) }
}

/** The Laplace approximation on the diagonal: precision λ + Σ_i s_i p_i (1 − p_i) x_ij², averaged over the outputs. */
function certaintyOf(problem: Problem, fit: Fit, table: LabelTable): Certainty {
  const x = joinBlocks(problem.blocks, scalesOf(fit.choice))
  const k = fit.weights.cols
  const information = new Float64Array(x.cols)
  for (let i = 0; i < x.rows; i++) {
    let curvature = 0
    for (let o = 0; o < k; o++) {
      const p = sigmoid(fit.heldOut.data[i * k + o])
      curvature += (problem.sampleWeights[i] * p * (1 - p)) / k
    }
    for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) information[x.indices[p]] += curvature * x.values[p] ** 2
  }
  const classWeights = new Float64Array(table.names.length).fill(1)
  table.labels.forEach(([label], i) => {
    if (!table.multiLabel) classWeights[label] = problem.sampleWeights[i] / table.weights[i]
  })
  return { kind: 'certainty', shrinkage: shrinkageOf(information, fit.choice.ridge), classWeights }
}

/** Sixteenths of an octave by which information h shrinks a prior variance 1 / λ: 16 log₂(1 + h / λ), at most 255. */
export function shrinkageOf(information: Float64Array, ridge: number): Uint8Array {
  return Uint8Array.from(information, h => Math.min(255, Math.round(16 * Math.log2(1 + h / ridge))))
}
