import type { SearchResult } from 'waymark/rerank'
import { element } from '../shared/element.ts'
import { showEmpty } from '../shared/state.ts'
import { markedText } from './marked-text.ts'
import type { Page } from './page.ts'
import { scoreBar } from './score.ts'

type Found = readonly SearchResult<Page>[]

export interface Judging {
  readonly helped: (id: string) => boolean
  readonly toggle: (id: string) => void
}

/** The answers by words alone, which are there to compare with. */
export function showPlain(where: HTMLElement, found: Found): void {
  if (found.length === 0) {
    showEmpty(where, 'No document has these words.')
    return
  }
  where.replaceChildren(element('ol', { class: 'hits' }, ...found.map(result => element('li', {}, ...head(result)))))
}

/** The reranked answers, with where each was before and what its score is made of. */
export function showRanked(where: HTMLElement, found: Found, plain: Found, judging: Judging): void {
  if (found.length === 0) {
    showEmpty(where, 'Nothing here is like these words. Fewer or other words may find it.')
    return
  }
  const places = new Map(plain.map(({ id }, at) => [id, at]))
  const most = Math.max(...found.map(({ score }) => score))
  const items = found.map((result, at) => {
    const id = String(result.id)
    const helped = judging.helped(id)
    const button = element(
      'button',
      { type: 'button', class: 'helped', 'aria-pressed': String(helped), 'data-id': id },
      element('span', { 'aria-hidden': 'true' }, helped ? '✓' : '+'),
      'This helped',
      element('span', { class: 'unseen' }, `: ${result.document.title}`)
    )
    button.addEventListener('click', () => judging.toggle(id))
    const [title, snippet, rest] = head(result)
    const line = element('div', { class: 'title-line' }, title, moved(at, places.get(result.id), plain.length))
    const foot = element('div', { class: 'hit-foot' }, scoreBar(result.score, result.parts, most), button)
    return element('li', {}, line, snippet, foot, rest)
  })
  where.replaceChildren(element('ol', { class: 'hits ranked' }, ...items))
}

function head({ document: page, snippet }: SearchResult<Page>): [HTMLElement, HTMLElement, HTMLElement] {
  const whole = snippet.field === 'title' ? page.title : page.text
  const shown =
    snippet.field === 'title'
      ? [page.text.slice(0, 160), page.text.length > 160 ? ' …' : '']
      : markedText(snippet, whole.length)
  const more = element(
    'details',
    { class: 'whole' },
    element('summary', {}, 'Read on', element('span', { class: 'unseen' }, `: ${page.title}`)),
    element('p', { class: 'soft small' }, page.file),
    element('p', { class: 'text' }, page.text)
  )
  const title = snippet.field === 'title' ? markedText(snippet, whole.length) : crumbs(page.title)
  return [element('h3', {}, ...title), element('p', { class: 'snippet' }, ...shown), more]
}

/** Where a result stood by words alone, and where it stands. */
function moved(at: number, before: number | undefined, looked: number): HTMLElement {
  if (before === undefined) {
    const said = `Not among the first ${looked} by words alone`
    return element('span', { class: 'moved up', title: said }, 'new', element('span', { class: 'unseen' }, `. ${said}`))
  }
  if (before === at) return element('span', { class: 'moved', title: 'The same place by words alone' }, '=')
  const up = before > at
  const steps = Math.abs(before - at)
  const said = `Number ${before + 1} by words alone`
  return element(
    'span',
    { class: up ? 'moved up' : 'moved', title: said },
    element('span', { 'aria-hidden': 'true' }, `${up ? '↑' : '↓'} ${steps}`),
    element('span', { class: 'unseen' }, said)
  )
}

/** A title with the titles above it: what it is called stands out, where it stands does not. */
function crumbs(title: string): (Node | string)[] {
  const at = title.lastIndexOf(' › ')
  return at < 0 ? [title] : [element('span', { class: 'crumbs' }, title.slice(0, at + 3)), title.slice(at + 3)]
}
