import type { Reason } from 'waymark/classify'
import { element } from '../shared/element.ts'
import { showError, showWaiting } from '../shared/state.ts'
import { duration, percent } from '../shared/units.ts'
import { part } from './card.ts'
import type { Outcome } from './chain.ts'
import { readable, type Stage } from './stage.ts'

/** Shows what became of the text at a stage. */
export function showOutcome(where: HTMLElement, stage: Stage, outcome: Outcome, again: () => void): void {
  const place = part(where, '.verdict')
  delete place.dataset.probability
  where.dataset.state = outcome.state === 'answered' && !outcome.goesOn ? 'stops' : outcome.state
  if (outcome.state === 'broken') showError(place, stage.error, again)
  else if (outcome.state === 'waits' && outcome.for === stage)
    showWaiting(place, stage.origin === 'trained here' ? 'Training' : 'Loading')
  else if (outcome.state === 'answered') showAnswer(place, stage, outcome)
  else place.replaceChildren(element('p', { class: 'soft passed' }, said(outcome)))
}

/** What the chain made of the text, on one line: the answers in order, where it stopped, and the time of all. */
export function summary(outcomes: ReadonlyMap<Stage, Outcome>): string {
  const answers: string[] = []
  let took = 0
  let stopped = ''
  for (const [stage, outcome] of outcomes) {
    if (outcome.state !== 'answered') continue
    answers.push(named(outcome.answer.labels, stage) || 'not sure')
    took += outcome.ms
    if (!outcome.goesOn) stopped = `, stopped by ${stage.name}`
  }
  return answers.length === 0 ? '' : `${answers.join(' → ')}${stopped} · ${duration(took)}`
}

const named = (labels: readonly string[], stage: Stage) =>
  labels.map(label => readable(label, stage.model?.labels ?? [])).join(', ')

function said(outcome: Outcome): string {
  if (outcome.state === 'off') return 'Switched off: texts pass it by.'
  if (outcome.state === 'waits') return `Waits for ${outcome.for.name}.`
  if (outcome.state === 'stopped') return `Not asked: ${outcome.by.name} let the text go no further.`
  return 'Type a text above.'
}

function showAnswer(place: HTMLElement, stage: Stage, outcome: Extract<Outcome, { state: 'answered' }>): void {
  const { answer, ms, why, goesOn } = outcome
  const labels = stage.model?.labels ?? []
  const label = element(
    'strong',
    { class: 'label' },
    named(answer.labels, stage) || `not sure; most likely ${readable(answer.best, labels)}`
  )
  place.dataset.probability = String(answer.probability)
  const bar = element('span', { class: 'sure', 'aria-hidden': 'true' }, element('span', {}))
  bar.querySelector('span')?.style.setProperty('width', `${100 * answer.probability}%`)
  const line = element(
    'p',
    { class: 'answer-line' },
    label,
    bar,
    element('span', { class: 'figure' }, percent(answer.probability))
  )
  line.append(element('span', { class: 'soft small figure' }, duration(ms)))
  const words = reasons(why).map(word => element('q', {}, word))
  const because = element('p', { class: 'soft small because' })
  if (words.length > 0)
    because.append('because of ', ...words.flatMap((word, at) => (at === 0 ? [word] : [', ', word])))
  place.replaceChildren(line, because)
  if (!goesOn) place.append(element('p', { class: 'stops small' }, 'The text stops here.'))
}

/** What spoke for an answer, each word once, three at most. */
function reasons(why: readonly Reason[]): readonly string[] {
  const words = new Map<string, string>()
  for (const { text, weight } of why) {
    const same = text.toLowerCase()
    if (weight > 0 && !words.has(same)) words.set(same, text)
  }
  return [...words.values()].slice(0, 3)
}
