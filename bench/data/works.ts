import {
  fewPerClass,
  firstPerClass,
  permutedRows,
  randomRows,
  type Split,
  stratifiedFold,
  withoutDuplicates
} from './draws.ts'
import type { LabelledRow } from './read.ts'
import { type DataSet, SETS } from './sets.ts'

/** One task of the suite: a data set, which of its rows count, and how each draw splits them. */
export interface Work {
  readonly name: string
  readonly title: string
  readonly set: DataSet
  /** How many draws or folds; they are numbered from 0. */
  readonly draws: number
  /** The label that F1, ROC-AUC and recall speak of, for a work of two labels. */
  readonly positive?: string
  /** The rows that count, from all rows of the set. */
  readonly prepare: (rows: readonly LabelledRow[]) => LabelledRow[]
  /** Draw `s` of the prepared rows. */
  readonly split: (rows: readonly LabelledRow[], s: number) => Split
}

const labelsOf = (rows: readonly LabelledRow[]) => rows.map(row => row.label)

const fewNews = (k: number, draws: number): Work => ({
  name: `agnews-${k}`,
  title: `AG News, ${k} per class of the test split, ${draws} draws, tested on all its other rows`,
  set: SETS.agNews,
  draws,
  prepare: rows => rows.filter(row => row.split === 'test'),
  split: (rows, s) => fewPerClass(labelsOf(rows), k, s)
})

const sms = { set: SETS.smsSpam, positive: 'spam', prepare: withoutDuplicates<LabelledRow> }

/** The works of the suite `quality`. */
export const WORKS: readonly Work[] = [
  fewNews(5, 30),
  fewNews(50, 10),
  {
    name: 'agnews-1250',
    title: 'AG News, the first 1,250 per class of the train split, tested on the test split',
    set: SETS.agNews,
    draws: 1,
    prepare: rows => [...rows.filter(row => row.split === 'train'), ...rows.filter(row => row.split === 'test')],
    split: rows => {
      const train = rows.filter(row => row.split === 'train')
      const test = rows.map((_, i) => i).slice(train.length)
      return { train: firstPerClass(labelsOf(train), 1250), test }
    }
  },
  {
    ...sms,
    name: 'sms',
    title: 'SMS Spam without exact duplicates, five stratified folds',
    draws: 5,
    split: (rows, s) => stratifiedFold(labelsOf(rows), 5, s)
  },
  {
    ...sms,
    name: 'sms-100',
    title: 'SMS Spam without exact duplicates, 100 random rows labelled, 10 draws, tested on all others',
    draws: 10,
    split: (rows, s) => randomRows(labelsOf(rows), 100, s)
  },
  {
    name: 'davidson',
    title: 'Davidson tweets, hate speech or offensive against neither, 5,000 to train and 5,000 to test',
    set: SETS.davidson,
    draws: 1,
    positive: 'abusive',
    prepare: rows => rows.map(row => ({ text: row.text, label: row.label === 'neither' ? 'neither' : 'abusive' })),
    split: rows => permutedRows(rows.length, 5000, 5000, 0)
  }
]

/** The labels of prepared rows in ascending order: the numbering that answers travel in. */
export function labelsIn(rows: readonly LabelledRow[]): string[] {
  return [...new Set(labelsOf(rows))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
