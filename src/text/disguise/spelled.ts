import type { Edit } from '../edits.ts'

/** Letters in parentheses of their own, as NFKC leaves those that Unicode has ready-made. */
const PARENTHESISED = /(?:\([a-z]\)){2,}/gi
/** A letter with what stands on it, or a digit or sign that may stand for one. */
const UNIT = /[\p{Lu}\p{Ll}\p{Lt}]\p{M}*|[0-9@$!|+]/uy
const LETTER = /\p{L}/u
const WORD = /[\p{L}\p{N}\p{M}]/u
const SEPARATOR = /[ .\-_*·~/,'"|:;=+•]/
/** Three units with two separators: the least that a text must have for a closer look. */
const SPELLED =
  /(?<![\p{L}\p{N}\p{M}])[\p{L}0-9@$!|+]\p{M}*[ .\-_*·~/,'"|:;=+•)](?:\(?[\p{L}0-9@$!|+])\p{M}*[ .\-_*·~/,'"|:;=+•)]/u
/** The fewest letters that are taken for a word spelled out. Two would join `a i` and `e.g.` */
const FEWEST = 3

/** The characters of a run from `start` on that are one unit each with one and the same separator between them. */
function runAt(
  text: string,
  start: number
): { readonly ends: number[]; readonly letters: number; readonly separator: string } {
  const ends: number[] = []
  let separator = ''
  let letters = 0
  let at = start
  for (;;) {
    UNIT.lastIndex = at
    const unit = UNIT.exec(text)
    if (unit === null) break
    const end = at + unit[0].length
    const after = text[end] ?? ''
    // A longer piece ends the run before it.
    if (WORD.test(after)) break
    ends.push(end)
    if (LETTER.test(unit[0])) letters++
    if (ends.length === 1) separator = after
    if (after === '' || after !== separator || !SEPARATOR.test(after)) {
      // `y o u s_t_o_p`: the s begins a run of its own.
      if (ends.length > 1 && SEPARATOR.test(after) && after !== ' ' && isStart(text, end + 1)) {
        ends.pop()
        letters--
      }
      break
    }
    at = end + 1
  }
  return { ends, letters, separator }
}

/**
 * Edits that join what is spelled out with one and the same sign, `f r e e`, `v.1.@.g.r.a`, `(s)(e)(x)`: three letters or
 * more, digits and signs that may stand for letters among them but fewer. Two spaces part words. A run that a sign other than
 * a space ties to a longer word (`x-y-z-axis`) is left alone.
 */
export function spelledEdits(text: string): Edit[] {
  const edits: Edit[] = []
  if (!SPELLED.test(text)) return edits
  if (isSpacedOut(text)) {
    for (const { index } of text.matchAll(/(?<=(?<!\S)\S) (?=\S(?!\S))/gu))
      edits.push({ start: index, end: index + 1, text: '' })
    return edits
  }
  for (const { 0: run, index } of text.matchAll(PARENTHESISED)) {
    for (let i = index; i < index + run.length; i += 3) {
      edits.push({ start: i, end: i + 1, text: '' }, { start: i + 2, end: i + 3, text: '' })
    }
  }
  for (let i = 0; i < text.length; ) {
    const before = text[i - 1] ?? ' '
    if (WORD.test(before) || !isStart(text, i)) {
      i++
      continue
    }
    const { ends, letters, separator } = runAt(text, i)
    const last = ends.at(-1) ?? i + 1
    const tied = separator !== ' ' && (isTied(text, last, separator, 1) || isTied(text, i - 1, separator, -1))
    if (ends.length >= FEWEST && letters >= FEWEST - 1 && 2 * letters >= ends.length && !tied) {
      for (let k = 0; k + 1 < ends.length; k++) edits.push({ start: ends[k], end: ends[k] + 1, text: '' })
    }
    i = last
  }
  return edits.sort((a, b) => a.start - b.start)
}

/** Whether most of a text is single characters with spaces between, most of them letters. */
function isSpacedOut(text: string): boolean {
  const singles = text.match(/(?<!\S)\S(?!\S)/gu)?.length ?? 0
  if (singles < 8) return false
  const pieces = text.match(/\S+/g)?.length ?? 0
  const letters = text.match(/(?<!\S)\p{L}(?!\S)/gu)?.length ?? 0
  return singles > 0.7 * pieces && letters > 0.5 * singles
}

function isStart(text: string, at: number): boolean {
  UNIT.lastIndex = at
  return UNIT.test(text)
}

/** Whether the separator at `at` ties the run to a word beyond it. */
function isTied(text: string, at: number, separator: string, step: 1 | -1): boolean {
  return text[at] === separator && WORD.test(text[at + step] ?? '')
}
