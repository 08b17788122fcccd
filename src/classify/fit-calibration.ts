import { cholesky, choleskySolve, type Dense, dense } from '../math/index.ts'
import { type Calibration, type Link, linkScores, lossOf } from './calibration.ts'

/** What is believed before any score is seen: normal priors on `logSlope`, and on each bias around 0. */
export interface CalibrationPrior {
  readonly logSlope: number
  readonly logSlopeDeviation: number
  /** (k) */
  readonly biasDeviation: Float64Array
}

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
  let best = minimise(start, scores, targets, link, prior, 0)
  let least = best.value - NOISE_GAIN
  let noise = 0
  for (const candidate of NOISE) {
    const next = minimise(best.x, scores, targets, link, prior, candidate)
    if (next.value >= least) break
    best = next
    least = next.value
    noise = candidate
  }
  return { logSlope: best.x[0], bias: best.x.slice(1), noise }
}

const MAX_STEPS = 100

/** Up to so many biases are fitted with their second derivatives in each other. */
const MOST_COUPLED = 64

/** Outputs less probable than this are left out of those: they would change the steps by nothing, and are most of many. */
const LEAST_COUPLED = 1e-4

/** Damped Newton steps (Levenberg 1944) from `start`: logSlope, then the biases. */
function minimise(
  start: Float64Array,
  scores: Dense,
  targets: Dense,
  link: Link,
  prior: CalibrationPrior,
  noise: number
): { readonly x: Float64Array; readonly value: number } {
  const size = start.length
  let x = start
  let current = objectiveAt(x, scores, targets, link, prior, noise)
  let damping = 1e-9
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, hessian } = current
    const damped = dense(size, size, hessian.data.slice())
    for (let i = 0; i < size; i++) damped.data[i * size + i] += damping
    const change = choleskySolve(cholesky(damped), dense(size, 1, gradient)).data
    const next = x.map((v, i) => v - change[i])
    const trial = objectiveAt(next, scores, targets, link, prior, noise)
    if (trial.value <= current.value) {
      const gain = current.value - trial.value
      x = next
      current = trial
      damping = Math.max(damping / 10, 1e-9)
      if (gain <= 1e-8 * (1 + Math.abs(current.value))) break
    } else {
      damping = Math.max(damping * 10, 1e-3)
      if (damping > 1e9) break
    }
  }
  return { x, value: current.value }
}

interface Objective {
  /** Negative log posterior. */
  readonly value: number
  readonly gradient: Float64Array
  /** (k + 1, k + 1) Gauss–Newton part of the second derivatives, which is positive definite; the lower triangle alone */
  readonly hessian: Dense
}

function objectiveAt(
  x: Float64Array,
  scores: Dense,
  targets: Dense,
  link: Link,
  prior: CalibrationPrior,
  noise: number
): Objective {
  const n = scores.rows
  const k = scores.cols
  const size = k + 1
  const calibration = { logSlope: x[0], bias: x.subarray(1), noise: 0 }
  const slope = Math.exp(x[0])
  const gradient = new Float64Array(size)
  const hessian = dense(size, size)
  const h = hessian.data
  const shift = (x[0] - prior.logSlope) / prior.logSlopeDeviation
  let value = (shift * shift) / 2
  gradient[0] = shift / prior.logSlopeDeviation
  h[0] = 1 / prior.logSlopeDeviation ** 2
  for (let o = 0; o < k; o++) {
    const b = x[o + 1] / prior.biasDeviation[o]
    value += (b * b) / 2
    gradient[o + 1] = b / prior.biasDeviation[o]
    h[(o + 1) * size + o + 1] = 1 / prior.biasDeviation[o] ** 2
  }
  // With many classes the coupling of their biases costs more than the steps it saves; without it the bound is an upper one.
  const coupled = link === 'softmax' && k <= MOST_COUPLED
  const p = new Float64Array(k)
  // The gradient of a row is that without noise times the chance that its label is none of the noise.
  const sound = new Float64Array(k)
  const f = scores.data
  const t = targets.data
  for (let i = 0; i < n; i++) {
    const at = i * k
    linkScores(calibration, link, f, p, at)
    value += lossOf(p, t, link, noise, sound, at)
    // ∂z_o/∂logSlope = slope · f_o
    let mean = 0
    for (let o = 0; o < k; o++) {
      const g = sound[o] * (p[o] - t[at + o])
      gradient[0] += g * slope * f[at + o]
      gradient[o + 1] += g
      mean += p[o] * f[at + o]
    }
    for (let o = 0; o < k; o++) {
      const v = sound[o] * (link === 'softmax' ? p[o] : p[o] * (1 - p[o]))
      const centred = link === 'softmax' ? f[at + o] - mean : f[at + o]
      const row = (o + 1) * size
      h[0] += v * slope * slope * centred * f[at + o]
      h[row] += v * slope * centred
      h[row + o + 1] += v
      if (coupled && p[o] > LEAST_COUPLED) {
        for (let q = 0; q <= o; q++) h[row + q + 1] -= sound[o] * p[o] * p[q]
      }
    }
  }
  return { value, gradient, hessian }
}
