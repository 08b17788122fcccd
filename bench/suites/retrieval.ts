import { SingleBar } from 'cli-progress'
import type { Table } from '../report/table.ts'
import { judge, STEPS, type Verdict } from '../retrieval/judge.ts'
import { RETRIEVAL_MEASURES } from '../retrieval/measures.ts'
import { SYSTEMS, systemsToRun } from '../retrieval/registry.ts'
import { type Change, changeOf, changesTable, rowsOf } from '../retrieval/rows.ts'
import { COLLECTIONS, requireCollections } from '../retrieval/sets.ts'
import { runSpeed } from '../retrieval/speed.ts'
import { SPEED } from '../retrieval/speed-rows.ts'
import { runSubspace, SUBSPACE } from '../retrieval/subspace-work.ts'
import type { System } from '../retrieval/system.ts'
import { RETRIEVAL_WORKS, type RetrievalWork, type Task, taskOf } from '../retrieval/works.ts'
import type { Outcome, Request, Row, Suite } from '../suite.ts'
import { RETRIEVAL_TARGETS } from '../targets.ts'

/** Search in collections with judged queries: quality beside speed and size, ours beside rivals. */
export const retrieval: Suite = {
  name: 'retrieval',
  about: 'search with defaults only, beside rivals on the same documents',
  works: [...RETRIEVAL_WORKS.map(({ name, title }) => ({ name, title })), SPEED, SUBSPACE],
  systems: SYSTEMS.map(({ name }) => name),
  measures: RETRIEVAL_MEASURES,
  targets: RETRIEVAL_TARGETS,
  run
}

async function run(request: Request): Promise<Outcome> {
  const works = RETRIEVAL_WORKS.filter(({ name }) => request.works.includes(name))
  const forSpeed = request.works.includes(SPEED.name) ? [COLLECTIONS.nfcorpus, COLLECTIONS.cranfield] : []
  const forSubspace = request.works.includes(SUBSPACE.name) ? [COLLECTIONS.cranfield] : []
  requireCollections(request.data, [...works.map(({ collection }) => collection), ...forSpeed, ...forSubspace])
  const systems = systemsToRun(request)
  const rows: Row[] = []
  const skipped: Outcome['skipped'][number][] = []
  const changes: Change[] = []
  for (const work of works) {
    const able = work.lessons ? systems.filter(({ learns }) => learns === true) : systems
    if (able.length === 0) continue
    const start = performance.now()
    const task = taskOf(request.data, work)
    const verdicts = await judgeWithBar(work, task, able, request)
    rows.push(...rowsOf(work.name, task, verdicts))
    for (const verdict of verdicts) {
      if ('reason' in verdict) skipped.push({ work: work.name, ...verdict })
      else changes.push(...changeOf(work.name, task, verdict))
    }
    request.log(`${work.name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  rows.push(...(await runSpeed(request)), ...runSubspace(request))
  const tables: Table[] = changes.length > 0 ? [changesTable(changes)] : []
  return { rows, skipped, tables }
}

async function judgeWithBar(
  { name }: RetrievalWork,
  task: Task,
  systems: readonly System[],
  { budget }: Request
): Promise<Verdict[]> {
  const bar = new SingleBar({
    format: `${name} [{bar}] {value}/{total} {system}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true
  })
  bar.start(STEPS * systems.length, 0, { system: '' })
  try {
    return await judge(task, systems, budget * 1000, system => bar.increment(1, { system }))
  } finally {
    bar.stop()
  }
}
