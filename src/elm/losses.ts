/**
 * A convex loss ℓ(t, f) of a target t and a score f, by its value and its first two derivatives in f. A ridge head is the
 * squared loss, a logistic head the logistic loss: the solvers know nothing else of them.
 */
export interface Loss {
  readonly name: 'squared' | 'logistic'
  value(target: number, score: number): number
  /** ∂ℓ/∂f */
  gradient(target: number, score: number): number
  /** ∂²ℓ/∂f² */
  curvature(target: number, score: number): number
}

/** σ(x) = 1 / (1 + e^−x), without overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/** ℓ = (f − t)² / 2. */
export const squaredLoss: Loss = {
  name: 'squared',
  value: (t, f) => ((f - t) * (f - t)) / 2,
  gradient: (t, f) => f - t,
  curvature: () => 1
}

/** ℓ = log(1 + e^f) − t f for targets t in [0, 1]: the negative log likelihood of P = σ(f). */
export const logisticLoss: Loss = {
  name: 'logistic',
  value: (t, f) => Math.max(f, 0) + Math.log1p(Math.exp(-Math.abs(f))) - t * f,
  gradient: (t, f) => sigmoid(f) - t,
  curvature: (_, f) => {
    // σ(f)σ(−f), which is above 0 however far out the score: solvers divide by its root.
    const e = Math.exp(-Math.abs(f))
    return Math.max(e / ((1 + e) * (1 + e)), 1e-200)
  }
}

/** The loss by the name of its head. */
export function lossOf(head: 'ridge' | 'logistic'): Loss {
  if (head === 'ridge') return squaredLoss
  if (head === 'logistic') return logisticLoss
  throw new TypeError(`head: expected 'ridge' or 'logistic', got ${JSON.stringify(head)}`)
}
