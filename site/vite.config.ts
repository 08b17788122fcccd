import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { firstModel } from './plugins/first-model.ts'
import { offline } from './plugins/offline.ts'
import { packageAlias } from './plugins/package-alias.ts'
import { policy } from './plugins/policy.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Each folder with a page. */
const pages = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('index.html'))

export default defineConfig({
  root: here,
  // Right wherever the site is put.
  base: './',
  resolve: { alias: packageAlias },
  build: {
    outDir: fileURLToPath(new URL('../site-dist', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // A page under a strict policy may load no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages.map(path => `${here}${path}`) }
  },
  worker: { format: 'es' },
  plugins: [firstModel(), policy(), offline()]
})
