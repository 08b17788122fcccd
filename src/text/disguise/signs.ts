import { dressedLetter, LOOK_ALIKES } from './letters-table.ts'
import { LATIN, scriptOf } from './scripts.ts'

/** A character of a word. */
export interface Sign {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly kind: 'letter' | 'mark' | 'digit' | 'flag'
  /** Of a letter, by number. */
  readonly script: number
  /** The Latin letter that it may stand for, in lower case. */
  readonly alike: string | undefined
  /** Whether it looks like that letter, and not merely recalls it. */
  readonly close: boolean
}

const LETTER = /\p{L}/u
const DIGIT = /\p{N}/u
const DECIMAL = /\p{Nd}/u
/** The blocks of combining diacritical marks: not the marks that other scripts spell with. */
const MARK = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/
const OTHER_MARK = /\p{M}/u

/** A Latin letter past ASCII without its accent, or undefined: é is e, and đ, which does not decompose, d. */
function bareLetter(letter: string): string | undefined {
  const bare = letter.normalize('NFD')[0]
  if (bare < '\x80') return bare.toLowerCase()
  return (LOOK_ALIKES.get(letter) ?? LOOK_ALIKES.get(letter.toLowerCase()))?.toLowerCase()
}

/** Whether a character is the digit nought of a script: each has its ten digits in a row. */
function isZero(code: number): boolean {
  return DECIMAL.test(String.fromCodePoint(code)) && !DECIMAL.test(String.fromCodePoint(code - 1))
}

/** What a character is in a word, whatever stands around it. */
export type SignKind = Omit<Sign, 'start' | 'end'>

function kindOf(text: string, code: number): SignKind | undefined {
  const base = { text, script: LATIN, close: false, alike: undefined }
  if (code < 0x80) {
    if (/[a-z]/i.test(text)) return { ...base, kind: 'letter' }
    return DIGIT.test(text) ? { ...base, kind: 'digit' } : undefined
  }
  const dressed = dressedLetter(code)
  if (dressed !== undefined) {
    return { ...base, kind: code >= 0x1f1e6 ? 'flag' : 'letter', alike: dressed, close: true }
  }
  if (MARK.test(text)) return { ...base, kind: 'mark' }
  const letter = LETTER.test(text)
  const script = letter ? scriptOf(text, code) : -1
  if (script === LATIN) return { ...base, kind: 'letter', alike: bareLetter(text) }
  const like = LOOK_ALIKES.get(text) ?? (isZero(code) ? 'O' : undefined)
  const alike = (like ?? LOOK_ALIKES.get(text.normalize('NFD')[0]))?.toLowerCase()
  const close = like !== undefined && like !== alike
  if (letter || alike !== undefined) return { ...base, kind: 'letter', script, alike, close }
  return DIGIT.test(text) || OTHER_MARK.test(text) ? { ...base, kind: 'digit' } : undefined
}

/** Kinds of characters met lately: to look one up costs a tenth of finding it out. */
const known = /* @__PURE__ */ new Map<number, SignKind | undefined>()
const MOST_KNOWN = 4096

/** The kind of the character with this code point, or undefined for none that words are made of. */
export function signKind(code: number): SignKind | undefined {
  if (known.has(code)) return known.get(code)
  if (known.size >= MOST_KNOWN) known.clear()
  const kind = kindOf(String.fromCodePoint(code), code)
  known.set(code, kind)
  return kind
}

/** The words of `text`: runs of letters of any script, digits, marks and signs that pass for letters. */
export function wordsOf(text: string): Sign[][] {
  const words: Sign[][] = []
  let word: Sign[] = []
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) as number
    const end = i + (code > 0xffff ? 2 : 1)
    const kind = signKind(code)
    if (kind !== undefined) word.push({ ...kind, start: i, end })
    else if (word.length > 0) {
      words.push(word)
      word = []
    }
    i = end
  }
  if (word.length > 0) words.push(word)
  return words
}
