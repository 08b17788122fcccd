import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

/** The package by its name, as a page finds it that has installed it. */
export const packageAlias = [
  { find: /^waymark$/, replacement: `${dist}index.js` },
  { find: /^waymark\/(.+)$/, replacement: `${dist}$1.js` }
]
