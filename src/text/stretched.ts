import type { Edit } from './edits.ts'

const LETTER = /^\p{L}$/u

/**
 * Edits that cut a run of three or more of one letter to two. Two, because languages spell with doubled letters but hardly
 * ever with tripled ones: `coool` meets `cool`, and `soooo` and `sooooooo` meet each other as `soo`. Digits and signs stay:
 * 1000 is not 100.
 */
export function stretchedEdits(text: string): Edit[] {
  const edits: Edit[] = []
  const { length } = text
  for (let i = 0; i < length; ) {
    const letter = String.fromCodePoint(text.codePointAt(i) as number)
    const size = letter.length
    let end = i + size
    while (text.startsWith(letter, end)) end += size
    if (end - i > 2 * size && LETTER.test(letter)) edits.push({ start: i, end, text: letter + letter })
    i = end
  }
  return edits
}
