import { meanAndSpread } from '../metrics.ts'
import { FASTTEXT } from '../speed/fasttext.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { ratioRow, timeRows } from '../speed/ratio.ts'
import { OURS, type Outcome, type Row } from '../suite.ts'
import { trainOnAll } from './all.ts'
import { LIBRARIES, learners, PIPELINES, training } from './contestants.ts'
import { FEW, type FewRows, newsDraws } from './few.ts'

/** Draws that the accuracy of few examples is a mean of. */
const JUDGED = 5

/** The systems of the suite. */
export const TRAIN_SYSTEMS = [OURS, FASTTEXT, ...LIBRARIES, ...Object.keys(PIPELINES)]

/** The works of the suite. */
export const TRAIN_WORKS: readonly SpeedWork[] = [
  {
    name: 'agnews-51k',
    title: 'AG News, all 51,120 rows of the train split, tested on the test split; each time a process of its own',
    run: field => trainOnAll('agnews-51k', field)
  },
  ...FEW.map(few => ({
    name: few.name,
    title: `AG News, ${few.count.toLocaleString('en')} rows, as many of each label, tested on the first 1,000 of the test split`,
    run: (field: Field) => some(few, field)
  }))
]

async function some({ name: work, count, rounds, warmUps }: FewRows, field: Field): Promise<Outcome> {
  const news = newsDraws(field.data)
  const able = await learners(TRAIN_SYSTEMS, field, news)
  const rows: Row[] = []
  const judged = count >= 1000 ? 1 : JUDGED
  for (const { name: system, accuracy } of able) {
    const values: number[] = []
    for (let draw = 0; draw < judged; draw++) values.push(await accuracy(news.draw(count, draw), news))
    const { mean: value, spread } = meanAndSpread(values)
    rows.push({ work, measure: 'accuracy', system, value, ...(spread === undefined ? {} : { spread }), n: judged })
  }
  const times = await field.compete(
    work,
    able.map(learner => training(learner, news, count)),
    { rounds, warmUps }
  )
  rows.push(...timeRows(work, 'train_ms', times))
  for (const { name: system, bytes } of able) {
    if (bytes !== undefined && times.ms.has(system)) rows.push({ work, measure: 'model_bytes', system, value: bytes() })
  }
  for (const rival of TRAIN_SYSTEMS.slice(1)) rows.push(...ratioRow(work, `train_over_${rival}`, times, OURS, rival))
  return { rows, skipped: times.failed.map(one => ({ work, ...one })) }
}
