import { skipSpaces, trimEnd } from './breaks.ts'
import { Ranges } from './ngrams.ts'
import { isSpace } from './spaces.ts'

const NEWLINE = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g
/** What an item of a list, a row of a table or a heading begins with. */
const ITEM = /(?:[-*+•·‣▪◦–—]|\(?(?:\d{1,3}|[a-z])\)|\d{1,3}\.|#{1,6})(?=\s)|\|/uy
const LOWER = /\p{Ll}/uy
const STOPPED = /[.!?:;\p{STerm}]["')\]]?$/u

/** Lines shorter than this were ended on purpose, and a paragraph with one longer than that was not wrapped at a width. */
const NARROW = 40
const WIDE = 120

/** Runs of text that no sentence goes beyond, and which of them begin a paragraph. */
export interface Runs {
  /** Trimmed, none empty. */
  readonly ranges: Ranges
  /** Ascending, positions in `ranges`. */
  readonly paragraphs: readonly number[]
}

/** The lines of a text, trimmed; `start` and `end` are equal for a blank one. */
function linesOf(text: string): Ranges {
  const lines = new Ranges()
  let from = 0
  const push = (end: number): void => {
    const start = skipSpaces(text, from, end)
    lines.push(start, trimEnd(text, start, end))
  }
  for (const match of text.matchAll(NEWLINE)) {
    push(match.index)
    from = match.index + match[0].length
  }
  push(text.length)
  return lines
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** Whether the first word of `text[start, end)` is longer than `room`. */
function exceeds(text: string, start: number, end: number, room: number): boolean {
  for (let i = start; i <= start + room; i++) if (i >= end || isSpace(text.charCodeAt(i))) return false
  return true
}

/**
 * Whether a sentence goes on from line `i` to the next: because the first word of that did not fit, or in small letters without
 * a stop between. Any other line was ended on purpose, and an item of a list always begins anew.
 */
function goesOn(text: string, lines: Ranges, i: number, width: number): boolean {
  const start = lines.starts[i]
  const next = lines.starts[i + 1]
  const length = lines.ends[i] - start
  if (length < NARROW || matchesAt(ITEM, text, next)) return false
  if (text.charCodeAt(start) === 0x23 && matchesAt(ITEM, text, start)) return false
  if (width <= WIDE && exceeds(text, next, lines.ends[i + 1], width - length - 1)) return true
  return matchesAt(LOWER, text, next) && !STOPPED.test(text.slice(lines.ends[i] - 2, lines.ends[i]))
}

/**
 * Cuts a text into runs. Paragraphs stand between blank lines; where lines are too long to have been wrapped, each is a
 * paragraph. A line break within a paragraph ends a run unless it looks like the work of wrapping. Linear.
 */
export function runsOf(text: string): Runs {
  const ranges = new Ranges()
  const paragraphs: number[] = []
  const lines = linesOf(text)
  const { starts, ends, count } = lines
  for (let first = 0; first < count; first++) {
    if (starts[first] === ends[first]) continue
    let width = 0
    let last = first
    for (; last < count && starts[last] < ends[last]; last++) width = Math.max(width, ends[last] - starts[last])
    for (let i = first; i < last; i++) {
      if (i === first || width > WIDE) paragraphs.push(ranges.count)
      const start = starts[i]
      while (i + 1 < last && goesOn(text, lines, i, width)) i++
      ranges.push(start, ends[i])
    }
    first = last
  }
  return { ranges, paragraphs }
}
