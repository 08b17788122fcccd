import type { Dense } from '../math/index.ts'
import { logLosses } from './calibration.ts'
import type { CalibrationPrior } from './calibration-objective.ts'
import { choose, type Trial } from './choose.ts'
import { fitCalibration } from './fit-calibration.ts'
import type { Problem } from './problem.ts'

/** What the kernel machine is trained with. */
export interface Settings {
  /** One weight per block, with sum 1. */
  readonly blockWeights: readonly number[]
  /** λ */
  readonly ridge: number
}

/** λ in order of preference. */
const RIDGES = [1 / 16, 1 / 4, 1 / 64]

/** The same beside vectors: few rows had better trust the vectors and say little of their own. */
const RIDGES_BESIDE_VECTORS = [1 / 4, 1 / 16, 1 / 64]

/** Weights of a block of vectors beside n-grams, in order of preference. */
const VECTOR_WEIGHTS = [0.4, 0.7, 0.2]

/**
 * The candidates for a problem: weights of the blocks in order of preference, then λ. What the caller fixed is the only
 * candidate of its kind; `preferred` is for three blocks of n-grams, and fewer weigh the same. Beside vectors the first of
 * them takes what the vectors leave.
 */
export function candidates(problem: Problem, preferred: readonly (readonly number[])[], rows: 'few' | 'many') {
  const { models, vectors, ridge, blockWeights } = problem
  const count = models.length - (vectors ? 1 : 0)
  const ngrams = count === 3 ? preferred : [new Array<number>(count).fill(1 / count)]
  const chosen = vectors ? VECTOR_WEIGHTS.map(v => [...ngrams[0].map(w => (1 - v) * w), v]) : ngrams
  return {
    blockWeights: blockWeights === undefined ? chosen : [blockWeights],
    ridges: ridge !== undefined ? [ridge] : vectors && rows === 'few' ? RIDGES_BESIDE_VECTORS : RIDGES
  }
}

/** Weights first, at the preferred λ, then λ at those weights. */
export function search<T extends Trial & { readonly settings: Settings }>(
  { blockWeights: weights, ridges }: ReturnType<typeof candidates>,
  attempt: (settings: Settings) => T
): T {
  const [first, ...others] = ridges
  const best = choose<Settings, T>(
    weights.map(blockWeights => ({ blockWeights, ridge: first })),
    undefined,
    attempt
  )
  const { blockWeights } = best.settings
  return choose(
    others.map(ridge => ({ blockWeights, ridge })),
    best,
    attempt
  )
}

/** Those scales, 0 for a block of vectors: what naive Bayes counts are n-grams. */
export function ngramScalesOf(settings: Pick<Settings, 'blockWeights'>, vectors: boolean): number[] {
  const scales = scalesOf(settings)
  if (vectors) scales[scales.length - 1] = 0
  return scales
}

/** The scales of the blocks in the joined features: a kernel's weight is the square of its features' scale. */
export function scalesOf(settings: Pick<Settings, 'blockWeights'>): number[] {
  return settings.blockWeights.map(Math.sqrt)
}

/**
 * The prior of the calibration at λ: scores shrink as λ grows, and calibrated slopes grow with it. The numbers were fitted by
 * eye to the best slopes on news, questions, bank requests, mail and tweets that no benchmark table uses, with λ from 1/64 to
 * 1 and 20 to 200 examples: for n-grams most lay within 0.4 of the line, whatever the task. Scores of vectors are larger.
 */
export function priorAt(problem: Problem, ridge: number): CalibrationPrior {
  const { vectors, examples, biasDeviation } = problem
  const [intercept, logSlopeDeviation] = vectors && examples > 0 ? [2, 0.4] : [3, 0.2]
  return { logSlope: intercept + 0.47 * Math.log(ridge), logSlopeDeviation, biasDeviation }
}

/** Log loss of each row under a calibration fitted to its left-out scores. */
export function calibratedLosses(
  { link }: Problem,
  scores: Dense,
  targets: Dense,
  prior: CalibrationPrior
): Float64Array {
  const calibration = fitCalibration(scores, targets, link, prior)
  return logLosses(calibration, link, scores, targets)
}
