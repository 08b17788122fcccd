import { type Dense, dense } from '../math/index.ts'
import { type Link, linkScores, lossOf } from './calibration.ts'

/** What is believed before any score is seen: normal priors on `logSlope`, and on each bias around 0. */
export interface CalibrationPrior {
  readonly logSlope: number
  readonly logSlopeDeviation: number
  /** (k) */
  readonly biasDeviation: Float64Array
}

/** Up to so many biases are fitted with their second derivatives in each other. */
const MOST_COUPLED = 64

/** Outputs less probable than this are left out of those: they would change the steps by nothing, and are most of many. */
const LEAST_COUPLED = 1e-4

/** How badly a calibration fits, and how that changes with logSlope and the biases. */
export interface Objective {
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

/** The objective at x = (logSlope, biases…) and a share of noise, for scores and targets (n, k). */
export function objectiveAt(
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
