import { SingleBar } from 'cli-progress'
import type { Outcome, Request } from '../suite.ts'
import { type Contestant, contest, type Terms, type Times } from './contest.ts'
import { isRunning, type Python, startPython } from './python.ts'

/** What a work of speed has at hand. */
export interface Field extends Pick<Request, 'data' | 'budget' | 'log'> {
  /** Whether a system was asked for. */
  readonly wants: (system: string) => boolean
  /** The Python process of the suite, started when it is first asked for; undefined where there is none, which is said once. */
  readonly python: () => Promise<Python | undefined>
  /** Adds a sentence on where something was measured, once. */
  readonly note: (sentence: string) => void
  /** Holds a contest of those that were asked for, with a bar for the person who waits. */
  readonly compete: (work: string, contestants: readonly Contestant[], terms: Omit<Terms, 'budget'>) => Promise<Times>
}

/** A work of speed: it checks what the systems give, then measures them in turn. */
export interface SpeedWork {
  readonly name: string
  readonly title: string
  readonly run: (field: Field) => Promise<Outcome>
}

/** Runs the works that were asked for, one after the other. */
export async function runWorks(
  works: readonly SpeedWork[],
  request: Request,
  modules: readonly string[]
): Promise<Outcome> {
  const { data, budget, log, systems } = request
  const notes: string[] = []
  const note = (sentence: string) => {
    if (!notes.includes(sentence)) notes.push(sentence)
  }
  const wants = (system: string) => systems?.includes(system) ?? true
  let started: Promise<Python | undefined> | undefined
  const python = () => {
    started ??= startNative(modules, log, note)
    return started
  }
  const compete: Field['compete'] = (work, contestants, terms) => {
    const wanted = contestants.filter(({ name }) => wants(name))
    return withBar(work, wanted, { ...terms, budget })
  }
  const outcomes: Outcome[] = []
  try {
    for (const work of works.filter(({ name }) => request.works.includes(name))) {
      const start = performance.now()
      outcomes.push(await work.run({ data, budget, log, wants, python, note, compete }))
      log(`${work.name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
    }
  } finally {
    if (started !== undefined) (await started)?.stop()
  }
  return {
    rows: outcomes.flatMap(({ rows }) => rows),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
    tables: outcomes.flatMap(({ tables = [] }) => tables),
    plots: outcomes.flatMap(({ plots = [] }) => plots),
    notes
  }
}

async function startNative(modules: readonly string[], log: Field['log'], note: Field['note']) {
  const python = await startPython(modules)
  if (!isRunning(python)) {
    log(`left out what stands on Python's ${modules.join(', ')}: ${python.missing}`)
    return undefined
  }
  note(`${python.about}.`)
  return python
}

async function withBar(work: string, contestants: readonly Contestant[], terms: Terms): Promise<Times> {
  const bar = new SingleBar({
    format: `${work} [{bar}] {value}/{total} {system}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true
  })
  bar.start((terms.rounds + (terms.warmUps ?? 1)) * contestants.length, 0, { system: '' })
  try {
    return await contest(contestants, { ...terms, progress: system => bar.increment(1, { system }) })
  } finally {
    bar.stop()
  }
}

/** What every table of speed says above it. */
export const SPEED_READING =
  'Systems take turns in one run, in an order drawn for each round, after a warm-up. Median of the rounds ± standard deviation; a ratio is the median of the ratios of the rounds.'
