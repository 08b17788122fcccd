import type { Edit } from '../edits.ts'
import { inOneAlphabet } from './alphabets.ts'
import { LATIN } from './scripts.ts'
import type { Sign } from './signs.ts'

/** Marks that a language may put on a vowel where the two have no code point together: tones and stress. */
const TONE = /[\u0300-\u0304\u0308\u030c\u0323\u0331]/
const VOWEL = /^[aeiouymnɛɔəɪʊẹọаеиоуыэюяіαεηιουω]$/iu
/** What a mark of these blocks disguises. Letters of other scripts keep theirs. */
const MARKABLE = /^(?:[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]|\P{L})$/u

/** Whether a word carries marks that no language puts there: two on one letter, or another than a tone on a vowel. */
function isHeaped(word: readonly Sign[]): boolean {
  return word.some(({ kind, text }, i) => {
    if (kind !== 'mark') return false
    const before = word[i - 1]
    if (before === undefined || before.kind === 'mark') return true
    return MARKABLE.test(before.text) && !(TONE.test(text) && VOWEL.test(before.text))
  })
}

/** Whether one alphabet has all these Latin letters past ASCII, in whatever case. */
export function isOneAlphabet(letters: Iterable<string>): boolean {
  const small = new Set<string>()
  for (const letter of letters) {
    const [first] = letter.toLowerCase()
    if (first > '\x7f') small.add(first)
  }
  return inOneAlphabet(small)
}

/** The Latin letters past ASCII of all words. */
function lettersPastAscii(words: readonly (readonly Sign[])[]): Set<string> {
  const letters = new Set<string>()
  for (const word of words) {
    for (const { kind, script, text } of word) {
      if (kind === 'letter' && script === LATIN && text.length === 1 && text > '\x7f') letters.add(text)
    }
  }
  return letters
}

/** The letter with the case of the one it takes the place of. */
export function inCaseOf(original: string, letter: string): string {
  return original === original.toLowerCase() ? letter : letter.toUpperCase()
}

/**
 * Edits that strip marks: those heaped on letters, and, where there are such, or where no one alphabet has all the accented
 * letters of the text, every accent on a Latin letter. So French, Czech, Vietnamese or Yoruba texts keep theirs.
 */
export function markEdits(words: readonly (readonly Sign[])[], edits: Edit[]): void {
  const heaped = words.map(isHeaped)
  const strip = heaped.includes(true) || !isOneAlphabet(lettersPastAscii(words))
  words.forEach((word, w) => {
    let bare = true
    for (const { kind, script, text, start, end, alike } of word) {
      if (kind !== 'mark') bare = MARKABLE.test(text)
      if (kind === 'mark' && heaped[w] && bare) edits.push({ start, end, text: '' })
      else if (
        strip &&
        kind === 'letter' &&
        script === LATIN &&
        text > '\x7f' &&
        text.length === 1 &&
        alike !== undefined
      ) {
        edits.push({ start, end, text: inCaseOf(text, alike) })
      }
    }
  })
}
