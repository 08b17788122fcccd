import { abbreviates } from './abbreviations.ts'
import { isUnspaced, skipSpaces } from './breaks.ts'
import { isClusterStart } from './clusters.ts'
import { isSpace } from './spaces.ts'

/** Full stops and their like of any script, then what closes behind them: quotes, brackets, emphasis, numbers of notes. */
export const STOP =
  /([.!?\u2026\p{STerm}]+)((?:["'*_\p{Pe}\p{Pf}\u00b9\u00b2\u00b3\u2070-\u2079]|\[\d{1,3}\])*(?:\p{Pi}(?=\s|$))?)/gu
/** Stops that need no white space behind them: all but `.`, `!`, `?`, `…` and the like. */
const STRONG = /[^.!?\u2026\u2024\ufe52\uff0e]$/u
const OPENING = /["'*_\p{Ps}\p{Pi}]*/uy
const LOWER = /^\p{Ll}/u
/** Stops that an address, a number or a pause is written with when no white space follows. */
const GOES_ON = /^(?:[.\u2026]|[\u2024\ufe52\uff0e]\p{Nd})/u
const HIRAGANA = /^[\u3041-\u309f]/
/** How far the word before a stop and the one behind it are looked at. */
const NEAR = 24

/** The word before `at`, with its inner full stops and without opening signs. */
function wordBefore(text: string, from: number, at: number): string {
  let start = at
  while (start > from && at - start < NEAR && !isSpace(text.charCodeAt(start - 1))) start--
  return text.slice(start, at).replace(/^[^\p{L}\p{N}]+/u, '')
}

/**
 * Whether a sentence begun at `start` ends with the stop `match` of {@link STOP} in a run that ends at `end`. `capitals` tells
 * that sentences of this text begin with them.
 */
export function endsSentence(
  text: string,
  start: number,
  end: number,
  match: RegExpExecArray,
  capitals: boolean
): boolean {
  const [whole, stop, closing] = match
  const at = match.index + whole.length
  if (at >= end) return true
  const following = text.slice(at, at + 2)
  if (STRONG.test(stop)) {
    // 「はい。」と言った goes on behind the quotation.
    return isClusterStart(text, at) && !(closing !== '' && HIRAGANA.test(following))
  }
  if (!isSpace(following.charCodeAt(0))) {
    return !GOES_ON.test(stop.slice(-1) + following) && isUnspaced(following.codePointAt(0) as number)
  }
  OPENING.lastIndex = skipSpaces(text, at, end)
  OPENING.test(text)
  const next = text.slice(OPENING.lastIndex, Math.min(end, OPENING.lastIndex + NEAR))
  if (capitals && LOWER.test(next)) return false
  if (stop !== '.') return true
  const word = wordBefore(text, start, match.index)
  return !abbreviates(word, next, match.index - word.length <= start + 1)
}
