import type { Dense } from '../math/index.ts'
import { type Calibration, logLosses } from './calibration.ts'
import type { CalibrationPrior } from './calibration-objective.ts'
import { fitCalibration } from './fit-calibration.ts'
import { mean } from './metrics.ts'
import { examplesOf, type Problem } from './problem.ts'

/** So many examples could not show that fewer than this many labels in all are wrong: no probability is nearer to 0 or 1. */
const LEAST_NOISE = 0.1

/** Scores of examples left out, calibrated. */
export interface Calibrated {
  readonly calibration: Calibration
  /** (examples, k) */
  readonly heldOut: Dense
  /** (examples, k) */
  readonly targets: Dense
  /** Mean log loss of the examples; NaN where there are none. */
  readonly logLoss: number
}

/** The calibration of left-out scores, (n, k), of a problem's rows. */
export function calibrate(problem: Problem, scores: Dense, prior: CalibrationPrior): Calibrated {
  const { link } = problem
  const heldOut = examplesOf(problem, scores)
  const targets = examplesOf(problem, problem.targets)
  const fitted = fitCalibration(heldOut, targets, link, prior)
  const calibration = { ...fitted, noise: Math.max(fitted.noise, LEAST_NOISE / scores.rows) }
  return { calibration, heldOut, targets, logLoss: mean(logLosses(calibration, link, heldOut, targets)) }
}
