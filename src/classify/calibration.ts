import { sigmoid } from '../elm/index.ts'
import type { Dense } from '../math/index.ts'

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

/** Writes the probabilities of one row of k scores to `out`. A softmax sums to 1. */
export function probabilitiesOf(calibration: Calibration, link: Link, scores: Float64Array, out: Float64Array): void {
  linkScores(calibration, link, scores, out)
  const { noise } = calibration
  const even = link === 'sigmoid' ? 0.5 : 1 / scores.length
  for (let o = 0; o < out.length; o++) out[o] = (1 - noise) * out[o] + noise * even
}

/** As {@link probabilitiesOf}, without noise, of the k scores from `at` on. */
export function linkScores(
  { logSlope, bias }: Calibration,
  link: Link,
  scores: Float64Array,
  out: Float64Array,
  at = 0
): void {
  const slope = Math.exp(logSlope)
  const k = out.length
  if (link === 'sigmoid') {
    for (let o = 0; o < k; o++) out[o] = sigmoid(slope * scores[at + o] + bias[o])
    return
  }
  let largest = Number.NEGATIVE_INFINITY
  for (let o = 0; o < k; o++) {
    out[o] = slope * scores[at + o] + bias[o]
    if (out[o] > largest) largest = out[o]
  }
  let sum = 0
  for (let o = 0; o < k; o++) {
    out[o] = Math.exp(out[o] - largest)
    sum += out[o]
  }
  for (let o = 0; o < k; o++) out[o] /= sum
}

/** Probabilities are taken to be at least this in a logarithm. */
const LEAST = 1e-15

/**
 * Negative log likelihood of the k targets of one row, from `at` on; writes to `sound` the chance that each label is none of the
 * noise.
 */
export function lossOf(
  p: Float64Array,
  t: Float64Array,
  link: Link,
  noise: number,
  sound: Float64Array,
  at = 0
): number {
  const k = p.length
  if (link === 'sigmoid') {
    let sum = 0
    for (let o = 0; o < k; o++) {
      const target = t[at + o]
      const right = target * p[o] + (1 - target) * (1 - p[o])
      const mixed = (1 - noise) * right + noise / 2
      sound[o] = noise === 0 ? 1 : ((1 - noise) * right) / mixed
      sum -= Math.log(Math.max(mixed, LEAST))
    }
    return sum
  }
  let right = 0
  for (let o = 0; o < k; o++) right += t[at + o] * p[o]
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
    linkScores(calibration, link, scores.data, p, i * k)
    out[i] = lossOf(p, targets.data, link, calibration.noise, sound, i * k)
  }
  return out
}
