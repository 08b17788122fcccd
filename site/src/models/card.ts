import { element } from '../shared/element.ts'
import { duration, percent, size } from '../shared/units.ts'
import { readable, type Stage } from './stage.ts'

/** What the buttons of a stage do. */
export interface Deeds {
  readonly toggle: (stage: Stage) => void
  readonly move: (stage: Stage, by: -1 | 1) => void
  readonly gate: (stage: Stage, label: string) => void
  readonly again: (stage: Stage) => void
  readonly remove: (stage: Stage) => void
  readonly act: (stage: Stage, deed: 'export' | 'share' | 'keep') => void
}

/** The card of a stage. Its parts are found by their classes when the stage changes. */
export function card(stage: Stage, deeds: Deeds): HTMLLIElement {
  const button = (label: string, act: () => void, sign = '') => {
    const name = element('span', { class: 'unseen' }, sign === '' ? `: ${stage.name}` : `${label} ${stage.name}`)
    const shown = sign === '' ? label : element('span', { 'aria-hidden': 'true' }, sign)
    const kind = label.replace(/\W/g, '-').toLowerCase()
    const made = element('button', { type: 'button', class: `quiet ${kind}`, title: label }, shown, name)
    made.addEventListener('click', act)
    return made
  }
  const onOff = element('input', {
    type: 'checkbox',
    role: 'switch',
    id: `${stage.id}-on`,
    'aria-label': `Use ${stage.name}`
  })
  onOff.checked = stage.on
  onOff.addEventListener('change', () => deeds.toggle(stage))
  const head = element(
    'div',
    { class: 'stage-head' },
    element('span', { class: 'place', 'aria-hidden': 'true' }),
    element('h3', {}, stage.name),
    element('span', { class: 'origin soft small' }, stage.origin),
    element(
      'div',
      { class: 'stage-tools' },
      button('Move up', () => deeds.move(stage, -1), '↑'),
      button('Move down', () => deeds.move(stage, 1), '↓'),
      onOff
    )
  )
  const foot = element('div', { class: 'stage-foot' }, element('div', { class: 'gate' }), about(stage, deeds, button))
  return element('li', { class: 'card stage', id: stage.id }, head, element('div', { class: 'verdict' }), foot)
}

type MakeButton = (label: string, act: () => void) => HTMLButtonElement

function about(stage: Stage, deeds: Deeds, button: MakeButton): HTMLElement {
  const tools = element(
    'div',
    { class: 'row' },
    button('Export', () => deeds.act(stage, 'export')),
    button('Share', () => deeds.act(stage, 'share')),
    button('Keep in this browser', () => deeds.act(stage, 'keep')),
    button('Remove', () => deeds.remove(stage))
  )
  const summary = element('summary', {}, 'About this model', element('span', { class: 'unseen' }, `: ${stage.name}`))
  return element('details', { class: 'about' }, summary, element('dl', { class: 'facts' }), tools)
}

/** Shows what is known of the model itself, once it is there. */
export function showModel(where: HTMLElement, stage: Stage, deeds: Deeds): void {
  const { model } = stage
  if (model === undefined) return
  const { info, labels } = model
  const { accuracy } = info.leaveOneOut
  const facts: [string, string][] = [
    ['Size', size(stage.bytes)],
    [stage.origin === 'trained here' ? 'Trained in' : 'Loaded in', duration(model.ms)],
    ['Examples', (info.examples + info.learned).toLocaleString('en')],
    ['n-grams', info.features.toLocaleString('en')],
    ['Right on left-out examples', Number.isNaN(accuracy) ? 'not known' : percent(accuracy)],
    ['Labels', labels.map(label => readable(label, labels)).join(', ')]
  ]
  part(where, '.facts').replaceChildren(
    ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])
  )
  const choice = element('select', { id: `${stage.id}-gate` })
  choice.append(element('option', { value: '' }, 'always'))
  for (const label of labels) choice.append(element('option', { value: label }, `only ${readable(label, labels)}`))
  choice.value = stage.gate
  choice.addEventListener('change', () => deeds.gate(stage, choice.value))
  const label = element(
    'label',
    { for: choice.id },
    'Goes on',
    element('span', { class: 'unseen' }, ` after ${stage.name}`)
  )
  part(where, '.gate').replaceChildren(label, choice)
}

/** A part of a card. Throws Error where there is none: cards and their code belong together. */
export function part(where: HTMLElement, selector: string): HTMLElement {
  const found = where.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`${selector}: expected a part of the card, got none`)
  return found
}
