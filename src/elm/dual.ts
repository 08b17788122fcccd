import { type Dense, dense } from '../math/dense.ts'
import { createRandom } from '../math/random.ts'
import type { Sparse } from '../math/sparse.ts'
import { checkDual } from './check-dual.ts'
import { sigmoid } from './losses.ts'
import { addRowTimes, addScores } from './weight-rows.ts'

/** Options of {@link solveDual}. */
export interface DualOptions {
  /** λ, above 0. Default 1. */
  readonly ridge?: number
  /** Default 'logistic'. */
  readonly head?: 'ridge' | 'logistic'
  /** (n) weight of each row in the loss; rows of weight 0 take no part. Default 1 each. */
  readonly sampleWeights?: Float64Array
  /** (n, k) added to the scores of the rows, as an earlier machine gave them. Default 0. */
  readonly offsets?: Dense
  /** Stop after an epoch that moved the scores of the rows by no more than this share of their size. Default 1e-3. */
  readonly tolerance?: number
  /** Default 100. */
  readonly maxEpochs?: number
  /** Order of the visits. Default 0. */
  readonly seed?: number
  /** Where to start from; it is left alone. Rows that now have weight 0 are taken out first. Default zero. */
  readonly start?: DualState
}

/** The defaults of {@link DualOptions}. */
export const DUAL_DEFAULTS = { ridge: 1, head: 'logistic', tolerance: 1e-3, maxEpochs: 100, seed: 0 } as const

/** A linear machine by both its faces: weights = Xᵀ·alpha / λ. */
export interface DualState {
  /** (n, k) */
  readonly alpha: Dense
  /** (d, k) */
  readonly weights: Dense
  readonly epochs: number
  /** Whether the tolerance was met. */
  readonly converged: boolean
}

/**
 * The kernel extreme learning machine of a linear kernel on sparse rows, exact, without a kernel matrix: minimises
 * Σ_i s_i ℓ(t_i, w·x_i + offset_i) + (λ/2)‖w‖² by dual coordinate descent, visiting rows in random order and solving for one dual
 * variable at a time while w = Xᵀα/λ is kept up to date (Hsieh et al. 2008; for the logistic loss Yu, Huang and Lin 2011).
 * All k outputs share each pass over a row. Time O(nnz · k) an epoch, memory O((n + d) · k).
 *
 * At the optimum α_i = −s_i ℓ′(t_i, w·x_i): the same machine as `trainKernelElm` with every row a landmark.
 *
 * @param x (n, d)
 * @param targets (n, k), in [0, 1] for a logistic head
 * @throws RangeError or TypeError naming the option or entry at fault
 */
export function solveDual(x: Sparse, targets: Dense, options: DualOptions = {}): DualState {
  checkDual(x, targets, options)
  const { ridge, head, tolerance, maxEpochs, seed } = { ...DUAL_DEFAULTS, ...options }
  const n = x.rows
  const k = targets.cols
  const { start, sampleWeights, offsets } = options
  const alpha = dense(n, k, start?.alpha.data.slice())
  const weights = dense(x.cols, k, start?.weights.data.slice())
  const { indptr, values } = x
  const a = alpha.data
  const w = weights.data
  const t = targets.data

  const live: number[] = []
  const norms = new Float64Array(n)
  const shift = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    for (let p = indptr[i]; p < indptr[i + 1]; p++) norms[i] += values[p] * values[p]
    if (sampleWeights !== undefined && sampleWeights[i] === 0) {
      for (let o = 0; o < k; o++) {
        shift[o] = -a[i * k + o] / ridge
        a[i * k + o] = 0
      }
      addRowTimes(x, i, shift, k, w)
    } else if (norms[i] > 0) {
      live.push(i)
    }
  }

  const random = createRandom(seed)
  const scores = new Float64Array(k)
  let epochs = 0
  let converged = live.length === 0
  while (epochs < maxEpochs && !converged) {
    epochs++
    let moved = 0
    let size = 0
    for (const at of random.permutation(live.length)) {
      const i = live[at]
      for (let o = 0; o < k; o++) scores[o] = offsets === undefined ? 0 : offsets.data[i * k + o]
      addScores(x, i, w, k, scores)
      const s = sampleWeights === undefined ? 1 : sampleWeights[i]
      const gain = norms[i] / ridge
      for (let o = 0; o < k; o++) {
        const at = i * k + o
        const before = a[at]
        const after =
          head === 'ridge'
            ? before + (s * (t[at] - scores[o]) - before) / (1 + s * gain)
            : logisticStep(before, scores[o], t[at], s, gain)
        shift[o] = (after - before) / ridge
        a[at] = after
        moved += (shift[o] * norms[i]) ** 2
        size += scores[o] * scores[o]
      }
      addRowTimes(x, i, shift, k, w)
    }
    converged = moved <= tolerance * tolerance * size
  }
  return { alpha, weights, epochs, converged }
}

/**
 * The α that solves α = s(t − σ(f + (α − α₀)·gain)), the optimum in one dual variable. The right side falls in α and lies
 * between s(t − 1) and s·t, so the root is bracketed: Newton's method, kept inside the bracket.
 */
function logisticStep(alpha: number, score: number, target: number, s: number, gain: number): number {
  let low = s * (target - 1)
  let high = s * target
  let x = Math.min(Math.max(alpha, low), high)
  for (let step = 0; step < 30; step++) {
    const p = sigmoid(score + (x - alpha) * gain)
    const miss = x - s * (target - p)
    if (Math.abs(miss) <= 1e-12 * s) return x
    if (miss > 0) high = x
    else low = x
    const next = x - miss / (1 + s * p * (1 - p) * gain)
    x = next > low && next < high ? next : (low + high) / 2
  }
  return x
}
