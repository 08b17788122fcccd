import { type Example, loadClassifier } from '../../src/index.ts'
import { createRandom } from '../../src/math/index.ts'
import { type LabelledRow, readSet, requireSets } from '../data/read.ts'
import type { DataSet } from '../data/sets.ts'
import { f1, meanAndSpread, median, recallAtFpr, rocAuc } from '../metrics.ts'
import { type Measure, OURS, type Request, type Row } from '../suite.ts'
import { filterOf, isInstalled, ours, type Ready, type ReadySystem, shipped, WORD_LISTS } from './filters.ts'
import { JUDGED_SETS } from './sets.ts'

/** A ready filter and the rows it is judged on, of which training saw nothing. */
interface ReadyWork {
  readonly name: string
  readonly title: string
  readonly model: string
  readonly set: DataSet
  readonly unwanted: string
  readonly rivals: readonly ReadySystem[]
  /** Whether it is judged again after corrections. */
  readonly corrects: boolean
}

/** Rows that the filter is corrected with, and how often that is tried. */
const CORRECTIONS = 50
const DRAWS = 5

/** The works with filters that come with the package. */
export const READY_WORKS: readonly ReadyWork[] = [
  {
    name: 'civil+ready',
    title: 'the toxicity filter that comes with the package on Civil Comments, beside word lists',
    model: 'toxicity',
    set: JUDGED_SETS.civil,
    unwanted: 'toxic',
    rivals: WORD_LISTS,
    corrects: false
  },
  {
    name: 'enron1+ready',
    title: `the spam filter that comes with the package on Enron-Spam 1, and after ${CORRECTIONS} random rows of it were learnt, ${DRAWS} draws, judged on all others`,
    model: 'spam',
    set: JUDGED_SETS.enron,
    unwanted: 'spam',
    rivals: [],
    corrects: true
  }
]

const share = (value: number) => value.toFixed(3)

/** What these works measure beside what others do. */
export const READY_MEASURES: readonly Measure[] = [
  { name: 'recall@fpr0.05', show: share, about: 'the same at 5 %' },
  { name: 'roc_auc_corrected', show: share, about: `ROC-AUC after ${CORRECTIONS} corrections` },
  { name: 'recall@fpr0.01_corrected', show: share, about: 'recall at 1 % false positives after them' },
  { name: 'f1_corrected', show: share, about: 'F1 after them' },
  { name: 'learn_ms', show: value => value.toPrecision(3), about: 'learning them, milliseconds' },
  { name: 'load_ms', show: value => value.toPrecision(3), about: 'from bytes to filter, median, milliseconds' }
]

/** The names of the systems beside ours. */
export const READY_SYSTEMS: readonly string[] = WORD_LISTS.map(({ name }) => name)

/** Judges the filters of the works asked for. Throws BenchError where a set is missing. */
export async function runReady(request: Request): Promise<Row[]> {
  const works = READY_WORKS.filter(({ name }) => request.works.includes(name))
  requireSets(
    request.data,
    works.map(({ set }) => set)
  )
  const rows: Row[] = []
  for (const work of works) {
    const texts = readSet(request.data, work.set)
    const systems = [ours(work.model, work.unwanted), ...work.rivals].filter(
      ({ name }) => request.systems?.includes(name) ?? true
    )
    for (const system of systems) {
      if (!isInstalled(system)) request.log(`left out ${system.name}: install it with npm ci --prefix bench/rivals`)
      else rows.push(...judge(work, system.name, await system.load(), texts))
    }
    if (systems.some(({ name }) => name === OURS))
      rows.push(...loading(work), ...(work.corrects ? corrected(work, texts) : []))
    request.log(`${work.name}: done`)
  }
  return rows
}

function figures(filter: Ready, work: ReadyWork, texts: readonly LabelledRow[]): [string, number][] {
  const wanted = texts.map(({ label }) => label === work.unwanted)
  const scores = texts.map(({ text }) => filter.score(text))
  const given = texts.map(({ text }) => (filter.unwanted(text) ? 1 : 0))
  return [
    ['f1', f1(given, wanted.map(Number), 1)],
    ['roc_auc', rocAuc(scores, wanted)],
    ['recall@fpr0.01', recallAtFpr(scores, wanted, 0.01)],
    ['recall@fpr0.05', recallAtFpr(scores, wanted, 0.05)]
  ]
}

function judge(work: ReadyWork, system: string, filter: Ready, texts: readonly LabelledRow[]): Row[] {
  const values = figures(filter, work, texts)
  const micros = texts.map(({ text }) => timed(() => filter.score(text)) * 1000)
  values.push(['predict_us', median(micros)])
  if (filter.bytes !== undefined) values.push(['model_bytes', filter.bytes])
  return values.map(([measure, value]) => ({ work: work.name, measure, system, value }))
}

function loading({ name, model }: ReadyWork): Row[] {
  const bytes = shipped(model)
  const value = median(Array.from({ length: 21 }, () => timed(() => loadClassifier(bytes))))
  return [{ work: name, measure: 'load_ms', system: OURS, value }]
}

/** Draw s: the first rows of a permutation by `createRandom(s)` are learnt, all others judged. */
function corrected(work: ReadyWork, texts: readonly LabelledRow[]): Row[] {
  const before = loadClassifier(shipped(work.model))
  const values = new Map<string, number[]>()
  for (let s = 0; s < DRAWS; s++) {
    const order = createRandom(s).permutation(texts.length)
    const lessons: Example[] = Array.from(order.subarray(0, CORRECTIONS), i => texts[i])
    const rest = Array.from(order.subarray(CORRECTIONS), i => texts[i])
    let after = before
    const ms = timed(() => {
      after = before.learn(lessons)
    })
    const draw: [string, number][] = figures(filterOf(after, work.unwanted), work, rest)
    for (const [measure, value] of [...draw, ['learn', ms] as const])
      values.set(measure, [...(values.get(measure) ?? []), value])
  }
  return ['roc_auc', 'recall@fpr0.01', 'f1', 'learn'].map(measure => {
    const list = values.get(measure) ?? []
    const { mean, spread = 0 } = meanAndSpread(list)
    const name = measure === 'learn' ? 'learn_ms' : `${measure}_corrected`
    return { work: work.name, measure: name, system: OURS, value: mean, spread, n: list.length }
  })
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
