import type { ScoreParts } from 'waymark/rerank'
import { element } from '../shared/element.ts'

/** The parts of a score in words. */
export const PART_NAMES: Readonly<Record<keyof ScoreParts, string>> = {
  lexical: 'words',
  expansion: 'neighbours',
  semantic: 'meaning',
  stage: 'spelling',
  feedback: 'feedback'
}

/** A score as a bar of its parts, `most` being the longest, and the same in words. What took from it stands in words alone. */
export function scoreBar(score: number, parts: ScoreParts, most: number): HTMLElement {
  const named = (Object.keys(PART_NAMES) as (keyof ScoreParts)[]).filter(part => Math.abs(parts[part]) >= 0.005)
  const bar = element('div', { class: 'bar', 'aria-hidden': 'true' })
  const words = element('ul', { class: 'parts', 'aria-label': `Score ${score.toFixed(2)}, made of` })
  for (const part of named) {
    const piece = element('span', { class: part })
    piece.style.setProperty('width', `${Math.max(0, (100 * parts[part]) / most)}%`)
    bar.append(piece)
    const dot = element('span', { class: `dot ${part}`, 'aria-hidden': 'true' })
    words.append(
      element('li', {}, dot, `${PART_NAMES[part]} `, element('b', {}, parts[part].toFixed(2).replace('-', '−')))
    )
  }
  return element('div', { class: 'score' }, bar, words)
}
