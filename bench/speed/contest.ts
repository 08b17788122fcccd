import { createRandom } from '../../src/math/index.ts'
import { OURS, type Skipped } from '../suite.ts'

/** One that takes part in a contest. */
export interface Contestant {
  readonly name: string
  /** Milliseconds of its part of a round, measured by itself: some run in another process. Rounds below 0 are a warm-up. */
  readonly turn: (round: number) => number | Promise<number>
}

/** What a contest is held under. */
export interface Terms {
  readonly rounds: number
  /** Rounds before the first that count for nothing. Default 1. */
  readonly warmUps?: number
  /** Seconds that a rival's turns may take together, the warm-up included. */
  readonly budget: number
  /** Told of every turn. */
  readonly progress?: (name: string) => void
}

/** What came of it. */
export interface Times {
  /** Milliseconds of every round that was measured, by name: a rival whose time was spent has fewer. */
  readonly ms: ReadonlyMap<string, readonly number[]>
  /** Rivals without a round, and why. */
  readonly failed: readonly Pick<Skipped, 'system' | 'reason'>[]
}

interface Runner extends Contestant {
  readonly ms: number[]
  left: number
  reason?: string
}

/**
 * Lets contestants take turns, round by round, in an order drawn anew for each, so that a noisy minute on the machine falls on all
 * alike and none always follows the same other. What goes wrong in a rival is its reason to leave; in ours it is thrown.
 */
export async function contest(contestants: readonly Contestant[], terms: Terms): Promise<Times> {
  const { rounds, warmUps = 1, budget, progress } = terms
  const random = createRandom(0)
  const runners: Runner[] = contestants.map(one => ({ ...one, ms: [], left: budget * 1000 }))
  for (let round = -warmUps; round < rounds; round++) {
    for (const i of random.permutation(runners.length)) {
      await take(runners[i], round)
      progress?.(runners[i].name)
    }
  }
  const failed = runners.filter(({ ms }) => ms.length === 0)
  return {
    ms: new Map(runners.filter(({ ms }) => ms.length > 0).map(({ name, ms }) => [name, ms])),
    failed: failed.map(({ name, reason }) => ({ system: name, reason: reason ?? `its ${budget} s were spent` }))
  }
}

async function take(runner: Runner, round: number): Promise<void> {
  const { name, turn, ms } = runner
  const isOurs = name.split('-')[0] === OURS
  if (runner.reason !== undefined || (!isOurs && runner.left <= 0)) return
  const start = performance.now()
  try {
    const took = await turn(round)
    if (round >= 0) ms.push(took)
  } catch (error) {
    if (isOurs) throw error
    runner.reason = error instanceof Error ? error.message : String(error)
    ms.length = 0
  }
  runner.left -= performance.now() - start
}

/** Milliseconds that `work` takes. */
export function msOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** A turn of a short work: done so often that a turn takes `least` milliseconds, found out in the first; the time of one. */
export function repeated(work: () => unknown, least = 30): Contestant['turn'] {
  let times = 0
  return () => {
    if (times === 0) {
      const start = performance.now()
      do {
        work()
        times++
      } while (performance.now() - start < least)
      times = Math.max(1, Math.round((times * least) / (performance.now() - start)))
    }
    const start = performance.now()
    for (let i = 0; i < times; i++) work()
    return (performance.now() - start) / times
  }
}
