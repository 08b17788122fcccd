import type { Snippet } from 'waymark/rerank'
import { element } from '../shared/element.ts'

/** A snippet with its marks, as text nodes: whatever stands in a document is shown, and none of it is run. */
export function markedText({ text, marks, start, end }: Snippet, length: number): (Node | string)[] {
  const pieces: (Node | string)[] = start > 0 ? ['… '] : []
  let at = 0
  for (const mark of marks) {
    pieces.push(text.slice(at, mark.start), element('mark', {}, text.slice(mark.start, mark.end)))
    at = mark.end
  }
  pieces.push(text.slice(at))
  if (end < length) pieces.push(' …')
  return pieces
}
