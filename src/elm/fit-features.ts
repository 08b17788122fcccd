import { type Dense, gramOfRows, multiplyTransposed, squaredNorms } from '../math/index.ts'
import { featureSpace } from './feature-space.ts'
import { fitHead, type HeadFit } from './head.ts'
import { kernelSpace } from './kernel-space.ts'
import { lossOf } from './losses.ts'
import type { Space } from './newton.ts'

/**
 * Fits f(x) = φ(x)·θ to every column of `targets`, (n, k), with penalty (λ/2)‖θ‖², by features or by rows, whichever is cheaper.
 *
 * @param phi (n, r) features, one row per example
 * @param weights (n) of the rows in the loss
 * @param groups rows that leave-one-out leaves out together; every row alone if undefined
 * @returns θ, (r, k), and the scores of the rows
 */
export function fitFeatures(
  phi: Dense,
  targets: Dense,
  weights: Float64Array,
  ridge: number,
  head: 'ridge' | 'logistic',
  groups: readonly Uint32Array[] | undefined
): HeadFit {
  const solve = (space: Space) => fitHead(space, targets, weights, ridge, lossOf(head), groups)
  if (!rowsAreCheaper(phi.cols, squaredNorms(phi), weights, ridge)) return solve(featureSpace(phi, ridge))
  const { coefficients, ...scores } = solve(kernelSpace(gramOfRows(phi), ridge))
  return { coefficients: multiplyTransposed(phi, coefficients), ...scores }
}

/** Share of the largest weighed ‖x‖² below which λ would be lost in RKR + λI, where K alone is singular. */
const LEAST_RIDGE = 1e-10

/**
 * Whether to solve for one coefficient per row rather than for `rank` weights on features: a Hessian is n³/6 multiplications
 * there, n·rank²/2 + rank³/6 here.
 */
export function rowsAreCheaper(rank: number, diagonal: Float64Array, weights: Float64Array, ridge: number): boolean {
  let largest = 0
  for (let i = 0; i < diagonal.length; i++) largest = Math.max(largest, weights[i] * diagonal[i])
  const n = diagonal.length
  return 2 * rank > n && (rank === n || ridge > LEAST_RIDGE * largest)
}
