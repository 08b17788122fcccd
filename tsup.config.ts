import { readdirSync, writeFileSync } from 'node:fs'
import { defineConfig } from 'tsup'
import { kernelBytes } from './src/math/index.ts'

/** An entry for every file of a folder: `text/stem/porter` from `src/text/stem/porter.ts`. */
const eachOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(`src/${folder}`).map(file => [`${folder}/${file.slice(0, -3)}`, `src/${folder}/${file}`])
  )

/** What is imported, and shares its code. */
const ENTRIES = {
  index: 'src/index.ts',
  math: 'src/math/index.ts',
  text: 'src/text/index.ts',
  elm: 'src/elm/index.ts',
  classify: 'src/classify/index.ts',
  embed: 'src/embed/index.ts',
  rerank: 'src/rerank/index.ts',
  'adapters/ai-sdk': 'src/adapters/ai-sdk.ts',
  'adapters/langchain': 'src/adapters/langchain.ts',
  hub: 'src/hub/index.ts',
  model: 'src/model/index.ts',
  worker: 'src/worker/index.ts',
  'worker-node': 'src/worker/node.ts',
  'worker-thread': 'src/worker/thread.ts',
  storage: 'src/storage/index.ts',
  'attach-filter': 'src/page/attach-filter.ts',
  'search-element': 'src/page/search-element.ts',
  'kernels/relaxed': 'src/math/relaxed.ts',
  ...eachOf('text/stem'),
  ...eachOf('text/stopwords')
}

/** What stands apart from all others, lest a page that answers loads what trains. */
const APART = { predict: 'src/classify/predict.ts' }

export default defineConfig([
  {
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    // All builds run at once, and the others write these.
    clean: ['!cli.js', '!predict.js'],
    // Some entries are for pages and workers alone; `npm run types` sees to it that the others know nothing of these.
    dts: { entry: { ...ENTRIES, ...APART }, compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.AsyncIterable'] } },
    splitting: true,
    treeshake: true,
    // Code and word lists of natural go into the files, and the two small libraries of the worker and of storage; a page installs nothing else.
    noExternal: [/natural/, 'comlink', 'idb-keyval'],
    esbuildOptions(options) {
      options.mainFields = ['module', 'main']
    },
    // The same bytes as in the code, for those who must not compile at run time.
    onSuccess: async () => writeFileSync('dist/kernels.wasm', kernelBytes()),
    entry: ENTRIES
  },
  {
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    splitting: false,
    treeshake: true,
    dts: false,
    entry: APART
  },
  {
    // The command carries its own libraries, so that installing the kit for a page installs nothing else.
    format: 'esm',
    target: 'node20',
    platform: 'node',
    entry: { cli: 'src/cli/main.ts' },
    noExternal: [/.*/],
    dts: false,
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module'\nconst require = __createRequire(import.meta.url)"
    }
  }
])
