import { type Answers, Runner } from './runner.ts'
import type { System } from './system.ts'
import type { Task } from './works.ts'

/** A system that finished, or the reason it did not. */
export type Verdict = Answers | { readonly system: string; readonly reason: string }

const BUILDS = 3
/** The most queries that are timed, evenly taken from all, and the turns in which systems answer them. */
const TIMED = 100
const TURNS = 4

/** How many steps {@link judge} takes with every system. */
export const STEPS = BUILDS + 1 + TURNS

/**
 * Runs systems on a task. In turn they are built and built again, each answers every query, then they answer some of the
 * queries once more for their time, a quarter in turn: so a noisy minute on the machine falls on all alike.
 *
 * @param budget milliseconds that a rival may spend
 * @param progress called after each step of a system
 */
export async function judge(
  task: Task,
  systems: readonly System[],
  budget: number,
  progress: (system: string) => void
): Promise<Verdict[]> {
  const runners = systems.map(system => new Runner(system, task, budget))
  const each = async (what: (runner: Runner) => Promise<void>) => {
    for (const runner of runners) {
      await runner.step(what)
      progress(runner.name)
    }
  }
  for (let i = 0; i < BUILDS; i++) await each(runner => runner.build())
  await each(runner => runner.answer())
  const every = Math.ceil(task.queries.length / TIMED)
  const timed = task.queries.filter((_, i) => i % every === 0).map(({ text }) => text)
  for (let turn = 0; turn < TURNS; turn++) {
    const from = Math.floor((timed.length * turn) / TURNS)
    const to = Math.floor((timed.length * (turn + 1)) / TURNS)
    await each(runner => runner.time(timed.slice(from, to)))
  }
  const verdicts: Verdict[] = []
  for (const runner of runners) {
    const { name: system, reason } = runner
    verdicts.push(reason === undefined ? await runner.answers() : { system, reason })
  }
  return verdicts
}
