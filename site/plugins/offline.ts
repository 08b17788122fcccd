import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** What a visitor may need later and may be large is kept when it was asked for, not before. */
const LATER = /\.safetensors$|\.map$|\bpdfjs-/

/** Builds the service worker, which keeps the pages, their scripts and styles: those of this build, by the hash of their names. */
export function offline(): Plugin {
  return {
    name: 'waymark-offline',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter(name => !LATER.test(name))
      const pages = files.map(name => name.replace(/(^|\/)index\.html$/, '$1'))
      const hash = createHash('sha256')
      for (const name of files.sort()) {
        const part = bundle[name]
        hash.update(name).update(part.type === 'chunk' ? part.code : part.source)
      }
      const source = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
        .replace("'VERSION'", JSON.stringify(hash.digest('hex').slice(0, 16)))
        .replace("['FILES']", JSON.stringify([...new Set(pages.map(page => page || './')), 'icon.svg']))
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source })
    }
  }
}
