/** What is put beside a text field for its writer. */
export interface FieldSupport {
  /** Shows a message, and has it read aloud when the reader pauses. */
  say(text: string): void
  /** Makes the field invalid with a message, or valid again with none. */
  refuse(text: string): void
  /** Takes everything back. */
  remove(): void
}

const DESCRIBED = 'aria-describedby'

let count = 0

/** A live region behind a field, which describes it. Classes and attributes of the field are its page's. */
export function fieldSupport(field: HTMLTextAreaElement | HTMLInputElement): FieldSupport {
  const region = field.ownerDocument.createElement('span')
  do region.id = `waymark-filter-${++count}`
  while (field.ownerDocument.getElementById(region.id))
  region.className = 'waymark-filter'
  region.setAttribute('aria-live', 'polite')
  field.after(region)
  const described = () => (field.getAttribute(DESCRIBED) ?? '').split(/\s+/).filter(id => id && id !== region.id)
  const found = field.getAttribute(DESCRIBED)
  field.setAttribute(DESCRIBED, [...described(), region.id].join(' '))
  let ours = false

  function refuse(text: string): void {
    // A refusal of the page's own stays.
    if (!ours && field.validity.customError) return
    field.setCustomValidity(text)
    ours = text !== ''
  }

  return {
    say(text) {
      if (region.textContent !== text) region.textContent = text
    },
    refuse,
    remove() {
      if (ours) refuse('')
      const rest = described().join(' ')
      if (rest || found !== null) field.setAttribute(DESCRIBED, rest === found?.trim() ? found : rest)
      else field.removeAttribute(DESCRIBED)
      region.remove()
    }
  }
}
