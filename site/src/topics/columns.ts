import { element } from '../shared/element.ts'
import { type Column, colourOf, type Row } from './data.ts'

/** So many sentences of a column are shown before somebody asks for more. */
const SHOWN = 5
const MORE = 20

/** Draws the columns and tells of every change. With `fixed` titles stay as they are: an opened model may know no others. */
export function showColumns(where: HTMLElement, columns: readonly Column[], fixed: boolean, changed: () => void): void {
  where.replaceChildren(...columns.map((column, place) => columnOf(column, place, fixed, changed)))
}

function columnOf(column: Column, place: number, fixed: boolean, changed: () => void): HTMLElement {
  const list = element('ol', { class: 'rows' })
  const title = element('input', {
    type: 'text',
    class: 'title',
    dir: 'auto',
    'aria-label': `Name of topic ${place + 1}`
  })
  title.value = column.title
  title.readOnly = fixed
  title.addEventListener('input', () => {
    column.title = title.value
    number(list, column)
    changed()
  })
  const add = element('button', { type: 'button', class: 'plain' }, 'Add a sentence')
  const more = element('button', { type: 'button', class: 'plain' })
  const showMore = () => {
    const left = column.rows.length - list.childElementCount
    more.hidden = left <= 0
    more.textContent = `Show ${Math.min(left, MORE)} more of ${left}`
  }
  const insert = (row: Row, before: Element | null) => {
    const item = rowOf(row, { enter: () => addAfter(row, item), remove: () => remove(row, item), changed })
    list.insertBefore(item, before)
    number(list, column)
    return item
  }
  const addAfter = (row: Row | undefined, item: Element | null) => {
    const fresh: Row = { text: '' }
    column.rows.splice(row === undefined ? column.rows.length : column.rows.indexOf(row) + 1, 0, fresh)
    insert(fresh, item === null ? null : item.nextElementSibling)
      .querySelector('textarea')
      ?.focus()
  }
  const remove = (row: Row, item: Element) => {
    column.rows.splice(column.rows.indexOf(row), 1)
    const next = item.nextElementSibling ?? item.previousElementSibling
    item.remove()
    number(list, column)
    ;(next?.querySelector('textarea') ?? add).focus()
    showMore()
    changed()
  }
  const reveal = (count: number) => {
    const from = list.childElementCount
    for (const row of column.rows.slice(from, from + count)) insert(row, null)
    showMore()
  }
  add.addEventListener('click', () => {
    reveal(column.rows.length)
    addAfter(undefined, null)
  })
  more.addEventListener('click', () => reveal(MORE))
  reveal(SHOWN)
  const box = element('section', { class: 'card column' }, title, list, more, add)
  box.style.setProperty('--topic', colourOf(place))
  return box
}

/** Names every field after its topic and place, for those who hear the page. */
function number(list: HTMLElement, column: Column): void {
  for (const [place, item] of [...list.children].entries()) {
    const name = `${column.title.trim() || 'Topic without a name'}, sentence ${place + 1}`
    item.querySelector('textarea')?.setAttribute('aria-label', name)
    item.querySelector('button')?.setAttribute('aria-label', `Remove ${name}`)
  }
}

interface RowActions {
  readonly enter: () => void
  readonly remove: () => void
  readonly changed: () => void
}

function rowOf(row: Row, { enter, remove, changed }: RowActions): HTMLElement {
  const text = element('textarea', { rows: '2', dir: 'auto', spellcheck: 'false' })
  text.value = row.text
  text.addEventListener('input', () => {
    row.text = text.value
    changed()
  })
  text.addEventListener('keydown', event => {
    if (event.isComposing) return
    const leaves = event.key === 'Backspace' && text.value === ''
    if (event.key !== 'Enter' && !leaves) return
    event.preventDefault()
    if (leaves) remove()
    else enter()
  })
  const cross = element('button', { type: 'button', class: 'cross' }, '×')
  cross.addEventListener('click', remove)
  return element('li', {}, text, cross)
}
