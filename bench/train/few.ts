import { fewPerClass, firstPerClass } from '../data/draws.ts'
import type { LabelledRow } from '../data/read.ts'
import { readNews } from '../speed/news.ts'
import type { Example, Trained } from '../systems/system.ts'

/** Few rows of AG News to train on. */
export interface FewRows {
  readonly name: string
  /** How many rows. */
  readonly count: number
  readonly rounds: number
  /** Rounds of training before the first that counts. Those of thousands were trained once to be judged. */
  readonly warmUps: number
}

export const FEW: readonly FewRows[] = [
  { name: 'agnews-20', count: 20, rounds: 40, warmUps: 20 },
  { name: 'agnews-200', count: 200, rounds: 15, warmUps: 3 },
  { name: 'agnews-5000', count: 5000, rounds: 3, warmUps: 0 }
]

/** Test rows that tell how good a model is. */
const TESTED = 1000

/** The rows of AG News as the works draw them. */
export interface News {
  /** As many of each label: another draw of the train split each round, or its first, where they are thousands. */
  readonly draw: (count: number, round: number) => readonly Example[]
  readonly tested: readonly LabelledRow[]
}

export function newsDraws(data: string): News {
  const { train, test } = readNews(data)
  const labels = train.map(({ label }) => label)
  const each = (count: number) => count / new Set(labels).size
  const examples = (rows: readonly number[]) => rows.map(i => ({ text: train[i].text, label: train[i].label }))
  return {
    draw: (count, round) =>
      examples(
        count >= 1000 ? firstPerClass(labels, each(count)) : fewPerClass(labels, each(count), Math.max(0, round)).train
      ),
    tested: test.slice(0, TESTED)
  }
}

/** The share of rows given their label. */
export function accuracyOf(answers: readonly (string | undefined)[], rows: readonly LabelledRow[]): number {
  return rows.filter(({ label }, i) => answers[i] === label).length / rows.length
}

export const answersOf = ({ answer }: Trained, rows: readonly LabelledRow[]) =>
  rows.map(({ text }) => answer(text).label)
