import { element } from './element.ts'

/** Says in a part of a page that something is on its way. */
export function showWaiting(where: HTMLElement, what: string): void {
  where.replaceChildren(element('p', { class: 'state wait', role: 'status' }, what))
}

/** Says that there is nothing here, and what would change that. */
export function showEmpty(where: HTMLElement, what: string): void {
  where.replaceChildren(element('p', { class: 'state' }, what))
}

/** Says what went wrong, in the words of the error, and gives a way on where there is one. */
export function showError(where: HTMLElement, error: unknown, again?: () => void): void {
  const text = error instanceof Error ? error.message : String(error)
  const box = element('div', { class: 'state error', role: 'alert' }, element('p', {}, text))
  if (again !== undefined) {
    const button = element('button', { type: 'button' }, 'Try again')
    button.addEventListener('click', again)
    box.append(button)
  }
  where.replaceChildren(box)
}
