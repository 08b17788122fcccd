import { applyEditsMapped, type Edit, type MappedText } from '../edits.ts'

const BETWEEN = /[^\p{L}\p{N}\p{M}]+/gu
const REPEATED = /(\p{L})\1+/gu

function gapEdits(text: string): Edit[] {
  return Array.from(text.matchAll(BETWEEN), ({ 0: gap, index }) => ({
    start: index,
    end: index + gap.length,
    text: ''
  }))
}

function repeatEdits(text: string): Edit[] {
  return Array.from(text.matchAll(REPEATED), ({ 0: run, 1: letter, index }) => {
    return { start: index, end: index + run.length, text: letter }
  })
}

/** The letters, digits and marks of a text without what stands between, a letter that repeats itself once. */
export function streamOf(text: string): string {
  return text.replace(BETWEEN, '').replace(REPEATED, '$1')
}

/** As {@link streamOf}, on a mapped text. */
export function streamOfMapped(source: MappedText): MappedText {
  const joined = applyEditsMapped(source, gapEdits(source.text))
  return applyEditsMapped(joined, repeatEdits(joined.text))
}
