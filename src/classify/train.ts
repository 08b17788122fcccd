import { throwIfAborted } from '../elm/index.ts'
import { multiplySparse, type Sparse } from '../math/index.ts'
import { thresholdForPrecision } from './abstain.ts'
import { withoutBlank } from './blank.ts'
import { layoutOf } from './block-weights.ts'
import type { OrderedFeatures } from './by-frequency.ts'
import { calibrate } from './calibrate.ts'
import { addInformation, type Certainty, curvatures, shrinkageOf } from './certainty.ts'
import { type TrainingSet, withDescribedLabels, withDescriptions } from './descriptions.ts'
import { type Example, readExamples, show } from './examples.ts'
import { joinBlocks } from './features.ts'
import { type Fitted, fitCounts, fitPooled } from './fit.ts'
import type { Unlabelled } from './fit-unlabelled.ts'
import { foldScales } from './fold.ts'
import { leftOutAnswers } from './left-out.ts'
import { expectedCalibrationError, mean } from './metrics.ts'
import type { Choice, Fit } from './mixture.ts'
import { type FullTrainOptions, readUnlabelled, type TrainOptions, trainOptions } from './options.ts'
import type { LabelTable, Problem } from './problem.ts'
import { countTexts, readFeatures } from './read-features.ts'
import { scalesOf } from './settings.ts'
import type { TextFeatures } from './text-features.ts'
import { NO_FIGURES, type TextModel } from './text-model.ts'

/** Reading texts is this part of training, as progress is told. */
export const READING = 0.02

/** Trains a model from examples. Throws TypeError or RangeError naming the example or option at fault. */
export function trainModel(examples: Iterable<Example>, given?: TrainOptions): TextModel {
  const asked = trainOptions(given)
  const report = reporter(asked)
  report(0, 'reading texts')
  const table = readExamples(examples)
  const pool = readUnlabelled(asked)
  const { options, features, counts } = readFeatures(asked, table.texts, done =>
    report(READING * done, 'reading texts')
  )
  const unlabelled = countTexts(features, pool, () => report(READING, 'reading texts'))
  return trainOnCounts(features, counts, table, options, unlabelled)
}

/** Tells the caller how far training is, unless it is to stop: then it throws. */
export function reporter({ onProgress, signal }: Pick<FullTrainOptions, 'onProgress' | 'signal'>) {
  return (done: number, step: string) => {
    throwIfAborted(signal)
    onProgress?.(done, step)
    throwIfAborted(signal)
  }
}

/**
 * Trains a model from counted features, one (n, dims) matrix per block, and those of texts without a label. Throws as
 * {@link trainModel} does.
 */
export function trainOnCounts(
  features: TextFeatures,
  given: readonly Sparse[],
  examples: LabelTable,
  said: FullTrainOptions,
  pool: readonly Sparse[] = features.transform([])
): TextModel {
  const all = withDescribedLabels(examples, said.descriptions)
  const { names, multiLabel } = all
  if (multiLabel && pool[0].rows > 0) {
    throw new TypeError('options.unlabelled: expected examples with one label each, got lists of labels')
  }
  if (all.labels.length === 0 && said.descriptions === undefined) {
    throw new RangeError('examples: expected at least two, got none')
  }
  if (names.length < (multiLabel ? 1 : 2)) {
    const got = names.length === 0 ? 'none' : `only ${show(names[0])}`
    throw new RangeError(`examples: expected at least ${multiLabel ? 'one label' : 'two different labels'}, got ${got}`)
  }
  const { counts, table } = withoutBlank({ counts: given, table: all })
  const rows = withDescriptions(features, counts, table, said.descriptions)
  const n = rows.table.labels.length
  if (n === 0) throw new RangeError('options.descriptions: expected words, got none')
  const report = reporter(said)
  const { blocks, problem, fit, alpha, unlabelled: taken } = fitBest(rows, pool, { ...said, onProgress: report })
  const { calibration, heldOut, targets, logLoss } = calibrate(problem, fit.heldOut, fit.prior)
  const judged = { ...table, labels: Array.from(problem.leftOut, i => table.labels[i]) }
  const answers = leftOutAnswers(heldOut, calibration, judged)
  const { weights, bias } = foldScales(fit.weights, fit.choice, blocks, ({ plain }) =>
    alpha === undefined ? layoutOf(said, plain) : 32
  )
  report(1, 'done')
  return {
    labels: names,
    multiLabel,
    options: { ...said, unlabelled: undefined, signal: undefined },
    features,
    blocks,
    documents: taken === undefined ? n : n + pool[0].rows,
    examples: table.labels.length,
    unlabelled: taken === undefined ? 0 : pool[0].rows,
    choice: fit.choice,
    weights,
    bias,
    calibration,
    prior: priorOf(table),
    threshold:
      said.precision === undefined
        ? said.threshold
        : thresholdForPrecision(answers.given.confidence, answers.given.correct, said.precision),
    leftOut:
      targets.rows === 0
        ? NO_FIGURES
        : {
            accuracy: mean(answers.correct),
            logLoss,
            ece: expectedCalibrationError(answers.confidence, answers.correct)
          },
    learned: 0,
    memory:
      alpha === undefined
        ? certaintyOf(problem, fit, table, taken)
        : { kind: 'rows', counts, labels: table.labels, weights: table.weights, alpha: alpha.data }
  }
}

