import { multiplySparse, type Sparse } from '../math/index.ts'
import { createFeaturizer } from '../text/index.ts'
import { thresholdForPrecision } from './abstain.ts'
import { withoutBlank } from './blank.ts'
import { layoutOf } from './block-weights.ts'
import { calibrate } from './calibrate.ts'
import { addInformation, type Certainty, shrinkageOf } from './certainty.ts'
import { type TrainingSet, withDescribedLabels, withDescriptions } from './descriptions.ts'
import { type Example, readExamples, show } from './examples.ts'
import { joinBlocks } from './features.ts'
import { type Fitted, fitCounts, fitPooled } from './fit.ts'
import type { Unlabelled } from './fit-unlabelled.ts'
import { foldScales } from './fold.ts'
import { leftOutAnswers } from './left-out.ts'
import { expectedCalibrationError, mean } from './metrics.ts'
import type { Fit } from './mixture.ts'
import { type FullTrainOptions, featurizerOptions, readUnlabelled, type TrainOptions, trainOptions } from './options.ts'
import type { LabelTable, Problem } from './problem.ts'
import { scalesOf } from './settings.ts'
import { type TextFeatures, textFeatures } from './text-features.ts'
import { NO_FIGURES, type TextModel } from './text-model.ts'

/** Trains a model from examples. Throws TypeError or RangeError naming the example or option at fault. */
export function trainModel(examples: Iterable<Example>, given?: TrainOptions): TextModel {
  const options = trainOptions(given)
  const table = readExamples(examples)
  options.onProgress?.(0, 'reading texts')
  const pool = readUnlabelled(options)
  const features = textFeatures(createFeaturizer(featurizerOptions(options)), options.vectors)
  return trainOnCounts(features, features.transform(table.texts), table, options, features.transform(pool))
}

/**
 * Trains a model from counted features, one (n, dims) matrix per block, and those of texts without a label. Throws as
 * {@link trainModel} does.
 */
export function trainOnCounts(
  features: TextFeatures,
  given: readonly Sparse[],
  examples: LabelTable,
  { unlabelled, ...said }: FullTrainOptions,
  pool: readonly Sparse[] = features.transform([])
): TextModel {
  const options = { ...said, unlabelled: undefined }
  const all = withDescribedLabels(examples, options.descriptions)
  const { names, multiLabel } = all
  if (multiLabel && pool[0].rows > 0) {
    throw new TypeError('options.unlabelled: expected examples with one label each, got lists of labels')
  }
  if (all.labels.length === 0 && options.descriptions === undefined) {
    throw new RangeError('examples: expected at least two, got none')
  }
  if (names.length < (multiLabel ? 1 : 2)) {
    const got = names.length === 0 ? 'none' : `only ${show(names[0])}`
    throw new RangeError(`examples: expected at least ${multiLabel ? 'one label' : 'two different labels'}, got ${got}`)
  }
  const { counts, table } = withoutBlank({ counts: given, table: all })
  const rows = withDescriptions(features, counts, table, options.descriptions)
  const n = rows.table.labels.length
  if (n === 0) throw new RangeError('options.descriptions: expected words, got none')
  const { blocks, problem, fit, alpha, unlabelled: taken } = fitBest(rows, pool, options)
  const { calibration, heldOut, targets, logLoss } = calibrate(problem, fit.heldOut, fit.prior)
  const answers = leftOutAnswers(heldOut, calibration, table)
  const { weights, bias } = foldScales(fit.weights, fit.choice, blocks, ({ plain }) =>
    alpha === undefined ? layoutOf(options, plain) : 32
  )
  options.onProgress?.(1, 'done')
  return {
    labels: names,
    multiLabel,
    options,
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
      options.precision === undefined
        ? options.threshold
        : thresholdForPrecision(answers.given.confidence, answers.given.correct, options.precision),
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
  const x = joinBlocks(problem.blocks, scalesOf(fit.choice))
  const information = new Float64Array(x.cols)
  addInformation(information, x, fit.heldOut, problem.sampleWeights)
  if (unlabelled !== undefined) {
    const pool = joinBlocks(unlabelled.blocks, scalesOf(fit.choice))
    addInformation(information, pool, multiplySparse(pool, fit.weights), unlabelled.weights)
  }
  const classWeights = new Float64Array(names.length).fill(1)
  labels.forEach(([label], i) => {
    if (!multiLabel) classWeights[label] = problem.sampleWeights[i] / weights[i]
  })
  return { kind: 'certainty', shrinkage: shrinkageOf(information, fit.choice.ridge), classWeights }
}
