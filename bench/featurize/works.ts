import type { Sparse } from '../../src/math/index.ts'
import type { Featurizer } from '../../src/text/index.ts'
import { msOf, type Times } from '../speed/contest.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { bytesOf, partOf, readNews, textsOf } from '../speed/news.ts'
import { type Python, unpacked } from '../speed/python.ts'
import { ratioRow, speedRows } from '../speed/ratio.ts'
import { BenchError, OURS, type Outcome, type Row } from '../suite.ts'
import { type Counts, defaultFeaturizer, SHARED_VECTORIZERS, sameRows, sharedFeaturizer } from './features.ts'
import { STEMS, TOKENS } from './words.ts'

export const SKLEARN = 'scikit-learn'
/** Ours one text at a time, and ours with the blocks of the work `shared`. */
export const SINGLE = `${OURS}-single`
export const TWO_BLOCKS = `${OURS}-two-blocks`

const ROUNDS = 9
/** Texts of a round. Each has others, so that no memory of words helps. */
const PART = 1000
const CHECKED = 500

/** The works of the suite. */
export const FEATURIZE_WORKS: readonly SpeedWork[] = [
  {
    name: 'shared',
    title:
      'AG News to counts of words 1–2 and characters 3–5 inside words, 2^18 columns each, by the rules of scikit-learn',
    run: shared
  },
  { name: 'default', title: 'AG News to the three blocks of a classifier with its defaults', run: byDefault },
  TOKENS,
  STEMS
]

async function shared(field: Field): Promise<Outcome> {
  const work = 'shared'
  const texts = textsOf(readNews(field.data).train)
  const featurizer = sharedFeaturizer()
  const python = field.wants(SKLEARN) ? await field.python() : undefined
  const rows: Row[] = []
  if (python !== undefined) rows.push(await checkedRow(work, featurizer, python, texts.slice(0, CHECKED)))
  const times = await field.compete(
    work,
    [
      ours(featurizer, texts),
      ...(python === undefined
        ? []
        : [{ name: SKLEARN, turn: async (round: number) => (await hash(python, partOf(texts, round, PART))).ms }])
    ],
    { rounds: ROUNDS, warmUps: 2 }
  )
  rows.push(...ratesOf(work, times, texts), ...ratioRow(work, `speed_over_${SKLEARN}`, times, SKLEARN, OURS, OURS))
  return { rows, skipped: times.failed.map(one => ({ work, ...one })) }
}

async function byDefault(field: Field): Promise<Outcome> {
  const work = 'default'
  const texts = textsOf(readNews(field.data).train)
  const featurizer = defaultFeaturizer()
  checkSingle(featurizer, texts.slice(0, CHECKED))
  const single = (round: number) => msOf(() => partOf(texts, round, PART).map(text => featurizer.transformOne(text)))
  const times = await field.compete(
    work,
    [ours(featurizer, texts), { name: SINGLE, turn: single }, ours(sharedFeaturizer(), texts, TWO_BLOCKS)],
    { rounds: ROUNDS, warmUps: 2 }
  )
  const rows = [...ratesOf(work, times, texts), ...ratioRow(work, 'time_over_two_blocks', times, OURS, TWO_BLOCKS)]
  return { rows, skipped: [] }
}

const ours = (featurizer: Featurizer, texts: readonly string[], name: string = OURS) => ({
  name,
  turn: (round: number) => msOf(() => featurizer.transform(partOf(texts, round, PART)))
})

/** Texts and bytes a second; the bytes of a round are those of the texts in the mean. */
function ratesOf(work: string, times: Times, texts: readonly string[]): Row[] {
  const part = Math.min(PART, texts.length)
  const megabytes = (bytesOf(texts) / texts.length) * (part / 1e6)
  return [...speedRows(work, 'texts_per_s', times, part), ...speedRows(work, 'mb_per_s', times, megabytes)]
}

interface Hashed {
  readonly ms: number
  readonly rows: readonly { readonly indptr: string; readonly indices: string; readonly values: string }[]
}

const hash = (python: Python, texts: readonly string[], rows = false) =>
  python.ask<Hashed>('texts.hashing', { texts, vectorizers: SHARED_VECTORIZERS, rows })

/** The share of rows that are the same in both; throws BenchError unless it is all, since times of unlike works mean nothing. */
async function checkedRow(
  work: string,
  featurizer: Featurizer,
  python: Python,
  texts: readonly string[]
): Promise<Row> {
  const { rows } = await hash(python, texts, true)
  const theirs = rows.map(
    ({ indptr, indices, values }): Counts => ({
      indptr: new Uint32Array(unpacked(indptr)),
      indices: new Uint32Array(unpacked(indices)),
      values: new Float64Array(unpacked(values))
    })
  )
  const value = Math.min(...featurizer.transform(texts).map((counts, b) => sameRows(counts, theirs[b])))
  if (value < 1) throw new BenchError(`${work}: expected the counts of ${SKLEARN} in every row, got them in ${value}`)
  return { work, measure: 'same_rows', system: OURS, value, n: texts.length }
}

function checkSingle(featurizer: Featurizer, texts: readonly string[]): void {
  const all = featurizer.transform(texts)
  const each = texts.map(text => featurizer.transformOne(text))
  all.forEach((counts, b) => {
    const one = (i: number): Counts => ({ ...each[i][b], indptr: Uint32Array.of(0, each[i][b].indices.length) })
    if (texts.some((_, i) => sameRows(rowAlone(counts, i), one(i)) < 1))
      throw new BenchError('default: one text at a time gives other counts than all at once')
  })
}

function rowAlone({ indptr, indices, values }: Sparse, i: number): Counts {
  const [from, to] = [indptr[i], indptr[i + 1]]
  return {
    indptr: Uint32Array.of(0, to - from),
    indices: indices.subarray(from, to),
    values: values.subarray(from, to)
  }
}
