import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { programOf } from './blocks.ts'
import { entries, manifest, root, run } from './package.ts'

const TSC = join(root, 'node_modules/typescript/bin/tsc')
const NPM = { npm_config_offline: 'true', npm_config_update_notifier: 'false' }

/** The one name that needs a package beside the kit, and that package. */
const WITH_PEER = 'waymark/adapters/langchain'
const PEER = '@langchain/core'

/** Entries whose types are those of pages: of fields, elements and signals to abort by. */
const OF_PAGES: ReadonlySet<string> = new Set([
  'waymark/worker',
  'waymark/worker-thread',
  'waymark/storage',
  'waymark/attach-filter',
  'waymark/search-element'
])

/** Every other name a program can import, one of each pattern among them. */
const names = [
  ...entries.filter(name => name !== WITH_PEER),
  'waymark/text/stem/spanish',
  'waymark/text/stopwords/spanish',
  'waymark/kernels/relaxed'
]

const PROGRAM = `
const tagger = trainClassifier([
  { text: 'a late goal in the derby', label: 'sports' },
  { text: 'shares of the bank fell', label: 'business' }
])
const { label } = loadClassifier(tagger.save()).classify('a goal')
console.log(label, spanishStemmer.stem('gatos'), spanishStopWords.words.has('para'))
`
const PRINTED = 'sports gat true\n'

let folder = ''
let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-installed-'))
  const env = { ...NPM, npm_config_cache: join(folder, 'cache') }
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const pack = await run('npm', args, root, env)
  // What it depends on, from here: nothing is fetched.
  const dependency = await run('npm', args, join(root, 'node_modules/minisearch'), env)
  const [{ filename }] = Object.values<{ readonly filename: string }>(JSON.parse(dependency.out))
  const report = JSON.parse(pack.out)
  packed = Array.isArray(report) ? report[0] : report.waymark
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund']
  const files = [filename, packed.filename].map(name => join(folder, name))
  const install = await run('npm', ['install', ...flags, ...files], folder, env)
  if (install.status !== 0) throw new Error(install.err)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
  return name
}

describe('the packed package', () => {
  test('holds what is built, the models, the texts of the demo and the papers, nothing else', () => {
    const others = packed.files
      .map(file => file.path)
      .filter(
        path =>
          !/^(dist\/(kernels\.wasm|.*\.(js|d\.ts))|fixtures\/demo\/[\w.]+|models\/(manifest\.json|\w+\/(model\.safetensors|README\.md)))$/.test(
            path
          )
      )
    expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD_PARTY_NOTICES.md', 'package.json'])
  })

  test('brings MiniSearch along and nothing else', () => {
    const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/minisearch', 'node_modules/waymark'])
  })

  test('publint has nothing to say', async () => {
    const { messages, pkg } = await publint({ pkgDir: join(folder, 'node_modules/waymark'), pack: false, strict: true })
    expect(messages.map(message => formatMessage(message, pkg))).toEqual([])
  })

  test('every name resolves, as import and as require', async () => {
    const program = `
      import { createRequire } from 'node:module'
      const require = createRequire(import.meta.url)
      for (const name of ${JSON.stringify(names)}) {
        const imported = Object.keys(await import(name))
        const required = Object.keys(require(name)).filter(key => key !== '__esModule')
        if (imported.length === 0 || imported.join() !== required.join()) throw new Error(name)
        console.log(name)
      }`
    const { out, err } = await run(process.execPath, [write('names.mjs', program)], folder)
    expect({ names: out.trim().split('\n'), err }).toEqual({ names, err: '' })
  })

  test('the adapter of LangChain resolves beside it, and compiles', async () => {
    const beside = join(folder, 'langchain')
    mkdirSync(join(beside, 'node_modules', PEER, '..'), { recursive: true })
    symlinkSync(join(root, 'node_modules', PEER), join(beside, 'node_modules', PEER))
    // Copied and not linked: its own import is looked for from where it is.
    cpSync(join(folder, 'node_modules/waymark'), join(beside, 'node_modules/waymark'), { recursive: true })
    const program = `import { langchainRetriever } from '${WITH_PEER}'
      const find = () => [{ id: 1, score: 2, document: { text: 'a goal' } }]
      const [found] = await langchainRetriever({ search: find }).invoke('goal')
      console.log(found.pageContent)`
    const { out, err } = await run(process.execPath, [write('langchain/program.mjs', program)], folder)
    expect({ out, err }).toEqual({ out: 'a goal\n', err: '' })
    // The types of the package itself need those of a page, and are not ours to check.
    const compilerOptions = {
      module: 'node16',
      target: 'es2022',
      types: [],
      strict: true,
      noEmit: true,
      skipLibCheck: true
    }
    write('langchain/program.mts', program)
    write('langchain/tsconfig.json', JSON.stringify({ compilerOptions, files: ['program.mts'] }))
    expect(await run(process.execPath, [TSC, '-p', 'langchain'], folder)).toEqual({ status: 0, out: '', err: '' })
  })

  test('an ES module', async () => {
    const imports = `import { loadClassifier, trainClassifier } from 'waymark'
      import { spanishStemmer } from 'waymark/text/stem/spanish'
      import { spanishStopWords } from 'waymark/text/stopwords/spanish'`
    const { out, err } = await run(process.execPath, [write('esm.mjs', imports + PROGRAM)], folder)
    expect({ out, err }).toEqual({ out: PRINTED, err: '' })
  })

  test('a CommonJS module', async () => {
    const imports = `const { loadClassifier, trainClassifier } = require('waymark')
      const { spanishStemmer } = require('waymark/text/stem/spanish')
      const { spanishStopWords } = require('waymark/text/stopwords/spanish')`
    const { out, err } = await run(process.execPath, [write('cjs.cjs', imports + PROGRAM)], folder)
    expect({ out, err }).toEqual({ out: PRINTED, err: '' })
  })

  test('the command', async () => {
    const { out, err } = await run(join(folder, 'node_modules/.bin/waymark'), ['--version'], folder)
    expect({ out, err }).toEqual({ out: `${manifest.version}\n`, err: '' })
  })

  // One build of them all: each compiler alone takes as long as these together.
  test('types under every module and resolution, and those of entries for pages beside the types of a page', async () => {
    const consumers = [
      consumerOf('node16', 'node16'),
      consumerOf('esnext', 'bundler'),
      // A CommonJS module in TypeScript, which node16 did not let require an ES module yet.
      consumerOf('nodenext', 'nodenext'),
      consumerOnPage()
    ]
    const build = await run(process.execPath, [TSC, '-b', ...consumers], folder)
    expect(build).toEqual({ status: 0, out: '', err: '' })
  })
})

