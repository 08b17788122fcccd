import { type Dense, dense } from '../math/dense.ts'
import { createRandom } from '../math/random.ts'
import { checkSparse, type Sparse } from '../math/sparse.ts'
import { type StopSignal, throwIfAborted } from './abort.ts'
import { checkDual } from './check-dual.ts'
import { type DualRows, dualRows } from './dual-rows.ts'
import { logisticStep } from './logistic-step.ts'
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
  /**
   * Stop after an epoch that moved the scores of the rows by no more than this share of their size, root mean squares both. With a
   * logistic head a score that would move by less is left as it is. Default 1e-3.
   */
  readonly tolerance?: number
  /** Default 100. */
  readonly maxEpochs?: number
  /** Order of the visits. Default 0. */
  readonly seed?: number
  /**
   * Where to start from; it is left alone. Rows that now have weight 0 are taken out first. One at another λ is scaled by what scores
   * do as λ changes, which shrink with about its fourth root. Without weights these follow from `alpha`, on rows that are not those
   * it was found on. Default zero.
   */
  readonly start?: DualStart
  /** Looked at before every epoch: one that is aborted throws its reason. Default none. */
  readonly signal?: StopSignal | undefined
}

/** The defaults of {@link DualOptions}. */
export const DUAL_DEFAULTS = { ridge: 1, head: 'logistic', tolerance: 1e-3, maxEpochs: 100, seed: 0 } as const

/** A linear machine by both its faces: weights = Xᵀ·alpha / λ. */
export interface DualState {
  /** (n, k) */
  readonly alpha: Dense
  /** (d, k) */
  readonly weights: Dense
  /** λ */
  readonly ridge: number
  readonly epochs: number
  /** Whether the tolerance was met. */
  readonly converged: boolean
}

/** Steps of a logistic head are this exact, as far as the tolerance lets them, and in the first epoch. */
const EXACT = 1e-12

/** A state to start from. */
export type DualStart = Pick<DualState, 'alpha' | 'ridge'> & Partial<Pick<DualState, 'weights'>>

/**
 * The kernel extreme learning machine of a linear kernel on sparse rows, exact, without a kernel matrix: minimises
 * Σ_i s_i ℓ(t_i, w·x_i + offset_i) + (λ/2)‖w‖² by dual coordinate descent, visiting rows in random order and solving for one dual
 * variable at a time while w = Xᵀα/λ is kept up to date (Hsieh et al. 2008; for the logistic loss Yu, Huang and Lin 2011).
 * All k outputs share each pass over a row. Time O(nnz · k) an epoch, memory O((n + d) · k).
 *
 * At the optimum α_i = −s_i ℓ′(t_i, w·x_i): the same machine as `trainKernelElm` with every row a landmark.
 *
 * @param rows (n, d), or what {@link dualRows} made of it: for several solutions on the same rows
 * @param targets (n, k), in [0, 1] for a logistic head
 * @throws RangeError or TypeError naming the option or entry at fault
 */
export function solveDual(rows: Sparse | DualRows, targets: Dense, options: DualOptions = {}): DualState {
  const ready = 'tails' in rows ? rows : dualRows(checkSparse(rows))
  checkDual(ready.x, targets, options)
  const { start, signal, ...rest } = { ...DUAL_DEFAULTS, ...options }
  const k = targets.cols
  const ratio = start === undefined ? 1 : rest.ridge / start.ridge
  const alpha = dense(ready.x.rows, k, scaled(start?.alpha.data, ratio ** 0.75))
  const weights = dense(ready.x.cols, k, scaled(start?.weights?.data, ratio ** -0.25))
  if (start !== undefined && start.weights === undefined) addAll(ready, alpha, rest.ridge, weights)
  const live = liveRows(ready, rest.sampleWeights, rest.ridge, alpha, weights)
  const random = createRandom(rest.seed)
  const step = { ...rest, accuracy: EXACT }
  let epochs = 0
  let converged = live.length === 0
  while (epochs < rest.maxEpochs && !converged) {
    throwIfAborted(signal)
    const order = random.permutation(live.length)
    for (let at = 0; at < order.length; at++) order[at] = live[order[at]]
    const { moved, size } = visitRows(ready, order, targets, step, alpha.data, weights.data)
    epochs++
    converged = moved <= rest.tolerance * rest.tolerance * size
    step.accuracy = Math.max(EXACT, rest.tolerance * Math.sqrt(size / (live.length * k)))
  }
  writeOwn(ready, alpha, rest.ridge, weights)
  return { alpha, weights, ridge: rest.ridge, epochs, converged }
}

