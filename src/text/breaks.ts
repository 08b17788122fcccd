import { clusterEnd, codePointBefore, isClusterStart } from './clusters.ts'
import { isSpace } from './spaces.ts'

/** What no piece begins with: closing signs, the rest of a word, Thai and Lao vowels that follow their consonant. */
const NOT_BEFORE = /* @__PURE__ */ new Set(
  '!%),.:;?]}’”…‥、。，．・：；！？）」』】〉》〕］｝〟ー々ヽヾゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮะาำๅๆฯະາຳໆ'
)
/** What no piece ends with: opening signs, Thai and Lao vowels that stand before their consonant. */
const NOT_AFTER = /* @__PURE__ */ new Set('([{‘“（「『【〈《〔［｛〝เแโใไເແໂໃໄ')

/** Whether a character is of a script written without spaces: Thai, Lao, Myanmar, Khmer, Han, kana and their signs. */
export function isUnspaced(code: number): boolean {
  if (code < 0x0e00) return false
  if (code < 0x2e80) return code < 0x0f00 || (code >= 0x1000 && code < 0x10a0) || (code >= 0x1780 && code < 0x1800)
  if (code < 0xa000) return true
  return (code >= 0xf900 && code < 0xfb00) || (code >= 0xff00 && code < 0xfff0) || (code >= 0x20000 && code < 0x40000)
}

/** The first place from `at` on, below `end`, that holds no white space; `end` if there is none. */
export function skipSpaces(text: string, at: number, end: number): number {
  while (at < end && isSpace(text.charCodeAt(at))) at++
  return at
}

/** The end of `text[start, end)` without the white space there. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

/** Whether a line may be broken at `at`, the end of a character, between two others that are no white space. */
function mayBreak(text: string, at: number): boolean {
  const right = text.codePointAt(at) as number
  const left = text.codePointAt(codePointBefore(text, at)) as number
  if (!isUnspaced(left) && !isUnspaced(right)) return false
  return !NOT_BEFORE.has(String.fromCodePoint(right)) && !NOT_AFTER.has(String.fromCodePoint(left))
}

/**
 * The last end of a word in `text(from, limit]`, or -1 if there is none. In scripts without spaces every character may end a
 * word, but for what the rules of line breaking keep together. `from` must be the start of a character.
 */
export function lastWordEnd(text: string, from: number, limit: number): number {
  const top = Math.min(limit, text.length)
  let found = -1
  for (let at = from; at < top; ) {
    if (isSpace(text.charCodeAt(at))) {
      at++
      continue
    }
    at = clusterEnd(text, at)
    if (at > top) break
    if (at === text.length || isSpace(text.charCodeAt(at)) || mayBreak(text, at)) found = at
  }
  return found
}

/** The end of the last character, as a reader sees it, in `text(from, limit]`; of the first one, where that is longer. */
export function lastClusterEnd(text: string, from: number, limit: number): number {
  const top = Math.min(limit, text.length)
  let at = clusterEnd(text, from)
  while (at < top) {
    const next = clusterEnd(text, at)
    if (next > top) break
    at = next
  }
  return at
}

/** The last end of a word in `text(from, limit]`, or that of a character where no word ends. */
export function lastBreak(text: string, from: number, limit: number): number {
  const word = lastWordEnd(text, from, limit)
  return word > from ? word : lastClusterEnd(text, from, limit)
}

/** The first start of a word in `text[at, end)`; `end` if there is none. */
export function firstWordStart(text: string, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    if (isSpace(text.charCodeAt(i))) continue
    if (i === 0 || isSpace(text.charCodeAt(i - 1))) return i
    if (isClusterStart(text, i) && mayBreak(text, i)) return i
  }
  return end
}