const STRICT = { target: 'es2022', types: [], strict: true, noEmit: true }

/** Writes programs that import every name, and what the documents show, to be compiled so. */
function consumerOf(module: string, moduleResolution: string): string {
  const consumer = `types-${module}`
  const everywhere = names.filter(name => !OF_PAGES.has(name))
  const everything = everywhere.map((name, i) => `import * as m${i} from '${name}'`).join('\n')
  const uses = `${everything}\nexport const all = [${everywhere.map((_, i) => `m${i}`).join(', ')}]\n`
  const files = [write(`${consumer}/all.${module === 'nodenext' ? 'cts' : 'mts'}`, uses)]
  if (module !== 'nodenext') {
    // What the documents show has to compile for a reader too.
    files.push(write(`${consumer}/readme.mts`, programOf('README.md')))
    files.push(write(`${consumer}/guide.mts`, programOf('docs/guide.md')))
    files.push(write(`${consumer}/hub.mts`, programOf('docs/hub.md')))
    files.push(write(`${consumer}/search.mts`, programOf('docs/search.md')))
  }
  files.push(write(`${consumer}/globals.d.ts`, NODE_IN_THE_DOCUMENTS))
  const compilerOptions = { ...STRICT, module, moduleResolution, lib: ['es2023'] }
  write(`${consumer}/tsconfig.json`, JSON.stringify({ compilerOptions, files: files.map(file => `../${file}`) }))
  return consumer
}

/** Writes a program that imports the entries for pages and workers. */
function consumerOnPage(): string {
  const everything = [...OF_PAGES].map((name, i) => `export * as m${i} from '${name}'`).join('\n')
  const file = write('types-page/all.mts', everything)
  const compilerOptions = { ...STRICT, module: 'nodenext', lib: ['es2023', 'dom', 'dom.asynciterable'] }
  write('types-page/tsconfig.json', JSON.stringify({ compilerOptions, files: [`../${file}`] }))
  return 'types-page'
}

/** The little of Node that the documents use: the packed types themselves must do without any. */
const NODE_IN_THE_DOCUMENTS = `
declare const console: { log(...values: unknown[]): void }
declare module 'node:fs' {
  export function readFileSync(path: string): Uint8Array<ArrayBuffer>
  export function writeFileSync(path: string, data: Uint8Array | string): void
}
`
