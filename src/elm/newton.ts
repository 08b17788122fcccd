import { type StopSignal, throwIfAborted } from './abort.ts'
import type { Loss } from './losses.ts'

/**
 * Where the coefficients of a function live, and so how big its Newton systems are: on features or on training rows. Both
 * give the same function.
 */
export interface Space {
  /** Coefficients of one output. */
  readonly size: number
  /** ⟨f, g⟩ of two functions, by the coefficients of both and the scores of the second. */
  inner(x: Float64Array, y: Float64Array, yScores: Float64Array): number
  /** The Hessian at these curvatures of the rows, (n), factored. */
  factor(curvature: Float64Array): Factor
}

/** A factored Hessian. */
export interface Factor {
  /** The Newton step at coefficients `x`, where the loss has these gradients in the scores of the rows, (n). */
  step(gradient: Float64Array, x: Float64Array): Step
  /**
   * (|G|) what leaving out the rows of `group` adds to their scores, one Newton step from the optimum, which has these
   * gradients and coefficients.
   */
  leaveOut(gradient: Float64Array, x: Float64Array, group: Uint32Array): Float64Array
}

/** A change of coefficients, and the change of the rows' scores, (n), that it makes. */
export interface Step {
  readonly change: Float64Array
  readonly scores: Float64Array
}

/** One output of a head, solved. */
export interface NewtonFit {
  readonly coefficients: Float64Array
  /** (n) scores of the training rows */
  readonly scores: Float64Array
  /** (n) what each row would score had the rows of its group been left out */
  leftOut(): Float64Array
  /** Hessians used. */
  readonly steps: number
}

/** The loss of the training rows: targets (n) and weights s (n), at least 0. */
export interface RowLoss {
  readonly loss: Loss
  readonly targets: Float64Array
  readonly weights: Float64Array
}

/** Coefficients of a space and the scores of the rows that they amount to, (n). */
export interface NewtonStart {
  readonly coefficients: Float64Array
  readonly scores: Float64Array
}

export const MAX_STEPS = 100
/** Of the objective at zero: what the last step with a new Hessian may still gain. */
export const TOLERANCE = 1e-8
/** Of a step: no shorter one is tried. */
export const SHORTEST = 2 ** -30

/**
 * Minimises Σ_i s_i ℓ(t_i, f_i) + (λ/2)‖f‖² by Newton's method: every step is a weighted ridge regression (iteratively
 * re-weighted least squares; Green 1984), the only step for the squared loss. A step that does not lower the objective is
 * halved, so the method cannot diverge.
 *
 * Left-out scores are closed form. With S the inverse Hessian in the scores of the rows, W their curvatures and g their
 * gradients, leaving group G out gives f_G + (I − S_GG W_G)⁻¹ S_GG g_G: exact for the squared loss (PRESS; Allen 1974, its
 * block form), one Newton step away from the full fit for others (Rad and Maleki 2020, equation 6).
 *
 * @param groups rows that leave together, every row in one of them
 * @param from where to begin, default 0
 * @throws RangeError if 100 Hessians do not settle it or no step lowers the objective: λ is too small beside the kernel; the
 *   reason of a signal that is aborted between two Hessians
 */
export function newtonFit(
  space: Space,
  rows: RowLoss,
  ridge: number,
  groups: readonly Uint32Array[],
  signal?: StopSignal,
  from?: NewtonStart
): NewtonFit {
  const n = rows.targets.length
  const x = from?.coefficients.slice() ?? new Float64Array(space.size)
  const scores = from?.scores.slice() ?? new Float64Array(n)
  const gradient = new Float64Array(n)
  const curvature = new Float64Array(n)
  const start = lossAt(rows, new Float64Array(n))
  // That of the start left out: only differences count.
  let penalty = 0
  for (let steps = 1; steps <= MAX_STEPS; steps++) {
    throwIfAborted(signal)
    slopes(rows, scores, gradient, curvature)
    const factor = space.factor(curvature)
    const step = factor.step(gradient, x)
    const along = ridge * space.inner(x, step.change, step.scores)
    const gain = -dot(gradient, step.scores) - along
    if (rows.loss.name === 'squared' || Math.abs(gain) <= TOLERANCE * start) {
      // Newton's method squares its error: a step this small needs no new Hessian. A second one with the same factor costs
      // next to nothing, and takes off what the first left, be it curvature or rounding.
      add(x, step.change, 1)
      add(scores, step.scores, 1)
      slopes(rows, scores, gradient)
      const last = factor.step(gradient, x)
      add(x, last.change, 1)
      add(scores, last.scores, 1)
      slopes(rows, scores, gradient)
      const leftOut = () => leaveOut(factor, x, scores, gradient, rows.weights, groups)
      return { coefficients: x, scores, leftOut, steps }
    }
    const objective = lossAt(rows, scores) + penalty
    const square = (ridge / 2) * space.inner(step.change, step.change, step.scores)
    let scale = 1
    for (; ; scale /= 2) {
      const next = scores.slice()
      add(next, step.scores, scale)
      const nextPenalty = penalty + scale * along + scale * scale * square
      if (lossAt(rows, next) + nextPenalty < objective) {
        penalty = nextPenalty
        break
      }
      if (scale < SHORTEST) throw tooSmall(ridge, `no step that lowers the objective ${objective}`)
    }
    add(x, step.change, scale)
    add(scores, step.scores, scale)
  }
  throw tooSmall(ridge, `no end of Newton's method in ${MAX_STEPS} steps`)
}

/** λ is too small for the machine to be found. */
export function tooSmall(ridge: number, got: string): RangeError {
  return new RangeError(`ridge: expected a value that the kernel does not dwarf, got ${ridge}, and so ${got}`)
}

function leaveOut(
  factor: Factor,
  x: Float64Array,
  scores: Float64Array,
  gradient: Float64Array,
  weights: Float64Array,
  groups: readonly Uint32Array[]
): Float64Array {
  const out = scores.slice()
  for (const group of groups) {
    // Rows of weight 0 are not missed.
    if (group.every(i => weights[i] === 0)) continue
    const change = factor.leaveOut(gradient, x, group)
    for (let a = 0; a < group.length; a++) out[group[a]] += change[a]
  }
  return out
}

function lossAt({ loss, targets, weights }: RowLoss, scores: Float64Array): number {
  let sum = 0
  for (let i = 0; i < scores.length; i++) sum += weights[i] * loss.value(targets[i], scores[i])
  return sum
}

function slopes(rows: RowLoss, scores: Float64Array, gradient: Float64Array, curvature?: Float64Array): void {
  const { loss, targets, weights } = rows
  for (let i = 0; i < scores.length; i++) {
    gradient[i] = weights[i] * loss.gradient(targets[i], scores[i])
    if (curvature !== undefined) curvature[i] = weights[i] * loss.curvature(targets[i], scores[i])
  }
}

/** x ← x + scale · y */
export function add(x: Float64Array, y: Float64Array, scale: number): void {
  for (let i = 0; i < x.length; i++) x[i] += scale * y[i]
}

/** x·y */
export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i]
  return sum
}
