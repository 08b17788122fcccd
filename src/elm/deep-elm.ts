import { type Dense, dense, type Matrix, multiply } from '../math/index.ts'
import { checkKnown, checkRows, type HeadOptions } from './check.ts'
import {
  ENCODERS_DEFAULTS,
  ENCODERS_OPTIONS,
  type Encoder,
  type EncodersOptions,
  encodeChain,
  trainEncoders
} from './encoders.ts'
import { fitFeatures } from './fit-features.ts'
import type { TrainingScores } from './kernel-elm.ts'
import { heldFeatures } from './row-features.ts'

/** Options of {@link trainDeepElm}: of the chain of encoders, and of the head as in `trainKernelElm`. */
export interface DeepElmOptions extends EncodersOptions, HeadOptions {}

/** The defaults of {@link DeepElmOptions}. */
export const DEEP_ELM_DEFAULTS = { ...ENCODERS_DEFAULTS, ridge: 1, head: 'ridge' } as const

/** A trained deep extreme learning machine: f(x) = (code, 1)·coefficients, the code that of a chain of encoders. */
export interface DeepElm {
  readonly head: 'ridge' | 'logistic'
  readonly ridge: number
  readonly encoders: readonly Encoder[]
  /** (dims of the last encoder + 1, k) */
  readonly coefficients: Dense
}

/** A machine and its training scores. Leaving out is of the head alone: the encoders have seen every row, but no target. */
export interface TrainedDeepElm extends TrainingScores {
  readonly model: DeepElm
}

const KNOWN = [...ENCODERS_OPTIONS, 'ridge', 'head', 'groups']

/**
 * Trains a deep extreme learning machine (Kasun, Zhou, Huang and Vong 2013): a chain of autoencoders, which know nothing of the
 * targets, and on their last code and a constant a head by regularised least squares or logistic regression.
 *
 * @param rows (n, m), dense or sparse
 * @param targets (n, k), one column per output, in [0, 1] for a logistic head
 * @throws RangeError or TypeError naming the option or entry at fault; the reason of a signal that is aborted
 */
export function trainDeepElm(rows: Matrix, targets: Dense, options: DeepElmOptions = {}): TrainedDeepElm {
  checkKnown(options, KNOWN)
  if (rows.rows === 0) throw new RangeError('rows.rows: expected at least 1, got 0')
  const weights = checkRows(rows.rows, targets, options)
  const { ridge = DEEP_ELM_DEFAULTS.ridge, head = DEEP_ELM_DEFAULTS.head, groups, ...rest } = options
  const encoders = trainEncoders(rows, rest)
  const features = heldFeatures(withConstant(encodeChain(encoders, rows)))
  const fit = fitFeatures(features, { targets, weights, ridge, head, groups, signal: options.signal })
  return {
    model: { head, ridge, encoders, coefficients: fit.coefficients },
    scores: fit.scores,
    get leftOut() {
      return fit.leftOut
    }
  }
}

/** Scores of new rows: (n, m) → (n, k). For a logistic head they are log odds. Throws RangeError on other shapes. */
export function predictDeepElm(model: DeepElm, rows: Matrix): Dense {
  return multiply(withConstant(encodeChain(model.encoders, rows)), model.coefficients)
}

/** A column of ones beside: (n, d) → (n, d + 1). */
function withConstant({ rows, cols, data }: Dense): Dense {
  const out = dense(rows, cols + 1)
  for (let i = 0; i < rows; i++) {
    out.data.set(data.subarray(i * cols, (i + 1) * cols), i * (cols + 1))
    out.data[i * (cols + 1) + cols] = 1
  }
  return out
}
