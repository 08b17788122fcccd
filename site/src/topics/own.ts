import type { Example } from 'waymark/classify'
import { type GivenFile, takeDrops, takePicked } from '../shared/drop.ts'
import { byId, element } from '../shared/element.ts'
import { showError, showWaiting } from '../shared/state.ts'
import { labelsOf } from './data.ts'

const MOST_BYTES = 10e6

/** What can be done with a file of somebody's own. */
export interface Uses {
  readonly train: (examples: readonly Example[]) => void
  /** Answers every row and says how many were right. Throws RangeError where no label is one of the tagger's. */
  readonly measure: (examples: readonly Example[], name: string) => Promise<string>
  readonly open: (bytes: Uint8Array, name: string) => Promise<void>
}

/** Takes CSV files and models, dropped anywhere or chosen. */
export function takeOwn(uses: Uses): void {
  const where = byId('own', HTMLElement)
  const take = (files: readonly GivenFile[]) => {
    if (files.length > 0) void read(where, files, uses)
  }
  takeDrops(byId('drop', HTMLElement), take)
  takePicked(byId('csv', HTMLInputElement), take)
  takePicked(byId('open', HTMLInputElement), take)
}

async function read(where: HTMLElement, files: readonly GivenFile[], uses: Uses): Promise<void> {
  const [{ name }] = files
  try {
    await use(where, files[0], uses)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    showError(where, new Error(why.startsWith('line ') ? `${name}, ${why}` : `${name}: ${why}`))
    where.scrollIntoView({ block: 'nearest' })
  }
  if (files.length === 1) return
  const taken = `Of ${files.length} files the first was taken: ${name}.`
  where.append(element('p', { class: 'small soft', role: 'status' }, taken))
}

async function use(where: HTMLElement, { name, file }: GivenFile, uses: Uses): Promise<void> {
  if (file.size > MOST_BYTES)
    throw new RangeError(`it has ${Math.round(file.size / 1e6)} MB, and this page takes 10 MB at most`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (/\.safetensors$/i.test(name)) {
    const { examine } = await import('../shared/examine.ts')
    examine(bytes, 'waymark-text-classifier')
    await uses.open(bytes, name)
    where.replaceChildren()
    return
  }
  showWaiting(where, `Reading ${name} …`)
  const [{ examplesOfCsv }, { decodeText }] = await Promise.all([
    import('./csv.ts'),
    import('../shared/decode-text.ts')
  ])
  const decoded = decodeText(bytes)
  if (decoded === 'binary') throw new TypeError('this is no text')
  if (decoded === 'unknown') throw new TypeError('this is no text in UTF-8; most spreadsheets save as “CSV UTF-8” too')
  offer(where, name, examplesOfCsv(decoded.text), uses)
}

/** Asks what the rows are for. */
function offer(where: HTMLElement, name: string, examples: readonly Example[], uses: Uses): void {
  const labels = labelsOf(examples)
  const train = element('button', { type: 'button', class: 'first' }, 'Train on it')
  const measure = element('button', { type: 'button' }, 'Measure the tagger on it')
  const leave = element('button', { type: 'button' }, 'Leave it')
  const said = element('p', { role: 'status' })
  train.addEventListener('click', () => {
    uses.train(examples)
    where.replaceChildren()
  })
  leave.addEventListener('click', () => where.replaceChildren())
  measure.addEventListener('click', () => {
    said.textContent = 'Answering …'
    uses.measure(examples, name).then(
      text => {
        said.textContent = text
      },
      error => {
        said.textContent = error instanceof Error ? error.message : String(error)
      }
    )
  })
  const found = element(
    'p',
    {},
    element('b', {}, name),
    `: ${examples.length} rows, ${labels.length} labels (${labels.join(', ')}).`
  )
  where.replaceChildren(
    element('div', { class: 'offer' }, found, element('div', { class: 'row' }, train, measure, leave), said)
  )
  train.focus()
}
