import '../shared/pieces.css'
import '../style/models.css'
import { takeDrops, takePicked } from '../shared/drop.ts'
import { byId, element } from '../shared/element.ts'
import { shell } from '../shared/shell.ts'
import { addFiles, addReady, showKept } from './add.ts'
import { ChainView } from './chain-view.ts'

shell('models', '../')

/** Texts to try, and what to call them. */
const SAMPLES: readonly (readonly [string, string])[] = [
  ['Sports', 'Late goal sends Harbour United into the cup final, and the whole town sings on the pier.'],
  ['German', 'Der Trainer ist nach der neunten Niederlage zurückgetreten.'],
  ['Spam', 'Congratulations! You have won a FREE prize worth £900. Call now to claim, txt WIN to 80085.'],
  ['Abuse', 'You are a stupid idiot and everybody here hates you.']
]

const text = byId('text', HTMLTextAreaElement)
const chain = new ChainView()
chain.onKept = () => void showKept(chain)

text.addEventListener('input', () => chain.run())
for (const [name, sample] of SAMPLES) {
  const button = element('button', { type: 'button', class: 'chip' }, name)
  button.addEventListener('click', () => {
    text.value = sample
    chain.run()
  })
  byId('samples', HTMLElement).append(button)
}
text.value ||= SAMPLES[0][1]

const take = (files: Parameters<typeof addFiles>[1]) => void addFiles(chain, files)
takeDrops(byId('add', HTMLElement), take)
takePicked(byId('pick', HTMLInputElement), take)
addReady(chain)
void showKept(chain)
