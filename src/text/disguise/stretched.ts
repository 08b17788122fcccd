import type { Edit } from '../edits.ts'

const LETTER = /^\p{L}$/u
/** Latin letters that words are hardly spelled with twice in a row. */
const SELDOM_DOUBLE = 'ahijkquvwxy'

/**
 * Edits that cut a run of three or more of one letter to two, or to one of a letter that is seldom doubled: `coool` meets
 * `cool`, and `whaaat` `what`. Digits and signs stay: 1000 is not 100.
 */
export function drawnOutEdits(text: string): Edit[] {
  const edits: Edit[] = []
  if (!hasRun(text)) return edits
  const { length } = text
  for (let i = 0; i < length; ) {
    const letter = String.fromCodePoint(text.codePointAt(i) as number)
    const size = letter.length
    let end = i + size
    while (text.startsWith(letter, end)) end += size
    if (end - i > 2 * size && LETTER.test(letter) && !text.startsWith('www.', i)) {
      edits.push({ start: i, end, text: SELDOM_DOUBLE.includes(letter.toLowerCase()) ? letter : letter + letter })
    }
    i = end
  }
  return edits
}

/** Whether any character stands three times in a row: most texts need no closer look. Halves of astral ones alternate. */
function hasRun(text: string): boolean {
  let run = 0
  let last = -1
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0xd800 && code < 0xe000) return true
    run = code === last ? run + 1 : 1
    if (run > 2) return true
    last = code
  }
  return false
}
