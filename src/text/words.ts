import type { Pieces } from './pieces.ts'
import { SIGN, UNICODE_WORD, WORD } from './scan.ts'
import { isSpace } from './spaces.ts'

const NO_LETTERS = /[^\p{L}\p{N}\p{M}]+/gu

/** The letters, digits and marks of `text[start, end)`, run together. */
function lettersOf(text: string, start: number, end: number): string {
  const { ascii } = UNICODE_WORD
  let from = start
  let to = end
  while (from < to && ascii[text.charCodeAt(from)] === SIGN) from++
  while (from < to && ascii[text.charCodeAt(to - 1)] === SIGN) to--
  const inner = text.slice(from, to)
  for (let i = from; i < to; i++) {
    if (ascii[text.charCodeAt(i)] !== WORD) return inner.replace(NO_LETTERS, '')
  }
  return inner
}

/**
 * Appends the words of `text` between white space, punctuation and all, digits masked if `mask`; not those whose letters
 * and digits alone are one of `stopWords`.
 */
export function pushWords(pieces: Pieces, text: string, mask: boolean, stopWords: ReadonlySet<string> | null): void {
  const { length } = text
  let i = 0
  while (i < length) {
    while (i < length && isSpace(text.charCodeAt(i))) i++
    const start = i
    while (i < length && !isSpace(text.charCodeAt(i))) i++
    if (i === start || stopWords?.has(lettersOf(text, start, i))) continue
    pieces.push(text, start, i, start, i, mask)
  }
}
