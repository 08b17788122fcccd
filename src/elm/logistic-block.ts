import { type Dense, dense, expInPlace, gemm, outer, transposed } from '../math/index.ts'
import { addDense } from './block-sums.ts'

/** The logistic loss of k outputs, summed over rows: values (k) and slopes (k, r) in their coefficients. */
export interface LogisticSums {
  readonly values: Float64Array
  readonly slopes: Dense
}

/** The sums of no rows. */
export function noRows(outputs: number, size: number): LogisticSums {
  return { values: new Float64Array(outputs), slopes: dense(outputs, size) }
}

/**
 * Adds a block of rows: features Φ (b, r), targets (b, k) and weights (b), at coefficients (k, r). Returns the scores (b, k).
 */
export function addRows(
  { values, slopes }: LogisticSums,
  phi: Dense,
  targets: Dense,
  weights: Float64Array,
  coefficients: Dense
): Dense {
  const k = targets.cols
  // At the start all coefficients are 0.
  const scores = coefficients.data.every(c => c === 0) ? dense(phi.rows, k) : outer(phi, coefficients)
  const gradients = dense(phi.rows, k)
  const f = scores.data
  const t = targets.data
  // e^−|f|, which value and gradient of `logisticLoss` share: first it stands where the gradient will.
  const g = gradients.data
  for (let p = 0; p < g.length; p++) g[p] = -Math.abs(f[p])
  expInPlace(g)
  for (let i = 0, p = 0; i < phi.rows; i++) {
    const weight = weights[i]
    for (let o = 0; o < k; o++, p++) {
      const x = f[p]
      const e = g[p]
      values[o] += weight * (Math.max(x, 0) + Math.log1p(e) - t[p] * x)
      g[p] = weight * ((x >= 0 ? 1 : e) / (1 + e) - t[p])
    }
  }
  // Whatever their number: the transposes that few outputs would else need cost more than what is left empty.
  addDense(slopes, gemm(transposed(gradients), phi))
  return scores
}

/** Adds the penalty (λ/2)‖θ‖² of every output, given the coefficients (k, r). */
export function addPenalty({ values, slopes }: LogisticSums, coefficients: Dense, ridge: number): void {
  const { rows: k, cols: r, data } = coefficients
  for (let o = 0, p = 0; o < k; o++) {
    for (let j = 0; j < r; j++, p++) {
      values[o] += (ridge / 2) * data[p] * data[p]
      slopes.data[p] += ridge * data[p]
    }
  }
}
