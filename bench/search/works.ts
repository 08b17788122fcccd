import { median } from '../metrics.ts'
import { judge, type Verdict } from '../retrieval/judge.ts'
import { SYSTEMS as ALL, systemsToRun } from '../retrieval/registry.ts'
import { rowsOf } from '../retrieval/rows.ts'
import type { Answers } from '../retrieval/runner.ts'
import { COLLECTIONS, requireCollections } from '../retrieval/sets.ts'
import { RETRIEVAL_WORKS, taskOf } from '../retrieval/works.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { ratioOf } from '../speed/ratio.ts'
import { OURS, type Outcome, type Row } from '../suite.ts'

/** Those of the suite `retrieval` that are whole search engines, each once. */
const NAMES = [OURS, 'minisearch', 'lunr', 'flexsearch', 'orama']
/** The rivals that ours is set against one by one. */
export const RIVALS = NAMES.slice(1)
export const SEARCH_SYSTEMS = ALL.filter(({ name }) => NAMES.includes(name))

/** Queries between two looks at the clock of a ratio: a single one is too short to stand alone. */
const BATCH = 5

/** The works: collections whose questions were judged by people. */
export const SEARCH_WORKS: readonly SpeedWork[] = (['nfcorpus', 'cranfield'] as const).map(name => ({
  name,
  title: `${RETRIEVAL_WORKS.find(work => work.name === name)?.title}; ranked first, then timed`,
  run: field => run(name, field)
}))

async function run(name: keyof typeof COLLECTIONS, { data, budget, wants, log }: Field): Promise<Outcome> {
  requireCollections(data, [COLLECTIONS[name]])
  const work = RETRIEVAL_WORKS.find(one => one.name === name)
  if (work === undefined) throw new Error(`work ${name}: expected to exist`)
  const systems = systemsToRun({ systems: NAMES.filter(wants), log })
  const task = taskOf(data, work)
  const verdicts = await judge(task, systems, budget * 1000, () => undefined)
  return {
    rows: searchRows(name, task, verdicts),
    skipped: verdicts.flatMap(v => ('reason' in v ? [{ work: name, ...v }] : []))
  }
}

/** The rows of the suite `retrieval` that belong to speed, and what ours takes beside each rival. */
export function searchRows(work: string, task: Parameters<typeof rowsOf>[1], verdicts: readonly Verdict[]): Row[] {
  const kept = ['ndcg@10', 'build_ms', 'query_us', 'index_bytes']
  const rows = rowsOf(work, task, verdicts).filter(({ measure }) => kept.includes(measure))
  for (const { system, value } of rows.filter(({ measure }) => measure === 'ndcg@10')) {
    if (!(value > 0)) throw new Error(`${work}: ${system} found nothing that is relevant to any query`)
  }
  const done = verdicts.flatMap(verdict => ('reason' in verdict ? [] : [verdict]))
  const ours = done.find(({ system }) => system === OURS)
  if (ours === undefined) return rows
  for (const rival of done.filter(({ system }) => RIVALS.includes(system))) {
    const row = (what: string, above: readonly number[], below: readonly number[]) =>
      rows.push({ work, measure: `${what}_over_${rival.system}`, system: OURS, ...ratioOf(above, below) })
    row('build', ours.buildMs, rival.buildMs)
    row('query', batches(ours), batches(rival))
  }
  return rows
}

/** The middle of every few queries, which all systems were asked in the same order. */
function batches({ micros }: Answers): number[] {
  const out: number[] = []
  for (let i = 0; i < micros.length; i += BATCH) out.push(median(micros.slice(i, i + BATCH)))
  return out
}