/** A copy times a factor. Dual variables and weights by the powers of a ratio of λ that differ by one: weights stay Xᵀα/λ. */
function scaled(data: Float64Array | undefined, factor: number): Float64Array | undefined {
  const out = data?.slice()
  if (out !== undefined && factor !== 1) for (let i = 0; i < out.length; i++) out[i] *= factor
  return out
}

/** Adds what all dual variables make of the shared columns: Xᵀα/λ. */
function addAll({ x, tails }: DualRows, alpha: Dense, ridge: number, weights: Dense): void {
  const { cols: k, data } = alpha
  const shift = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    for (let o = 0; o < k; o++) shift[o] = data[i * k + o] / ridge
    addRowTimes(x, x.indptr[i], tails[i], shift, k, weights.data)
  }
}

/** The rows that take part. What the others have added to the weights is taken out. */
function liveRows(
  { x, norms, tails }: DualRows,
  sampleWeights: Float64Array | undefined,
  ridge: number,
  alpha: Dense,
  weights: Dense
): number[] {
  const { cols: k, data: a } = alpha
  const live: number[] = []
  const shift = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    if (sampleWeights !== undefined && sampleWeights[i] === 0) {
      for (let o = 0; o < k; o++) {
        shift[o] = -a[i * k + o] / ridge
        a[i * k + o] = 0
      }
      addRowTimes(x, x.indptr[i], tails[i], shift, k, weights.data)
    } else if (norms[i] > 0) {
      live.push(i)
    }
  }
  return live
}

/** What a visit needs beside the rows. */
interface Step {
  readonly ridge: number
  readonly head: 'ridge' | 'logistic'
  readonly sampleWeights?: Float64Array
  readonly offsets?: Dense
  /** By how much a step of a logistic head may miss the score. */
  readonly accuracy: number
}

/** Solves for the dual variables of the rows in `order`, one by one. Returns the summed squares of scores, and of how they moved. */
function visitRows(
  { x, norms, tails, own }: DualRows,
  order: Uint32Array,
  targets: Dense,
  { ridge, head, sampleWeights, offsets, accuracy }: Step,
  a: Float64Array,
  w: Float64Array
): { readonly moved: number; readonly size: number } {
  const { indptr } = x
  const { cols: k, data: t } = targets
  const scores = new Float64Array(k)
  const shift = new Float64Array(k)
  let moved = 0
  let size = 0
  for (let at = 0; at < order.length; at++) {
    const i = order[at]
    const from = indptr[i]
    const tail = tails[i]
    for (let o = 0; o < k; o++) {
      scores[o] = (a[i * k + o] / ridge) * own[i] + (offsets === undefined ? 0 : offsets.data[i * k + o])
    }
    addScores(x, from, tail, w, k, scores)
    const s = sampleWeights === undefined ? 1 : sampleWeights[i]
    const gain = norms[i] / ridge
    for (let o = 0; o < k; o++) {
      const q = i * k + o
      const before = a[q]
      const score = scores[o]
      const after =
        head === 'ridge'
          ? before + (s * (t[q] - score) - before) / (1 + s * gain)
          : logisticStep(before, score, t[q], s, gain, accuracy)
      const change = (after - before) / ridge
      a[q] = after
      shift[o] = change
      moved += (change * norms[i]) ** 2
      size += score * score
    }
    addRowTimes(x, from, tail, shift, k, w)
  }
  return { moved, size }
}

/** The weights of the columns that end each row and are its own: α_i·x_ij / λ. */
function writeOwn({ x, tails }: DualRows, alpha: Dense, ridge: number, weights: Dense): void {
  const { indptr, indices, values } = x
  const k = alpha.cols
  for (let i = 0; i < x.rows; i++) {
    for (let p = tails[i]; p < indptr[i + 1]; p++) {
      const at = indices[p] * k
      for (let o = 0; o < k; o++) weights.data[at + o] = (alpha.data[i * k + o] / ridge) * values[p]
    }
  }
}

/** The scores of all rows under the weights of a state, its offsets aside: (n, k). */
export function scoreRows({ x }: DualRows, { weights }: DualState): Dense {
  const k = weights.cols
  const out = dense(x.rows, k)
  const scores = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    scores.fill(0)
    addScores(x, x.indptr[i], x.indptr[i + 1], weights.data, k, scores)
    out.data.set(scores, i * k)
  }
  return out
}
