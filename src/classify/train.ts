import type { Sparse } from '../math/index.ts'
import { createFeaturizer, type Featurizer } from '../text/index.ts'
import { thresholdForPrecision } from './abstain.ts'
import { withoutBlank } from './blank.ts'
import { logLosses } from './calibration.ts'
import { addInformation, type Certainty, shrinkageOf } from './certainty.ts'
import { type Example, readExamples, show } from './examples.ts'
import { fitBlocks, joinBlocks, weighBlock } from './features.ts'
import { fitCalibration } from './fit-calibration.ts'
import { fitExact } from './fit-exact.ts'
import { fitMany } from './fit-many.ts'
import { foldScales } from './fold.ts'
import { leftOutAnswers } from './left-out.ts'
import { expectedCalibrationError, mean } from './metrics.ts'
import type { Fit } from './mixture.ts'
import { type FullTrainOptions, featurizerOptions, type TrainOptions, trainOptions } from './options.ts'
import { KEPT_ROWS, type LabelTable, type Problem, problemOf } from './problem.ts'
import { priorAt, scalesOf } from './settings.ts'
import type { TextModel } from './text-model.ts'

/** So many examples could not show that fewer than this many labels in all are wrong: no probability is nearer to 0 or 1. */
const LEAST_NOISE = 0.1

/** Trains a model from examples. Throws TypeError or RangeError naming the example or option at fault. */
export function trainModel(examples: Iterable<Example>, given?: TrainOptions): TextModel {
  const options = trainOptions(given)
  const table = readExamples(examples)
  options.onProgress?.(0, 'reading texts')
  const featurizer = createFeaturizer(featurizerOptions(options))
  return trainOnCounts(featurizer, featurizer.transform(table.texts), table, options)
}

/** Trains a model from counted features, one (n, dims) matrix per block. Throws as {@link trainModel} does. */
export function trainOnCounts(
  featurizer: Featurizer,
  given: readonly Sparse[],
  all: LabelTable,
  options: FullTrainOptions
): TextModel {
  const { names, multiLabel } = all
  if (all.labels.length === 0) throw new RangeError('examples: expected at least two, got none')
  if (names.length < (multiLabel ? 1 : 2)) {
    const got = names.length === 0 ? 'none' : `only ${show(names[0])}`
    throw new RangeError(`examples: expected at least ${multiLabel ? 'one label' : 'two different labels'}, got ${got}`)
  }
  const { counts, table } = withoutBlank({ counts: given, table: all })
  const { labels } = table
  const n = labels.length
  const blocks = fitBlocks(counts)
  const weighed = blocks.map((block, b) => weighBlock(block, counts[b]))
  const problem = problemOf(counts, weighed, table, options)
  const exact = problem.exact ? fitExact(problem) : undefined
  const fit = exact ?? fitMany(problem)
  const kept = n <= KEPT_ROWS ? exact : undefined
  const { targets, link } = problem
  const fitted = fitCalibration(fit.heldOut, targets, link, priorAt(problem, fit.choice.ridge))
  const calibration = { ...fitted, noise: Math.max(fitted.noise, LEAST_NOISE / n) }
  const answers = leftOutAnswers(fit.heldOut, calibration, table)
  const { weights, bias } = foldScales(fit.weights, fit.choice, blocks, kept === undefined)
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
        : thresholdForPrecision(answers.given.confidence, answers.given.correct, options.precision),
    leftOut: {
      accuracy: mean(answers.correct),
      logLoss: mean(logLosses(calibration, link, fit.heldOut, targets)),
      ece: expectedCalibrationError(answers.confidence, answers.correct)
    },
    learned: 0,
    memory:
      kept === undefined
        ? certaintyOf(problem, fit, table)
        : { kind: 'rows', counts, labels, weights: table.weights, alpha: kept.alpha.data }
  }
}

/** Share of each label, one example added to each side so that none is certain. */
function priorOf({ labels, names, multiLabel }: LabelTable): Float64Array {
  const counts = new Float64Array(names.length)
  for (const list of labels) for (const label of list) counts[label]++
  const sides = multiLabel ? 2 : names.length
  return counts.map(count => (count + 1) / (labels.length + sides))
}

/** The Laplace approximation on the diagonal: how far the training rows pin down each weight. */
function certaintyOf(problem: Problem, fit: Fit, { names, labels, weights, multiLabel }: LabelTable): Certainty {
  const x = joinBlocks(problem.blocks, scalesOf(fit.choice))
  const information = new Float64Array(x.cols)
  addInformation(information, x, fit.heldOut, problem.sampleWeights)
  const classWeights = new Float64Array(names.length).fill(1)
  labels.forEach(([label], i) => {
    if (!multiLabel) classWeights[label] = problem.sampleWeights[i] / weights[i]
  })
  return { kind: 'certainty', shrinkage: shrinkageOf(information, fit.choice.ridge), classWeights }
}
