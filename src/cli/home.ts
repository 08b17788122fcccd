import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the package, above this file or above the bundle it ends in. */
export const home = findHome()

/** The version of the package. */
export const version = readVersion()

function findHome(): URL {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    if (existsSync(new URL('package.json', folder))) return folder
    if (folder.pathname === '/' || folder.href === new URL('..', folder).href) {
      throw new Error(`no package.json above ${fileURLToPath(import.meta.url)}`)
    }
  }
}

function readVersion(): string {
  const found: unknown = JSON.parse(readFileSync(new URL('package.json', home), 'utf8'))
  return typeof found === 'object' && found !== null && 'version' in found ? String(found.version) : 'unknown'
}
