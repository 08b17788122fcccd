import type { Snippet } from '../rerank/index.ts'
import { printable } from './look.ts'
import { wrap } from './wrap.ts'

/** Lines shown of a snippet. */
const MOST_LINES = 4

/**
 * A snippet in lines of at most so many columns. An ellipsis stands where the field goes on.
 *
 * @param length of the whole field
 * @param highlight gives a marked piece its looks
 */
export function snippetLines(
  { text, start, end, marks }: Snippet,
  length: number,
  columns: number,
  highlight: (piece: string) => string
): string[] {
  const shown = new Shown()
  if (start > 0) shown.add('…', false)
  let from = 0
  for (const mark of marks) {
    shown.add(text.slice(from, mark.start), false)
    shown.add(text.slice(mark.start, mark.end), true)
    from = mark.end
  }
  shown.add(text.slice(from), false)
  if (end < length) shown.add('…', false)
  // A column is kept for the ellipsis of a last line that is cut.
  const lines = wrap(shown.text, columns - 1)
  const cut = lines.length > MOST_LINES
  return lines
    .slice(0, MOST_LINES)
    .map(([a, b], line) => shown.between(a, b, highlight) + (cut && line === MOST_LINES - 1 ? '…' : ''))
}

/** Text of strangers on one line, and which units of it are marked. */
class Shown {
  text = ''
  private readonly marked: boolean[] = []

  /** White space of any length becomes one space. */
  add(piece: string, marked: boolean): void {
    const line = printable(piece).replace(/ +/g, ' ')
    const clean = this.text === '' || this.text.endsWith(' ') ? line.replace(/^ /, '') : line
    this.text += clean
    for (let i = 0; i < clean.length; i++) this.marked.push(marked)
  }

  between(start: number, end: number, highlight: (piece: string) => string): string {
    let out = ''
    for (let begin = start; begin < end; ) {
      let next = begin + 1
      while (next < end && this.marked[next] === this.marked[begin]) next++
      const run = this.text.slice(begin, next)
      out += this.marked[begin] ? highlight(run) : run
      begin = next
    }
    return out
  }
}
