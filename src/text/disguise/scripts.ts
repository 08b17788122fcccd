const LATIN_LETTER = /\p{sc=Latin}/u

export const LATIN = 0
const CYRILLIC = 1
const GREEK = 2
/** Han, kana, hangul and bopomofo, which stand beside each other in one word. */
const EAST = 3

/** The script of a letter by number; of two scripts without a name here, by the 256 code points their letters share. */
export function scriptOf(letter: string, code: number): number {
  if (code < 0x250) return LATIN
  if (/\p{sc=Cyrillic}/u.test(letter)) return CYRILLIC
  if (/\p{sc=Greek}/u.test(letter)) return GREEK
  if (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}]/u.test(letter)) return EAST
  return LATIN_LETTER.test(letter) ? LATIN : 4 + (code >> 8)
}
