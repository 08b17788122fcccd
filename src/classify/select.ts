import { trainOnKernel } from '../elm/index.ts'
import { type Dense, dense, gramOfRows } from '../math/index.ts'
import { type CalibrationPrior, fitCalibration, type Link, logLosses } from './calibration.ts'
import type { Problem } from './fit.ts'

/** Settings that leave-one-out chooses. */
export interface Choice {
  /** One weight per block, with sum 1. */
  readonly blockWeights: readonly number[]
  /** λ */
  readonly ridge: number
  /** How much of the weights is naive Bayes, 0 to 1. */
  readonly naiveBayes: number
  /** What brings naive Bayes scores to the size of the machine's. */
  readonly naiveBayesScale: number
}

/** The prior of the calibration at λ: scores shrink as λ grows, and calibrated slopes grow with it. */
export function priorAt(problem: Problem, ridge: number): CalibrationPrior {
  // Fitted by eye to the best slopes on news, questions, bank requests, mail and tweets that no benchmark table uses, with
  // λ from 1/64 to 1 and 20 to 200 examples: most lay within 0.4 of this line, whatever the task.
  return { logSlope: 3 + 0.47 * Math.log(ridge), logSlopeDeviation: 0.3, biasDeviation: problem.biasDeviation }
}

/** A challenger takes the lead only if it wins by more than one standard error of the difference, row by row. */
export function clearlyBetter(challenger: Float64Array, leader: Float64Array): boolean {
  const n = leader.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += (leader[i] - challenger[i]) / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (leader[i] - challenger[i] - mean) ** 2
  return mean > Math.sqrt(squares / Math.max(1, n - 1) / n) + 1e-12
}

/** Something tried, and the log loss of each row that it leads to. */
export interface Trial {
  readonly losses: Float64Array
}

/**
 * Walks through trials in order of preference and keeps the first until another is clearly better: with twenty examples the
 * differences are mostly noise, and the order is what other data taught.
 */
export function choose<C, T extends Trial>(choices: readonly C[], leader: T | undefined, attempt: (choice: C) => T): T {
  let best = leader
  for (const choice of choices) {
    const trial = attempt(choice)
    if (best === undefined || clearlyBetter(trial.losses, best.losses)) best = trial
  }
  if (best === undefined) throw new RangeError('choices: expected at least one, got none')
  return best
}

/** Log loss of each row under a calibration fitted to its left-out scores. */
export function calibratedLosses(problem: Problem, scores: Dense, targets: Dense, ridge: number): Float64Array {
  const calibration = fitCalibration(scores, targets, problem.link, priorAt(problem, ridge))
  return logLosses(calibration, problem.link, scores, targets)
}

/** Σ_b w_b X_bX_bᵀ + 1, the kernel with its constant term: (n, n). */
export function weightedKernel(grams: readonly Dense[], weights: readonly number[]): Dense {
  const n = grams[0].rows
  const out = dense(n, n, new Float64Array(n * n).fill(1))
  for (let b = 0; b < grams.length; b++) {
    const w = weights[b]
    const g = grams[b].data
    if (w !== 0) for (let i = 0; i < g.length; i++) out.data[i] += w * g[i]
  }
  return out
}

/** A machine for one choice on grams of the blocks, with left-out scores. */
export function trainChoice(
  problem: Problem,
  grams: readonly Dense[],
  choice: Pick<Choice, 'blockWeights' | 'ridge'>,
  groups: readonly Uint32Array[]
) {
  return trainOnKernel(weightedKernel(grams, choice.blockWeights), problem.targets, {
    head: 'logistic',
    ridge: choice.ridge,
    sampleWeights: problem.sampleWeights,
    groups
  })
}

/** The Gram matrix of every block. */
export function gramsOf(problem: Problem): Dense[] {
  return problem.blocks.map(gramOfRows)
}

export type { Link }
