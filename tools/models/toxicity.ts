import type { LabelledRow } from '../../bench/data/read.ts'
import type { DataSet } from '../../bench/data/sets.ts'
import { JUDGED_SETS, TRAINING_SETS } from '../../bench/ready/sets.ts'
import { type Classifier, trainClassifier } from '../../src/index.ts'
import { blend, type Source } from './blend.ts'
import { casesOf } from './cases.ts'
import { cleanPost } from './clean.ts'
import { demoRows, rowsOf } from './data.ts'
import { FILTER_OPTIONS } from './filter-options.ts'
import { unseenIn } from './unseen.ts'

/** The sets, and the label of each that means no harm. */
const SETS: readonly (readonly [DataSet, string])[] = [
  [TRAINING_SETS.davidson, 'neither'],
  [TRAINING_SETS.hateXplain, 'normal'],
  [TRAINING_SETS.insults, 'neutral'],
  [TRAINING_SETS.paraDetox, 'neutral'],
  [TRAINING_SETS.cad, 'normal'],
  [TRAINING_SETS.waseemHovy, 'none']
]

/** The filter of insults, threats and hate: labels `ok` and `toxic`. All settings chosen by leaving one set out after another. */
export function trainToxicity(onProgress: (done: number, step: string) => void): Classifier {
  const unseen = unseenIn(rowsOf(JUDGED_SETS.civil))
  // Every set counts alike, whatever its size, and what we wrote as one more.
  const sources: Source[] = SETS.map(([set, harmless]) => ({ rows: read(set, harmless).filter(unseen), weight: 1 }))
  sources.push({ rows: casesOf('toxicity', 4), weight: 1 }, { rows: demoRows('toxicity.train'), weight: 0.1 })
  return trainClassifier(blend(sources), { ...FILTER_OPTIONS, ridge: 0.5, onProgress })
}

function read(set: DataSet, harmless: string): LabelledRow[] {
  return rowsOf(set).map(({ text, label }) => ({ text: cleanPost(text), label: label === harmless ? 'ok' : 'toxic' }))
}
