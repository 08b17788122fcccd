import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXACT_ROWS, KEPT_ROWS } from '../../src/classify/problem.ts'
import { createVectorIndex, saveVectorIndex, trainEmbedder } from '../../src/embed/index.ts'
import { createSearch, trainClassifier } from '../../src/index.ts'
import { decodeModel } from '../../src/model/index.ts'
import { blocksOf, programOf } from './blocks.ts'
import { bundle, entries, root, run } from './package.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-documents-'))
  // Bundled code looks for the shipped models where the package has them, beside its own folder.
  mkdirSync(join(folder, 'dist'))
  symlinkSync(join(root, 'models'), join(folder, 'models'))
  // And the worker's program beside itself.
  symlinkSync(join(root, 'dist/worker-thread.js'), join(folder, 'dist/worker-thread.js'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a document's program prints, on the built package. */
async function printed(file: string): Promise<string> {
  const { code } = await bundle(programOf(file), { external: ['node:*'], platform: 'node' })
  writeFileSync(join(folder, 'dist', 'program.mjs'), code)
  const { status, out, err } = await run(process.execPath, [join('dist', 'program.mjs')], folder)
  expect({ status, err }).toEqual({ status: 0, err: '' })
  return out
}

/** What a document says that its program prints: in comments beside `console.log`, and in blocks of text. */
function said(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/console\.log\(.*\) +\/\/ (.*)$|^```text\n([\s\S]*?)\n```$/gm)
  return [...found].map(([, comment, block]) => comment ?? block)
}

/** Output with its figures left out: they move when the defaults are tuned. */
const shape = (text: string) => text.trim().replace(/-?\d+(\.\d+)?/g, '#')

const TEXTS = ['a late goal in the cup', 'a late cup final', 'the bank and its late rates']

function searchFile(): Uint8Array {
  const search = createSearch(TEXTS.map((text, id) => ({ id, text })))
  search.feedback('football', 0)
  return search.save()
}

describe('what the documents show', () => {
  test('the first minute of the README prints what it says', async () => {
    expect(shape(await printed('README.md'))).toBe(shape(said('README.md').join('\n')))
  })

  test.each([
    'docs/filter.md',
    'docs/tagger.md',
    'docs/storage.md',
    'docs/worker.md',
    'docs/guide.md',
    'docs/search.md'
  ])('%s is one program, and prints what it says', async file => {
    expect(said(file).length).toBeGreaterThan(5)
    expect(shape(await printed(file))).toBe(shape(said(file).join('\n')))
  })

  test.each(['README.md', 'docs/search.md'])('the commands of %s run, one after another', async file => {
    const commands = blocksOf(file, 'bash').filter(text => text.startsWith('npx waymark'))
    expect(commands.length).toBeGreaterThan(0)
    const script = commands.join('').replaceAll(/^npx waymark/gm, `"${process.execPath}" "${root}dist/cli.js"`)
    const data = readFileSync(`${root}fixtures/demo/toxicity.train.jsonl`)
    for (const name of ['comments.jsonl', 'held-out.jsonl', 'faq.jsonl']) writeFileSync(join(folder, name), data)
    // The pages alone: of drawings the command says on standard error that they hold no documents.
    cpSync(`${root}docs`, join(folder, 'docs'), { recursive: true, filter: path => !path.endsWith('plots') })
    mkdirSync(join(folder, 'public'), { recursive: true })
    expect(await run('bash', ['-ec', script], folder)).toMatchObject({ status: 0, err: '' })
  })

  test('both lines of the house stand alone', () => {
    const lines = readFileSync(`${root}README.md`, 'utf8').split('\n')
    expect(lines).toEqual(expect.arrayContaining(['npm ci && npm start', 'npm ci && npm test']))
  })

  test('every entry is in the table of the README', () => {
    const readme = readFileSync(`${root}README.md`, 'utf8')
    for (const name of entries) expect(readme).toContain(`| \`${name}\` |`)
  })

  test('the numbers of examples at which training and files change', () => {
    const read = (name: string) => readFileSync(`${root}docs/${name}.md`, 'utf8')
    expect(read('design')).toContain(`**Up to ${EXACT_ROWS} rows**`)
    expect(read('design')).toContain(`Up to ${KEPT_ROWS} examples, the file keeps`)
    expect(read('guide')).toContain(`Up to ${KEPT_ROWS} examples it gives`)
    expect(read('format')).toContain(`### \`memory: "rows"\`, up to ${KEPT_ROWS} examples`)
    expect(read('format')).toContain(`### \`memory: "certainty"\`, more than ${KEPT_ROWS} examples`)
  })

  test.each([3, KEPT_ROWS])('every setting and tensor of a file is in the format, %i examples of each label', count => {
    const examples = Array.from({ length: 2 * count }, (_, i) => ({
      text: `${i % 2 ? 'late goal' : 'bank rates'} ${i}`,
      label: String(i % 2)
    }))
    const { config, tensors } = decodeModel(trainClassifier(examples).save())
    const names = [...tensors.keys()].map(name => name.replace(/\.\d+\./, '.B.'))
    const features = config.features as { readonly [key: string]: unknown; readonly blocks: readonly object[] }
    const format = readFileSync(`${root}docs/format.md`, 'utf8')
    const said = [...names, ...Object.keys(config), ...Object.keys(features), ...Object.keys(features.blocks[0])]
    expect(said.length).toBeGreaterThan(35)
    expect(said.filter(name => !format.includes(`\`${name}\``) && !['analyzer', 'hash'].includes(name))).toEqual([])
  })

  test('the weight of a column of an embedder is the one of the format', () => {
    const { documents, frequency, idf } = trainEmbedder(TEXTS).rows.weights
    const format = readFileSync(`${root}docs/format.md`, 'utf8')
    const power = Number(/ln\(\(n \+ 1\) \/ \(df \+ ½\)\)\^([\d.]+), for/.exec(format)?.[1])
    frequency.forEach((df, c) => {
      expect(idf[c]).toBeCloseTo(Math.log((documents + 1) / (df + 0.5)) ** power, 12)
    })
    expect(frequency.length).toBeGreaterThan(2)
  })

  test.each([
    ['a search', () => searchFile()],
    ['an embedder', () => trainEmbedder(TEXTS).save()],
    ['an embedder of 4 bits', () => trainEmbedder(TEXTS, { axisBits: 4 }).save()],
    ['an index of vectors', () => saveVectorIndex(createVectorIndex({ dims: 3 }))]
  ])('every setting and tensor of a file is in its part of the format: %s', (_, bytes) => {
    const { kind, config, tensors } = decodeModel(bytes())
    const parts = readFileSync(`${root}docs/format.md`, 'utf8').split(/^## /m)
    const own = parts.find(part => part.startsWith(`\`${kind}\``)) ?? ''
    const embedder = parts.find(part => part.startsWith('`waymark-embedder`')) ?? ''
    // `words.offsets` stands beside `words.bytes`, as `.offsets`.
    const short = (name: string) => name.replace(/^.*(?=\.(offsets|scales)$)/, '')
    const names = [...tensors.keys(), ...Object.keys(config)]
    expect(names.length).toBeGreaterThan(3)
    const missing = names.filter(name => {
      const inner = name.replace(/^embedder\./, '')
      const text = inner === name ? own : embedder
      return ![inner, short(inner)].some(one => text.includes(`\`${one}\``))
    })
    expect(missing).toEqual([])
  })

  test.each(['filter', 'tagger', 'limits'])(
    'the figures of docs/%s.md are those of the benchmarks and the cards',
    name => {
      const sources = [
        'docs/benchmarks.md',
        'models/spam/README.md',
        'models/toxicity/README.md',
        'models/language/README.md'
      ]
      const known = sources.map(file => readFileSync(join(root, file), 'utf8')).join('\n')
      const prose = readFileSync(`${root}docs/${name}.md`, 'utf8').replace(/^```[\s\S]*?^```$/gm, '')
      const figures = prose.match(/\b0\.\d{3}( ± 0\.\d{3})?/g) ?? []
      expect(figures.length).toBeGreaterThan(2)
      expect(figures.filter(figure => !known.includes(figure))).toEqual([])
    }
  )

  test('every link to a file leads to one', () => {
    const pages = readdirSync(`${root}docs`).filter(name => name.endsWith('.md'))
    const documents = ['README.md', 'CHANGELOG.md', ...pages.map(name => `docs/${name}`)]
    const dead = documents.flatMap(file =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
        .filter(([, target]) => !existsSync(join(root, dirname(file), target)))
        .map(([, target]) => `${file}: ${target}`)
    )
    expect(dead).toEqual([])
  })
})
