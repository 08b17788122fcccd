import { skipSpaces } from './breaks.ts'
import { runsOf } from './lines.ts'
import { Ranges } from './ngrams.ts'
import { endsSentence, STOP } from './stops.ts'

/** A piece of a text, `[start, end)` in UTF-16 offsets. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** The sentences of a text, and which of them begin a paragraph. */
export interface Sentences {
  /** Ascending, apart, trimmed, none empty. */
  readonly ranges: Ranges
  /** Ascending, positions in `ranges`. */
  readonly paragraphs: readonly number[]
}

/** A sentence has something in it that is neither space nor punctuation nor a picture. */
const BODY = /[^\s\p{P}\p{M}\p{So}\p{Sk}\p{Cf}]/gu
/** A letter that begins a sentence behind a stop. */
const STARTS = /[.!?]["')\]]*\s+["'([]*(?:(\p{Lu})|\p{Ll})/gu
/** What stands before a stop that is no abbreviation's. */
const LONG_WORD = /(?:\p{L}{3}|\s)$/u
/** How many such letters say how a text is written. */
const VOTERS = 50

/** Whether sentences begin with capitals in a text, by the majority of the first that surely begin. */
function hasCapitals(text: string): boolean {
  let votes = /^\P{L}{0,24}\p{Lu}/u.test(text) ? 1 : 0
  let voters = 0
  for (const { 1: capital, index } of text.matchAll(STARTS)) {
    if (!LONG_WORD.test(text.slice(Math.max(0, index - 3), index))) continue
    votes += capital === undefined ? -1 : 1
    if (++voters === VOTERS) break
  }
  return votes >= 0
}

/** A search for the next character of a body, which goes over each part of a text once if asked in order. */
function bodyFinder(text: string): (from: number) => number {
  let found = -1
  return from => {
    if (found >= from) return found
    BODY.lastIndex = from
    const match = BODY.exec(text)
    found = match === null ? text.length : match.index
    return found
  }
}

/** The sentences of a text in the order of the text. Linear. */
export function scanSentences(text: string): Sentences {
  const runs = runsOf(text)
  const ranges = new Ranges()
  const paragraphs: number[] = []
  const capitals = hasCapitals(text)
  const bodyFrom = bodyFinder(text)
  const stops = text.matchAll(STOP)
  let stop = stops.next().value
  for (let r = 0; r < runs.ranges.count; r++) {
    const end = runs.ranges.ends[r]
    const first = ranges.count
    let start = runs.ranges.starts[r]
    if (runs.paragraphs[paragraphs.length] === r) paragraphs.push(first)
    for (; stop !== undefined && stop.index < end; stop = stops.next().value) {
      if (bodyFrom(start) > stop.index || !endsSentence(text, start, end, stop, capitals)) continue
      const cut = stop.index + stop[0].length
      ranges.push(start, cut)
      start = skipSpaces(text, cut, end)
    }
    if (start === end) continue
    // Signs behind the last stop belong to the sentence before them.
    if (ranges.count > first && bodyFrom(start) >= end) ranges.ends[ranges.count - 1] = end
    else ranges.push(start, end)
  }
  return { ranges, paragraphs }
}

/**
 * The sentences of `text`: ascending ranges, apart from one another, that cover everything but the white space between them.
 *
 * A sentence ends with a stop of any script and the quotes and brackets behind it, at a blank line, at an item of a list, and at
 * a line break that is not the work of wrapping. Full stops of abbreviations (`e.g.`, `Dr.`, `U.S.`), initials, decimals,
 * numbers of items and addresses end none, by rules and a list of the commonest abbreviations of English and some of German,
 * French, Spanish, Italian and Russian. Linear, without `Intl.Segmenter`: alike on every machine.
 */
export function sentencesOf(text: string): TextRange[] {
  return rangesOf(scanSentences(text).ranges)
}

/** A list of ranges as objects. */
export function rangesOf({ starts, ends, count }: Ranges): TextRange[] {
  return Array.from({ length: count }, (_, i) => ({ start: starts[i], end: ends[i] }))
}
