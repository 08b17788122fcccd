import { byId, element } from '../shared/element.ts'
import { whenNear } from '../shared/figure.ts'
import { percent } from '../shared/units.ts'
import type { Measured } from './filters.ts'
import { KINDS, type Kind, type KindName, kindOf } from './kinds.ts'
import { outcomeAt, pointOf, rocCurve } from './roc.ts'

/** The card on which a visitor draws the line. */
export interface Line {
  /** The filter has changed, or is there. */
  measured(name: KindName, found: Measured): void
}

/** Lets a visitor choose a threshold for each filter; `moved` is told of every change. */
export function lineCard(thresholds: Record<KindName, number>, moved: (name: KindName) => void): Line {
  const slider = byId('threshold', HTMLInputElement)
  const sentence = byId('outcome', HTMLElement)
  const chart = byId('roc', HTMLElement)
  const found = new Map<KindName, Measured>()
  // The one that cannot be had without mistakes shows best what a line is.
  let kind: Kind = kindOf('toxicity')
  let near = false
  const draw = () => {
    byId('threshold-figure', HTMLElement).textContent = percent(thresholds[kind.name])
    const measured = found.get(kind.name)
    if (measured === undefined) return
    const outcome = outcomeAt(measured, thresholds[kind.name])
    const words = `Catches ${outcome.caught} of ${outcome.unwanted} ${kind.many}, stops ${outcome.stopped} of ${outcome.fine} fine messages.`
    sentence.textContent = words
    byId('auc', HTMLElement).textContent = aucIn(measured, kind)
    if (!near) return
    void import('./roc-chart.ts').then(({ showRoc }) => {
      if (found.get(kind.name) === measured)
        showRoc(
          chart,
          rocCurve(measured),
          pointOf(outcomeAt(measured, thresholds[kind.name])),
          `ROC curve of the filter. ${words}`
        )
    })
  }
  const choose = (name: KindName) => {
    kind = kindOf(name)
    slider.value = String(Math.round(100 * thresholds[name]))
    draw()
  }
  byId('kinds', HTMLElement).append(...KINDS.map(each => radioOf(each, each === kind, choose)))
  slider.addEventListener('input', () => {
    thresholds[kind.name] = Number(slider.value) / 100
    draw()
    moved(kind.name)
  })
  whenNear(chart, () => {
    near = true
    draw()
  })
  choose(kind.name)
  return {
    measured(name, measured) {
      found.set(name, measured)
      if (name === kind.name) draw()
    }
  }
}

function aucIn({ rocAuc, scores }: Measured, kind: Kind): string {
  return `A ${kind.name === 'spam' ? 'spam' : 'rude message'} scores above a fine one ${percent(rocAuc).replaceAll(' ', '\u00a0')} of the time, on ${scores.length} labelled texts that the filter has not learnt from. They were written for this project; yours will be harder.`
}

function radioOf(kind: Kind, checked: boolean, choose: (name: KindName) => void): HTMLElement {
  const radio = element('input', { type: 'radio', name: 'kind', class: 'unseen', ...(checked ? { checked: '' } : {}) })
  radio.addEventListener('change', () => choose(kind.name))
  return element('label', {}, radio, element('span', {}, kind.title))
}
