import { element } from '../shared/element.ts'

/** A text with each [1] as a link to its source; numbers that no source has are shown as such. */
export function cited(text: string, has: (number: number) => boolean): (Node | string)[] {
  const pieces: (Node | string)[] = []
  let at = 0
  for (const match of text.matchAll(/\[(\d+)\]/g)) {
    pieces.push(text.slice(at, match.index))
    const number = Number(match[1])
    if (has(number)) pieces.push(citation(number))
    else pieces.push(element('span', { class: 'uncited', title: 'No passage has this number' }, match[0]))
    at = match.index + match[0].length
  }
  pieces.push(text.slice(at))
  return pieces
}

function citation(number: number): HTMLElement {
  const link = element('a', { class: 'citation', href: `#source-${number}` }, `[${number}]`)
  link.addEventListener('click', event => {
    const source = document.getElementById(`source-${number}`)
    if (source === null) return
    // The address keeps the question, and no answer is pushed out of the history.
    event.preventDefault()
    for (const other of document.querySelectorAll('.source.shown')) other.classList.remove('shown')
    source.classList.add('shown')
    source.querySelector('details')?.setAttribute('open', '')
    source.focus()
  })
  return link
}
