import type { LabelledRow } from '../data/read.ts'
import type { Contestant } from '../speed/contest.ts'
import { FASTTEXT, FastText, fastTextFor } from '../speed/fasttext.ts'
import type { Field } from '../speed/field.ts'
import { askOnce } from '../speed/fork.ts'
import { readNews } from '../speed/news.ts'
import { middle, ratioRow, timeRows } from '../speed/ratio.ts'
import { OURS, type Outcome, type Row } from '../suite.ts'
import type { Trained } from './child.ts'
import { accuracyOf } from './few.ts'

const ROUNDS = 3

/** One that trains on all rows, each time in a process of its own. */
interface Apart extends Contestant {
  /** The most bytes each of its processes held; none where the system does not tell. */
  readonly peaks: number[]
  /** Of what it trained last. */
  readonly judge: () => Promise<Pick<Trained, 'accuracy' | 'bytes'>>
  readonly clear: () => void
}

/** Trains on all rows of AG News with defaults. */
export async function trainOnAll(work: string, field: Field): Promise<Outcome> {
  const { train, test } = readNews(field.data)
  const program = fastTextFor(field)
  const all = [ours(field.data), ...(program === undefined ? [] : [theirs(program, train, test)])]
  try {
    const times = await field.compete(work, all, { rounds: ROUNDS, warmUps: 0 })
    const rows: Row[] = timeRows(work, 'train_ms', times)
    rows.push(...ratioRow(work, 'train_over_fasttext', times, OURS, FASTTEXT))
    for (const { name: system, peaks, judge } of all.filter(({ name }) => times.ms.has(name))) {
      const { accuracy, bytes } = await judge()
      rows.push({ work, measure: 'accuracy', system, value: accuracy, n: test.length })
      rows.push({ work, measure: 'model_bytes', system, value: bytes })
      if (peaks.length > 0) rows.push({ work, measure: 'peak_bytes', system, ...middle(peaks) })
    }
    return { rows, skipped: times.failed.map(one => ({ work, ...one })) }
  } finally {
    for (const { clear } of all) clear()
  }
}

function ours(data: string): Apart {
  const peaks: number[] = []
  let last: Trained | undefined
  const turn = async () => {
    last = await askOnce<Trained>(new URL('./child.ts', import.meta.url), data)
    peaks.push(last.peak)
    return last.ms
  }
  const judge = async () => {
    if (last === undefined) throw new Error(`${OURS}: expected to be trained`)
    return last
  }
  return { name: OURS, turn, peaks, judge, clear: () => undefined }
}

function theirs(program: string, train: readonly LabelledRow[], test: readonly LabelledRow[]): Apart {
  const fastText = new FastText(program)
  fastText.prepare(train)
  const peaks: number[] = []
  const turn = async () => {
    const { ms, peak } = await fastText.train()
    if (peak !== undefined) peaks.push(peak)
    return ms
  }
  const judge = async () => {
    const { labels } = await fastText.predict(test.map(({ text }) => text))
    return { accuracy: accuracyOf(labels, test), bytes: fastText.bytes() }
  }
  return { name: FASTTEXT, turn, peaks, judge, clear: () => fastText.clear() }
}
