import { sigmoid } from '../elm/index.ts'
import type { Dense } from '../math/index.ts'

/** Newton steps at most, and one so short that it is the last. */
const MOST_STEPS = 100
const SHORT = 1e-6

/**
 * What to add to the constant weight of each output, (k), so that Σ_i s_i ℓ(t_i, f_i + b) + λ/2 (w + b)² is least: the machine with all
 * else as it is. Every row pulls at the constant, so after few passes over the rows it is the weight that is furthest from
 * where it belongs, and it moves all probabilities.
 *
 * @param scores (n, k)
 * @param constant (k) the weights as they are
 */
export function levelsOf(
  scores: Dense,
  targets: Dense,
  sampleWeights: Float64Array,
  ridge: number,
  constant: Float64Array
): Float64Array {
  const levels = new Float64Array(scores.cols)
  for (let o = 0; o < levels.length; o++) levels[o] = levelOf(scores, targets, sampleWeights, ridge, constant[o], o)
  return levels
}

/**
 * Newton's method on a convex function whose slope is bracketed: a step out of the bracket, or one that is not half of the last, which could go back
 * and forth for ever, is a bisection.
 */
function levelOf(
  { rows: n, cols: k, data: f }: Dense,
  { data: t }: Dense,
  s: Float64Array,
  ridge: number,
  constant: number,
  o: number
): number {
  let low = Number.NEGATIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  let level = 0
  let last = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < MOST_STEPS; turn++) {
    let slope = ridge * (constant + level)
    let curvature = ridge
    for (let i = 0; i < n; i++) {
      if (s[i] === 0) continue
      const p = sigmoid(f[i * k + o] + level)
      slope += s[i] * (p - t[i * k + o])
      curvature += s[i] * p * (1 - p)
    }
    const newton = -slope / curvature
    if (Math.abs(newton) < SHORT) return level + newton
    if (slope > 0) high = level
    else low = level
    const middle = (low + high) / 2
    const next = level + newton
    const shrinks = Math.abs(newton) <= last / 2 && next > low && next < high
    const step = shrinks || !Number.isFinite(middle) ? newton : middle - level
    last = Math.abs(step)
    level += step
  }
  return level
}
