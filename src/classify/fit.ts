import { type DualState, solveDual } from '../elm/index.ts'
import { type Dense, dense, multiplySparse, type Sparse, sparseRows } from '../math/index.ts'
import type { Link } from './calibration.ts'
import { joinBlocks } from './features.ts'
import { naiveBayesLeftOut, naiveBayesWeights } from './naive-bayes.ts'
import { type Choice, calibratedLosses, choose, gramsOf, type Trial, trainChoice } from './select.ts'

/** Everything the fit of a classifier needs to know. */
export interface Problem {
  /** Weighed features, one (n, m_b) matrix per block. */
  readonly blocks: readonly Sparse[]
  /** (n, k) */
  readonly targets: Dense
  /** (n) */
  readonly sampleWeights: Float64Array
  readonly link: Link
  /** (k) prior deviation of the bias that the calibration gives each output. */
  readonly biasDeviation: Float64Array
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

/** Shares of naive Bayes in order of preference. */
const SHARES = [0.5, 0.25, 0, 0.75]

function weightChoices(problem: Problem, preferred: readonly (readonly number[])[]): readonly (readonly number[])[] {
  if (problem.blockWeights !== undefined) return [problem.blockWeights]
  const count = problem.blocks.length
  return count === 3 ? preferred : [new Array<number>(count).fill(1 / count)]
}

type Settings = Pick<Choice, 'blockWeights' | 'ridge'>

/** Weights first, at the preferred λ, then λ at those weights. */
function search<T extends Trial & { readonly settings: Settings }>(
  problem: Problem,
  weights: readonly (readonly number[])[],
  attempt: (settings: Settings) => T
): T {
  const [first, ...others] = problem.ridge === undefined ? RIDGES : [problem.ridge]
  const best = choose<Settings, T>(
    weights.map(blockWeights => ({ blockWeights, ridge: first })),
    undefined,
    attempt
  )
  const { blockWeights } = best.settings
  return choose(
    others.map(ridge => ({ blockWeights, ridge })),
    best,
    attempt
  )
}

/** The scales of the blocks in the joined features: a kernel's weight is the square of its features' scale. */
export function scalesOf(choice: Pick<Choice, 'blockWeights'>): number[] {
  return choice.blockWeights.map(Math.sqrt)
}

/** The exact machine, for few rows: Newton steps on the kernel, leave-one-out in closed form. */
export function fitExact(problem: Problem): Fit & { readonly alpha: Dense } {
  const { targets, groups, blocks } = problem
  const grams = gramsOf(problem)
  const { settings, alpha, leftOut } = search(problem, weightChoices(problem, FEW_ROWS_WEIGHTS), candidate => {
    const trained = trainChoice(problem, grams, candidate, groups)
    const losses = calibratedLosses(problem, trained.leftOut, targets, candidate.ridge)
    return { settings: candidate, losses, alpha: trained.alpha, leftOut: trained.leftOut }
  })
  const x = joinBlocks(blocks, scalesOf(settings))
  return { ...mixNaiveBayes(problem, x, settings, collapse(x, alpha), leftOut), alpha }
}

/**
 * Mixes the machine's weights with those of naive Bayes, brought to the same root mean square on left-out scores; the share
 * is chosen by left-out log loss.
 */
function mixNaiveBayes(problem: Problem, x: Sparse, settings: Settings, weights: Dense, leftOut: Dense): Fit {
  const { targets, sampleWeights, groups } = problem
  const bayes = naiveBayesLeftOut(x, targets, sampleWeights, groups)
  const size = spreadOf(bayes)
  const ratio = size === 0 ? 0 : spreadOf(leftOut) / size
  const { share, heldOut } = choose(SHARES, undefined, candidate => {
    const mixed = mix(leftOut, bayes, candidate, ratio)
    return { share: candidate, heldOut: mixed, losses: calibratedLosses(problem, mixed, targets, settings.ridge) }
  })
  const choice = { ...settings, naiveBayes: share, naiveBayesScale: ratio }
  return { choice, weights: mix(weights, naiveBayesWeights(x, targets, sampleWeights), share, ratio), heldOut }
}

/** (1 − share)·a + share·ratio·b */
export function mix(a: Dense, b: Dense, share: number, ratio: number): Dense {
  return dense(
    a.rows,
    a.cols,
    a.data.map((v, i) => (1 - share) * v + share * ratio * b.data[i])
  )
}

/** Root mean square of scores about the mean of their row, or about 0 for a single output. */
function spreadOf(scores: Dense): number {
  const { rows: n, cols: k, data } = scores
  let sum = 0
  for (let i = 0; i < n; i++) {
    let mean = 0
    if (k > 1) for (let o = 0; o < k; o++) mean += data[i * k + o] / k
    for (let o = 0; o < k; o++) sum += (data[i * k + o] - mean) ** 2
  }
  return Math.sqrt(sum / data.length)
}

/** w = Xᵀα, (n, d) and (n, k) → (d, k). */
export function collapse(x: Sparse, alpha: Dense): Dense {
  const k = alpha.cols
  const out = dense(x.cols, k)
  for (let i = 0; i < x.rows; i++) {
    for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) {
      for (let o = 0; o < k; o++) out.data[x.indices[p] * k + o] += x.values[p] * alpha.data[i * k + o]
    }
  }
  return out
}

/** How far scores may still move in the last epoch, as a share of their size: where settings are compared, and in the end. */
const ROUGH = 0.02
const FINE = 0.005

/** The same machine for many rows, by dual coordinate descent; each group is scored by a machine that goes on without it. */
export function fitMany(problem: Problem): Fit {
  const { targets, sampleWeights, groups, seed, progress, blocks } = problem
  const [held] = groups
  const without = sampleWeights.slice()
  for (const row of held) without[row] = 0
  const heldTargets = pick(targets, held)
  let done = 0
  const { settings } = search(problem, weightChoices(problem, MANY_ROWS_WEIGHTS), candidate => {
    progress(0.1 + 0.1 * done++, 'choosing settings')
    const x = joinBlocks(blocks, scalesOf(candidate))
    const state = solveDual(x, targets, { ridge: candidate.ridge, sampleWeights: without, tolerance: ROUGH, seed })
    const scores = multiplySparse(sparseRows(x, held), state.weights)
    return { settings: candidate, losses: calibratedLosses(problem, scores, heldTargets, candidate.ridge) }
  })
  const x = joinBlocks(blocks, scalesOf(settings))
  const { ridge } = settings
  progress(0.55, 'training')
  const state = solveDual(x, targets, { ridge, sampleWeights, tolerance: FINE, seed })
  const heldOut = dense(targets.rows, targets.cols)
  groups.forEach((group, g) => {
    progress(0.7 + (0.25 * g) / groups.length, 'calibrating')
    leaveGroupOut(problem, x, state, ridge, group, heldOut)
  })
  return mixNaiveBayes(problem, x, settings, state.weights, heldOut)
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
