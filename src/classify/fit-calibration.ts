import { cholesky, choleskySolve, type Dense, dense, NotPositiveDefiniteError } from '../math/index.ts'
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

interface Objective {
  /** Negative log posterior. */
  readonly value: number
  readonly gradient: Float64Array
  /** (k + 1, k + 1) Gauss–Newton part of the second derivatives, which is positive definite; the lower triangle alone */
  readonly hessian: Dense
  /** (k + 1, k + 1) what noise takes off it, the lower triangle: a row that may be noise pulls less the further it is off */
  readonly excess: Float64Array | undefined
}

/** A row of which no more than this may be noise takes nothing off. */
const LEAST_DOUBT = 1e-3

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
  const excess = noise === 0 ? undefined : new Float64Array(size * size)
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
    if (excess !== undefined) addExcess(excess, link, p, t, f, at, slope, sound, coupled)
  }
  return { value, gradient, hessian, excess }
}

/** Adds what one row takes off: for each loss of its own, sound · (1 − sound) times the outer product of its gradient without noise. */
function addExcess(
  excess: Float64Array,
  link: Link,
  p: Float64Array,
  t: Float64Array,
  f: Float64Array,
  at: number,
  slope: number,
  sound: Float64Array,
  coupled: boolean
): void {
  const k = p.length
  const size = k + 1
  // A softmax has one loss for all outputs, whose chances are the same; a sigmoid one for each.
  const losses = link === 'softmax' ? 1 : k
  for (let first = 0; first < losses; first++) {
    const c = sound[first] * (1 - sound[first])
    if (c < LEAST_DOUBT) continue
    const from = link === 'softmax' ? 0 : first
    const to = link === 'softmax' ? k : first + 1
    let along = 0
    for (let o = from; o < to; o++) along += slope * f[at + o] * (p[o] - t[at + o])
    excess[0] += c * along * along
    for (let o = from; o < to; o++) {
      const g = p[o] - t[at + o]
      const row = (o + 1) * size
      excess[row] += c * g * along
      excess[row + o + 1] += c * g * g
      if (coupled) for (let q = from; q < o; q++) excess[row + q + 1] += c * g * (p[q] - t[at + q])
    }
  }
}
