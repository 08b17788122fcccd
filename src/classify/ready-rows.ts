import { type DualRows, type DualState, dualRows, scoreRows, solveDual } from '../elm/index.ts'
import type { Dense, Sparse } from '../math/index.ts'
import { type OrderedFeatures, weighByFrequency } from './by-frequency.ts'
import type { BlockModel } from './features.ts'
import { without } from './folds.ts'
import type { Problem } from './problem.ts'
import { type Settings, scalesOf } from './settings.ts'

/**
 * Passes over the rows at most: of a machine from nothing, of one that goes on at another λ, of one that goes on with rows it had
 * not. What more of them change is far below what other rows would.
 */
const EPOCHS = { cold: 5, ridge: 2, warm: 3 }

/** The same from so many rows on. */
const FEW_EPOCHS = { cold: 4, ridge: 2, warm: 2 }
const MANY_ROWS = 20_000

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

/**
 * A machine on the rows of positive sample weight, its weights in the order of `ready`.
 *
 * @param start the machine it goes on from, undefined for none: one at another λ, or at the same one without some of the rows
 */
export function solveReady(
  { targets, seed, signal }: Problem,
  { x, rows }: ReadyRows,
  ridge: number,
  sampleWeights: Float64Array,
  start?: { readonly state: DualState; readonly from: 'ridge' | 'warm' }
): DualState {
  const epochs = x.rows < MANY_ROWS ? EPOCHS : FEW_EPOCHS
  return solveDual(rows, targets, {
    ridge,
    sampleWeights,
    tolerance: TOLERANCE,
    maxEpochs: epochs[start?.from ?? 'cold'],
    seed,
    signal,
    ...(start === undefined ? {} : { start: start.state })
  })
}

/** A machine that has not seen a group, and what it says of it. */
export interface Judged {
  readonly state: DualState
  /** (group, k) */
  readonly scores: Dense
}

/** A machine without a group, from nothing or from one at another λ, and its scores of the group. */
export function judgeGroup(
  problem: Problem,
  ready: ReadyRows,
  ridge: number,
  group: Uint32Array,
  start?: DualState
): Judged {
  const rest = without(problem.sampleWeights, group)
  const state = solveReady(problem, ready, ridge, rest, start && { state: start, from: 'ridge' })
  return { state, scores: scoreRows(ready.rows, state, group) }
}
