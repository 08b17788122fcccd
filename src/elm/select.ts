import { type Dense, dense } from '../math/dense.ts'
import type { Matrix } from '../math/products.ts'
import type { StopSignal } from './abort.ts'
import { checkKnown, checkWeights } from './check.ts'
import { checkCandidates } from './check-candidates.ts'
import type { TrainedKernelElm } from './kernel-elm.ts'
import { type Kernel, type KernelTerm, kernelMatrix } from './kernels.ts'
import { pickRows } from './landmark-map.ts'
import { lossOf } from './losses.ts'
import { trainOnKernel } from './train-on-kernel.ts'

/** Options of {@link selectKernelElm}: what to try. */
export interface SelectOptions {
  /** Candidate kernels of each block, such as one per width; default linear alone. */
  readonly kernels?: readonly (readonly Kernel[])[]
  /** Candidate weightings, each one weight per block; default equal weights with sum 1. */
  readonly weights?: readonly (readonly number[])[]
  /** Candidate λ. Default 0.001 to 10 in powers of ten. */
  readonly ridges?: readonly number[]
  /** Default 'ridge', by mean squared error; 'logistic', by log loss. */
  readonly head?: 'ridge' | 'logistic'
  /** (n) weight of each row in the loss and in the figure that selects; default 1 each. */
  readonly sampleWeights?: Float64Array
  /** Rows left out together; default each row alone. */
  readonly groups?: readonly Uint32Array[]
  /** Asked between the settings tried, and between the steps of each, whether to stop. */
  readonly signal?: StopSignal
}

/** The defaults of {@link SelectOptions}. */
export const SELECT_DEFAULTS = { ridges: [1e-3, 1e-2, 1e-1, 1, 10], head: 'ridge' } as const

/** One setting that was tried. */
export interface SelectTrial {
  readonly terms: readonly KernelTerm[]
  readonly ridge: number
  /** Mean over rows and outputs of (t − f)², or of the log loss, with f the left-out scores. */
  readonly loss: number
}

/** The best machine, and everything tried, in order. */
export interface SelectedKernelElm extends TrainedKernelElm {
  readonly tried: readonly SelectTrial[]
}

const KNOWN = ['kernels', 'weights', 'ridges', 'head', 'sampleWeights', 'groups', 'signal']

/**
 * Picks kernels, such as their width γ, the weights of blocks and λ by closed-form leave-one-out, and trains the exact
 * machine with them: every combination is trained on all rows, and the least loss of left-out scores wins, of equal ones the
 * first. Each kernel matrix is computed once, and all of them are held together: Σ_b |kernels_b| · n² numbers.
 *
 * @param blocks features of the rows, one matrix `(n, d_b)` per block
 * @param targets (n, k), one column per output
 * @throws RangeError or TypeError naming the option or entry at fault; the reason of a signal that is aborted
 */
export function selectKernelElm(
  blocks: readonly Matrix[],
  targets: Dense,
  options: SelectOptions = {}
): SelectedKernelElm {
  checkKnown(options, KNOWN)
  const { ridges = SELECT_DEFAULTS.ridges, head = SELECT_DEFAULTS.head, sampleWeights, groups, signal } = options
  const kernels = options.kernels ?? blocks.map((): Kernel[] => [{ type: 'linear' }])
  const weightings = options.weights ?? [blocks.map(() => 1 / blocks.length)]
  checkCandidates(blocks, kernels, weightings, ridges)
  const matrices = kernels.map((list, b) => list.map(kernel => kernelMatrix(kernel, blocks[b], blocks[b])))
  const tried: SelectTrial[] = []
  let best: (TrainedKernelElm & { readonly loss: number }) | undefined
  for (const choice of combinations(kernels.map(list => list.length))) {
    for (const weights of weightings) {
      const terms = choice.map((at, b) => ({ kernel: kernels[b][at], weight: weights[b] }))
      const kernel = weightedSum(
        choice.map((at, b) => matrices[b][at]),
        weights
      )
      for (const ridge of ridges) {
        const common = {
          ridge,
          head,
          ...(sampleWeights && { sampleWeights }),
          ...(groups && { groups }),
          ...(signal && { signal })
        }
        const { alpha, scores, leftOut } = trainOnKernel(kernel, targets, common)
        const loss = lossOfLeftOut(head, targets, leftOut, sampleWeights)
        tried.push({ terms, ridge, loss })
        if (best !== undefined && !(loss < best.loss)) continue
        best = { model: { head, ridge, terms, landmarks: blocks, coefficients: alpha }, scores, leftOut, loss }
      }
    }
  }
  if (best === undefined) throw new RangeError('ridges: expected at least one candidate, got none')
  const { model, scores, leftOut } = best
  const all = Uint32Array.from({ length: targets.rows }, (_, i) => i)
  return { model: { ...model, landmarks: blocks.map(block => pickRows(block, all)) }, scores, leftOut, tried }
}

function lossOfLeftOut(head: 'ridge' | 'logistic', targets: Dense, scores: Dense, given: Float64Array | undefined) {
  const weights = checkWeights(given, targets.rows)
  const { value } = lossOf(head)
  const k = targets.cols
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    for (let o = i * k; o < (i + 1) * k; o++) sum += weights[i] * value(targets.data[o], scores.data[o])
  }
  const mean = sum / (k * weights.reduce((total, w) => total + w, 0))
  return head === 'ridge' ? 2 * mean : mean
}

/** Σ_b w_b K_b */
function weightedSum(matrices: readonly Dense[], weights: readonly number[]): Dense {
  const out = dense(matrices[0].rows, matrices[0].cols)
  matrices.forEach(({ data }, b) => {
    for (let i = 0; i < data.length; i++) out.data[i] += weights[b] * data[i]
  })
  return out
}

/** Every way to take one of `sizes[b]` for each b, the last b fastest. */
function combinations(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (heads, size) => heads.flatMap(head => Array.from({ length: size }, (_, at) => [...head, at])),
    [[]]
  )
}
