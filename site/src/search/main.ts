import '../shared/pieces.css'
import '../style/search.css'
import { takeDrops, takePicked } from '../shared/drop.ts'
import { byId, element } from '../shared/element.ts'
import { shell } from '../shared/shell.ts'
import { ask, forgetAnswer } from './ask.ts'
import { Collection } from './collection.ts'
import { LIBRARIES } from './library.ts'
import { look, startOver } from './look.ts'
import { keepButtons } from './shelf.ts'

shell('search', '../')

const query = byId('query', HTMLInputElement)
const collection = new Collection()

/** The library and question of an address such as #guides/smaller%20file, so that a search can be sent to somebody. */
function fromAddress(): { readonly library: string; readonly question: string } {
  const [library, question = ''] = location.hash.slice(1).split('/')
  try {
    return { library: Object.hasOwn(LIBRARIES, library) ? library : 'guides', question: decodeURIComponent(question) }
  } catch {
    return { library: 'guides', question: '' }
  }
}

function toAddress(): void {
  const { library } = collection
  // Half of a surrogate pair, as while an emoji is typed in some browsers, has no place in an address.
  const question = query.value.replace(/\p{Surrogate}/gu, '\ufffd')
  const hash = library === undefined ? '' : `#${library}/${encodeURIComponent(question)}`
  history.replaceState(null, '', `${location.pathname}${location.search}${hash}`)
}

function showQuestions(library: string | undefined): void {
  const buttons = (library === undefined ? [] : LIBRARIES[library].questions).map(question => {
    const button = element('button', { type: 'button', class: 'chip' }, question)
    button.addEventListener('click', () => {
      query.value = question
      changed()
    })
    return button
  })
  byId('questions', HTMLElement).replaceChildren(...buttons)
}

function changed(): void {
  forgetAnswer()
  void look(collection.index, query.value)
  toAddress()
}

for (const [key, { name, about }] of Object.entries(LIBRARIES)) {
  const button = element('button', { type: 'button', 'data-library': key, 'aria-pressed': 'false', title: about }, name)
  button.addEventListener('click', () => void collection.openLibrary(key))
  byId('choices', HTMLElement).append(button)
}

collection.onWanted = wanted => {
  for (const button of byId('choices', HTMLElement).querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.dataset.library === wanted))
}
collection.onChange = () => {
  showQuestions(collection.library)
  forgetAnswer()
  startOver()
  void look(collection.index, query.value)
  toAddress()
}

query.addEventListener('input', changed)
byId('form', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault()
  if (collection.index !== undefined && query.value.trim() !== '') void ask(query.value, collection.index)
  else query.focus()
})
byId('copy', HTMLButtonElement).addEventListener('click', async event => {
  const button = event.currentTarget as HTMLButtonElement
  const said = await navigator.clipboard.writeText(button.dataset.text ?? '').then(
    () => 'Copied',
    () => 'The browser does not allow it'
  )
  button.textContent = said
})
document.addEventListener('keydown', event => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  query.focus()
})
takeDrops(byId('shelf', HTMLElement), files => void collection.openFiles(files))
takePicked(byId('pick', HTMLInputElement), files => void collection.openFiles(files))
keepButtons(collection)

const { library, question } = fromAddress()
query.value = question || LIBRARIES[library].questions[0]
void look(undefined, query.value)
showQuestions(library)
void collection.openLibrary(library)
