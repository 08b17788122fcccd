import { sigmoid } from './losses.ts'

/** Newton steps at most; one that leaves the bracket is a bisection. */
const MOST_STEPS = 30

/**
 * The α that solves α = s(t − σ(f + (α − α₀)·gain)), the optimum in one dual variable from α₀ at the score f. The right side falls
 * in α and lies between s(t − 1) and s·t, so the root is bracketed: Newton's method, kept inside the bracket, until a step
 * moves the score by no more than `accuracy`. A first step of that kind is not taken: then α is α₀, to the last bit.
 */
export function logisticStep(
  before: number,
  score: number,
  target: number,
  s: number,
  gain: number,
  accuracy: number
): number {
  let low = s * (target - 1)
  let high = s * target
  let x = Math.min(Math.max(before, low), high)
  for (let step = 0; step < MOST_STEPS; step++) {
    const p = sigmoid(score + (x - before) * gain)
    const miss = x - s * (target - p)
    const move = miss / (1 + s * p * (1 - p) * gain)
    const next = x - move
    if (Math.abs(move) * gain <= accuracy) return step > 0 && next > low && next < high ? next : x
    if (miss > 0) high = x
    else low = x
    x = next > low && next < high ? next : (low + high) / 2
  }
  return x
}
