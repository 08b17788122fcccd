import { stripVTControlCharacters } from 'node:util'
import picocolors from 'picocolors'

/** Whether the standard output is for eyes that see colour: https://no-color.org, and FORCE_COLOR against it. */
export const coloured =
  !process.env.NO_COLOR &&
  (process.env.FORCE_COLOR
    ? process.env.FORCE_COLOR !== '0'
    : Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb')

/** Colours that do nothing where there are none. */
export const paint = picocolors.createColors(coloured)

/** Columns of the terminal, within what reads well. */
export const screenWidth = Math.min(Math.max(process.stdout.columns ?? 100, 60), 120)

const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/**
 * Text of strangers on one line, safe to show in a terminal: line breaks and tabs become spaces; control characters (which could
 * move the cursor or rename the window), marks that turn the reading direction and lone surrogates become U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(/\r?\n|\t|\u2028|\u2029/g, ' ').replace(UNPRINTABLE, '\ufffd')
}

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Columns a text takes in a terminal, colours aside. */
export function width(text: string): number {
  let columns = 0
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) columns += WIDE.test(segment) ? 2 : 1
  return columns
}

/** The text, cut with an ellipsis where it takes more columns. Uncoloured text only. */
export function cutTo(text: string, columns: number): string {
  // A text of 1 MB need not be measured to the end. Four units a column is more than letters with marks take.
  const head = text.slice(0, columns * 4)
  if (head.length === text.length && width(text) <= columns) return text
  let kept = ''
  let used = 1
  for (const { segment } of graphemes.segment(head)) {
    used += WIDE.test(segment) ? 2 : 1
    if (used > columns) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** Padded with spaces to so many columns, on the right unless told otherwise. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'right'): string {
  const space = ' '.repeat(Math.max(0, columns - width(text)))
  return side === 'left' ? space + text : text + space
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A share 0..1 as a bar so many columns wide. */
export function bar(share: number, columns = 12): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * columns * 8)
  return pad('█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7], columns)
}

/** A table in a box: the first row names the columns, and the first column is text, the others numbers to the right. */
export function table(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => width(row[column]))))
  const rule = (left: string, middle: string, right: string) =>
    paint.dim(`${indent}${left}${widths.map(one => '─'.repeat(one + 2)).join(middle)}${right}`)
  const wall = paint.dim('│')
  const lines = rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      const padded = pad(cell, widths[column], column === 0 ? 'right' : 'left')
      return ` ${index === 0 ? paint.bold(padded) : padded} `
    })
    return `${indent}${wall}${cells.join(wall)}${wall}`
  })
  return [rule('┌', '┬', '┐'), lines[0], rule('├', '┼', '┤'), ...lines.slice(1), rule('└', '┴', '┘')]
}
