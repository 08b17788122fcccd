import type { Context } from 'waymark/rerank'
import { byId, element } from '../shared/element.ts'
import type { Index } from './engine.ts'

/** Characters of a passage that are shown at once. */
const SHOWN = 420

/** Shows the passages of a context, each under the number that cites it. */
export async function showSources(list: HTMLElement, context: Context, index: Index): Promise<void> {
  const pages = await Promise.all(context.sources.map(source => index.get(String(source.id))))
  list.replaceChildren(
    ...context.sources.map(({ number, from, to, id }, at) => {
      const page = pages[at]
      const passage = context.text.slice(from, to).trim()
      return element(
        'li',
        { class: 'source', id: `source-${number}`, tabindex: '-1' },
        element('h4', {}, element('span', { class: 'number' }, String(number)), page?.title ?? String(id)),
        ...shortened(passage)
      )
    })
  )
  byId('passages', HTMLElement).hidden = false
  byId('tokens', HTMLElement).textContent = `about ${context.tokens} tokens`
  byId('copy', HTMLButtonElement).dataset.text = context.text
}

/** A passage, of which a long one shows its beginning and opens. */
function shortened(passage: string): HTMLElement[] {
  const cut = passage.lastIndexOf(' ', SHOWN)
  if (passage.length <= 1.3 * SHOWN || cut < SHOWN / 2) return [element('p', {}, passage)]
  const rest = element(
    'details',
    {},
    element('summary', {}, 'The rest of it'),
    element('p', {}, passage.slice(cut + 1))
  )
  return [element('p', {}, `${passage.slice(0, cut)} …`), rest]
}
