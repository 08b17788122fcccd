import { show } from '../text/options.ts'
import type { DocumentId } from './types.ts'

/** A piece of a document that may go into a context. */
export interface ContextPassage {
  readonly id: DocumentId
  readonly field: string
  /** `[start, end)` of the field, and what stands there. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Stands above the text. White space in it counts as one space. */
  readonly title?: string | undefined
  /** The whole field. With it, passages that only white space parts become one source; without, only those that touch or overlap. */
  readonly fieldText?: string | undefined
  /** The greater the sooner it is taken. */
  readonly score: number
}

/** Throws TypeError or RangeError, naming the passage, unless its range, text and score go together. */
export function checkPassages(passages: readonly ContextPassage[]): void {
  passages.forEach(({ start, end, text, fieldText, score }, i) => {
    if (typeof text !== 'string') throw new TypeError(`passages[${i}].text: expected a string, got ${show(text)}`)
    if (!Number.isInteger(start) || start < 0) {
      throw new RangeError(`passages[${i}].start: expected an integer of at least 0, got ${show(start)}`)
    }
    if (end - start !== text.length) {
      throw new RangeError(`passages[${i}].end: expected ${start + text.length}, the end of its text, got ${show(end)}`)
    }
    if (fieldText !== undefined && !fieldText.startsWith(text, start)) {
      throw new RangeError(`passages[${i}].text: expected what stands at ${start} of fieldText, got ${show(text)}`)
    }
    if (!Number.isFinite(score)) {
      throw new RangeError(`passages[${i}].score: expected a finite number, got ${show(score)}`)
    }
  })
}
