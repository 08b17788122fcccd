import { sigmoid } from '../elm/index.ts'
import type { Dense, Sparse } from '../math/index.ts'

/** What a model of many rows keeps for learning: how sure it is of each weight. */
export interface Certainty {
  readonly kind: 'certainty'
  /** (Σ m_b + 1) in sixteenths of an octave: a weight's variance is its prior's, 1 / λ, times 2^(−x / 16) */
  readonly shrinkage: Uint8Array
  /** (labels) the weight of an example of each class in the loss */
  readonly classWeights: Float64Array
}

/**
 * Adds to `information` (d) what rows x (n, d) say of each weight, Σ_i s_i p_i (1 − p_i) x_ij² averaged over the outputs, with
 * p = σ(scores), (n, k): the diagonal of the logistic loss's second derivatives.
 */
export function addInformation(information: Float64Array, x: Sparse, scores: Dense, sampleWeights: Float64Array): void {
  const k = scores.cols
  for (let i = 0; i < x.rows; i++) {
    let curvature = 0
    for (let o = 0; o < k; o++) {
      const p = sigmoid(scores.data[i * k + o])
      curvature += (sampleWeights[i] * p * (1 - p)) / k
    }
    for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) information[x.indices[p]] += curvature * x.values[p] ** 2
  }
}

/** Sixteenths of an octave by which information h shrinks a prior variance 1 / λ: 16 log₂(1 + h / λ), at most 255. */
export function shrinkageOf(information: Float64Array, ridge: number): Uint8Array {
  return Uint8Array.from(information, h => Math.min(255, Math.round(16 * Math.log2(1 + h / ridge))))
}

/** The inverse of {@link shrinkageOf}, to its rounding. */
export function informationOf(shrinkage: Uint8Array, ridge: number): Float64Array {
  return Float64Array.from(shrinkage, s => ridge * (2 ** (s / 16) - 1))
}
