import { byId } from '../shared/element.ts'
import { download, fileName } from '../shared/hand-over.ts'
import { drop, keep, keptNames, recall } from '../shared/kept.ts'
import { size } from '../shared/units.ts'
import type { Collection } from './collection.ts'

/** The name of the one index that is kept. */
const NAME = 'search-index'

/** The buttons that save the index, keep it in the browser, open it again and remove it. */
export function keepButtons(collection: Collection): void {
  const [open, forget] = [byId('open-kept', HTMLButtonElement), byId('forget-kept', HTMLButtonElement)]
  const say = (what: string) => {
    byId('kept-status', HTMLElement).textContent = what
  }
  const refresh = async () => {
    const there = (await keptNames(NAME)).includes(NAME)
    open.hidden = !there
    forget.hidden = !there
  }
  const on = (id: string, act: () => Promise<string>) =>
    byId(id, HTMLButtonElement).addEventListener('click', () =>
      act().then(say, error => say(error instanceof Error ? error.message : String(error)))
    )

  on('save-index', async () => {
    if (collection.index === undefined) return ''
    const bytes = await collection.index.save()
    download(bytes, fileName(collection.name, '.safetensors'))
    return `Saved ${size(bytes.length)}. Drop the file here to open it again.`
  })
  on('keep-index', async () => {
    if (collection.index === undefined) return ''
    const bytes = await collection.index.save()
    await keep(NAME, bytes)
    await refresh()
    return `Kept ${size(bytes.length)} in this browser.`
  })
  on('open-kept', async () => {
    return (await collection.openBytes(await recall(NAME), 'kept')) ? 'Opened.' : 'It could not be opened.'
  })
  on('forget-kept', async () => {
    await drop(NAME)
    await refresh()
    byId('keep-index', HTMLButtonElement).focus()
    return 'Removed.'
  })
  // A browser that keeps nothing, as some private windows, says so when it is asked to.
  void refresh().catch(() => {})
}
