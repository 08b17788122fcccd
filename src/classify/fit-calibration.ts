import { cholesky, choleskySolve, type Dense, dense, NotPositiveDefiniteError } from '../math/index.ts'
import type { Calibration, Link } from './calibration.ts'
import { type CalibrationPrior, type Objective, objectiveAt } from './calibration-objective.ts'

const NOISE = [0.01, 0.02, 0.04, 0.08, 0.16]

/** Log likelihood that noise must gain to be believed: what one idle setting gains by chance one time in twenty. */
const NOISE_GAIN = 1.92

/**
 * Fits the calibration to scores that the machine gave to rows it had not seen: maximum a posteriori under `prior`. With a
 * sigmoid this is Platt's method (Platt 1999, in the form of Lin, Lin and Weng 2007), with a softmax temperature scaling
 * (Guo et al. 2017) with a bias for each class. The prior fades as rows come in; with few rows it keeps the probabilities
 * from following their noise. Where a few confident mistakes, mislabelled texts mostly, would flatten all probabilities, a
 * share of noise takes them up instead.
 *
 * @param scores (n, k)
 * @param targets (n, k), each 0 or 1
 */
export function fitCalibration(scores: Dense, targets: Dense, link: Link, prior: CalibrationPrior): Calibration {
  const start = new Float64Array(scores.cols + 1)
  start[0] = prior.logSlope
  let best = minimise(start, scores, targets, link, prior, 0, FINE)
  let least = best.value - NOISE_GAIN
  let noise = 0
  for (const candidate of NOISE) {
    const next = minimise(best.x, scores, targets, link, prior, candidate, ROUGH)
    if (next.value >= least) break
    best = next
    least = next.value
    noise = candidate
  }
  if (noise > 0) best = minimise(best.x, scores, targets, link, prior, noise, FINE)
  return { logSlope: best.x[0], bias: best.x.slice(1), noise }
}

const MAX_STEPS = 100

/** No step changes logSlope by more: scores of another kind than the prior knows would throw the first one far off. */
const LONGEST_STEP = 1

/** The last step gains less than this share: of what is returned, and of what is compared by far more than that. */
const FINE = 1e-8
const ROUGH = 1e-6

/** Damped Newton steps (Levenberg 1944) from `start`: logSlope, then the biases. */
function minimise(
  start: Float64Array,
  scores: Dense,
  targets: Dense,
  link: Link,
  prior: CalibrationPrior,
  noise: number,
  tolerance: number
): { readonly x: Float64Array; readonly value: number } {
  let x = start
  let current = objectiveAt(x, scores, targets, link, prior, noise)
  let damping = 1e-9
  for (let step = 0; step < MAX_STEPS; step++) {
    const change = newtonStep(current, damping)
    const scale = Math.min(1, LONGEST_STEP / Math.abs(change[0]))
    const next = x.map((v, i) => v - scale * change[i])
    const trial = objectiveAt(next, scores, targets, link, prior, noise)
    if (trial.value <= current.value) {
      const gain = current.value - trial.value
      x = next
      current = trial
      damping = Math.max(damping / 10, 1e-9)
      if (scale === 1 && gain <= tolerance * (1 + Math.abs(current.value))) break
    } else {
      damping = Math.max(damping * 10, 1e-3)
      if (damping > 1e9) break
    }
  }
  return { x, value: current.value }
}

/** By all second derivatives where they are positive definite, as they are near the minimum, else by the part that always is. */
function newtonStep({ gradient, hessian, excess }: Objective, damping: number): Float64Array {
  const size = gradient.length
  const solve = (minus: Float64Array | undefined) => {
    const damped = dense(size, size, hessian.data.slice())
    if (minus !== undefined) for (let i = 0; i < minus.length; i++) damped.data[i] -= minus[i]
    for (let i = 0; i < size; i++) damped.data[i * size + i] += damping
    return choleskySolve(cholesky(damped), dense(size, 1, gradient)).data
  }
  if (excess === undefined) return solve(undefined)
  try {
    return solve(excess)
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return solve(undefined)
    throw error
  }
}
