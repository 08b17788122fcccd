import { trainClassifier } from '../../src/index.ts'
import { permutedRows, stratifiedFold, withoutDuplicates } from '../data/draws.ts'
import type { LabelledRow } from '../data/read.ts'
import { type DataSet, SETS } from '../data/sets.ts'

/** A filter under attack: what it is trained on, and the rows that are disguised. */
export interface Filter {
  readonly name: string
  readonly set: DataSet
  readonly preset: 'spam' | 'toxicity'
  readonly unwanted: string
  /** Disguises of every row, each from another seed: more of them where test rows are few. */
  readonly seeds: number
  readonly split: (rows: readonly LabelledRow[]) => { readonly train: LabelledRow[]; readonly test: LabelledRow[] }
}

const at = (rows: readonly LabelledRow[], numbers: readonly number[]) => numbers.map(i => rows[i])

/** Fold 0 of the work `sms`, and the rows of the work `davidson`. */
export const FILTERS: readonly Filter[] = [
  {
    name: 'sms',
    set: SETS.smsSpam,
    preset: 'spam',
    unwanted: 'spam',
    seeds: 5,
    split: all => {
      const rows = withoutDuplicates(all)
      const labels = rows.map(({ label }) => label)
      const { train, test } = stratifiedFold(labels, 5, 0)
      return { train: at(rows, train), test: at(rows, test) }
    }
  },
  {
    name: 'davidson',
    set: SETS.davidson,
    preset: 'toxicity',
    unwanted: 'abusive',
    seeds: 1,
    split: all => {
      const rows = all.map(({ text, label }) => ({ text, label: label === 'neither' ? 'neither' : 'abusive' }))
      const { train, test } = permutedRows(rows.length, 5000, 5000, 0)
      return { train: at(rows, train), test: at(rows, test) }
    }
  }
]

/** The probability that a text is unwanted, by our own classifier with its preset and nothing else. */
export function trained({ preset, unwanted }: Filter, rows: readonly LabelledRow[]): (text: string) => number {
  const classifier = trainClassifier(rows, { preset })
  return text => classifier.classify(text).scores.find(({ label }) => label === unwanted)?.probability ?? 0
}
