import { type Dense, type Matrix, multiply } from '../math/index.ts'
import { checkKnown, checkMatrix, checkRows, expectRoom, type HeadOptions } from './check.ts'
import { fitFeatures } from './fit-features.ts'
import {
  HIDDEN_LAYER_DEFAULTS,
  type HiddenLayer,
  type HiddenLayerOptions,
  hiddenFeatures,
  hiddenLayer
} from './hidden-layer.ts'
import type { TrainingScores } from './kernel-elm.ts'
import { pickRows } from './landmark-map.ts'
import { rowBlock } from './row-blocks.ts'
import type { RowFeatures } from './row-features.ts'

/** Options of {@link trainElm}: the hidden layer's, and of the head as in `trainKernelElm`. */
export interface ElmOptions extends HiddenLayerOptions, HeadOptions {}

/** The defaults of {@link ElmOptions}. */
export const ELM_DEFAULTS = { ...HIDDEN_LAYER_DEFAULTS, ridge: 1, head: 'ridge' } as const

/** A trained extreme learning machine: f(x) = h(x)·coefficients. */
export interface Elm {
  readonly head: 'ridge' | 'logistic'
  readonly ridge: number
  readonly layer: HiddenLayer
  /** (units, k) */
  readonly coefficients: Dense
}

/** A machine and its training scores. */
export interface TrainedElm extends TrainingScores {
  readonly model: Elm
}

const KNOWN = ['units', 'activation', 'scale', 'seed', 'ridge', 'head', 'sampleWeights', 'groups', 'signal']

/**
 * Trains an extreme learning machine (Huang, Zhu and Siew 2006): random hidden units, and the weights of the outputs by
 * regularised least squares or logistic regression, minimising Σ_i s_i ℓ(t_i, h(x_i)·θ) + (λ/2)‖θ‖² (Huang, Zhou, Ding and Zhang
 * 2012). With the squared loss θ = (HᵀSH + λI)⁻¹HᵀST, S the sample weights: a regressor, whatever the targets.
 *
 * @param rows (n, m), dense or sparse
 * @param targets (n, k), one column per output, in [0, 1] for a logistic head
 * @throws RangeError or TypeError naming the option or entry at fault; the reason of a signal that is aborted
 */
export function trainElm(rows: Matrix, targets: Dense, options: ElmOptions = {}): TrainedElm {
  checkKnown(options, KNOWN)
  checkMatrix(rows)
  if (rows.rows === 0) throw new RangeError('rows.rows: expected at least 1, got 0')
  const weights = checkRows(rows.rows, targets, options)
  const { units, activation, scale, seed, ridge, head, groups, signal } = { ...ELM_DEFAULTS, ...options }
  const layer = hiddenLayer(rows.cols, { units, activation, scale, seed })
  expectRoom('units', units)
  const features: RowFeatures = {
    rows: rows.rows,
    cols: units,
    block: (from, to) => hiddenFeatures(layer, rowBlock(rows, from, to)),
    pick: list => hiddenFeatures(layer, pickRows(rows, list))
  }
  const fit = fitFeatures(features, { targets, weights, ridge, head, groups, signal })
  return {
    model: { head, ridge, layer, coefficients: fit.coefficients },
    scores: fit.scores,
    get leftOut() {
      return fit.leftOut
    }
  }
}

/** Scores of new rows: (n, m) → (n, k). For a logistic head they are log odds. Throws RangeError on other shapes. */
export function predictElm(model: Elm, rows: Matrix): Dense {
  return multiply(hiddenFeatures(model.layer, rows), model.coefficients)
}
