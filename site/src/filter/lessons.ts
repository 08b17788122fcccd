import { element } from '../shared/element.ts'
import { duration, percent } from '../shared/units.ts'
import type { Lesson, Measured } from './filters.ts'
import { type KindName, kindOf } from './kinds.ts'

/** What a click taught one filter. */
export interface Taught {
  readonly name: KindName
  readonly lesson: Lesson
  /** Labelled texts of which it thinks otherwise, at the threshold. */
  readonly others: number
}

/** How many labelled texts are on the other side of the threshold. */
export function changedAt(threshold: number, before: Measured | undefined, after: Measured): number {
  if (before === undefined) return 0
  return after.scores.filter((score, row) => score >= threshold !== before.scores[row] >= threshold).length
}

/** Says what was learnt, and offers to forget it. */
export function showLesson(where: HTMLElement, taught: readonly Taught[], undo: () => void): void {
  const parts = taught.map(({ name, lesson, others }) => {
    const moved = `${kindOf(name).title} ${percent(lesson.before)} → ${percent(lesson.after)}`
    const rest =
      others === 0
        ? 'no labelled text changed sides'
        : `${others} labelled ${others === 1 ? 'text' : 'texts'} changed sides`
    return element(
      'p',
      {},
      element('b', { class: 'figure' }, `Learnt in ${duration(lesson.ms)}. `),
      `${moved}; ${rest}.`
    )
  })
  const button = element('button', { type: 'button' }, 'Undo')
  button.addEventListener('click', undo)
  where.replaceChildren(element('div', { class: 'lesson' }, element('div', {}, ...parts), button))
}
