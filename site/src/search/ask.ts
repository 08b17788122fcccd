import type { Context } from 'waymark/rerank'
import { byId, element } from '../shared/element.ts'
import { showEmpty, showError, showWaiting } from '../shared/state.ts'
import { cited } from './cited.ts'
import type { Index } from './engine.ts'
import { answer, availability } from './language-model.ts'
import { showSources } from './sources.ts'

/** Tokens of passages that small models of browsers read with ease. */
const MOST_TOKENS = 700

let running: AbortController | undefined

/** Gathers the passages that answer a question, and an answer that cites them where the browser can give one. */
export async function ask(question: string, index: Index): Promise<void> {
  running?.abort()
  const run = new AbortController()
  running = run
  const [box, place, list] = [byId('ask-box', HTMLElement), byId('answer', HTMLElement), byId('sources', HTMLElement)]
  box.hidden = false
  byId('passages', HTMLElement).hidden = true
  list.replaceChildren()
  showWaiting(place, 'Gathering passages')
  try {
    const [context, has] = await Promise.all([index.context(question, { maxTokens: MOST_TOKENS }), availability()])
    if (run.signal.aborted) return
    if (context.sources.length === 0) {
      showEmpty(place, 'No passage here answers that.')
      return
    }
    await showSources(list, context, index)
    const go = () => stream(place, question, context, run.signal)
    if (has === 'available') await go()
    else if (has === 'unavailable') showEmpty(place, NO_MODEL)
    else offer(place, go)
  } catch (error) {
    if (!run.signal.aborted) showError(place, error, () => void ask(question, index))
  }
}

/** Stops whatever is being answered and takes it away: it is about other documents or another question. */
export function forgetAnswer(): void {
  running?.abort()
  byId('ask-box', HTMLElement).hidden = true
}

const NO_MODEL =
  'No answer: this browser has no language model of its own (recent Chrome on larger computers does). These are the passages one would ' +
  'be given; copy them to any model you like.'

function offer(place: HTMLElement, go: () => Promise<void>): void {
  const button = element('button', { type: 'button', class: 'first' }, 'Let the browser fetch its model')
  const why =
    'Your browser can answer by itself, but has to download its own model first, which takes some gigabytes. Nothing of this page is sent.'
  const box = element('div', { class: 'state' }, element('p', {}, why), button)
  button.addEventListener('click', () => void go().catch(error => showError(place, error)))
  place.replaceChildren(box)
}

async function stream(place: HTMLElement, question: string, context: Context, signal: AbortSignal): Promise<void> {
  showWaiting(place, 'The browser’s model is reading the passages')
  const numbers = new Set(context.sources.map(source => source.number))
  const shown = element('p', { class: 'answer', role: 'status', 'aria-busy': 'true' })
  let text = ''
  const told = (done: number) => {
    if (text === '') showWaiting(place, `The browser fetches its model: ${Math.round(100 * done)} %`)
  }
  for await (const piece of answer(question, context.text, signal, told)) {
    if (signal.aborted) return
    if (text === '') place.replaceChildren(shown)
    text += piece
    shown.replaceChildren(...cited(text, number => numbers.has(number)))
  }
  shown.setAttribute('aria-busy', 'false')
  place.replaceChildren(
    shown,
    element('p', { class: 'soft small' }, 'Written by the browser’s own model. It may be wrong: follow the numbers.')
  )
}
