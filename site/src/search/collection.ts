import type { GivenFile } from '../shared/drop.ts'
import { byId, element } from '../shared/element.ts'
import { showError } from '../shared/state.ts'
import { duration } from '../shared/units.ts'
import { buildIndex, type Index, openIndex } from './engine.ts'
import { LIBRARIES, readLibrary } from './library.ts'
import type { Page } from './page.ts'
import { readFiles, type Unread } from './read-files.ts'

/** The documents that are searched, of which there is one set at a time; the last one asked for wins. What opens some says whether it did. */
export class Collection {
  index: Index | undefined
  /** The library it is, if it is one. */
  library: string | undefined
  /** What it is called as a file. */
  name = 'documents'
  onChange: () => void = () => {}
  /** Told which library is on its way, undefined for files. */
  onWanted: (library: string | undefined) => void = () => {}
  #wanted = 0

  openLibrary(key: string): Promise<boolean> {
    const library = LIBRARIES[key]
    return this.#open(
      key,
      library.name,
      () => this.openLibrary(key),
      async fresh => {
        this.#say(fresh, 0, 'fetching documents')
        return this.#build(fresh, await readLibrary(library))
      }
    )
  }

  openFiles(files: readonly GivenFile[]): Promise<boolean> {
    const [first] = files
    if (files.length === 1 && /\.safetensors$/i.test(first.name))
      return this.openBytes(first.file.arrayBuffer(), first.name)
    const name = files.length === 1 ? first.name : `${files.length} files`
    return this.#open(undefined, name, undefined, async fresh => {
      const { pages, unread } = await readFiles(files, (at, file) =>
        this.#say(fresh, at / files.length / 2, `reading ${file}`)
      )
      if (pages.length > 0) return this.#build(fresh, pages, unread)
      showUnread(unread)
      throw new Error('None of these files could be used. The documents from before are still here.')
    })
  }

  openBytes(given: Uint8Array | Promise<ArrayBuffer>, name: string): Promise<boolean> {
    return this.#open(undefined, name, undefined, async fresh => {
      this.#say(fresh, 0.5, 'opening the index')
      const bytes = new Uint8Array(await given)
      const { examine } = await import('../shared/examine.ts')
      examine(bytes, 'waymark-search')
      const started = performance.now()
      const index = await openIndex(bytes)
      await this.#done(fresh, index, `opened in ${duration(performance.now() - started)}`)
      return index
    })
  }

  async #open(
    library: string | undefined,
    name: string,
    again: (() => void) | undefined,
    get: (fresh: () => boolean) => Promise<Index>
  ): Promise<boolean> {
    const turn = ++this.#wanted
    const fresh = () => turn === this.#wanted
    showUnread([])
    this.onWanted(library)
    try {
      const index = await get(fresh)
      if (!fresh()) {
        index.close()
        return false
      }
      this.index?.close()
      Object.assign(this, { index, library, name: name.replace(/\.safetensors$/i, '') })
      byId('keep', HTMLElement).hidden = false
      this.onChange()
      return true
    } catch (error) {
      if (!fresh()) return false
      this.onWanted(this.library)
      showError(byId('building', HTMLElement), error, again)
      return false
    }
  }

  async #build(fresh: () => boolean, pages: readonly Page[], unread: readonly Unread[] = []): Promise<Index> {
    showUnread(unread)
    const started = performance.now()
    const index = await buildIndex(pages, (done, step) => this.#say(fresh, 0.1 + 0.9 * done, step))
    await this.#done(fresh, index, `indexed in ${duration(performance.now() - started)}`)
    return index
  }

  async #done(fresh: () => boolean, index: Index, how: string): Promise<void> {
    const { documents, terms, trust } = await index.info()
    if (!fresh()) return
    const facts = [counted(documents, 'section'), counted(terms, 'word'), how]
    const meaning = `Meaning counts ${Math.round(100 * trust)} %: so far these documents bear it out.`
    byId('building', HTMLElement).replaceChildren(
      element(
        'p',
        { class: 'facts', role: 'status' },
        facts.join(' · '),
        element('span', { class: 'soft small' }, meaning)
      )
    )
  }

  #say(fresh: () => boolean, done: number, step: string): void {
    if (!fresh()) return
    const place = byId('building', HTMLElement)
    let bar = place.querySelector('progress')
    if (bar === null) {
      bar = element('progress', { max: '1', 'aria-label': 'Building the index' })
      place.replaceChildren(element('div', { class: 'progress' }, bar, element('p', { class: 'soft small' })))
    }
    bar.value = done
    const words = place.querySelector('p')
    if (words !== null) words.textContent = step
  }
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}

function showUnread(unread: readonly Unread[]): void {
  const list = byId('unread', HTMLElement)
  list.hidden = unread.length === 0
  list.replaceChildren(
    ...unread.map(({ name, why }) => element('li', {}, element('b', {}, name), ` was not used: ${why}`))
  )
}
