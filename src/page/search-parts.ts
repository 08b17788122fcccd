import type { FoundResult } from './search-types.ts'

/** An element with attributes and children. Text is text: nothing that a document holds becomes markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

interface KnownFields {
  readonly title?: unknown
  readonly name?: unknown
  readonly url?: unknown
}

const fieldsOf = ({ document }: FoundResult) => (document ?? {}) as KnownFields

/** What a result is called: the first of these that is not blank. */
export function headingOf(result: FoundResult): string {
  const { title, name } = fieldsOf(result)
  const names = [title, name, result.id, result.snippet?.text].map(one => String(one ?? ''))
  return names.find(one => one.trim()) ?? ''
}

/** Where a result leads. */
export function linkOf(result: FoundResult): string | undefined {
  const { url } = fieldsOf(result)
  return typeof url === 'string' && url.trim() ? url : undefined
}

/** A result as an option of the list: a link where it leads somewhere. */
export function optionOf(result: FoundResult, number: number, heading: string, link: string | undefined): HTMLElement {
  // An empty address is that of the page itself.
  const href = link ? safeLink(link) : undefined
  const attributes = {
    role: 'option',
    part: 'result',
    id: `option-${number}`,
    'aria-selected': 'false',
    tabindex: '-1'
  }
  const { snippet } = result
  // A snippet that says no more than the heading marks the heading.
  const same = snippet?.text === heading
  const parts = [make('b', { part: 'title' }, ...(same ? marked(snippet) : [heading]))]
  if (snippet?.text && !same) parts.push(make('span', { part: 'snippet' }, ...marked(snippet)))
  return href === undefined ? make('div', attributes, ...parts) : make('a', { ...attributes, href }, ...parts)
}

/** An address of the web, as it was given; undefined for `javascript:` and all others. */
export function safeLink(link: string): string | undefined {
  try {
    const { protocol } = new URL(link, document.baseURI)
    return ['https:', 'http:', location.protocol].includes(protocol) ? link : undefined
  } catch {
    return undefined
  }
}

/** The text of a snippet, what is to be highlighted in `<mark>`. */
function marked({ text, marks = [] }: NonNullable<FoundResult['snippet']>): (Node | string)[] {
  const pieces: (Node | string)[] = []
  let from = 0
  for (const { start, end } of marks) {
    pieces.push(text.slice(from, start), make('mark', { part: 'mark' }, text.slice(start, end)))
    from = end
  }
  return [...pieces, text.slice(from)]
}
