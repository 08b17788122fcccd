import type { Dense } from '../math/index.ts'
import { type Calibration, probabilitiesOf } from './calibration.ts'
import type { LabelTable } from './problem.ts'
import { linkOf, spread } from './text-model.ts'

/** The surest answer to each left-out row: its probability, and 1 where it was right. */
export interface LeftOutAnswers {
  readonly confidence: Float64Array
  readonly correct: Uint8Array
}

/** Answers from left-out scores, (n, k). A row that may have several labels answers once for each label. */
export function leftOutAnswers(heldOut: Dense, calibration: Calibration, table: LabelTable): LeftOutAnswers {
  const { labels, names, multiLabel } = table
  const k = heldOut.cols
  const outputs = new Float64Array(k)
  const p = new Float64Array(names.length)
  const confidence: number[] = []
  const correct: number[] = []
  labels.forEach((truth, i) => {
    probabilitiesOf(calibration, linkOf(names.length, multiLabel), heldOut.data.subarray(i * k, (i + 1) * k), outputs)
    spread(outputs, p)
    if (multiLabel) {
      p.forEach((yes, label) => {
        confidence.push(Math.max(yes, 1 - yes))
        correct.push(yes >= 0.5 === truth.includes(label) ? 1 : 0)
      })
      return
    }
    const best = p.indexOf(Math.max(...p))
    confidence.push(p[best])
    correct.push(best === truth[0] ? 1 : 0)
  })
  return { confidence: Float64Array.from(confidence), correct: Uint8Array.from(correct) }
}
