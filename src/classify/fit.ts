import { type DualState, solveDual } from '../elm/index.ts'
import { type Dense, dense, multiplySparse, type Sparse, sparseRows } from '../math/index.ts'
import type { Link } from './calibration.ts'
import { joinBlocks } from './features.ts'
import { type Choice, calibratedLosses, choose, gramsOf, trainChoice } from './select.ts'

/** Everything the fit of a classifier needs to know. */
export interface Problem {
  /** Weighed features, one (n, m_b) matrix per block. */
  readonly blocks: readonly Sparse[]
  /** (n, k) */
  readonly targets: Dense
  /** (n) */
  readonly sampleWeights: Float64Array
  readonly link: Link
  /** (k) what balancing the classes took from each output, to be given back by the calibration. */
  readonly logPrior: Float64Array
  /** Rows left out together. */
  readonly groups: readonly Uint32Array[]
  /** Given by the caller, or undefined: chosen here. */
  readonly ridge: number | undefined
  readonly blockWeights: readonly number[] | undefined
  readonly seed: number
  readonly progress: (done: number, step: string) => void
}

/** A fitted machine on the joined features. */
export interface Fit {
  readonly choice: Choice
  /** (Σ m_b + 1, k) weights on the joined features, scales included, the constant last */
  readonly weights: Dense
  /** (n, k) scores of rows by machines that had not seen them */
  readonly heldOut: Dense
}

/** Up to this many rows the machine is solved exactly, with closed-form leave-one-out. */
export const EXACT_ROWS = 256

const RIDGES = [1 / 16, 1 / 4, 1 / 64]

/** Weights of the blocks in order of preference, for all three blocks; with fewer, equal weights are the only choice. */
const FEW_ROWS_WEIGHTS = [
  [0.25, 0.5, 0.25],
  [0.3, 0.6, 0.1],
  [1 / 3, 1 / 3, 1 / 3],
  [0.5, 0.4, 0.1]
]
const MANY_ROWS_WEIGHTS = [
  [1 / 3, 1 / 3, 1 / 3],
  [0.25, 0.5, 0.25]
]

function weightChoices(problem: Problem, preferred: readonly (readonly number[])[]): readonly (readonly number[])[] {
  if (problem.blockWeights !== undefined) return [problem.blockWeights]
  const count = problem.blocks.length
  return count === 3 ? preferred : [new Array<number>(count).fill(1 / count)]
}

/** Weights first, at the preferred λ, then λ at those weights. */
function search(
  problem: Problem,
  weights: readonly (readonly number[])[],
  lossesOf: (c: Choice) => Float64Array
): Choice {
  const ridges = problem.ridge === undefined ? RIDGES : [problem.ridge]
  if (weights.length === 1 && ridges.length === 1) return { blockWeights: weights[0], ridge: ridges[0] }
  const first = choose(
    weights.map(blockWeights => ({ blockWeights, ridge: ridges[0] })),
    undefined,
    lossesOf
  )
  const { blockWeights } = first.choice
  return choose(
    ridges.slice(1).map(ridge => ({ blockWeights, ridge })),
    first,
    lossesOf
  ).choice
}

/** The scales of the blocks in the joined features: a kernel's weight is the square of its features' scale. */
export function scalesOf(choice: Choice): number[] {
  return choice.blockWeights.map(Math.sqrt)
}

/** The exact machine, for few rows: Newton steps on the kernel, leave-one-out in closed form. */
export function fitExact(problem: Problem): Fit & { readonly alpha: Dense } {
  const { targets, groups } = problem
  const grams = gramsOf(problem)
  const choice = search(problem, weightChoices(problem, FEW_ROWS_WEIGHTS), candidate =>
    calibratedLosses(problem, trainChoice(problem, grams, candidate, groups).leftOut, targets, candidate.ridge)
  )
  const { alpha, leftOut } = trainChoice(problem, grams, choice, groups)
  return { choice, alpha, weights: collapse(problem.blocks, choice, alpha), heldOut: leftOut }
}

/** w = Xᵀα on the joined features, (n, k) → (Σ m_b + 1, k). */
export function collapse(blocks: readonly Sparse[], choice: Choice, alpha: Dense): Dense {
  const x = joinBlocks(blocks, scalesOf(choice))
  const k = alpha.cols
  const out = dense(x.cols, k)
  for (let i = 0; i < x.rows; i++) {
    for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) {
      for (let o = 0; o < k; o++) out.data[x.indices[p] * k + o] += x.values[p] * alpha.data[i * k + o]
    }
  }
  return out
}

const ROUGH = 0.03
const FINE = 0.01

/** The same machine for many rows, by dual coordinate descent; each group is scored by a machine that goes on without it. */
export function fitMany(problem: Problem): Fit {
  const { targets, sampleWeights, groups, seed, progress } = problem
  const [held] = groups
  const without = sampleWeights.slice()
  for (const row of held) without[row] = 0
  const heldTargets = pick(targets, held)
  let done = 0
  const choice = search(problem, weightChoices(problem, MANY_ROWS_WEIGHTS), candidate => {
    progress(0.1 + 0.08 * done++, 'choosing settings')
    const x = joinBlocks(problem.blocks, scalesOf(candidate))
    const state = solveDual(x, targets, { ridge: candidate.ridge, sampleWeights: without, tolerance: ROUGH, seed })
    return calibratedLosses(problem, multiplySparse(sparseRows(x, held), state.weights), heldTargets, candidate.ridge)
  })
  const x = joinBlocks(problem.blocks, scalesOf(choice))
  const { ridge } = choice
  progress(0.55, 'training')
  const state = solveDual(x, targets, { ridge, sampleWeights, tolerance: FINE, seed })
  const heldOut = dense(targets.rows, targets.cols)
  groups.forEach((group, g) => {
    progress(0.7 + (0.25 * g) / groups.length, 'calibrating')
    leaveGroupOut(problem, x, state, ridge, group, heldOut)
  })
  return { choice, weights: state.weights, heldOut }
}

function leaveGroupOut(
  { targets, sampleWeights, seed }: Problem,
  x: Sparse,
  start: DualState,
  ridge: number,
  group: Uint32Array,
  heldOut: Dense
): void {
  const rest = sampleWeights.slice()
  for (const row of group) rest[row] = 0
  const { weights } = solveDual(x, targets, { ridge, sampleWeights: rest, tolerance: ROUGH, seed, start })
  const scores = multiplySparse(sparseRows(x, group), weights)
  const k = targets.cols
  group.forEach((row, i) => {
    heldOut.data.set(scores.data.subarray(i * k, (i + 1) * k), row * k)
  })
}

function pick(m: Dense, rows: Uint32Array): Dense {
  const out = dense(rows.length, m.cols)
  rows.forEach((row, i) => {
    out.data.set(m.data.subarray(row * m.cols, (row + 1) * m.cols), i * m.cols)
  })
  return out
}
