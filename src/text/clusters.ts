import { isSpace } from './spaces.ts'

/** Marks, joiners, skin tones, tags of flags, half-width voicing marks and the later jamo of a syllable: they belong to what stands before them. */
const EXTENDS = '\\p{M}\\p{EMod}\\u200c\\u0e33\\u0eb3\\u1160-\\u11ff\\ud7b0-\\ud7ff\\uff9e\\uff9f\\u{e0020}-\\u{e007f}'
/** What they may stand on: two letters that make a flag, the first jamo of a syllable, or any other character but white space. */
const BASE = '(?:\\p{RI}{2}|[\\u1100-\\u115f\\ua960-\\ua97c]+[\\uac00-\\ud7a3]?|[^\\s\\x1c-\\x1f\\x85])'
/** Signs that belong to what stands after them, such as that of a number in Arabic. */
const PREPENDED =
  '[\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u0d4e\\u{110bd}\\u{110cd}\\u{111c2}\\u{111c3}\\u{113d1}\\u{1193f}\\u{11941}\\u{11a84}-\\u{11a89}\\u{11d46}\\u{11f02}]'
/** A virama of the scripts that write the letter after it in one with the letter before. */
const CONJUNCT = '[\\u094d\\u09cd\\u0acd\\u0b4d\\u0c4d\\u0d4d][\\p{M}\\u200d]{0,3}\\p{L}'
const CLUSTER = /* @__PURE__ */ new RegExp(
  `(?:${PREPENDED}*${BASE}|[\\s\\S])(?:${CONJUNCT}|\\u200d${BASE}?|[${EXTENDS}]+)*`,
  'uy'
)
const BINDS = /* @__PURE__ */ new RegExp(`[${EXTENDS}\\u200d]|${PREPENDED}`, 'u')

function binds(text: string, at: number): boolean {
  return BINDS.test(String.fromCodePoint(text.codePointAt(at) as number))
}

/** How many characters a boundary may lie behind what binds to them. */
const LOOK_BACK = 8

/** Characters that never bind to one another: Latin without combining marks, and Han. */
function plain(code: number): boolean {
  return code < 0x300 || (code >= 0x3400 && code <= 0x9fff)
}

/** Where the code point that ends before `at`, which must be above 0, begins. */
export function codePointBefore(text: string, at: number): number {
  const low = text.charCodeAt(at - 1) & 0xfc00
  return at > 1 && low === 0xdc00 && (text.charCodeAt(at - 2) & 0xfc00) === 0xd800 ? at - 2 : at - 1
}

/**
 * The end of the character, as a reader sees it, that begins at `at`: a letter with its marks, an emoji sequence, a flag. Close to
 * the extended grapheme clusters of Unicode (UAX #29), never shorter than one of them, and alike on every machine; only that white
 * space always stands alone, so that pieces without it can be had.
 */
export function clusterEnd(text: string, at: number): number {
  if (at + 1 >= text.length) return text.length
  if (isSpace(text.charCodeAt(at))) return at + 1
  if (plain(text.charCodeAt(at)) && plain(text.charCodeAt(at + 1))) return at + 1
  CLUSTER.lastIndex = at
  CLUSTER.test(text)
  return CLUSTER.lastIndex
}

/** Whether a character, as a reader sees it, surely begins at `at`. False in doubt: between flags, after a heap of marks. */
export function isClusterStart(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length || isSpace(text.charCodeAt(at - 1))) return true
  if (plain(text.charCodeAt(at - 1)) && plain(text.charCodeAt(at))) return true
  let from = codePointBefore(text, at)
  for (let back = 0; from > 0 && !isSpace(text.charCodeAt(from - 1)) && binds(text, from); back++) {
    if (back === LOOK_BACK) return false
    from = codePointBefore(text, from)
  }
  return clusterEnd(text, from) === at
}
