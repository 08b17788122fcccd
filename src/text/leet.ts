import type { Edit } from './edits.ts'

const DIGITS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 9: 'g' }
const CHUNK = /\S+/g
const ADDRESS = /:\/\/|^www\.|@[\p{L}\p{N}_-]+\.\p{L}/u
const WORD = /[\p{L}\p{N}\p{M}@$!]+/gu
const LATIN = /[a-zà-öø-ÿ]/i
/** Beyond this length an exclamation mark inside a word is more likely a missing space: `great!thanks`. */
const LONGEST_BANG = 8

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9'
const isLatin = (c: string | undefined): boolean => c !== undefined && LATIN.test(c)

/** What the digits of `word` stand for, by offset, or nothing if they read as a number: `covid19`, `mp3`, `b2b`, `3pm`. */
function readDigits(word: string, letters: number, out: Map<number, string>): void {
  const found: number[] = []
  const edges: number[] = []
  let digits = 0
  for (let i = 0; i < word.length; ) {
    if (!isDigit(word[i])) {
      i++
      continue
    }
    const start = i
    for (; isDigit(word[i]); i++) {
      digits++
      if (!Object.hasOwn(DIGITS, word[i])) return
    }
    const edge = start === 0 || i === word.length
    // Three digits in a row are a number, and a lone s behind one is a plural: `mp3s`.
    if (i - start > 2 || word[start - 1] === '$' || word[i] === '$') return
    if (!edge && i === word.length - 1 && /s/i.test(word[i])) return
    for (let d = start; d < i; d++) (edge ? edges : found).push(d)
  }
  if (found.length === 0 || digits >= letters) return
  for (const d of [...found, ...edges]) out.set(d, DIGITS[word[d]])
}

/** What the signs of `word` stand for. */
function readSigns(word: string, letters: number, out: Map<number, string>): void {
  const last = word.length - 1
  const lettery = (i: number): boolean => isLatin(word[i]) || word[i] === '$' || word[i] === '@' || out.has(i)
  for (let i = 0; i <= last; i++) {
    const inside = i > 0 && i < last && lettery(i - 1) && lettery(i + 1)
    if (word[i] === '!') {
      if (inside && isLatin(word[i - 1]) && isLatin(word[i + 1]) && word.length <= LONGEST_BANG) out.set(i, 'i')
    } else if (word[i] === '@') {
      // `@ss` and `@sshole`, but not the names in `@bob` and `@someone`.
      const opens = i === 0 && isLatin(word[1]) && (letters < 3 || word[1] === word[2])
      if (inside || opens) out.set(i, 'a')
    } else if (word[i] === '$') {
      if (isDigit(word[i - 1]) || isDigit(word[i + 1])) continue
      const opens = i === 0 && lettery(1)
      const closes = i === last && lettery(i - 1) && (letters > 2 || word[i - 1] === '$')
      if (inside || opens || closes) out.set(i, 's')
    }
  }
}

function readWord(word: string, offset: number, edits: Edit[]): void {
  let letters = 0
  let signs = 0
  let digits = 0
  for (const c of word) {
    if (isLatin(c)) letters++
    else if (isDigit(c)) digits++
    else if (c === '@' || c === '$' || c === '!') signs++
    // A digit or sign among letters of another script is no disguise: 第3回.
    else return
  }
  if (letters === 0 || digits + signs === 0 || letters + signs < 2) return
  const read = new Map<number, string>()
  if (digits > 0) readDigits(word, letters, read)
  if (signs > 0 && letters + signs > 2) readSigns(word, letters, read)
  for (const [i, text] of [...read].sort((a, b) => a[0] - b[0])) {
    edits.push({ start: offset + i, end: offset + i + 1, text })
  }
}

/**
 * Edits that read digits and signs inside Latin words as the letters they stand for: `h4te`, `v1agra`, `$hit`, `@ss`,
 * `sh!t`, `pa55word`. A digit must stand between letters, or be at the edge of a word that has such a digit (`h3ll0`), and
 * letters must outnumber digits; 2, 6 and 8 stand for nothing and make a word a plain name (`b2b`, `i18n`, `k8s`). Addresses
 * of mail and web pages stay. What remains ambiguous is read as a disguise: `w3c` becomes `wec`, in training and use alike.
 */
export function leetEdits(text: string): Edit[] {
  const edits: Edit[] = []
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    if (!/[0-9@$!]/.test(chunk) || ADDRESS.test(chunk)) continue
    for (const match of chunk.matchAll(WORD)) readWord(match[0], index + match.index, edits)
  }
  return edits
}
