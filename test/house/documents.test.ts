import {
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
import { trainClassifier } from '../../src/index.ts'
import { decodeModel } from '../../src/model/index.ts'
import { blocksOf, programOf } from './blocks.ts'
import { bundle, entries, root, run } from './package.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-documents-'))
  // Bundled code looks for the shipped models where the package has them, beside its own folder.
  mkdirSync(join(folder, 'dist'))
  symlinkSync(join(root, 'models'), join(folder, 'models'))
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

/** Output with its figures left out: they move when the defaults are tuned. */
const shape = (text: string) => text.trim().replace(/-?\d+(\.\d+)?/g, '#')

describe('what the documents show', () => {
  test('the first minute of the README prints what it says', async () => {
    expect(shape(await printed('README.md'))).toBe(shape(blocksOf('README.md', 'text')[0]))
  })

  test('the guide is one program, and prints what its comments say', async () => {
    const said = [...programOf('docs/guide.md').matchAll(/console\.log\(.*\) +\/\/ (.*)$/gm)].map(found => found[1])
    expect(said.length).toBeGreaterThan(5)
    expect(shape(await printed('docs/guide.md'))).toBe(shape(said.join('\n')))
  })

  test('the commands of the README run, one after another', async () => {
    const [block] = blocksOf('README.md', 'bash').filter(text => text.includes('waymark train'))
    const script = block.replaceAll(/^npx waymark/gm, `"${process.execPath}" "${root}dist/cli.js"`)
    const data = readFileSync(`${root}fixtures/demo/toxicity.train.jsonl`)
    for (const name of ['comments.jsonl', 'held-out.jsonl']) writeFileSync(join(folder, name), data)
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

  test('every link to a file leads to one', () => {
    const documents = ['README.md', 'CHANGELOG.md', ...readdirSync(`${root}docs`).map(name => `docs/${name}`)]
    const dead = documents.flatMap(file =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
        .filter(([, target]) => !existsSync(join(root, dirname(file), target)))
        .map(([, target]) => `${file}: ${target}`)
    )
    expect(dead).toEqual([])
  })
})
