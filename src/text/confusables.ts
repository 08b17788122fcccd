import { CONFUSABLES } from './confusables-table.ts'
import type { Edit } from './edits.ts'

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const LATIN = /\p{sc=Latin}/u
const LETTER = /\p{L}/u

interface Letters {
  /** Letters that only look Latin. */
  alike: number
  latin: number
  /** Letters of other scripts that no one would take for Latin. */
  other: number
}

function countLetters(word: string): Letters {
  const count = { alike: 0, latin: 0, other: 0 }
  for (const letter of word) {
    if (CONFUSABLES.has(letter)) count.alike++
    else if (LATIN.test(letter)) count.latin++
    else if (LETTER.test(letter)) count.other++
  }
  return count
}

/** Letters of words that are plainly of another script, look-alikes among them. */
function countForeign(text: string): number {
  let foreign = 0
  for (const [word] of text.matchAll(WORD)) {
    const { alike, latin, other } = countLetters(word)
    if (other > latin) foreign += alike + other
  }
  return foreign
}

/**
 * Edits that put Latin letters for look-alikes: in a word that mixes them with Latin letters, if the text is more Latin
 * than not; and in a word of two letters or more made of nothing but look-alikes, if the text has Latin letters and no
 * word of another script. So a Russian or Greek sentence keeps every letter, also beside a Latin name, and a single α in
 * an English one stays.
 */
export function confusableEdits(text: string): Edit[] {
  const edits: Edit[] = []
  const all = countLetters(text)
  if (all.alike === 0 || all.latin === 0) return edits
  const foreign = countForeign(text)
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const { alike, latin, other } = countLetters(word)
    if (alike === 0 || other > 0) continue
    const mixed = latin > 0 && all.latin >= foreign
    const posing = latin === 0 && alike > 1 && foreign === 0
    if (!mixed && !posing) continue
    let at = index
    for (const letter of word) {
      const plain = CONFUSABLES.get(letter)
      if (plain !== undefined) edits.push({ start: at, end: at + letter.length, text: plain })
      at += letter.length
    }
  }
  return edits
}
