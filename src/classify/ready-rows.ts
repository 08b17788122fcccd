import { type DualRows, type DualStart, type DualState, dualRows, scoreRows, solveDual } from '../elm/index.ts'
import type { Dense, Sparse } from '../math/index.ts'
import { inJoinedOrder, type OrderedFeatures, rescale, weighByFrequency } from './by-frequency.ts'
import type { BlockModel } from './features.ts'
import { levelsOf } from './level.ts'
import type { Problem } from './problem.ts'
import { type Settings, scalesOf } from './settings.ts'

/**
 * Passes over the rows at most: of a machine from nothing, of one that goes on at other settings, of one that goes on with rows it
 * had not. What more of them change, the constant aside, is far below what other rows would.
 */
const EPOCHS = { none: 4, other: 2, fewer: 3 }

/** The same from so many rows on. */
const FEW_EPOCHS = { none: 3, other: 1, fewer: 2 }
const MANY_ROWS = 2000

/** The same beside vectors: numbers that every row has, each a mix of all others, are further from where they belong. */
const VECTOR_EPOCHS = { none: 8, other: 4, fewer: 5 }

/** How far scores may still move in the last pass, as a share of their size. */
const TOLERANCE = 0.01

/** Weighed rows ready to be solved for, at any λ. */
export interface ReadyRows extends OrderedFeatures {
  readonly rows: DualRows
}

/** Counted rows, weighed and joined at the weights of the settings. */
export function readyRows(
  models: readonly BlockModel[],
  counts: readonly Sparse[],
  settings: Pick<Settings, 'blockWeights'>
): ReadyRows {
  const ordered = weighByFrequency(models, counts, scalesOf(settings))
  return { ...ordered, rows: dualRows(ordered.x) }
}

/** Rows ready at one weight of each block as they are at others. */
export function readyAt(
  ready: ReadyRows,
  models: readonly BlockModel[],
  before: Pick<Settings, 'blockWeights'>,
  settings: Pick<Settings, 'blockWeights'>
): ReadyRows {
  const ordered = rescale(ready, models, scalesOf(before), scalesOf(settings))
  return { ...ordered, rows: dualRows(ordered.x) }
}

/** A machine on ready rows. */
export interface Machine {
  readonly state: DualState
  /** (n, k) what it says of all rows, the constant weight where it belongs */
  readonly scores: Dense
  /** (k) how far that is from where `state` has it */
  readonly levels: Float64Array
}

/**
 * A machine on the rows of positive sample weight.
 *
 * @param start the machine it goes on from, undefined for none: one at other settings, or at the same without some of the rows
 */
export function solveReady(
  { targets, vectors, seed, signal }: Problem,
  { x, rows, constant }: ReadyRows,
  ridge: number,
  sampleWeights: Float64Array,
  start?: { readonly state: DualStart; readonly from: 'other' | 'fewer' }
): Machine {
  const epochs = vectors ? VECTOR_EPOCHS : x.rows < MANY_ROWS ? EPOCHS : FEW_EPOCHS
  const state = solveDual(rows, targets, {
    ridge,
    sampleWeights,
    tolerance: TOLERANCE,
    maxEpochs: epochs[start?.from ?? 'none'],
    seed,
    signal,
    ...(start === undefined ? {} : { start: start.state })
  })
  const k = targets.cols
  const scores = scoreRows(rows, state)
  const weights = state.weights.data.subarray(constant * k, (constant + 1) * k)
  const levels = levelsOf(scores, targets, sampleWeights, ridge, weights)
  for (let at = 0; at < scores.data.length; at++) scores.data[at] += levels[at % k]
  return { state, scores, levels }
}

/** The weights of a machine, (d, k), in the order of the joined features. */
export function weightsOf({ state, levels }: Machine, { order, constant }: ReadyRows): Dense {
  const weights = inJoinedOrder(state.weights, order)
  const at = order[constant] * levels.length
  for (let o = 0; o < levels.length; o++) weights.data[at + o] += levels[o]
  return weights
}
