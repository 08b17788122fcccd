/** Shorter texts are the browser's own business. */
const LONG = 20_000

/**
 * Puts long pasted texts into a field at once. A browser inserts them as if they were typed, with a step for undoing, and stops the
 * page for it: 100 kB take it three frames and more.
 */
export function pasteLong(field: HTMLTextAreaElement): void {
  field.addEventListener('paste', event => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text.length < LONG) return
    event.preventDefault()
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  })
}
