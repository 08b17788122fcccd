import type { LabelledRow } from '../data/read.ts'
import { FASTTEXT, FastText, fastTextFor } from '../speed/fasttext.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { ratioRow, timeRows } from '../speed/ratio.ts'
import { OURS, type Outcome, type Row } from '../suite.ts'
import { LIBRARIES } from '../train/contestants.ts'
import { accuracyOf, FEW, type FewRows, newsDraws } from '../train/few.ts'
import { entrants, FEATURES, type Questions, SVC } from './entrants.ts'

export const PREDICT_SYSTEMS = [OURS, FEATURES, ...LIBRARIES, SVC, FASTTEXT]

const ROUNDS = 25
const TEXTS = 100
const LENGTH = 200

/** The works of the suite. */
export const PREDICT_WORKS: readonly SpeedWork[] = FEW.map(few => ({
  name: few.name,
  title: `one text of ${LENGTH} characters, four labels, by models of ${few.count.toLocaleString('en')} rows of AG News`,
  run: (field: Field) => run(few, field)
}))

/** The rows cut to one length, and another hundred texts each round, of that length where there are such. */
function questionsOf(rows: readonly LabelledRow[]): Questions {
  const tested = rows.map(row => ({ ...row, text: row.text.slice(0, LENGTH) }))
  const all = tested.map(({ text }) => text)
  const long = all.filter(text => text.length === LENGTH)
  const asked = long.length > 0 ? long : all
  const texts = (round: number) =>
    Array.from({ length: TEXTS }, (_, i) => asked[(Math.max(0, round) * TEXTS + i) % asked.length])
  return { tested, texts }
}

async function run({ name: work, count }: FewRows, field: Field): Promise<Outcome> {
  const news = newsDraws(field.data)
  const examples = news.draw(count, 0)
  const questions = questionsOf(news.tested)
  const entered = await entrants(examples, questions, field)
  const rows = entered.flatMap(({ name, answers }) => {
    return answers === undefined ? [] : [accuracyRow(work, name, answers, questions)]
  })
  const times = await field.compete(work, entered, { rounds: ROUNDS, warmUps: 5 })
  rows.push(...timeRows(work, 'predict_us', times, 1000), ...(await batchRows(work, examples, questions, field)))
  for (const rival of [...LIBRARIES, SVC]) rows.push(...ratioRow(work, `speed_over_${rival}`, times, rival, OURS, OURS))
  rows.push(...ratioRow(work, 'time_over_features', times, OURS, FEATURES))
  return { rows, skipped: times.failed.map(one => ({ work, ...one })) }
}

function accuracyRow(
  work: string,
  system: string,
  answers: readonly (string | undefined)[],
  { tested }: Questions
): Row {
  return { work, measure: 'accuracy', system, value: accuracyOf(answers, tested), n: tested.length }
}

/** fastText answers all rows in one process, which reads its model first. */
async function batchRows(
  work: string,
  examples: Parameters<FastText['prepare']>[0],
  questions: Questions,
  field: Field
): Promise<Row[]> {
  const program = fastTextFor(field)
  if (program === undefined) return []
  const fastText = new FastText(program)
  try {
    fastText.prepare(examples)
    await fastText.train()
    const { ms, labels } = await fastText.predict(questions.tested.map(({ text }) => text))
    const value = (ms * 1000) / labels.length
    const time = { work, measure: 'predict_us', system: FASTTEXT, value, n: labels.length }
    return [accuracyRow(work, FASTTEXT, labels, questions), time]
  } finally {
    fastText.clear()
  }
}
