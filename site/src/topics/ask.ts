import type { Classification, Reason } from 'waymark/classify'
import { byId, element } from '../shared/element.ts'
import { percent } from '../shared/units.ts'
import { colourOf } from './data.ts'
import { becauseOf, showMarks } from './marks.ts'

/** Longer texts get no marks: to lay them out twice would be felt. */
const MOST_MARKED = 4000
const QUIET = 700

/** Something that answers; with the code for training it can also say why. */
export interface Answerer {
  readonly labels: readonly string[]
  classify(text: string): Classification
  explain?(text: string, options?: { readonly limit?: number }): readonly Reason[]
}

/** The box in which a visitor asks. */
export interface Ask {
  /** Answers again, with topics in this order. */
  show(answerer: Answerer, order: readonly string[]): void
  /** The last answer. */
  readonly answer: Classification | undefined
}

/** Fills the box with a draft; `asked` is told whenever its text changes. */
export function askBox(draft: string, asked: () => void): Ask {
  const box = byId('draft', HTMLTextAreaElement)
  const marks = byId('marks', HTMLElement)
  const because = byId('because', HTMLElement)
  const bars = barsIn(byId('bars', HTMLElement))
  const say = sayLater(byId('verdict', HTMLElement))
  const now = byId('now', HTMLElement)
  const sure = byId('now-sure', HTMLElement)
  let answer: Classification | undefined
  box.value = draft
  box.addEventListener('input', asked)
  box.addEventListener('scroll', () => {
    marks.scrollTop = box.scrollTop
  })
  return {
    get answer() {
      return answer
    },
    show(answerer, order) {
      const text = box.value
      answer = answerer.classify(text)
      const given = answer.label ?? ''
      bars(answer, order)
      const place = order.indexOf(given)
      // On a phone the bars are out of sight while a sentence is changed.
      now.textContent = given
      sure.textContent = percent(answer.probability)
      now.style.color = colourOf(place)
      box.parentElement?.style.setProperty('--topic', colourOf(place))
      const reasons = text.length > MOST_MARKED || text === '' ? [] : (answerer.explain?.(text, { limit: 12 }) ?? [])
      showMarks(marks, text.length > MOST_MARKED ? '' : text, reasons)
      if (text.trim() === '') because.textContent = 'Write a sentence to see where it belongs.'
      else if (text.length > MOST_MARKED) because.textContent = 'A text this long is answered, not marked.'
      else
        because.textContent = answerer.explain
          ? becauseOf(given, text, reasons)
          : 'The words that decide are marked in a moment.'
      say(`${given}, ${percent(answer.probability)}`)
    }
  }
}

/** A bar for each topic; they are made again only when topics change. */
function barsIn(list: HTMLElement): (answer: Classification, order: readonly string[]) => void {
  let shown = ''
  return (answer, order) => {
    if (shown !== order.join('\n')) {
      shown = order.join('\n')
      list.replaceChildren(...order.map((name, place) => barOf(name, place)))
    }
    for (const [place, name] of order.entries()) {
      const row = list.children[place]
      const probability = answer.scores.find(score => score.label === name)?.probability ?? 0
      row.classList.toggle('best', name === answer.label)
      const fill = row.querySelector<HTMLElement>('i')
      if (fill !== null) fill.style.transform = `scaleX(${probability.toFixed(4)})`
      const figure = row.querySelector('.figure')
      if (figure !== null) figure.textContent = percent(probability)
    }
  }
}

function barOf(name: string, place: number): HTMLElement {
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' }, element('i'))
  const row = element(
    'li',
    {},
    element('span', { class: 'name', dir: 'auto' }, name),
    bar,
    element('span', { class: 'figure' })
  )
  row.style.setProperty('--topic', colourOf(place))
  return row
}

/** Says things to those who hear the page once typing has paused. */
function sayLater(where: HTMLElement): (text: string) => void {
  let timer = 0
  return text => {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      where.textContent = text
    }, QUIET)
  }
}
