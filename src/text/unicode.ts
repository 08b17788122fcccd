import { applyEdits, type Edit } from './edits.ts'

/**
 * Characters that may join with what stands before them when a text is normalised: marks, conjoining jamo (also in their
 * compatibility and half-width forms), half-width voicing marks, and the Kirat Rai vowels.
 */
const JOINS_BACK = /[\p{M}\u1160-\u11ff\u3131-\u318e\ud7b0-\ud7ff\uff9e-\uffdc\u{16d63}-\u{16d6a}]/u
const CHUNK = new RegExp(`[\\s\\S](?:${JOINS_BACK.source})*`, 'gu')
const LINE = /[^\n]*\n?/gu

/** The edits that turn each chunk of `text` into `change(chunk)`, character by character where a chunk does not shift. */
function chunkEdits(text: string, chunks: RegExp, change: (chunk: string) => string): Edit[] {
  const edits: Edit[] = []
  for (const match of text.matchAll(chunks)) {
    const changed = change(match[0])
    if (changed !== match[0]) edits.push({ start: match.index, end: match.index + match[0].length, text: changed })
  }
  return edits
}

/**
 * The edits that turn `text` into `change(text)`, as fine as can be had: by character with the marks that join it, or, if
 * the parts do not add up to the whole (a rule that looks further), by line, or all of it at once.
 */
export function editsOf(text: string, change: (text: string) => string): Edit[] {
  const whole = change(text)
  if (whole === text) return []
  for (const chunks of [CHUNK, LINE]) {
    const edits = chunkEdits(text, chunks, change)
    if (applyEdits(text, edits) === whole) return edits
  }
  return [{ start: 0, end: text.length, text: whole }]
}

/**
 * Lower-cases by the rules of Unicode whatever the locale of the machine. The whole text goes at once because a capital
 * sigma ends in ς or σ by its neighbours.
 */
export function lowercaseEdits(text: string): Edit[] {
  const whole = text.toLowerCase()
  if (whole === text) return []
  const edits: Edit[] = []
  let at = 0
  for (let i = 0; i < text.length; ) {
    const size = text.codePointAt(i) === text.charCodeAt(i) ? 1 : 2
    const length = text.slice(i, i + size).toLowerCase().length
    const lower = whole.slice(at, at + length)
    if (lower !== text.slice(i, i + size)) edits.push({ start: i, end: i + size, text: lower })
    i += size
    at += length
  }
  return at === whole.length ? edits : [{ start: 0, end: text.length, text: whole }]
}

/**
 * The blocks of combining diacritical marks. Not the marks that scripts spell with: Arabic and Hebrew points, Indic and
 * Thai vowels, and the Japanese voicing mark that makes が of か.
 */
const DIACRITIC = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g

/** Strips diacritics: a letter that decomposes into a letter and marks is left bare. ø and ł, which do not, stay. */
export function stripAccents(text: string): string {
  return text.normalize('NFD').replace(DIACRITIC, '').normalize('NFC')
}
