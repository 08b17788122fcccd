import { firstWordStart, lastBreak, lastClusterEnd, skipSpaces, trimEnd } from '../text/breaks.ts'
import { isClusterStart } from '../text/clusters.ts'
import { expectInteger, show, withDefaults } from '../text/options.ts'
import { sentencesOf } from '../text/sentences.ts'
import { bestWindow, type Window } from './best-window.ts'
import type { Filled } from './filled.ts'
import type { AnalyzedTerm } from './terms-in-text.ts'
import type { Range, Snippet } from './types.ts'

/** A field of a document and where the terms of the query stand in it, as `termsInText` gives them. */
export interface SnippetField {
  readonly field: string
  readonly text: string
  readonly matches: readonly AnalyzedTerm[]
}

export interface SnippetOptions {
  /** The length of a snippet at most, in UTF-16 units, from 1 up. Default 200. */
  readonly maxCharacters?: number | undefined
}

/** The defaults of {@link SnippetOptions}. */
export const SNIPPET_DEFAULTS: Filled<SnippetOptions> = { maxCharacters: 200 }

/** A snippet ends with a sentence if one ends behind this share of its room; else it goes on to the last word that fits. */
const FULL = 1 / 2
/** The share of the room that is left for words before the first match, where its sentence is too long. */
const BEFORE = 1 / 3

/**
 * The piece of a document that shows best why it was found: the window with the greatest sum of weights of different query terms
 * ({@link bestWindow}), widened to whole sentences where they fit and to whole words where not.
 *
 * A field that would fit whole, such as a title, is taken only where no longer field holds a term. Without any match it is the
 * beginning of the longest field. Marks cover whole original words; those that overlap are one, those that touch are two.
 *
 * @param queryTerms the weight of each term, such as its idf; of at least 0
 *
 * Throws RangeError without fields, on a weight that is negative or not finite, and naming an option out of range; TypeError on
 * unknown options. Time grows with matches and `maxCharacters`, not with the text.
 */
export function snippetOf(
  fields: readonly SnippetField[],
  queryTerms: ReadonlyMap<string, number>,
  options?: SnippetOptions
): Snippet {
  const { maxCharacters } = withDefaults('snippetOf', options, SNIPPET_DEFAULTS)
  expectInteger('snippetOf.maxCharacters', maxCharacters, 1, Number.MAX_SAFE_INTEGER)
  for (const [term, weight] of queryTerms) {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`queryTerms.get(${show(term)}): expected a finite number of at least 0, got ${show(weight)}`)
    }
  }
  const longest = longestOf(fields)
  const bodies = fields.filter(field => field === longest || field.text.length > maxCharacters)
  const found = bestField(bodies, queryTerms, maxCharacters) ?? bestField(fields, queryTerms, maxCharacters)
  if (found === undefined) return cut(longest, beginning(longest.text, maxCharacters), 0)
  const { field, window } = found
  return cut(field, widen(field.text, aligned(field.text, window, maxCharacters), maxCharacters), window.start)
}

function longestOf(fields: readonly SnippetField[]): SnippetField {
  if (fields.length === 0) throw new RangeError('fields: expected at least one, got none')
  return fields.reduce((best, field) => (field.text.length > best.text.length ? field : best))
}

/** The field with the heaviest window; of equal ones the longest. */
function bestField(fields: readonly SnippetField[], weights: ReadonlyMap<string, number>, size: number) {
  let best: { readonly field: SnippetField; readonly window: Window } | undefined
  for (const field of fields) {
    const window = bestWindow(field.matches, weights, size)
    if (window === undefined) continue
    const ahead = best === undefined ? 1 : window.weight - best.window.weight
    if (best === undefined || ahead > 0 || (ahead === 0 && field.text.length > best.field.text.length)) {
      best = { field, window }
    }
  }
  return best
}

/** The end of a piece that begins at `start` and must go on to `least`: with a sentence if that fills it, else with a word. */
function endOf(text: string, start: number, least: number, size: number, sentences: readonly Range[]): number {
  const limit = start + size
  const whole = sentences.findLast(({ end }) => end <= limit)
  if (whole !== undefined && whole.end >= least && whole.end >= start + FULL * size) return whole.end
  return Math.max(least, lastBreak(text, start, limit))
}

function beginning(text: string, size: number): Range {
  const start = skipSpaces(text, 0, text.length)
  if (start === text.length) return { start: 0, end: 0 }
  return { start, end: endOf(text, start, start, size, sentencesNear(text, start, start + 2 * size)) }
}

/** The sentences of `text[from, to)`, where the first and the last may be parts of one. */
function sentencesNear(text: string, from: number, to: number): Range[] {
  const end = Math.min(to, text.length)
  const found = sentencesOf(text.slice(from, end)).map(range => ({ start: from + range.start, end: from + range.end }))
  // What the slice cut off is no sentence, and neither is what it left of one.
  if (end < text.length) found.pop()
  return found
}

/** A window that begins and ends between characters, `size` units at most unless the first one is longer. */
function aligned(text: string, window: Range, size: number): Range {
  let { start } = window
  while (!isClusterStart(text, start)) start--
  // A match longer than the room was cut short anywhere.
  const end = Math.min(window.end, start + size)
  return { start, end: isClusterStart(text, end) ? end : lastClusterEnd(text, start, end) }
}

/** Widens a window to whole sentences or words, `size` units at most. */
function widen(text: string, window: Range, size: number): Range {
  const from = firstWordStart(text, Math.max(0, window.start - size), window.start)
  const sentences = sentencesNear(text, from, window.end + size)
  const known = from === skipSpaces(text, 0, text.length) ? sentences : sentences.slice(1)
  let start = startOf(text, window, size, known)
  const end = endOf(text, start, window.end, size, sentences)
  // Near the end of the text there is room left, which what stands before may fill.
  if (end - start < FULL * size && end === trimEnd(text, end, text.length)) {
    start = known.find(range => range.start < start && end - range.start <= size)?.start ?? start
  }
  return { start, end }
}

/** Where a piece begins that holds the window: with its sentence if both fit, else a few words before. */
function startOf(text: string, window: Range, size: number, sentences: readonly Range[]): number {
  const own = sentences.findLast(({ start }) => start <= window.start)
  if (own !== undefined && window.end - own.start <= size) return own.start
  const room = size - (window.end - window.start)
  return firstWordStart(text, Math.max(0, window.start - Math.floor(BEFORE * room)), window.start)
}

/** A piece of a field with its marks; `first` is where the first match begins that it is about. */
function cut({ field, text, matches }: SnippetField, { start, end }: Range, first: number): Snippet {
  const marks: { start: number; end: number }[] = []
  for (const match of matches) {
    // A word that is longer than the snippet is marked as far as it goes; others that go beyond its end are no words of it.
    if (match.start < start || match.start >= end || (match.end > end && match.start !== first)) continue
    const mark = { start: match.start - start, end: Math.min(match.end, end) - start }
    const last = marks.at(-1)
    if (last !== undefined && mark.start < last.end) last.end = Math.max(last.end, mark.end)
    else marks.push(mark)
  }
  return { field, start, end, text: text.slice(start, end), marks }
}
