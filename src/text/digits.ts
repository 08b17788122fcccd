const DIGIT = /^\p{Nd}$/u

/**
 * Whether a code point is a decimal digit of any script (`\p{Nd}`). The scripts below U+0660 have none but ASCII's, nor do
 * Han, kana, Yi and Hangul: the pattern is asked about the rest only.
 */
export function isDigit(code: number): boolean {
  if (code < 0x660) return code >= 0x30 && code <= 0x39
  if ((code >= 0x2e80 && code < 0xa620) || (code >= 0xac00 && code < 0xd800)) return false
  return DIGIT.test(String.fromCodePoint(code))
}
