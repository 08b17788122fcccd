import type { LabelledRow } from '../../bench/data/read.ts'

/** So many words in a row that two texts share are a quotation. */
const RUN = 8

/** Words in lower case, apostrophes dropped. */
function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function runsOf(text: string): string[] {
  const words = wordsOf(text)
  if (words.length < RUN) return [words.join(' ')]
  return Array.from({ length: words.length - RUN + 1 }, (_, i) => words.slice(i, i + RUN).join(' '))
}

/**
 * A test of texts that share nothing with judged ones: neither eight words in a row nor, where they are shorter, all their words in
 * order. Collections quote each other, and what is judged must be new.
 */
export function unseenIn(judged: readonly LabelledRow[]): (row: LabelledRow) => boolean {
  const runs = new Set(judged.flatMap(({ text }) => runsOf(text)))
  return ({ text }) => !runsOf(text).some(run => runs.has(run))
}
