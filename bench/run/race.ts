import type { LabelledRow } from '../data/read.ts'
import { labelsIn, type Work } from '../data/works.ts'
import type { Answers } from './messages.ts'
import { type Remote, startRemote } from './remote.ts'

/** What one system did in one draw. */
export interface DrawResult extends Answers {
  readonly trainMs: number
  readonly bytes: number
  /** (n) the actual label of each test row, by number */
  readonly actual: Int32Array
}

/** A system that finished every draw of a work, or the reason it did not. */
export type RaceResult =
  | { readonly system: string; readonly draws: readonly DrawResult[] }
  | { readonly system: string; readonly reason: string }

/** How many turns the systems take at the test rows of a draw. */
const TURNS = 4

interface Runner {
  readonly remote: Remote
  readonly draws: DrawResult[]
  trainMs: number
  parts: Answers[]
  reason?: string
}

/**
 * Runs the systems on every draw of a work, in turn: all train, then each answers a quarter of the test rows, and again,
 * so that a noisy minute on the machine falls on all alike.
 *
 * @param rows the prepared rows of the work
 * @param budget milliseconds for each system by name
 * @param progress called after each system's draw
 */
export async function race(
  work: Work,
  rows: readonly LabelledRow[],
  data: string,
  systems: readonly string[],
  budget: (system: string) => number,
  progress: (system: string) => void
): Promise<RaceResult[]> {
  const labels = labelsIn(rows)
  const runners = systems.map((system): Runner => {
    return { remote: startRemote(system, budget(system)), draws: [], trainMs: 0, parts: [] }
  })
  const each = async (step: (runner: Runner) => Promise<void>) => {
    for (const runner of runners) {
      if (runner.reason !== undefined) continue
      try {
        await step(runner)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        runner.reason = `${message} (${runner.draws.length} of ${work.draws} draws done)`
      }
    }
  }
  try {
    await each(async ({ remote }) => {
      await remote.ask({ ask: 'open', system: remote.system, work: work.name, data })
    })
    for (let draw = 0; draw < work.draws; draw++) {
      const { test } = work.split(rows, draw)
      const actual = Int32Array.from(test, i => labels.indexOf(rows[i].label))
      await each(async runner => {
        runner.parts = []
        runner.trainMs = await runner.remote.ask({ ask: 'train', draw })
      })
      for (let turn = 0; turn < TURNS; turn++) {
        const from = Math.floor((test.length * turn) / TURNS)
        const to = Math.floor((test.length * (turn + 1)) / TURNS)
        await each(async runner => {
          runner.parts.push(await runner.remote.ask({ ask: 'answer', from, to }))
        })
      }
      await each(async runner => {
        const bytes = await runner.remote.ask({ ask: 'size' })
        runner.draws.push({ ...join(runner.parts), trainMs: runner.trainMs, bytes, actual })
        progress(runner.remote.system)
      })
    }
  } finally {
    for (const { remote } of runners) remote.stop()
  }
  return runners.map(({ remote: { system }, draws, reason }) =>
    reason === undefined ? { system, draws } : { system, reason }
  )
}

function join(parts: readonly Answers[]): Answers {
  return {
    given: Int32Array.from(parts.flatMap(part => [...part.given])),
    probabilities: Float64Array.from(parts.flatMap(part => [...part.probabilities])),
    micros: Float64Array.from(parts.flatMap(part => [...part.micros]))
  }
}
