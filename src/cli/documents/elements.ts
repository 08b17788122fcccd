const named = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** What no reader of a page reads as its text. */
const LEFT_OUT = named('script style nav template noscript svg iframe object canvas audio video select textarea button')

/** Elements with a blank line around them. */
const PARAGRAPHS = named('p pre blockquote ul ol dl table figure hr')

/** Elements with lines of their own. */
const LINES = named(
  'address article aside body caption dd details dialog div dt fieldset figcaption footer form head header legend li main ' +
    'section summary tr'
)

/** Attributes of an element by name. */
export type Attributes = Readonly<Record<string, string>>

/** Whether an element, and all in it, is no part of the text: by its kind, or hidden from all or from those who listen. */
export function isLeftOut(tag: string, attributes: Attributes): boolean {
  const { role } = attributes
  return LEFT_OUT.has(tag) || role === 'navigation' || 'hidden' in attributes || attributes['aria-hidden'] === 'true'
}

/** Whether an element holds what a page is about, as opposed to what all pages of its site have. */
export function isMain(tag: string, { role }: Attributes): boolean {
  return tag === 'main' || role === 'main'
}

/** Line breaks around an element, at least. */
export function breaksAround(tag: string): 0 | 1 | 2 {
  if (PARAGRAPHS.has(tag)) return 2
  return LINES.has(tag) ? 1 : 0
}
