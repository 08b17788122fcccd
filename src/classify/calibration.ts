import { sigmoid } from '../elm/index.ts'
import { cholesky, choleskySolve, type Dense, dense } from '../math/index.ts'

/** Turns scores into probabilities: z_o = e^logSlope · f_o + bias_o, then a softmax or a sigmoid of each. */
export interface Calibration {
  readonly logSlope: number
  /** (k) one per output */
  readonly bias: Float64Array
}

/** How the outputs of a machine make probabilities: classes that exclude each other, or yes-or-no questions. */
export type Link = 'softmax' | 'sigmoid'

/** What is believed before any score is seen: normal priors on `logSlope`, and on each bias around 0. */
export interface CalibrationPrior {
  readonly logSlope: number
  readonly logSlopeDeviation: number
  /** (k) */
  readonly biasDeviation: Float64Array
}

/** Writes the probabilities of one row of k scores to `out`. A softmax sums to 1. */
export function probabilitiesOf(calibration: Calibration, link: Link, scores: Float64Array, out: Float64Array): void {
  const slope = Math.exp(calibration.logSlope)
  const k = scores.length
  if (link === 'sigmoid') {
    for (let o = 0; o < k; o++) out[o] = sigmoid(slope * scores[o] + calibration.bias[o])
    return
  }
  let largest = Number.NEGATIVE_INFINITY
  for (let o = 0; o < k; o++) {
    out[o] = slope * scores[o] + calibration.bias[o]
    if (out[o] > largest) largest = out[o]
  }
  let sum = 0
  for (let o = 0; o < k; o++) {
    out[o] = Math.exp(out[o] - largest)
    sum += out[o]
  }
  for (let o = 0; o < k; o++) out[o] /= sum
}

const MAX_STEPS = 100

/**
 * Fits the calibration to scores that the machine gave to rows it had not seen: maximum a posteriori under `prior`, by
 * damped Newton steps. With a sigmoid this is Platt's method (Platt 1999, in the form of Lin, Lin and Weng 2007), with a
 * softmax temperature scaling (Guo et al. 2017) with a bias for each class. The prior fades as rows come in; with few rows
 * it keeps the probabilities from following their noise.
 *
 * @param scores (n, k)
 * @param targets (n, k) in [0, 1]
 */
export function fitCalibration(scores: Dense, targets: Dense, link: Link, prior: CalibrationPrior): Calibration {
  const k = scores.cols
  const size = k + 1
  let x: Float64Array = new Float64Array(size)
  x[0] = prior.logSlope
  let current = evaluate(x, scores, targets, link, prior)
  let damping = 1e-9
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, hessian } = current
    const damped = dense(size, size, hessian.data.slice())
    for (let i = 0; i < size; i++) damped.data[i * size + i] += damping
    const change = choleskySolve(cholesky(damped), dense(size, 1, gradient.slice())).data
    const next = x.map((v, i) => v - change[i])
    const trial = evaluate(next, scores, targets, link, prior)
    if (trial.value <= current.value) {
      const gain = current.value - trial.value
      x = next
      current = trial
      damping = Math.max(damping / 10, 1e-9)
      if (gain <= 1e-10 * (1 + Math.abs(current.value))) break
    } else {
      damping = Math.max(damping * 10, 1e-3)
      if (damping > 1e9) break
    }
  }
  return { logSlope: x[0], bias: x.slice(1) }
}

interface Evaluated {
  readonly value: number
  readonly gradient: Float64Array
  /** Gauss–Newton part of the second derivatives, which is positive definite */
  readonly hessian: Dense
}

function evaluate(x: Float64Array, scores: Dense, targets: Dense, link: Link, prior: CalibrationPrior): Evaluated {
  const n = scores.rows
  const k = scores.cols
  const size = k + 1
  const calibration = { logSlope: x[0], bias: x.subarray(1) }
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
  const p = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    const f = scores.data.subarray(i * k, (i + 1) * k)
    const t = targets.data.subarray(i * k, (i + 1) * k)
    probabilitiesOf(calibration, link, f, p)
    // ∂z_o/∂logSlope = slope · f_o
    let mean = 0
    for (let o = 0; o < k; o++) {
      value -= crossEntropy(t[o], p[o], link)
      gradient[0] += (p[o] - t[o]) * slope * f[o]
      gradient[o + 1] += p[o] - t[o]
      mean += p[o] * f[o]
    }
    for (let o = 0; o < k; o++) {
      const v = link === 'softmax' ? p[o] : p[o] * (1 - p[o])
      const centred = link === 'softmax' ? f[o] - mean : f[o]
      h[0] += v * slope * slope * centred * f[o]
      h[(o + 1) * size] += v * slope * centred
      h[(o + 1) * size + o + 1] += v
      if (link === 'softmax') for (let q = 0; q <= o; q++) h[(o + 1) * size + q + 1] -= p[o] * p[q]
    }
  }
  return { value, gradient, hessian }
}

/** Probabilities are taken to be at least this in a logarithm. */
const LEAST = 1e-15

function crossEntropy(t: number, p: number, link: Link): number {
  const yes = t === 0 ? 0 : t * Math.log(Math.max(p, LEAST))
  if (link === 'softmax' || t === 1) return yes
  return yes + (1 - t) * Math.log(Math.max(1 - p, LEAST))
}

/** The negative log likelihood of the targets of each row under calibrated scores, (n, k) → (n). */
export function logLosses(calibration: Calibration, link: Link, scores: Dense, targets: Dense): Float64Array {
  const { rows: n, cols: k } = scores
  const p = new Float64Array(k)
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    probabilitiesOf(calibration, link, scores.data.subarray(i * k, (i + 1) * k), p)
    for (let o = 0; o < k; o++) out[i] -= crossEntropy(targets.data[i * k + o], p[o], link)
  }
  return out
}
