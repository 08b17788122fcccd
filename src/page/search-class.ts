import { resultList } from './result-list.ts'
import { headingOf, linkOf, make, optionOf } from './search-parts.ts'
import { searchStyle } from './search-style.ts'
import { type FoundResult, SEARCH_TEXTS, type SearchElement, type Searcher } from './search-types.ts'

/** Milliseconds from a key to a question, and from a question to saying that it takes its time. */
const TYPING = 100
const PATIENCE = 300

const LABEL = 'Search'
const LIMIT = 8

/** A class of the element; made here because a class needs `HTMLElement`, which is not everywhere, and each name needs its own. */
export function searchElementClass(): CustomElementConstructor {
  return class extends HTMLElement implements SearchElement {
    static readonly waymarkSearch = true
    static readonly observedAttributes = ['label', 'placeholder']

    // A page may set properties before the element is defined; these are theirs.
    heading: SearchElement['heading'] = (this as Partial<SearchElement>).heading ?? headingOf
    link: SearchElement['link'] = (this as Partial<SearchElement>).link ?? linkOf
    texts: SearchElement['texts'] = (this as Partial<SearchElement>).texts ?? {}

    readonly #label = make('label', { for: 'input', part: 'label' })
    readonly #input = make('input', {
      id: 'input',
      part: 'input',
      type: 'search',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-autocomplete': 'list',
      'aria-controls': 'list',
      'aria-expanded': 'false'
    })
    readonly #status = make('div', { part: 'status', role: 'status' })
    readonly #list = resultList(this.#input)
    #search: Searcher | undefined
    #turn = 0
    #typing = 0
    #patience = 0
    /** Whether something is asked that has no answer, and whether leaving the document has ended that. */
    #waiting = false
    #dropped = false

    constructor() {
      super()
      const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
      root.adoptedStyleSheets = [searchStyle()]
      root.append(this.#label, this.#input, this.#list.element, this.#status)
      this.#name(LABEL)
      this.#input.oninput = () => {
        clearTimeout(this.#typing)
        this.#waiting = true
        this.#typing = setTimeout(() => this.#ask(), TYPING)
      }
      this.#input.onkeydown = event => this.#key(event)
      for (const name of ['search', 'query'] as const) {
        const early = Object.getOwnPropertyDescriptor(this, name)
        Reflect.deleteProperty(this, name)
        if (early) Object.assign(this, { [name]: early.value })
      }
    }

    connectedCallback() {
      if (this.#dropped) this.#ask()
    }

    disconnectedCallback() {
      this.#settle()
      this.#dropped = this.#waiting
      if (this.#dropped) this.#say('')
      this.#list.open(false)
    }

    attributeChangedCallback(name: string, _: string | null, value: string | null) {
      if (name === 'placeholder') this.#input.placeholder = value ?? ''
      else this.#name(value || LABEL)
    }

    #name(label: string) {
      this.#label.textContent = label
      this.#list.element.setAttribute('aria-label', label)
    }

    get search() {
      return this.#search
    }

    set search(search) {
      this.#search = search
      if (this.query) this.#ask()
    }

    get query() {
      return this.#input.value
    }

    set query(query) {
      this.#input.value = query
      this.#ask()
    }

    /** Nothing that is on its way counts any more. */
    #settle(): number {
      clearTimeout(this.#typing)
      clearTimeout(this.#patience)
      return ++this.#turn
    }

    async #ask() {
      const turn = this.#settle()
      this.#waiting = true
      this.#dropped = false
      const query = this.query.trim()
      const say = () => ({ ...SEARCH_TEXTS, ...this.texts })
      if (!query) return this.#show([], '')
      this.#patience = setTimeout(() => this.#say(say().waiting), PATIENCE)
      if (!this.#search) return
      try {
        const limit = Number(this.getAttribute('limit')) || LIMIT
        const found = await this.#search.search(query, { limit })
        if (turn === this.#turn) this.#show(found, found.length ? say().results(found.length) : say().none)
      } catch (error) {
        if (turn !== this.#turn) return
        this.#show([], say().failed)
        if (this.#fire('waymark-error', error)) reportError(error)
      }
    }

    #show(results: readonly FoundResult[], text: string) {
      clearTimeout(this.#patience)
      this.#waiting = false
      const options = results.map((result, i) => {
        const option = optionOf(result, i, this.heading(result), this.link(result))
        option.onclick = event => {
          if (!this.#fire('waymark-select', result)) event.preventDefault()
          this.#list.open(false)
        }
        return option
      })
      this.#list.fill(options)
      this.#list.open(this.shadowRoot?.activeElement === this.#input)
      this.#say(text)
    }

    #say(text: string) {
      this.#status.textContent = text
    }

    #fire(type: string, detail: unknown): boolean {
      return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }))
    }

    #key(event: KeyboardEvent) {
      // Keys of an input method are its own.
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const { key } = event
      if (this.#list.key(key)) event.preventDefault()
      else if (key === 'Escape' && this.query) {
        event.preventDefault()
        this.query = ''
      }
    }
  }
}
