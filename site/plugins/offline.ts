import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** What is larger is kept when it was asked for, not before: word vectors and the reader of PDF files. */
const MOST_BYTES = 1_000_000

/** Builds the service worker, which keeps the pages, their scripts and styles: those of this build, by the hash of their names. */
export function offline(): Plugin {
  return {
    name: 'waymark-offline',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const contents = new Map(
        Object.entries(bundle).map(([name, part]) => [name, part.type === 'chunk' ? part.code : part.source])
      )
      const files = [...contents.keys()].filter(name => (contents.get(name)?.length ?? 0) <= MOST_BYTES)
      const pages = files.map(name => name.replace(/(^|\/)index\.html$/, '$1'))
      const hash = createHash('sha256')
      for (const name of files.sort()) hash.update(name).update(contents.get(name) ?? '')
      const source = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
        .replace("'VERSION'", JSON.stringify(hash.digest('hex').slice(0, 16)))
        .replace("['FILES']", JSON.stringify([...new Set(pages.map(page => page || './')), 'icon.svg']))
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source })
    }
  }
}
