import { width } from './look.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Where to cut a text into lines of at most so many columns: `[start, end)` of each, the space at a cut in neither. Cuts at
 * spaces where there is one, between letters elsewhere. Printable, uncoloured text only.
 */
export function wrap(text: string, columns: number): [number, number][] {
  const lines: [number, number][] = []
  let begin = 0
  let used = 0
  let space = -1
  const cut = (end: number, next: number, at: number) => {
    lines.push([begin, end])
    begin = next
    used = width(text.slice(next, at))
    space = -1
  }
  for (const { segment, index } of graphemes.segment(text)) {
    const wide = width(segment)
    if (segment === ' ' && used + wide > columns) {
      cut(index, index + 1, index + 1)
      continue
    }
    // Twice, where a wide letter does not fit even behind the space.
    while (used + wide > columns && index > begin) {
      if (space > begin) cut(space, space + 1, index)
      else cut(index, index, index)
    }
    if (segment === ' ') space = index
    used += wide
  }
  if (begin < text.length) lines.push([begin, text.length])
  return lines
}
