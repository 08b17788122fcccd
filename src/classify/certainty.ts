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
 * How much each row says, s_i p_i (1 − p_i) averaged over the outputs with p = σ(scores), (n, k): the second derivative of its
 * logistic loss.
 */
export function curvatures(scores: Dense, sampleWeights: Float64Array): Float64Array {
  const { rows: n, cols: k, data } = scores
  const out = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let o = 0; o < k; o++) {
      const p = sigmoid(data[i * k + o])
      out[i] += (sampleWeights[i] * p * (1 - p)) / k
    }
  }
  return out
}

/**
 * Adds to `information` what rows x (n, d) of these curvatures, (n), say of each weight, Σ_i c_i (scale · x_ij)²: the diagonal of the
 * second derivatives. Column 0 of x is column `first` of `information`.
 */
export function addInformation(
  information: Float64Array,
  x: Sparse,
  curvature: Float64Array,
  scale = 1,
  first = 0
): void {
  const { indptr, indices, values } = x
  for (let i = 0; i < x.rows; i++) {
    const c = curvature[i] * scale * scale
    for (let p = indptr[i]; p < indptr[i + 1]; p++) information[first + indices[p]] += c * values[p] * values[p]
  }
}

/** Sixteenths of an octave by which information h shrinks a prior variance 1 / λ: 16 log₂(1 + h / λ), at most 255. */
export function shrinkageOf(information: Float64Array, ridge: number): Uint8Array {
  const out = new Uint8Array(information.length)
  for (let j = 0; j < out.length; j++) out[j] = Math.min(255, Math.round(16 * Math.log2(1 + information[j] / ridge)))
  return out
}

/** The inverse of {@link shrinkageOf}, to its rounding. */
export function informationOf(shrinkage: Uint8Array, ridge: number): Float64Array {
  return Float64Array.from(shrinkage, s => ridge * (2 ** (s / 16) - 1))
}
