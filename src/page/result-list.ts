import { make } from './search-parts.ts'

/** The list of results below a field: ARIA's combobox with a listbox, the focus always in the field. */
export interface ResultList {
  readonly element: HTMLElement
  /** Puts these options in place of those before. */
  fill(options: readonly HTMLElement[]): void
  /** Shows the list, if there is anything in it, or hides it. */
  open(open: boolean): void
  /** Whether a key was one of the list's. */
  key(key: string): boolean
}

/** A list for a field, which says what it controls. */
export function resultList(input: HTMLInputElement): ResultList {
  const element = make('div', { id: 'list', part: 'results', role: 'listbox', hidden: '' })
  const options = element.children
  let active = -1

  /** Marks an option as the one that Enter takes; −1 for none. */
  function choose(number: number): true {
    options[active]?.setAttribute('aria-selected', 'false')
    active = number
    const option = options[number]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
    return true
  }

  function open(wanted: boolean): void {
    const shown = wanted && options.length > 0
    element.hidden = !shown
    input.setAttribute('aria-expanded', String(shown))
    if (!shown) choose(-1)
  }

  function step(by: 1 | -1): boolean {
    const { length } = options
    open(true)
    return length > 0 && choose(by > 0 ? (active + 1) % length : (active > 0 ? active : length) - 1)
  }

  // The field keeps the focus while a result is chosen.
  element.onmousedown = event => event.preventDefault()
  input.onclick = () => open(true)
  input.onblur = () => open(false)

  return {
    element,
    fill(found) {
      choose(-1)
      element.replaceChildren(...found)
    },
    open,
    key(key) {
      if (key === 'ArrowDown') return step(1)
      if (key === 'ArrowUp') return step(-1)
      if (key === 'Escape') {
        const opened = !element.hidden
        open(false)
        return opened
      }
      // Without a chosen result these are the field's: its caret, its form.
      if (active < 0) return false
      if (key === 'Home') return choose(0)
      if (key === 'End') return choose(options.length - 1)
      if (key !== 'Enter') return false
      ;(options[active] as HTMLElement).click()
      return true
    }
  }
}
