import {
  cholesky,
  choleskySolve,
  type Dense,
  dense,
  gemm,
  gramOfColumns,
  identity,
  type Matrix,
  multiply,
  outer,
  solveLowerInPlace,
  transposed
} from '../math/index.ts'
import { checkSignal, type StopSignal, throwIfAborted } from './abort.ts'
import { addDense, plusRidge } from './block-sums.ts'
import { checkKnown, checkMatrix, checkTargets, checkWeights } from './check.ts'
import type { Elm } from './elm.ts'
import { HIDDEN_LAYER_DEFAULTS, type HiddenLayerOptions, hiddenFeatures } from './hidden-layer.ts'
import { type ElmStatistics, emptyElmStatistics, solveElm } from './statistics.ts'

/** Options of {@link trainOnlineElm}. */
export interface OnlineElmOptions extends HiddenLayerOptions {
  /** λ, above 0, default 1. */
  readonly ridge?: number
  /** What each further row leaves of the weight of all before it, λ among them; above 0 and at most 1, default 1. */
  readonly forgetting?: number
  /** (n) weight of each row in the loss, at least 0; default 1 each. */
  readonly sampleWeights?: Float64Array
  /** Asked between some rows and the next whether to stop. */
  readonly signal?: StopSignal
}

/** The defaults of {@link OnlineElmOptions}. */
export const ONLINE_ELM_DEFAULTS = { ...HIDDEN_LAYER_DEFAULTS, ridge: 1, forgetting: 1 } as const

/** An extreme learning machine with what it takes to learn on. `predictElm` answers. */
export interface OnlineElm extends Elm {
  readonly head: 'ridge'
  readonly forgetting: number
  /** Rows seen. */
  readonly rows: number
  /** P = (HᵀWH + λf^rows·I)⁻¹, (units, units), W the weights of the rows as they are left. */
  readonly covariance: Dense
}

const KNOWN = ['units', 'activation', 'scale', 'seed', 'ridge', 'forgetting', 'sampleWeights', 'signal']

/** Rows learnt at once: their own matrix stays small beside P. */
const BLOCK = 64

/**
 * Trains an online sequential extreme learning machine (Liang, Huang, Saratchandran and Sundararajan 2006) on its first rows,
 * of which there may be none: then it answers 0.
 *
 * @param rows (n, m), dense or sparse
 * @param targets (n, k)
 * @throws RangeError or TypeError naming the option or entry at fault; the reason of a signal that is aborted
 */
export function trainOnlineElm(rows: Matrix, targets: Dense, options: OnlineElmOptions = {}): OnlineElm {
  checkKnown(options, KNOWN)
  const { units, activation, scale, seed, ridge, forgetting } = { ...ONLINE_ELM_DEFAULTS, ...options }
  const none = emptyElmStatistics(rows.cols, targets.cols, { units, activation, scale, seed })
  return updateOnlineElm(onlineElmOf(none, ridge, forgetting), rows, targets, options.sampleWeights, options.signal)
}

/**
 * An online machine that goes on from the rows that statistics have seen, such as those of merged shards.
 *
 * @param ridge λ, above 0, default 1
 * @param forgetting of rows to come, above 0 and at most 1, default 1
 * @throws RangeError on either, NotPositiveDefiniteError where λ is lost beside HᵀSH
 */
export function onlineElmOf(statistics: ElmStatistics, ridge = 1, forgetting = 1): OnlineElm {
  const { coefficients, layer } = solveElm(statistics, ridge)
  if (!(forgetting > 0 && forgetting <= 1)) {
    throw new RangeError(`forgetting: expected a number above 0 and at most 1, got ${forgetting}`)
  }
  const covariance = choleskySolve(cholesky(plusRidge(statistics.gram, ridge)), identity(layer.units))
  return { head: 'ridge', ridge, layer, coefficients, forgetting, rows: statistics.rows, covariance }
}

/**
 * The machine that has learnt these rows too, in their order: a new value, by recursive least squares. Without forgetting it is
 * the machine of `trainElm` with a ridge head on all rows so far, with forgetting f that where the row before last counts f, the
 * one before it f², and λ what all rows have left of it. Rows come alone or many at once, to the same effect.
 *
 * Where f is below 1 and rows stop showing a direction, P grows along it without end: use an f near 1.
 *
 * @param rows (n, cols), any number of them
 * @param targets (n, k)
 * @param sampleWeights (n) weight of each row in the loss, at least 0; default 1 each
 * @param signal asked between some rows and the next whether to stop
 * @throws RangeError naming the argument at fault, NotPositiveDefiniteError where P has lost all its digits; the reason of a signal
 *   that is aborted
 */
export function updateOnlineElm(
  model: OnlineElm,
  rows: Matrix,
  targets: Dense,
  sampleWeights?: Float64Array,
  signal?: StopSignal
): OnlineElm {
  checkSignal(signal)
  checkMatrix(rows)
  checkTargets(rows.rows, targets, model.coefficients.cols)
  const weights = checkWeights(sampleWeights, rows.rows)
  const coefficients = copyOf(model.coefficients)
  const covariance = copyOf(model.covariance)
  const h = hiddenFeatures(model.layer, rows)
  for (let from = 0; from < h.rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, h.rows)
    throwIfAborted(signal)
    const left = model.forgetting ** (to - from)
    // √W, by which rows and targets are multiplied.
    const roots = Float64Array.from({ length: to - from }, (_, i) =>
      Math.sqrt(weights[from + i] * model.forgetting ** (to - from - 1 - i))
    )
    const x = scaledRows(h, from, roots)
    const miss = scaledRows(targets, from, roots)
    const scores = multiply(x, coefficients).data
    for (let p = 0; p < scores.length; p++) miss.data[p] -= scores[p]
    // With LLᵀ = f^b·I + HPHᵀ and Z = L⁻¹HP: P ← (P − ZᵀZ) / f^b and θ ← θ + ZᵀL⁻¹(T − Hθ).
    const hp = multiply(x, covariance)
    const lower = cholesky(plusRidge(outer(x, hp), left))
    const z = solveLowerInPlace(lower, hp)
    addDense(coefficients, gemm(transposed(z), solveLowerInPlace(lower, miss)))
    takeOff(covariance.data, gramOfColumns(z).data, left)
  }
  return { ...model, coefficients, covariance, rows: model.rows + rows.rows }
}

function copyOf({ rows, cols, data }: Dense): Dense {
  return dense(rows, cols, data.slice())
}

/** p ← (p − known) / left */
function takeOff(p: Float64Array, known: Float64Array, left: number): void {
  for (let i = 0; i < p.length; i++) p[i] = (p[i] - known[i]) / left
}

/** As many rows from `from` on as there are scales, times those. */
function scaledRows(m: Dense, from: number, scales: Float64Array): Dense {
  const { cols } = m
  const data = m.data.slice(from * cols, (from + scales.length) * cols)
  for (let p = 0; p < data.length; p++) data[p] *= scales[Math.floor(p / cols)]
  return dense(scales.length, cols, data)
}
