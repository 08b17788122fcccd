import type { Reason } from 'waymark/classify'
import { element } from '../shared/element.ts'

/** Longer texts get no marks: to lay them out twice would be felt. */
export const MOST_MARKED = 4000
/** Log odds from which a piece is worth a mark. */
const FELT = 0.15
const STRONG = 1.2

/** Marks under a text field, in a copy of its text. */
export interface Marks {
  /** The text has changed: what stands before the change stays marked. */
  typed(text: string): void
  /** What moved the answer to this text. */
  show(text: string, reasons: readonly Reason[]): void
}

/** Keeps the copy `under` in step with the field. */
export function marksUnder(field: HTMLTextAreaElement, under: HTMLElement): Marks {
  let marked = ''
  let shown: readonly Reason[] = []
  field.addEventListener('scroll', () => {
    under.scrollTop = field.scrollTop
  })
  const draw = (text: string) => {
    if (text.length > MOST_MARKED) under.replaceChildren()
    else under.replaceChildren(...pieces(text, shown), '\n')
  }
  return {
    typed(text) {
      if (shown.length === 0) return
      const same = sharedLength(marked, text)
      shown = shown.filter(reason => reason.end <= same)
      marked = text
      draw(text)
    },
    show(text, reasons) {
      marked = text
      shown = text.length > MOST_MARKED ? [] : reasons.filter(reason => reason.weight > FELT)
      draw(text)
    }
  }
}

/** How long the beginning is that two texts have in common. */
function sharedLength(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

function pieces(text: string, reasons: readonly Reason[]): (Node | string)[] {
  const parts: (Node | string)[] = []
  let from = 0
  for (const { start, end, weight } of [...reasons].sort((a, b) => a.start - b.start)) {
    if (start < from) continue
    const mark = element('mark', { class: 'for' }, text.slice(start, end))
    mark.style.setProperty('--strength', `${Math.round(30 + 60 * Math.min(1, weight / STRONG))}%`)
    parts.push(text.slice(from, start), mark)
    from = end
  }
  return [...parts, text.slice(from)]
}
