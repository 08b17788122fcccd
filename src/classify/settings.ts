import type { Dense } from '../math/index.ts'
import { logLosses } from './calibration.ts'
import { choose, type Trial } from './choose.ts'
import { type CalibrationPrior, fitCalibration } from './fit-calibration.ts'
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

/**
 * The candidates for a problem: weights of the blocks in order of preference, then λ. What the caller fixed is the only
 * candidate of its kind; `preferred` is for three blocks, and fewer weigh the same.
 */
export function candidates(problem: Problem, preferred: readonly (readonly number[])[]) {
  const count = problem.blocks.length
  const equal = [new Array<number>(count).fill(1 / count)]
  return {
    blockWeights: problem.blockWeights !== undefined ? [problem.blockWeights] : count === 3 ? preferred : equal,
    ridges: problem.ridge === undefined ? RIDGES : [problem.ridge]
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

/** The scales of the blocks in the joined features: a kernel's weight is the square of its features' scale. */
export function scalesOf(settings: Pick<Settings, 'blockWeights'>): number[] {
  return settings.blockWeights.map(Math.sqrt)
}

/** The prior of the calibration at λ: scores shrink as λ grows, and calibrated slopes grow with it. */
export function priorAt(problem: Problem, ridge: number): CalibrationPrior {
  // Fitted by eye to the best slopes on news, questions, bank requests, mail and tweets that no benchmark table uses, with
  // λ from 1/64 to 1 and 20 to 200 examples: most lay within 0.4 of this line, whatever the task.
  return { logSlope: 3 + 0.47 * Math.log(ridge), logSlopeDeviation: 0.2, biasDeviation: problem.biasDeviation }
}

/** Log loss of each row under a calibration fitted to its left-out scores. */
export function calibratedLosses(problem: Problem, scores: Dense, targets: Dense, ridge: number): Float64Array {
  const calibration = fitCalibration(scores, targets, problem.link, priorAt(problem, ridge))
  return logLosses(calibration, problem.link, scores, targets)
}
