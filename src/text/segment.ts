import { hasLength } from './code-points.ts'
import type { Ranges } from './ngrams.ts'

const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\u30fc'
const RUN = new RegExp(`(?:[${UNSPACED}]\\p{M}*)+`, 'gu')
/** A character with the marks on it: Thai and its neighbours write vowels as marks, and a pair of characters keeps them. */
const CHARACTER = /[\s\S]\p{M}*/gu

let shared: Intl.Segmenter | undefined

/** The machine's word segmenter, or undefined on one without. The root locale, so that the user's plays no part. */
function wordSegmenter(): Intl.Segmenter | undefined {
  if (shared === undefined && typeof Intl !== 'undefined' && 'Segmenter' in Intl) {
    shared = new Intl.Segmenter('und', { granularity: 'word' })
  }
  return shared
}

/** A quick no for most texts: every script of `UNSPACED` lies at or above Thai. */
export function mayBeUnspaced(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x0e00) return true
  return false
}

/** Words of a run by the segmenter, then each pair of neighbouring characters that is not already such a word. */
function cutRun(run: string, offset: number, segmenter: boolean, out: Ranges): void {
  const wordAt = new Map<number, number>()
  const words = segmenter ? wordSegmenter() : undefined
  if (words !== undefined) {
    for (const { segment, index } of words.segment(run)) {
      out.push(offset + index, offset + index + segment.length)
      wordAt.set(index, index + segment.length)
    }
  }
  const cuts = Array.from(run.matchAll(CHARACTER), match => match.index)
  cuts.push(run.length)
  for (let i = 0; i + 1 < cuts.length; i++) {
    const end = cuts[i + 2] ?? (i === 0 ? run.length : -1)
    if (end >= 0 && wordAt.get(cuts[i]) !== end) out.push(offset + cuts[i], offset + end)
  }
}

/**
 * Cuts the runs of scripts written without spaces out of the word `text[start, end)`, and appends their tokens and those of
 * the rest that have `least` characters. Returns false, and appends nothing, for a word with no such run.
 */
export function cutUnspaced(
  text: string,
  start: number,
  end: number,
  segmenter: boolean,
  least: number,
  out: Ranges
): boolean {
  const word = text.slice(start, end)
  let at = start
  const plain = (to: number): void => {
    if (to > at && hasLength(text, at, to, least)) out.push(at, to)
  }
  for (const { 0: run, index } of word.matchAll(RUN)) {
    plain(start + index)
    cutRun(run, start + index, segmenter, out)
    at = start + index + run.length
  }
  if (at === start) return false
  plain(end)
  return true
}
