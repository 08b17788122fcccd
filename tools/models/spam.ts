import { JUDGED_SETS, TRAINING_SETS } from '../../bench/ready/sets.ts'
import { type Classifier, trainClassifier } from '../../src/index.ts'
import { blend } from './blend.ts'
import { casesOf } from './cases.ts'
import { cleanAuthored, cleanMail } from './clean.ts'
import { demoRows, rowsOf } from './data.ts'
import { FILTER_OPTIONS } from './filter-options.ts'
import { unseenIn } from './unseen.ts'

/** The filter of unwanted messages, mails and comments: labels `ham` and `spam`. Settings chosen by leaving one set out after the other. */
export function trainSpam(onProgress: (done: number, step: string) => void): Classifier {
  const unseen = unseenIn(rowsOf(JUDGED_SETS.enron))
  const mails = rowsOf(TRAINING_SETS.spamAssassin).map(row => ({ ...row, text: cleanMail(row.text) }))
  const authored = [casesOf('spam', 6), demoRows('spam.train')].map(rows =>
    rows.map(row => ({ ...row, text: cleanAuthored(row.text) }))
  )
  const sources = [
    { rows: rowsOf(TRAINING_SETS.smsSpam).filter(unseen), weight: 1 },
    { rows: mails.filter(unseen), weight: 1 },
    { rows: authored[0], weight: 2 },
    { rows: authored[1], weight: 0.3 }
  ]
  return trainClassifier(blend(sources), { ...FILTER_OPTIONS, ridge: 0.125, onProgress })
}
