import { createRandom } from '../../src/math/index.ts'
import type { Aids } from '../systems/system.ts'
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
  /** What draw `s` gives beside examples, from all rows of the set. */
  readonly aids?: (rows: readonly LabelledRow[], s: number) => Aids
  /** Whether the worst draw is reported too. */
  readonly worst?: true
}

const labelsOf = (rows: readonly LabelledRow[]) => rows.map(row => row.label)

const fewNews = (k: number, draws: number): Work => ({
  name: `agnews-${k}`,
  title: `AG News, ${k} per class of the test split, ${draws} draws, tested on all its other rows`,
  set: SETS.agNews,
  draws,
  prepare: rows => rows.filter(row => row.split === 'test'),
  split: (rows, s) => fewPerClass(labelsOf(rows), k, s),
  worst: true
})

/** Eight words on each label, written once from what the labels mean. */
const NEWS_DESCRIPTIONS = {
  World: 'world politics government war international conflict minister election',
  Sports: 'sports game team season player coach win',
  Business: 'business company market stocks economy profit oil prices',
  'Sci/Tech': 'science technology computer software internet space research'
}

/** 2,000 texts of the train split, another draw each time. */
const newsPool = (rows: readonly LabelledRow[], s: number) => {
  const train = rows.filter(row => row.split === 'train')
  return Array.from(createRandom(s).permutation(train.length).subarray(0, 2000), i => train[i].text)
}

const aidedNews = (name: string, what: string, aids: NonNullable<Work['aids']>): Work => ({
  ...fewNews(5, 30),
  name: `agnews-5+${name}`,
  title: `AG News, 5 per class as in agnews-5, with ${what}`,
  aids
})

const manyNews: Work = {
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
}

const sms = { set: SETS.smsSpam, positive: 'spam', prepare: withoutDuplicates<LabelledRow> }

/** The works of the suite `quality`. */
export const WORKS: readonly Work[] = [
  fewNews(5, 30),
  aidedNews('vectors', 'word vectors', () => ({ vectors: true })),
  aidedNews('unlabelled-alone', '2,000 unlabelled texts and no word vectors', (rows, s) => ({
    vectors: false,
    unlabelled: newsPool(rows, s)
  })),
  aidedNews('descriptions', 'word vectors and descriptions', () => ({
    vectors: true,
    descriptions: NEWS_DESCRIPTIONS
  })),
  aidedNews('unlabelled', 'word vectors and 2,000 unlabelled texts', (rows, s) => ({
    vectors: true,
    unlabelled: newsPool(rows, s)
  })),
  aidedNews('both', 'word vectors, descriptions and 2,000 unlabelled texts', (rows, s) => ({
    vectors: true,
    descriptions: NEWS_DESCRIPTIONS,
    unlabelled: newsPool(rows, s)
  })),
  {
    ...fewNews(0, 1),
    title: 'AG News, no examples: word vectors and descriptions alone, on the test split',
    aids: () => ({ vectors: true, descriptions: NEWS_DESCRIPTIONS })
  },
  fewNews(50, 10),
  manyNews,
  {
    ...manyNews,
    name: 'agnews-1250+vectors',
    title: `${manyNews.title}, with word vectors`,
    aids: () => ({ vectors: true })
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
