import { SingleBar } from 'cli-progress'
import { readSet, requireSets } from '../data/read.ts'
import { labelsIn, WORKS, type Work } from '../data/works.ts'
import { EVASION, EVASION_MEASURES, runEvasion } from '../evasion/work.ts'
import { LANGUAGE, LANGUAGE_MEASURES, LANGUAGE_SYSTEMS, runLanguage } from '../language/work.ts'
import { MEASURES, measureDraw, rowsOfDraws, trainingOverPass } from '../measures.ts'
import { READY_MEASURES, READY_SYSTEMS, READY_WORKS, runReady } from '../ready/work.ts'
import { type RaceResult, race } from '../run/race.ts'
import { BenchError, OURS, type Outcome, type Request, type Row, type Suite } from '../suite.ts'
import { ENTRIES, installed, usesAids } from '../systems/registry.ts'
import { QUALITY_TARGETS } from '../targets.ts'

/** The work whose training time is set against a pass of `natural`. */
const TWENTY = 'agnews-5'
const PASS = 'natural-bayes'

/** Classification on public sets with few and many labelled texts: quality beside speed, ours beside rivals. */
export const quality: Suite = {
  name: 'quality',
  about: 'text classification with defaults only, beside rivals on the same rows',
  works: [...[...WORKS, ...READY_WORKS].map(({ name, title }) => ({ name, title })), LANGUAGE, EVASION],
  systems: [...ENTRIES.map(({ name }) => name), ...READY_SYSTEMS, ...LANGUAGE_SYSTEMS],
  measures: [...MEASURES, ...READY_MEASURES, ...LANGUAGE_MEASURES, ...EVASION_MEASURES],
  targets: QUALITY_TARGETS,
  run
}

async function run(request: Request): Promise<Outcome> {
  const works = WORKS.filter(({ name }) => request.works.includes(name))
  requireSets(
    request.data,
    works.map(({ set }) => set)
  )
  const systems = works.length === 0 ? [] : systemsToRun(request)
  const rows: Row[] = []
  const skipped: Outcome['skipped'][number][] = []
  for (const work of works) {
    const start = performance.now()
    const prepared = work.prepare(readSet(request.data, work.set))
    const able = work.aids === undefined ? systems : systems.filter(name => usesAids(name))
    const results = await raceWithBar(work, prepared, able, request)
    const labels = labelsIn(prepared)
    const positive = work.positive === undefined ? undefined : labels.indexOf(work.positive)
    for (const result of results) {
      if ('reason' in result) {
        if (result.system === OURS) throw new BenchError(`${work.name}: ${OURS}: ${result.reason}`)
        skipped.push({ work: work.name, system: result.system, reason: result.reason })
        continue
      }
      const draws = result.draws.map(draw => measureDraw(draw, labels.length, positive))
      rows.push(...rowsOfDraws(work.name, result.system, draws))
      if (work.worst && draws.length > 1) {
        const worst = Math.min(...draws.map(draw => draw.get('accuracy') ?? 0))
        rows.push({ work: work.name, measure: 'accuracy_min', system: result.system, value: worst, n: draws.length })
      }
    }
    if (work.name === TWENTY) rows.push(...trainingRows(work.name, results))
    request.log(`${work.name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  rows.push(...(await runReady(request)), ...(await runLanguage(request)))
  if (!request.works.includes(EVASION.name)) return { rows, skipped }
  const evasion = await runEvasion(request)
  return { rows: [...rows, ...evasion.rows], skipped, tables: evasion.tables }
}

/** The systems asked for, or all; those not installed are left out with a word on how to install them. */
function systemsToRun({ systems, log }: Request): string[] {
  const wanted = ENTRIES.filter(({ name }) => systems === undefined || systems.includes(name))
  const absent = wanted.filter(entry => !installed(entry)).map(({ name }) => name)
  if (absent.length > 0) log(`left out ${absent.join(', ')}: install them with npm ci --prefix bench/rivals`)
  const there = wanted.filter(installed).map(({ name }) => name)
  if (there.length === 0) throw new BenchError('systems: expected at least one that is installed, got none')
  return there
}

async function raceWithBar(
  work: Work,
  prepared: Parameters<typeof race>[1],
  systems: readonly string[],
  request: Request
): Promise<RaceResult[]> {
  const bar = new SingleBar({
    format: `${work.name} [{bar}] {value}/{total} {system}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true
  })
  bar.start(work.draws * systems.length, 0, { system: '' })
  const budget = (system: string) => (system === OURS ? Number.POSITIVE_INFINITY : request.budget * 1000)
  try {
    return await race(work, prepared, request.data, systems, budget, system => bar.increment(1, { system }))
  } finally {
    bar.stop()
  }
}

/** The row of {@link trainingOverPass}, where both systems finished. */
function trainingRows(work: string, results: readonly RaceResult[]): Row[] {
  const drawsOf = (name: string) => results.flatMap(r => (r.system === name && 'draws' in r ? r.draws : []))
  const ours = drawsOf(OURS)
  const theirs = drawsOf(PASS)
  if (ours.length === 0 || theirs.length === 0) return []
  const value = trainingOverPass(ours, theirs)
  return [{ work, measure: 'train_over_natural_pass', system: OURS, value, n: ours.length }]
}
