import type { Dense } from '../math/index.ts'
import { type Calibration, probabilitiesOf } from './calibration.ts'
import type { LabelTable } from './problem.ts'
import { linkOf, spread } from './text-model.ts'

/** Answers to left-out rows: how probable each was said to be, and 1 where it was right. */
export interface LeftOutAnswers {
  /** Of the surest label of a row, or of every yes and no where labels may come together. */
  readonly confidence: Float64Array
  readonly correct: Uint8Array
  /** The labels that a threshold would let through: as above, but every yes alone. */
  readonly given: { readonly confidence: Float64Array; readonly correct: Uint8Array }
}

/** Answers from left-out scores, (n, k), of rows with these labels. */
export function leftOutAnswers(heldOut: Dense, calibration: Calibration, table: LabelTable): LeftOutAnswers {
  const { labels, names, multiLabel } = table
  const k = heldOut.cols
  const outputs = new Float64Array(k)
  const p = new Float64Array(names.length)
  const confidence: number[] = []
  const correct: number[] = []
  const yes: number[] = []
  const has: number[] = []
  labels.forEach((truth, i) => {
    probabilitiesOf(calibration, linkOf(names.length, multiLabel), heldOut.data.subarray(i * k, (i + 1) * k), outputs)
    spread(outputs, p)
    if (multiLabel) {
      p.forEach((chance, label) => {
        confidence.push(Math.max(chance, 1 - chance))
        correct.push(chance >= 0.5 === truth.includes(label) ? 1 : 0)
        yes.push(chance)
        has.push(truth.includes(label) ? 1 : 0)
      })
      return
    }
    const best = p.indexOf(Math.max(...p))
    confidence.push(p[best])
    correct.push(best === truth[0] ? 1 : 0)
  })
  const answers = { confidence: Float64Array.from(confidence), correct: Uint8Array.from(correct) }
  const given = multiLabel ? { confidence: Float64Array.from(yes), correct: Uint8Array.from(has) } : answers
  return { ...answers, given }
}
