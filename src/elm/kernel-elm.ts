import { type Dense, dense } from '../math/dense.ts'
import { pivotedCholesky, solveLowerTransposedInPlace } from '../math/index.ts'
import { type Matrix, multiply } from '../math/products.ts'
import { createRandom } from '../math/random.ts'
import { checkKernelTraining, checkTraining, type TrainingShape } from './check.ts'
import { featureSpace } from './feature-space.ts'
import { fitFeatures, rowsAreCheaper } from './fit-features.ts'
import { fitHead } from './head.ts'
import { kernelSpace } from './kernel-space.ts'
import { type Kernel, type KernelTerm, kernelSum } from './kernels.ts'
import { landmarkMap, mapRows } from './landmark-map.ts'
import { lossOf } from './losses.ts'
import type { Space } from './newton.ts'

/** Options of {@link trainKernelElm}. */
export interface KernelElmOptions {
  /** One kernel per block of features; default linear for each. */
  readonly kernels?: readonly (Kernel | KernelTerm)[]
  /** λ, the penalty on the squared norm of the function; above 0, default 1. */
  readonly ridge?: number
  /** 'ridge': squared loss. 'logistic': targets in [0, 1], scores are log odds, solved by IRLS. Default 'ridge'. */
  readonly head?: 'ridge' | 'logistic'
  /** Every row ('all'), so many rows drawn by `seed`, or these rows. Default 'all': the exact machine. */
  readonly landmarks?: 'all' | number | Uint32Array
  /** (n) weight of each row in the loss, at least 0; default 1 each. */
  readonly sampleWeights?: Float64Array
  /** Rows that leave-one-out leaves out together, such as duplicates; default each row alone. */
  readonly groups?: readonly Uint32Array[]
  /** Draws the landmarks. Default 0. */
  readonly seed?: number
}

/** The defaults of {@link KernelElmOptions}. */
export const KERNEL_ELM_DEFAULTS = { ridge: 1, head: 'ridge', landmarks: 'all', seed: 0 } as const

/** A trained kernel extreme learning machine: f(x) = k(x, Z)·coefficients. */
export interface KernelElm {
  readonly head: 'ridge' | 'logistic'
  readonly ridge: number
  readonly terms: readonly KernelTerm[]
  /** One matrix of landmark rows per block, (m, d_b). */
  readonly landmarks: readonly Matrix[]
  /** (m, k) */
  readonly coefficients: Dense
}

/** What training says of its own rows. */
export interface TrainingScores {
  /** (n, k) scores of the training rows */
  readonly scores: Dense
  /** (n, k) scores of the training rows, each by a machine that never saw it, nor its group */
  readonly leftOut: Dense
}

/** A machine and its training scores. */
export interface TrainedKernelElm extends TrainingScores {
  readonly model: KernelElm
}

/**
 * Trains a kernel extreme learning machine (Huang, Zhou, Ding and Zhang 2012), that is regularised least squares or
 * logistic regression in the space of a sum of kernels: minimises Σ_i s_i ℓ(t_i, f(x_i)) + (λ/2)‖f‖² over f spanned by
 * the landmarks. The penalty is on the function, not on raw coefficients. With the squared loss and every row a landmark
 * the coefficients are α = (K + λS⁻¹)⁻¹T, S the sample weights.
 *
 * @param blocks features of the rows, one matrix `(n, d_b)` per block
 * @param targets (n, k), one column per output
 * @throws RangeError or TypeError naming the option or entry at fault
 */
export function trainKernelElm(
  blocks: readonly Matrix[],
  targets: Dense,
  options: KernelElmOptions = {}
): TrainedKernelElm {
  const shape = checkTraining(blocks, targets, options)
  const { ridge = KERNEL_ELM_DEFAULTS.ridge, head = KERNEL_ELM_DEFAULTS.head, groups } = options
  const map = landmarkMap(shape.terms, blocks, candidatesOf(shape, options))
  const phi = mapRows(map, blocks)
  const { coefficients: thetas, ...scores } = fitFeatures(phi, targets, shape.weights, ridge, head, groups)
  const model: KernelElm = {
    head,
    ridge,
    terms: shape.terms,
    landmarks: map.landmarks,
    // f(x) = φ(x)·θ = k(x, Z)·L⁻ᵀθ
    coefficients: solveLowerTransposedInPlace(map.factor, thetas)
  }
  return { model, ...scores }
}

/**
 * The exact machine from a kernel matrix computed beforehand, for callers that try many weights over the same blocks.
 *
 * @param kernel (n, n) symmetric positive semidefinite
 * @param targets (n, k)
 * @returns `alpha` (n, k) with f(x) = k(x, X)·alpha, and the training scores
 * @throws RangeError or TypeError naming the option or entry at fault, NotPositiveDefiniteError on a kernel that is not
 *   positive semidefinite
 */
export function trainOnKernel(
  kernel: Dense,
  targets: Dense,
  options: Pick<KernelElmOptions, 'ridge' | 'head' | 'sampleWeights' | 'groups'> = {}
): TrainingScores & { readonly alpha: Dense } {
  const weights = checkKernelTraining(kernel, targets, options)
  const { ridge = KERNEL_ELM_DEFAULTS.ridge, head = KERNEL_ELM_DEFAULTS.head, groups } = options
  const n = kernel.rows
  const solve = (space: Space) => fitHead(space, targets, weights, ridge, lossOf(head), groups)
  const { kept, factor, features } = pivotedCholesky(kernel)
  const diagonal = Float64Array.from({ length: n }, (_, i) => kernel.data[i * n + i])
  if (rowsAreCheaper(kept.length, diagonal, weights, ridge)) {
    const { coefficients: alpha, ...scores } = solve(kernelSpace(kernel, ridge))
    return { alpha, ...scores }
  }
  const { coefficients: thetas, ...scores } = solve(featureSpace(features, ridge))
  const reduced = solveLowerTransposedInPlace(factor, thetas)
  const k = targets.cols
  const alpha = dense(n, k)
  for (let j = 0; j < kept.length; j++) alpha.data.set(reduced.data.subarray(j * k, (j + 1) * k), kept[j] * k)
  return { alpha, ...scores }
}

function candidatesOf({ n }: TrainingShape, { landmarks = 'all', seed = 0 }: KernelElmOptions): Uint32Array {
  if (landmarks === 'all') return Uint32Array.from({ length: n }, (_, i) => i)
  if (typeof landmarks !== 'number') return landmarks
  return createRandom(seed).permutation(n).slice(0, Math.min(n, landmarks)).sort()
}

/** Scores of new rows: blocks (n, d_b) → (n, k). For a logistic head they are log odds. Throws RangeError on other shapes. */
export function predictKernelElm(model: KernelElm, blocks: readonly Matrix[]): Dense {
  return multiply(kernelSum(model.terms, blocks, model.landmarks), model.coefficients)
}
