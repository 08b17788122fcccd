import { createRandom, type Dense, type Matrix, solveLowerTransposedInPlace } from '../math/index.ts'
import { type StopSignal, throwIfAborted } from './abort.ts'
import { checkTraining } from './check.ts'
import { FEW_ROWS, fitFeatures, type HeadProblem } from './fit-features.ts'
import { fitHead, type HeadFit, leavingOutLater } from './head.ts'
import { kernelSpace } from './kernel-space.ts'
import type { Kernel, KernelTerm } from './kernels.ts'
import { type IndependentRows, independentRows, landmarkFeatures, pickRows } from './landmark-map.ts'
import { landmarkRows } from './landmark-rows.ts'
import { lossOf } from './losses.ts'
import { heldFeatures } from './row-features.ts'

/** Options of {@link trainKernelElm}. */
export interface KernelElmOptions {
  /** One kernel per block of features; default linear for each. */
  readonly kernels?: readonly (Kernel | KernelTerm)[]
  /** λ, the penalty on the squared norm of the function; above 0, default 1. */
  readonly ridge?: number
  /** 'ridge': squared loss. 'logistic': targets in [0, 1], scores are log odds. Default 'ridge'. */
  readonly head?: 'ridge' | 'logistic'
  /** Every row ('all'), so many rows drawn by `seed`, or these rows. Default 'all': the exact machine. */
  readonly landmarks?: 'all' | number | Uint32Array
  /** (n) weight of each row in the loss, at least 0; default 1 each. */
  readonly sampleWeights?: Float64Array
  /** Rows that leave-one-out leaves out together, such as duplicates; default each row alone. */
  readonly groups?: readonly Uint32Array[]
  /** Draws the landmarks. Default 0. */
  readonly seed?: number
  /** Asked between blocks of rows and steps of the solver whether to stop. */
  readonly signal?: StopSignal
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
  /**
   * (n, k) scores of the training rows, each by a machine that never saw it, nor its group. Computed when it is first read, which
   * for many rows takes as long as training with a ridge head, and a logistic head once for each output; until then the features
   * of the rows are kept. Throws RangeError where λ is too small to leave rows out at.
   */
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
 * With m landmarks of n rows time is O(n·m²), and memory O(n·m) up to 256 megabytes and with a logistic head, else O(m²): for more
 * rows than memory holds see {@link trainKernelElmOnStream}.
 *
 * @param blocks features of the rows, one matrix `(n, d_b)` per block
 * @param targets (n, k), one column per output
 * @throws RangeError or TypeError naming the option or entry at fault; the reason of a signal that is aborted
 */
export function trainKernelElm(
  blocks: readonly Matrix[],
  targets: Dense,
  options: KernelElmOptions = {}
): TrainedKernelElm {
  const { n, weights, terms } = checkTraining(blocks, targets, options)
  const { ridge = KERNEL_ELM_DEFAULTS.ridge, head = KERNEL_ELM_DEFAULTS.head, groups, signal } = options
  throwIfAborted(signal)
  const candidates = candidatesOf(n, options)
  const independent = independentRows(
    terms,
    blocks.map(block => pickRows(block, candidates))
  )
  const { landmarks, factor } = independent
  const problem = { targets, weights, ridge, head, groups, signal }
  const everyRow = landmarks[0].rows === n && candidates.every((row, i) => row === i)
  const fit = everyRow
    ? fitEveryRow(independent, problem)
    : onLandmarks(fitFeatures(landmarkFeatures(landmarkRows(terms, landmarks), factor, blocks), problem), factor)
  return {
    model: { head, ridge, terms, landmarks, coefficients: fit.coefficients },
    scores: fit.scores,
    get leftOut() {
      return fit.leftOut
    }
  }
}

/** Where every row is a landmark K = L·Lᵀ is at hand, and so are the features of the rows: those of L. */
function fitEveryRow({ kernel, factor }: IndependentRows, problem: HeadProblem): HeadFit {
  const { targets, weights, ridge, head, groups, signal } = problem
  if (head === 'logistic' && kernel.rows > FEW_ROWS)
    return onLandmarks(fitFeatures(heldFeatures(factor), problem), factor)
  return fitHead(kernelSpace(kernel, ridge), targets, weights, ridge, lossOf(head), groups, signal)
}

/** A fit f(x) = φ(x)·θ by coefficients on landmarks: f(x) = k(x, Z)·L⁻ᵀθ. */
function onLandmarks(fit: HeadFit, factor: Dense): HeadFit {
  return leavingOutLater(solveLowerTransposedInPlace(factor, fit.coefficients), fit.scores, () => fit.leftOut)
}

function candidatesOf(n: number, { landmarks = 'all', seed = 0 }: KernelElmOptions): Uint32Array {
  if (landmarks === 'all') return Uint32Array.from({ length: n }, (_, i) => i)
  if (typeof landmarks !== 'number') return landmarks
  return createRandom(seed).permutation(n).slice(0, Math.min(n, landmarks)).sort()
}
