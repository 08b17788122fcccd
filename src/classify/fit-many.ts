import { type DualState, solveDual } from '../elm/index.ts'
import { type Dense, dense, denseRows, multiplySparse, type Sparse, sparseRows } from '../math/index.ts'
import { joinBlocks } from './features.ts'
import { without, writeRows } from './folds.ts'
import { type Fit, mixNaiveBayes } from './mixture.ts'
import type { Problem } from './problem.ts'
import { calibratedLosses, candidates, priorAt, type Settings, scalesOf, search } from './settings.ts'

/** Weights of words, characters and surface in order of preference. */
const BLOCK_WEIGHTS = [
  [1 / 3, 1 / 3, 1 / 3],
  [0.25, 0.5, 0.25]
]

/** How far scores may still move in the last epoch, as a share of their size: where settings are compared, and in the end. */
export const ROUGH = 0.02
export const FINE = 0.005

/** The same machine for many rows, by dual coordinate descent; each group is scored by a machine that goes on without it. */
export function fitMany(problem: Problem): Fit {
  const { targets, sampleWeights, groups, seed, progress, blocks } = problem
  const settings = settingsFor(problem)
  const x = joinBlocks(blocks, scalesOf(settings))
  const { ridge } = settings
  progress(0.55, 'training')
  const state = solveDual(x, targets, { ridge, sampleWeights, tolerance: FINE, seed })
  const heldOut = dense(targets.rows, targets.cols)
  groups.forEach((group, g) => {
    progress(0.7 + (0.25 * g) / groups.length, 'calibrating')
    leaveGroupOut(problem, x, state, ridge, group, heldOut)
  })
  progress(0.95, 'calibrating')
  return mixNaiveBayes(problem, settings, state.weights, heldOut)
}

/** Settings by their log loss on the first group, trained on the others. */
function settingsFor(problem: Problem): Settings {
  const { targets, sampleWeights, groups, seed, progress, blocks } = problem
  const choices = candidates(problem, BLOCK_WEIGHTS)
  if (groups.length === 0 || (choices.blockWeights.length === 1 && choices.ridges.length === 1)) {
    return { blockWeights: choices.blockWeights[0], ridge: choices.ridges[0] }
  }
  const [held] = groups
  const rest = without(sampleWeights, held)
  const heldTargets = denseRows(targets, held)
  let done = 0
  return search(choices, candidate => {
    progress(0.1 + 0.1 * done++, 'choosing settings')
    const x = joinBlocks(blocks, scalesOf(candidate))
    const state = solveDual(x, targets, { ridge: candidate.ridge, sampleWeights: rest, tolerance: ROUGH, seed })
    const scores = multiplySparse(sparseRows(x, held), state.weights)
    return {
      settings: candidate,
      losses: calibratedLosses(problem, scores, heldTargets, priorAt(problem, candidate.ridge))
    }
  }).settings
}

/** Writes to `heldOut` the scores of a group by the machine that goes on from `start` without it. */
function leaveGroupOut(
  { targets, sampleWeights, seed }: Problem,
  x: Sparse,
  start: DualState,
  ridge: number,
  group: Uint32Array,
  heldOut: Dense
): void {
  const rest = without(sampleWeights, group)
  const { weights } = solveDual(x, targets, { ridge, sampleWeights: rest, tolerance: ROUGH, seed, start })
  writeRows(multiplySparse(sparseRows(x, group), weights), group, heldOut)
}
