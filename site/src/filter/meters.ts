import { element } from '../shared/element.ts'
import { percent } from '../shared/units.ts'
import { KINDS, type Kind, type KindName } from './kinds.ts'

/** A meter for each filter. */
export interface Meters {
  /** How probable it is that the text is not wanted; undefined where there is no text. */
  show(name: KindName, probability: number | undefined, threshold: number): void
}

/** Puts the meters into the page. */
export function metersIn(where: HTMLElement): Meters {
  const made = new Map(KINDS.map(kind => [kind.name, meterOf(kind)]))
  where.replaceChildren(...[...made.values()].map(meter => meter.row))
  return {
    show(name, probability, threshold) {
      const meter = made.get(name)
      if (meter === undefined) return
      const { row, bar, fill, tick, figure } = meter
      fill.style.transform = `scaleX(${(probability ?? 0).toFixed(4)})`
      tick.hidden = false
      tick.style.left = `${100 * threshold}%`
      figure.textContent = probability === undefined ? '–' : percent(probability)
      bar.setAttribute('aria-valuenow', String(Math.round(100 * (probability ?? 0))))
      bar.setAttribute('aria-valuetext', probability === undefined ? 'no text' : percent(probability))
      row.classList.toggle('over', probability !== undefined && probability >= threshold)
    }
  }
}

function meterOf({ title }: Kind) {
  const fill = element('i')
  const tick = element('b', { hidden: '' })
  const range = { 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-valuenow': '0' }
  const bar = element('span', { class: 'bar', role: 'meter', 'aria-label': title, ...range }, fill, tick)
  const figure = element('span', { class: 'figure' }, '–')
  const row = element('div', { class: 'meter' }, element('span', { 'aria-hidden': 'true' }, title), bar, figure)
  return { row, bar, fill, tick, figure }
}
