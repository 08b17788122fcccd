/**
 * `<waymark-search>`: a search field with results, for pages that have a search at hand. Importing it does nothing, also where there
 * is no page.
 *
 * @module
 */
import { searchElementClass } from './search-class.ts'
import type { SearchElement } from './search-types.ts'

export { type FoundResult, SEARCH_TEXTS, type SearchElement, type Searcher, type SearchTexts } from './search-types.ts'

/**
 * Defines the element; again, or where there are no elements, does nothing.
 *
 * @param name of the element, with a hyphen in it
 * @throws DOMException where another element has the name, or it is none
 */
export function defineSearchElement(name = 'waymark-search'): void {
  if (!globalThis.customElements) return
  const there = customElements.get(name)
  if (there && 'waymarkSearch' in there) return
  customElements.define(name, searchElementClass())
}

declare global {
  interface HTMLElementTagNameMap {
    'waymark-search': SearchElement
  }
}
