import { sigmoid } from '../elm/index.ts'
import { cholesky, choleskySolve, type Dense, dense } from '../math/index.ts'

/**
 * Turns scores into probabilities: z_o = e^logSlope · f_o + bias_o, a softmax of all or a sigmoid of each, and then for a
 * share `noise` of the texts no more than an even guess.
 */
export interface Calibration {
  readonly logSlope: number
  /** (k) one per output */
  readonly bias: Float64Array
  /** Share of labels that no score could have told, 0 to 1. */
  readonly noise: number
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
  linkScores(calibration, link, scores, out)
  const { noise } = calibration
  const even = link === 'sigmoid' ? 0.5 : 1 / scores.length
  for (let o = 0; o < out.length; o++) out[o] = (1 - noise) * out[o] + noise * even
}

/** As {@link probabilitiesOf}, without noise. */
function linkScores(calibration: Calibration, link: Link, scores: Float64Array, out: Float64Array): void {
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
 * @param targets (n, k) in [0, 1]
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
  let current = evaluate(x, scores, targets, link, prior, noise)
  let damping = 1e-9
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, hessian } = current
    const damped = dense(size, size, hessian.data.slice())
    for (let i = 0; i < size; i++) damped.data[i * size + i] += damping
    const change = choleskySolve(cholesky(damped), dense(size, 1, gradient)).data
    const next = x.map((v, i) => v - change[i])
    const trial = evaluate(next, scores, targets, link, prior, noise)
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

interface Evaluated {
  /** Negative log posterior. */
  readonly value: number
  readonly gradient: Float64Array
  /** Gauss–Newton part of the second derivatives, which is positive definite */
  readonly hessian: Dense
}

function evaluate(
  x: Float64Array,
  scores: Dense,
  targets: Dense,
  link: Link,
  prior: CalibrationPrior,
  noise: number
): Evaluated {
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
  const p = new Float64Array(k)
  // The gradient of a row is that without noise times the chance that its label is none of the noise.
  const sound = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    const f = scores.data.subarray(i * k, (i + 1) * k)
    const t = targets.data.subarray(i * k, (i + 1) * k)
    linkScores(calibration, link, f, p)
    value += lossOf(p, t, link, noise, sound)
    // ∂z_o/∂logSlope = slope · f_o
    let mean = 0
    for (let o = 0; o < k; o++) {
      const g = sound[o] * (p[o] - t[o])
      gradient[0] += g * slope * f[o]
      gradient[o + 1] += g
      mean += p[o] * f[o]
    }
    for (let o = 0; o < k; o++) {
      const v = sound[o] * (link === 'softmax' ? p[o] : p[o] * (1 - p[o]))
      const centred = link === 'softmax' ? f[o] - mean : f[o]
      h[0] += v * slope * slope * centred * f[o]
      h[(o + 1) * size] += v * slope * centred
      h[(o + 1) * size + o + 1] += v
      if (link === 'softmax') for (let q = 0; q <= o; q++) h[(o + 1) * size + q + 1] -= sound[o] * p[o] * p[q]
    }
  }
  return { value, gradient, hessian }
}

/** Probabilities are taken to be at least this in a logarithm. */
const LEAST = 1e-15

/** Negative log likelihood of the targets of one row; writes to `sound` the chance that each label is none of the noise. */
function lossOf(p: Float64Array, t: Float64Array, link: Link, noise: number, sound: Float64Array): number {
  const k = p.length
  if (link === 'sigmoid') {
    let sum = 0
    for (let o = 0; o < k; o++) {
      const right = t[o] * p[o] + (1 - t[o]) * (1 - p[o])
      const mixed = (1 - noise) * right + noise / 2
      sound[o] = noise === 0 ? 1 : ((1 - noise) * right) / mixed
      sum -= Math.log(Math.max(mixed, LEAST))
    }
    return sum
  }
  let right = 0
  for (let o = 0; o < k; o++) right += t[o] * p[o]
  const mixed = (1 - noise) * right + noise / k
  sound.fill(noise === 0 ? 1 : ((1 - noise) * right) / mixed)
  return -Math.log(Math.max(mixed, LEAST))
}

/** The negative log likelihood of the targets of each row under calibrated scores, (n, k) → (n). */
export function logLosses(calibration: Calibration, link: Link, scores: Dense, targets: Dense): Float64Array {
  const { rows: n, cols: k } = scores
  const p = new Float64Array(k)
  const sound = new Float64Array(k)
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    linkScores(calibration, link, scores.data.subarray(i * k, (i + 1) * k), p)
    out[i] = lossOf(p, targets.data.subarray(i * k, (i + 1) * k), link, calibration.noise, sound)
  }
  return out
}
