import type { Reason } from 'waymark/classify'
import { element } from '../shared/element.ts'

/** A piece weaker than this share of the strongest is not worth a mark. */
const FAINT = 0.12

/** Pieces of a text that moved its answer, in reading order, none over another. */
function apart(reasons: readonly Reason[]): Reason[] {
  const strongest = Math.max(...reasons.map(reason => Math.abs(reason.weight)))
  const kept: Reason[] = []
  for (const reason of reasons) {
    if (Math.abs(reason.weight) < FAINT * strongest) continue
    if (!kept.some(other => reason.start < other.end && other.start < reason.end)) kept.push(reason)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/** Marks in a copy of the text that lies under it: what spoke for the answer is filled, what spoke against it underlined. */
export function showMarks(where: HTMLElement, text: string, reasons: readonly Reason[]): void {
  const strongest = Math.max(...reasons.map(reason => Math.abs(reason.weight)), 1e-9)
  const parts: (Node | string)[] = []
  let from = 0
  for (const { start, end, weight } of apart(reasons)) {
    const mark = element('mark', { class: weight > 0 ? 'for' : 'against' }, text.slice(start, end))
    mark.style.setProperty('--strength', `${Math.round(25 + (65 * Math.abs(weight)) / strongest)}%`)
    parts.push(text.slice(from, start), mark)
    from = end
  }
  // The last line of a field has a height of its own even where it is empty.
  where.replaceChildren(...parts, `${text.slice(from)}\n`)
}

/** The same in words. */
export function becauseOf(label: string, text: string, reasons: readonly Reason[]): string {
  const pieces = apart(reasons).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const named = (chosen: readonly Reason[]) =>
    chosen
      .slice(0, 4)
      .map(({ start, end }) => `“${text.slice(start, end)}”`)
      .join(', ')
  const towards = named(pieces.filter(piece => piece.weight > 0))
  const away = named(pieces.filter(piece => piece.weight < 0))
  if (towards === '' && away === '') return 'Nothing in it is known from the sentences below.'
  return `${towards === '' ? 'No word speaks' : `${towards} spoke`} for ${label}${away === '' ? '' : `; ${away} against it`}.`
}