/** The machine on labelled rows, or the one on unlabelled rows too unless examples left out speak against it. */
function fitBest(rows: TrainingSet, pool: readonly Sparse[], options: FullTrainOptions): Fitted {
  const { onProgress } = options
  if (pool[0].rows === 0) return fitCounts(rows, options)
  const part = (from: number) => onProgress && ((done: number, step: string) => onProgress(from + done / 2, step))
  const alone = fitCounts(rows, { ...options, onProgress: part(0) })
  const { logLoss } = calibrate(alone.problem, alone.fit.heldOut, alone.fit.prior)
  return fitPooled(rows, pool, { ...options, onProgress: part(0.5) }, logLoss) ?? alone
}

/** Share of each label, one example added to each side so that none is certain. */
function priorOf({ labels, names, multiLabel }: LabelTable): Float64Array {
  const counts = new Float64Array(names.length)
  for (const list of labels) for (const label of list) counts[label]++
  const sides = multiLabel ? 2 : names.length
  return counts.map(count => (count + 1) / (labels.length + sides))
}

/** The Laplace approximation on the diagonal: how far the training rows pin down each weight. */
function certaintyOf(
  problem: Problem,
  fit: Fit,
  { names, labels, weights, multiLabel }: LabelTable,
  unlabelled: Unlabelled | undefined
): Certainty {
  const curvature = curvaturesOf(problem, fit)
  const { ordered } = fit
  const information =
    ordered === undefined
      ? informationOfRows(problem.blocks, fit.choice, curvature)
      : informationInOrder(ordered, curvature)
  if (unlabelled !== undefined) {
    const scores = multiplySparse(joinBlocks(unlabelled.blocks, scalesOf(fit.choice)), fit.weights)
    const pooled = informationOfRows(unlabelled.blocks, fit.choice, curvatures(scores, unlabelled.weights))
    for (let j = 0; j < information.length; j++) information[j] += pooled[j]
  }
  const classWeights = new Float64Array(names.length).fill(1)
  labels.forEach(([label], i) => {
    if (!multiLabel) classWeights[label] = problem.sampleWeights[i] / weights[i]
  })
  return { kind: 'certainty', shrinkage: shrinkageOf(information, fit.choice.ridge), classWeights }
}

/** What rows of these curvatures say of each weight on their joined features: (Σ m_b + 1). */
function informationOfRows(blocks: readonly Sparse[], choice: Choice, curvature: Float64Array): Float64Array {
  const scales = scalesOf(choice)
  const constant = blocks.reduce((sum, { cols }) => sum + cols, 0)
  const information = new Float64Array(constant + 1)
  let first = 0
  blocks.forEach((block, b) => {
    addInformation(information, block, curvature, scales[b], first)
    first += block.cols
  })
  information[constant] = curvature.reduce((sum, c) => sum + c, 0)
  return information
}

/** The same from ordered features. */
function informationInOrder({ x, order }: OrderedFeatures, curvature: Float64Array): Float64Array {
  const ordered = new Float64Array(x.cols)
  addInformation(ordered, x, curvature)
  const information = new Float64Array(x.cols)
  for (let j = 0; j < order.length; j++) information[order[j]] = ordered[j]
  return information
}

/** The curvature of each row by its score of machines that had not seen it; of examples never left out, that of the others in the mean. */
function curvaturesOf({ leftOut, examples, sampleWeights }: Problem, fit: Fit): Float64Array {
  const out = curvatures(fit.heldOut, sampleWeights)
  if (leftOut.length === examples) return out
  const judged = new Uint8Array(examples)
  let sum = 0
  let weight = 0
  for (const i of leftOut) {
    judged[i] = 1
    sum += out[i]
    weight += sampleWeights[i]
  }
  for (let i = 0; i < examples; i++) if (judged[i] === 0) out[i] = (sampleWeights[i] * sum) / weight
  return out
}
