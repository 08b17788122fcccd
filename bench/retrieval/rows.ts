import { meanAndSpread, median } from '../metrics.ts'
import type { Table } from '../report/table.ts'
import { OURS, type Row } from '../suite.ts'
import type { Verdict } from './judge.ts'
import { percent } from './measures.ts'
import { STAGE } from './registry.ts'
import type { Answers } from './runner.ts'
import type { Found } from './system.ts'
import { type Grades, ndcgAt, recallAt, reciprocalRankAt } from './trec.ts'
import type { Query, Task } from './works.ts'

/** Queries whose nDCG moves by less are neither better nor worse. */
const SAME = 1e-9

type QueryMeasure = (found: Found, grades: Grades) => number

const ndcg: QueryMeasure = (found, grades) => ndcgAt(10, found, grades)
const QUALITY: readonly (readonly [string, QueryMeasure])[] = [
  ['ndcg@10', ndcg],
  ['recall@100', (found, grades) => recallAt(100, found, grades)],
  ['mrr@10', (found, grades) => reciprocalRankAt(10, found, grades)]
]

const eachOf = (measure: QueryMeasure, queries: readonly Query[], lists: readonly Found[]) =>
  queries.map(({ grades }, i) => measure(lists[i], grades))
const meanOf = (...of: Parameters<typeof eachOf>) => meanAndSpread(eachOf(...of)).mean

/** The numbers of the systems that finished a work. */
export function rowsOf(work: string, { queries }: Task, verdicts: readonly Verdict[]): Row[] {
  const finished = verdicts.flatMap(verdict => ('reason' in verdict ? [] : [verdict]))
  const rows = finished.flatMap(answers => rowsOfOne(work, queries, answers))
  const ndcgOf = (system: string) => rows.find(row => row.measure === 'ndcg@10' && row.system === system)?.value
  const [ours, stage] = [OURS, STAGE].map(ndcgOf)
  if (ours !== undefined && stage !== undefined) {
    rows.push({ work, measure: 'gain_over_stage', system: OURS, value: gain(ours, stage), n: queries.length })
  }
  return rows
}

function rowsOfOne(work: string, queries: readonly Query[], answers: Answers): Row[] {
  const { system, found, lexical, micros, buildMs, lessonsMs, bytes } = answers
  const n = queries.length
  const row = (measure: string, value: number, more: Partial<Row> = {}) => ({ work, measure, system, value, ...more })
  const rows: Row[] = [
    ...QUALITY.map(([name, measure]) => row(name, meanOf(measure, queries, found), { n })),
    row('query_us', median(micros), { n: micros.length }),
    row('build_ms', median(buildMs), { ...spreadOf(buildMs), n: buildMs.length }),
    row('index_bytes', bytes)
  ]
  if (lessonsMs !== undefined) rows.push(row('feedback_ms', lessonsMs))
  if (lexical !== undefined) {
    const [before, after] = [lexical, found].map(lists => meanOf(ndcg, queries, lists))
    rows.push(row('lexical_ndcg@10', before, { n }), row('gain_over_lexical', gain(after, before), { n }))
  }
  return rows
}

/** The spread of several values as part of a row; none for one value. */
export function spreadOf(values: readonly number[]): Pick<Row, 'spread'> {
  const { spread } = meanAndSpread(values)
  return spread === undefined ? {} : { spread }
}

/** From `before` to `after` in percent. */
const gain = (after: number, before: number) => 100 * (after / before - 1)

/** What the embeddings of one system did on one work. */
export interface Change {
  readonly work: string
  readonly lexical: number
  readonly full: number
  /** Queries whose nDCG rose, and fell. */
  readonly better: number
  readonly worse: number
  readonly queries: number
}

/** How the queries of a work moved from lexical search to all of it; empty where a system has no such switch. */
export function changeOf(work: string, { queries }: Task, { found, lexical }: Answers): Change[] {
  if (lexical === undefined) return []
  const [before, after] = [lexical, found].map(lists => eachOf(ndcg, queries, lists))
  return [
    {
      work,
      lexical: meanAndSpread(before).mean,
      full: meanAndSpread(after).mean,
      better: after.filter((value, i) => value > before[i] + SAME).length,
      worse: after.filter((value, i) => value < before[i] - SAME).length,
      queries: queries.length
    }
  ]
}

/** What the embeddings did on every work, with the mean and the least gain. */
export function changesTable(changes: readonly Change[]): Table {
  const gains = changes.map(({ full, lexical }) => gain(full, lexical))
  const body = changes.map(({ work, lexical, full, better, worse, queries }, i) => {
    return [work, lexical.toFixed(3), full.toFixed(3), percent(gains[i]), `${better}`, `${worse}`, `${queries}`]
  })
  return {
    title: `${OURS}: what the embeddings add to its own words, ndcg@10`,
    head: ['work', 'words', 'all', 'gain', 'better', 'worse', 'queries'],
    body,
    notes: [`mean ${percent(meanAndSpread(gains).mean)}, least ${percent(Math.min(...gains))}`]
  }
}
