import type { GivenFile } from '../shared/drop.ts'
import { byId, element } from '../shared/element.ts'
import { drop, keptNames, recall } from '../shared/kept.ts'
import { type ChainView, say } from './chain-view.ts'
import { fromBytes, ready, trained } from './engine.ts'
import { KEPT, type Stage, stage } from './stage.ts'
import { topicExamples } from './topics.ts'

/** The stages that this page knows how to make, and the label that lets a text go on from each. */
const MAKERS: Readonly<Record<string, () => Stage>> = {
  Language: () => stage('Language', 'comes with the kit', () => ready('language'), 'eng'),
  Topic: () => stage('Topic', 'trained here', async () => trained(await topicExamples())),
  Spam: () => stage('Spam', 'comes with the kit', () => ready('spam'), 'ham'),
  Toxicity: () => stage('Toxicity', 'comes with the kit', () => ready('toxicity'))
}

/** The chain to begin with, and buttons that add each of its stages. */
export function addReady(chain: ChainView): void {
  for (const [name, make] of Object.entries(MAKERS)) {
    const button = element('button', { type: 'button', 'aria-label': `Add ${name}` }, `+ ${name}`)
    button.addEventListener('click', () => {
      void chain.add(make())
      say(`${name} is added at the end.`)
    })
    byId('ready', HTMLElement).append(button)
    void chain.add(make())
  }
}

/** Adds the classifiers among some files and says of the others what they are. */
export async function addFiles(chain: ChainView, files: readonly GivenFile[]): Promise<void> {
  const refused = byId('refused', HTMLElement)
  refused.replaceChildren()
  const added: string[] = []
  for (const { name, file } of files) {
    const called = name.slice(name.lastIndexOf('/') + 1).replace(/\.safetensors$/i, '')
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const { examine } = await import('../shared/examine.ts')
      examine(bytes, 'waymark-text-classifier')
      // Tried before it is a stage: a file that cannot be loaded is refused, and the chain is as it was.
      ;(await fromBytes(bytes)).close()
      void chain.add(stage(called, 'from a file', () => fromBytes(bytes)))
      added.push(called)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      refused.append(element('li', {}, element('b', {}, name), ` was not added: ${why}`))
    }
  }
  refused.hidden = refused.childElementCount === 0
  say(added.length > 0 ? `Added ${added.join(', ')}.` : 'No model was added.')
}

/** Shows what is kept in the browser, to be added or removed. */
export async function showKept(chain: ChainView): Promise<void> {
  const box = byId('kept', HTMLElement)
  const names = await keptNames(KEPT).catch(() => [])
  box.hidden = names.length === 0
  byId('kept-list', HTMLElement).replaceChildren(...names.map(name => keptItem(chain, name)))
}

function keptItem(chain: ChainView, name: string): HTMLLIElement {
  const called = name.slice(KEPT.length)
  const add = element('button', { type: 'button', 'aria-label': `Add ${called} from this browser` }, `+ ${called}`)
  const forget = element(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': `Remove ${called} from this browser` },
    'Remove'
  )
  add.addEventListener('click', () => {
    void chain.add(stage(called, 'kept in this browser', async () => fromBytes(await recall(name))))
    say(`${called} is added at the end.`)
  })
  forget.addEventListener('click', () => {
    drop(name).then(
      () => {
        say(`${called} is no longer kept in this browser.`)
        byId('pick', HTMLInputElement).focus()
        return showKept(chain)
      },
      error => say(String(error.message))
    )
  })
  return element('li', { class: 'row' }, add, forget)
}
