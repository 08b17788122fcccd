import type { Reason } from '../index.ts'
import { cutTo, pad, paint, printable, table, width } from './look.ts'
import { decimals } from './units.ts'

/** Share of the strongest piece from which on a piece is shown as strong. */
const STRONG = 0.5

/**
 * The text with the pieces that spoke for the label in green and those against it in red, strong ones with a background.
 * Where there is no colour, the text alone.
 *
 * @param pieces strongest first; where they overlap the stronger is shown
 */
export function highlight(text: string, pieces: readonly Reason[]): string {
  const owner = new Int32Array(text.length).fill(-1)
  for (const [index, { start, end }] of pieces.entries()) {
    for (let unit = start; unit < end; unit++) if (owner[unit] < 0) owner[unit] = index
  }
  const strongest = Math.abs(pieces[0]?.weight ?? 0)
  let out = ''
  for (let begin = 0; begin < text.length; ) {
    let end = begin + 1
    while (end < text.length && owner[end] === owner[begin]) end++
    const shown = printable(text.slice(begin, end))
    out += owner[begin] < 0 ? shown : painted(shown, pieces[owner[begin]].weight, strongest)
    begin = end
  }
  return out
}

function painted(text: string, weight: number, strongest: number): string {
  const strong = Math.abs(weight) >= STRONG * strongest
  if (weight > 0) return strong ? paint.black(paint.bgGreen(text)) : paint.green(text)
  return strong ? paint.black(paint.bgRed(text)) : paint.red(text)
}

/** Columns of a piece in a table; a text without spaces is one piece. */
const WIDEST_PIECE = 30

/** The pieces as a table: what, where, and how far each way. */
export function pieceTable(pieces: readonly Reason[], indent = ''): string[] {
  const strongest = Math.abs(pieces[0]?.weight ?? 1)
  const rows = pieces.map(({ start, end, text, weight }) => {
    const length = Math.max(1, Math.round((8 * Math.abs(weight)) / strongest))
    const bars = (weight > 0 ? paint.green : paint.red)((weight > 0 ? '▶' : '◀').repeat(length))
    return [
      cutTo(printable(text), WIDEST_PIECE),
      `${start}–${end}`,
      `${weight > 0 ? '+' : ''}${decimals(weight)}`,
      pad(bars, 8)
    ]
  })
  return table([['piece', 'at', 'weight', pad('', 8)], ...rows], indent)
}

/** Pieces named as reasons; more would be a list, not a reason. */
const MOST_REASONS = 6

/** What is worth naming: a comma or an apostrophe moves a decision too, but tells a reader nothing. */
const NAMEABLE = /[\p{L}\p{N}\p{S}!?]/u

/** The pieces that spoke for the label, in a few words: `goal, cup final, striker`. The strongest that fit. */
export function reasons(pieces: readonly Reason[], columns: number): string {
  const words = new Set<string>()
  for (const { text, weight } of pieces) {
    const word = printable(text).trim()
    if (words.size === MOST_REASONS) break
    if (weight > 0 && NAMEABLE.test(word) && width([...words, word].join(', ')) <= columns) words.add(word)
  }
  return words.size > 0 ? [...words].join(', ') : '–'
}
