import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { trainClassifier } from '../../src/index.ts'
import { bundle, entries, root } from './package.ts'

/** Bytes of everything an entry exports, minified and gzipped, at most. What passes it has to be worth its weight. */
const LIMITS: Readonly<Record<string, number>> = {
  waymark: 113_500,
  'waymark/math': 14_200,
  'waymark/text': 36_800,
  'waymark/elm': 39_000,
  'waymark/classify': 71_200,
  'waymark/predict': 27_800,
  'waymark/embed': 43_800,
  'waymark/rerank': 54_600,
  'waymark/hub': 72_600,
  'waymark/model': 7_400,
  'waymark/adapters/ai-sdk': 51_600,
  'waymark/adapters/langchain': 51_400,
  'waymark/worker': 6_900,
  'waymark/worker-thread': 116_000,
  'waymark/storage': 4_100,
  'waymark/attach-filter': 1_750,
  'waymark/search-element': 2_750,
  'waymark/text/stem/porter': 2_500,
  'waymark/text/stem/spanish': 2_450,
  'waymark/text/stopwords/english': 530,
  'waymark/text/stopwords/spanish': 710
}

const built = readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.js'))
const library = built.filter(path => path !== 'cli.js')
const source = (path: string) => readFileSync(`${root}dist/${path}`, 'utf8')

/** What a program brings along that uses the one adapter that needs it. */
const PEER = '@langchain/core/*'

async function sizeOf(name: string): Promise<number> {
  const { code } = await bundle(`export * from '${name}'`, { minify: true, external: [PEER] })
  return gzipSync(code, { level: 9 }).length
}

describe('the size of every entry', () => {
  test('every entry has a limit', () => {
    expect(Object.keys(LIMITS)).toEqual(expect.arrayContaining(entries))
  })

  test.each(Object.entries(LIMITS))('%s: at most %i bytes', async (name, limit) => {
    const bytes = await sizeOf(name)
    expect(bytes).toBeGreaterThan(200)
    expect(bytes).toBeLessThanOrEqual(limit)
  })

  test.each(entries)('%s: the README says how much, give or take a kilobyte', async name => {
    const row = readFileSync(`${root}README.md`, 'utf8')
      .split('\n')
      .find(line => line.startsWith(`| \`${name}\` |`))
    const said = Number(/(\d+) \|$/.exec(row ?? '')?.[1])
    expect(Math.abs(said - (await sizeOf(name)) / 1000)).toBeLessThan(1)
  })

  test('answering costs a third of training and answering', async () => {
    const bytes = async (name: string) =>
      gzipSync((await bundle(`export { ${name} } from 'waymark'`, { minify: true })).code, { level: 9 }).length
    const [answering, training] = [await bytes('loadPredictor'), await bytes('trainClassifier, loadClassifier')]
    expect(answering).toBeLessThan(19_900)
    expect(answering).toBeLessThan(training / 3)
  })

  test('answers come in a file of their own, which a page that trains later loads alone', async () => {
    const { code, inputs } = await bundle("export { loadPredictor } from 'waymark/predict'", { minify: true })
    expect(inputs.filter(path => path.includes('dist/'))).toEqual([expect.stringMatching(/dist\/predict\.js$/)])
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(18_000)
  })

  test('a classifier pays for no stemmer, and a stemmer for no classifier', async () => {
    const { code } = await bundle("export { trainClassifier, loadClassifier } from 'waymark'", { minify: true })
    expect(Buffer.from(code).toString()).not.toMatch(/natural|ational/)
    // Nor for a search, which it would know by what MiniSearch says of itself.
    expect(Buffer.from(code).toString()).not.toMatch(/MiniSearch/)
    const search = await bundle("export { createSearch } from 'waymark'", { minify: true })
    expect(Buffer.from(search.code).toString()).toMatch(/MiniSearch/)
    const { inputs } = await bundle("export * from 'waymark/text/stem/french'")
    expect(inputs.length).toBeLessThan(8)
  })
})

