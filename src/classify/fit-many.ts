import type { DualStart } from '../elm/index.ts'
import { dense, denseRows } from '../math/index.ts'
import { inJoinedOrder } from './by-frequency.ts'
import { choose } from './choose.ts'
import { without, writeRows } from './folds.ts'
import { type Fit, mixNaiveBayes } from './mixture.ts'
import type { Problem } from './problem.ts'
import { type Machine, type ReadyRows, readyAt, readyRows, solveReady, weightsOf } from './ready-rows.ts'
import { calibratedLosses, candidates, priorAt, type Settings } from './settings.ts'

/** Weights of words, characters and surface in order of preference. */
const BLOCK_WEIGHTS = [
  [1 / 3, 1 / 3, 1 / 3],
  [0.25, 0.5, 0.25]
]

/** A machine that has not seen the first group, and how it did. */
interface Trial {
  readonly settings: Settings
  readonly ready: ReadyRows
  readonly machine: Machine
  /** (group) */
  readonly losses: Float64Array
}

/**
 * The same machine for many rows, by dual coordinate descent. Settings are judged on the first group, by machines that have not
 * seen it; the best of them goes on with all rows. Each further group is scored by a machine from nothing: one that goes on without
 * rows it had needs as many passes to forget them.
 */
export function fitMany(problem: Problem): Fit {
  const { targets, sampleWeights, groups, vectors, progress } = problem
  const found = groups.length === 0 ? undefined : bestTrial(problem, groups[0])
  const settings = found?.settings ?? firstSettings(problem)
  const ready = found?.ready ?? readyRows(problem.models, problem.counts, settings)
  const { ridge } = settings
  progress(0.6, 'training')
  const start = found && ({ state: found.machine.state, from: 'fewer' } as const)
  const machine = solveReady(problem, ready, ridge, sampleWeights, start)
  const heldOut = dense(targets.rows, targets.cols)
  groups.forEach((group, g) => {
    progress(0.7 + (0.25 * g) / groups.length, 'calibrating')
    const judge = g === 0 && found ? found.machine : withoutGroup(problem, ready, ridge, group)
    writeRows(denseRows(judge.scores, group), group, heldOut)
  })
  progress(0.95, 'calibrating')
  // Naive Bayes counts n-grams alone; without vectors these are all there is, and in order.
  if (vectors) return { ...mixNaiveBayes(problem, settings, weightsOf(machine, ready), heldOut), ordered: ready }
  const { state, levels } = machine
  const fit = mixNaiveBayes(problem, settings, state.weights, heldOut, ready.x)
  const at = ready.constant * levels.length
  for (let o = 0; o < levels.length; o++) fit.weights.data[at + o] += (1 - fit.choice.naiveBayes) * levels[o]
  return { ...fit, weights: inJoinedOrder(fit.weights, ready.order), ordered: ready }
}

/** What is preferred of the candidates. */
function firstSettings(problem: Problem): Settings {
  const { blockWeights, ridges } = candidates(problem, BLOCK_WEIGHTS, 'many')
  return { blockWeights: blockWeights[0], ridge: ridges[0] }
}

/** Weights of the blocks first, at the preferred λ, then λ: downwards as long as that is better, else upwards. */
function bestTrial(problem: Problem, group: Uint32Array): Trial {
  const { models, counts, targets } = problem
  const { blockWeights, ridges } = candidates(problem, BLOCK_WEIGHTS, 'many')
  const answers = denseRows(targets, group)
  const first = ridges[0]
  let done = 0
  const attempt = (settings: Settings, ready: ReadyRows, start?: DualStart): Trial => {
    problem.progress(0.1 + 0.09 * done++, 'choosing settings')
    const machine = withoutGroup(problem, ready, settings.ridge, group, start)
    const scores = denseRows(machine.scores, group)
    const losses = calibratedLosses(problem, scores, answers, priorAt(problem, settings.ridge))
    return { settings, ready, machine, losses }
  }
  const walk = (from: Trial, [ridge, ...further]: readonly number[]): Trial => {
    if (ridge === undefined) return from
    const { settings, ready, machine } = from
    const next = choose([ridge], from, () => attempt({ ...settings, ridge }, ready, machine.state))
    return next === from ? from : walk(next, further)
  }
  const preferred = firstSettings(problem)
  const ready = readyRows(models, counts, preferred)
  const leader = attempt(preferred, ready)
  const { alpha } = leader.machine.state
  const start = choose(blockWeights.slice(1), leader, weights => {
    const settings = { ...preferred, blockWeights: weights }
    return attempt(settings, readyAt(ready, models, preferred, settings), { alpha, ridge: first })
  })
  const below = ridges.filter(ridge => ridge < first).sort((a, b) => b - a)
  const above = ridges.filter(ridge => ridge > first).sort((a, b) => a - b)
  const lower = walk(start, below)
  return lower === start ? walk(start, above) : lower
}

/** A machine without a group, from nothing or from one at other settings. */
function withoutGroup(
  problem: Problem,
  ready: ReadyRows,
  ridge: number,
  group: Uint32Array,
  start?: DualStart
): Machine {
  const rest = without(problem.sampleWeights, group)
  return solveReady(problem, ready, ridge, rest, start && { state: start, from: 'other' })
}
