import { type Dense, gramOfRows, multiplyTransposed, squaredNorms } from '../math/index.ts'
import type { StopSignal } from './abort.ts'
import { featureSpace } from './feature-space.ts'
import { fitLogistic } from './fit-logistic.ts'
import { fitRidge } from './fit-ridge.ts'
import { fitHead, type HeadFit, leavingOutLater } from './head.ts'
import { kernelSpace } from './kernel-space.ts'
import { lossOf } from './losses.ts'
import type { Space } from './newton.ts'
import { allFeatures, type RowFeatures } from './row-features.ts'

/** What a head is fitted by, all of it known to be sound. */
export interface HeadProblem {
  /** (n, k) */
  readonly targets: Dense
  /** (n) of the rows in the loss */
  readonly weights: Float64Array
  readonly ridge: number
  readonly head: 'ridge' | 'logistic'
  /** Rows that leave-one-out leaves out together; every row alone if undefined. */
  readonly groups: readonly Uint32Array[] | undefined
  readonly signal: StopSignal | undefined
}

/** Rows for which Newton's method is as quick as any: it knows what leaving out changes at no further cost. */
export const FEW_ROWS = 256

/**
 * Fits f(x) = φ(x)·θ to every column of the targets, with penalty (λ/2)‖θ‖², by features or by rows, whichever is cheaper.
 *
 * @returns θ, (r, k), and the scores of the rows
 */
export function fitFeatures(features: RowFeatures, problem: HeadProblem): HeadFit {
  const { rows: n, cols: r } = features
  const { targets, weights, ridge, head, groups, signal } = problem
  const few = n <= FEW_ROWS
  if (head === 'ridge' && !few && 2 * r <= n) return fitRidge(features, problem)
  const phi = allFeatures(features, signal)
  if (head === 'logistic' && !few) return fitLogistic(phi, problem)
  const solve = (space: Space) => fitHead(space, targets, weights, ridge, lossOf(head), groups, signal)
  if (!rowsAreCheaper(r, squaredNorms(phi), weights, ridge)) return solve(featureSpace(phi, ridge))
  const fit = solve(kernelSpace(gramOfRows(phi), ridge))
  return leavingOutLater(multiplyTransposed(phi, fit.coefficients), fit.scores, () => fit.leftOut)
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