describe('the loaders', () => {
  const LOADERS = /getBuiltinModule|waymark-hub|\/model\.safetensors/

  test('are no part of a page that imports something else of waymark', async () => {
    const { code } = await bundle("export { trainClassifier, loadClassifier, evaluate } from 'waymark'", {
      minify: true
    })
    expect(Buffer.from(code).toString()).not.toMatch(LOADERS)
    const { code: loading } = await bundle("export { loadFilter } from 'waymark'", { minify: true, logLevel: 'error' })
    expect(Buffer.from(loading).toString()).toMatch(LOADERS)
  })

  test('find the models from the file that they are built into', () => {
    const addresses = built.flatMap(path =>
      [...source(path).matchAll(/new URL\("([^"]+)", import\.meta\.url\)/g)].map(([, to]) =>
        join(dirname(`dist/${path}`), to)
      )
    )
    const models = ['spam', 'toxicity', 'language', 'en'].map(name => join('models', name, 'model.safetensors'))
    expect([...new Set(addresses)].filter(path => path.endsWith('.safetensors')).sort()).toEqual(models.sort())
    expect(models.filter(path => !existsSync(join(root, path)))).toEqual([])
  })
})

describe('what is in the built files', () => {
  test('the library imports its own files, MiniSearch, and in one adapter LangChain: no Node module', () => {
    expect(library.length).toBeGreaterThan(30)
    const packages = library.flatMap(path =>
      ts
        .preProcessFile(source(path), true, true)
        .importedFiles.filter(({ fileName }) => !fileName.startsWith('.'))
        .map(({ fileName }) => (fileName === 'minisearch' ? fileName : `${path}: ${fileName}`))
    )
    expect([...new Set(packages)].sort()).toEqual([
      'adapters/langchain.js: @langchain/core/documents',
      'adapters/langchain.js: @langchain/core/retrievers',
      'minisearch'
    ])
  })

  test('of natural its stemmers, what they stand on, and stop words', () => {
    const marks = built.flatMap(path => [...source(path).matchAll(/^\/\/ \S*node_modules\/natural\/(\S+)$/gm)])
    const files = [...new Set(marks.map(found => found[1]))]
    const known =
      /^lib\/natural\/(stemmers\/\w+|tokenizers\/(aggressive_)?tokenizer(_\w\w)?|normalizers\/normalizer_(no|sv)|util\/stopwords\w*)\.js$/
    expect(files).toContain('lib/natural/stemmers/porter_stemmer.js')
    expect(files.filter(file => !known.test(file))).toEqual([])
  })

  test('nothing waits at the top level, so that require can load it', async () => {
    const everything = library.map((path, i) => `export * as m${i} from './dist/${path}'`).join('\n')
    await expect(bundle(everything, { format: 'cjs', external: [PEER] })).resolves.toBeDefined()
    await expect(bundle('await 1', { format: 'cjs' })).rejects.toThrow('Top-level await')
  })
})

describe('in a realm that has JavaScript and nothing else', () => {
  const texts = [
    ['the keeper saved a late penalty', 'sports'],
    ['a home win in the derby', 'sports'],
    ['the coach names his squad', 'sports'],
    ['shares fell after the profit warning', 'business'],
    ['the bank cuts its rates again', 'business'],
    ['a merger of two car makers', 'business']
  ] as const
  const examples = texts.map(([text, label]) => ({ text, label }))
  const question = 'the bank and its shares'

  test('trains, answers, explains, learns, saves and loads, with code from strings forbidden', async () => {
    const { code } = await bundle("export * from 'waymark'", { format: 'iife', globalName: 'waymark' })
    const realm = createContext({}, { codeGeneration: { strings: false, wasm: false } })
    runInContext(Buffer.from(code).toString(), realm)
    const script = `(() => {
      const missing = ['process', 'Buffer', 'window', 'document', 'TextEncoder', 'URL', 'require', 'crypto', 'fetch', 'setTimeout']
      const trained = waymark.trainClassifier(${JSON.stringify(examples)})
      const question = ${JSON.stringify(question)}
      const loaded = waymark.loadClassifier(trained.save())
      return JSON.stringify({
        platform: missing.filter(name => name in globalThis),
        scores: trained.classify(question).scores,
        loaded: loaded.classify(question).scores,
        reasons: trained.explain(question),
        learned: loaded.learn([{ text: 'a cup final', label: 'sports' }]).info.examples,
        bytes: Array.from(trained.save())
      })
    })()`
    const there = JSON.parse(runInContext(script, realm))
    const here = trainClassifier(examples)
    expect(there.platform).toEqual([])
    expect(there.scores).toEqual(here.classify(question).scores)
    expect(there.loaded).toEqual(there.scores)
    expect(there.reasons).toEqual(here.explain(question))
    expect(there.learned).toBe(examples.length + 1)
    expect(there.bytes).toEqual(Array.from(here.save()))
  })
})
