import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { publishCommand } from '../../src/cli/commands/publish.ts'
import { classifierToJson, type HubModel, loadFilter, parseManifest, trainClassifier } from '../../src/index.ts'
import { bytes, classifier, sha256Of } from '../hub/scratch.ts'
import { inProcess } from './in-process.ts'
import { temporaryFolder, waymark } from './run.ts'

const { path, file } = temporaryFolder()
const model = file('greetings.safetensors', bytes)
const taught = classifier.learn([{ text: 'a prize for the minutes', label: 'ham' }])
const changed = file('changed.safetensors', taught.save())

/** A hub of its own. */
let hubs = 0
const newHub = () => path(`hub${hubs++}`)

async function publish(...args: string[]) {
  const { status, out, err } = await inProcess(publishCommand(), [...args, '--json'])
  expect({ status, err }).toEqual({ status: 0, err: '' })
  return JSON.parse(out) as { hub: string; models: HubModel[] }
}

async function refused(...args: string[]): Promise<string> {
  const { status, out, err } = await inProcess(publishCommand(), args)
  expect({ status, out }).toEqual({ status: 1, out: '' })
  expect(err).toMatch(/^waymark: .*\n$/)
  expect(err).not.toContain('unexpected failure')
  return err
}

const manifestIn = (hub: string) => parseManifest(readFileSync(join(hub, 'manifest.json')))
const cardIn = (hub: string, name = 'greetings') => readFileSync(join(hub, name, 'README.md'), 'utf8')

/** Every file of a folder, by its path in it. */
function contents(hub: string): Record<string, string> {
  const names = existsSync(hub) ? readdirSync(hub, { recursive: true, encoding: 'utf8' }) : []
  const files = names.filter(name => statSync(join(hub, name)).isFile())
  return Object.fromEntries(files.map(name => [name, sha256Of(readFileSync(join(hub, name)))]))
}

describe('a hub', () => {
  test('is made, and read again by whoever shares it', async () => {
    const hub = newHub()
    const said = await publish(model, '--to', hub, '--license', 'MIT')
    expect(said).toEqual({ hub, models: [manifestIn(hub).models[0]] })
    expect(said.models[0]).toEqual({
      name: 'greetings',
      version: '1.0.0',
      kind: 'waymark-text-classifier',
      file: 'greetings/model.safetensors',
      bytes: bytes.length,
      sha256: sha256Of(bytes),
      card: 'greetings/README.md',
      license: 'MIT',
      description: 'Gives a text one of these labels: ham, spam.'
    })
    expect(Object.keys(contents(hub)).sort()).toEqual([
      'greetings/README.md',
      'greetings/model.safetensors',
      'manifest.json'
    ])
    const loaded = await loadFilter('greetings', { hub: pathToFileURL(hub) })
    expect(loaded.classify('a free prize')).toEqual(classifier.classify('a free prize'))
  })

  test('says so to people', async () => {
    const hub = newHub()
    const { out } = await waymark(['publish', model, '--to', hub, '--license', 'MIT'])
    expect(out).toMatch(
      /^greetings 1\.0\.0 {2}greetings\/model\.safetensors \([\d.]+ kB\)\n1 model in .*manifest\.json\n$/
    )
  })

  test('takes several at once, in the form of files and of JSON, of any kind', async () => {
    const hub = newHub()
    const other = file('machine.safetensors', readFileSync('fixtures/malformed/sound.safetensors'))
    const readable = file('readable.json', classifierToJson(classifier))
    const { models } = await publish(model, other, readable, '--to', hub, '--license', 'CC0-1.0')
    expect(models.map(({ name, kind }) => [name, kind])).toEqual([
      ['greetings', 'waymark-text-classifier'],
      ['machine', 'golden'],
      ['readable', 'waymark-text-classifier']
    ])
    expect(models[2].sha256).toBe(models[0].sha256)
    expect(cardIn(hub, 'machine')).not.toContain('pipeline_tag')
    expect(cardIn(hub, 'machine')).toContain("loadModelBytes('machine', {")
  })

  test('keeps what is in it, with keys of newer releases', async () => {
    const hub = newHub()
    await publish(model, '--to', hub, '--license', 'MIT', '--name', 'first')
    const text = readFileSync(join(hub, 'manifest.json'), 'utf8')
    writeFileSync(
      join(hub, 'manifest.json'),
      text.replace('"models": [', '"home": "x",\n"models": [').replace('"kind"', '"tags": ["a"],\n"kind"')
    )
    writeFileSync(join(hub, 'index.html'), 'hello')
    const before = contents(hub)
    await publish(changed, '--to', hub, '--license', 'MIT', '--name', 'second')
    const after = JSON.parse(readFileSync(join(hub, 'manifest.json'), 'utf8'))
    expect(after).toMatchObject({ home: 'x', models: [{ name: 'first', tags: ['a'] }, { name: 'second' }] })
    expect(contents(hub)).toMatchObject({ ...before, 'manifest.json': expect.any(String) })
  })

  test('the same again changes nothing', async () => {
    const hub = newHub()
    await publish(model, '--to', hub, '--license', 'MIT')
    const before = contents(hub)
    const { mtimeMs } = statSync(join(hub, 'manifest.json'))
    expect((await publish(model, '--to', hub)).models[0].version).toBe('1.0.0')
    expect(contents(hub)).toEqual(before)
    expect(statSync(join(hub, 'manifest.json')).mtimeMs).toBe(mtimeMs)
  })

  test('a model where the manifest has it, at the root too', async () => {
    const hub = newHub()
    await publish(model, '--to', hub, '--license', 'MIT', '--name', 'alone')
    const text = readFileSync(join(hub, 'manifest.json'), 'utf8')
    writeFileSync(join(hub, 'manifest.json'), text.replaceAll('alone/', ''))
    writeFileSync(join(hub, 'model.safetensors'), bytes)
    await publish(changed, '--to', hub, '--license', 'MIT', '--name', 'alone')
    expect(readFileSync(join(hub, 'model.safetensors')).equals(taught.save())).toBe(true)
    expect(existsSync(join(hub, 'README.md'))).toBe(true)
    expect((await loadFilter('alone', { hub: pathToFileURL(hub) })).info.examples).toBe(taught.info.examples)
  })
})

describe('versions', () => {
  test('one more for each other content, or the one said', async () => {
    const hub = newHub()
    const name = ['--to', hub, '--license', 'MIT', '--name', 'm']
    const versionOf = async (...args: string[]) => (await publish(...args, ...name)).models[0].version
    expect(await versionOf(model, '--version', '2.0.9')).toBe('2.0.9')
    expect(await versionOf(changed)).toBe('2.0.10')
    expect(await versionOf(changed, '--version', '3.0.0-rc.1')).toBe('3.0.0-rc.1')
    expect(await versionOf(model)).toBe('3.0.0')
    const before = contents(hub)
    expect(await refused(changed, ...name, '--version', '3.0.0')).toContain(
      '--version: m 3.0.0 is there with other content'
    )
    expect(await refused(changed, ...name, '--version', 'v4')).toContain(
      '--version: expected a version like 1.0.0, got "v4"'
    )
    expect(contents(hub)).toEqual(before)
  })
})

describe('cards', () => {
  test('one that is written has what the model says of itself', async () => {
    const hub = newHub()
    await publish(model, '--to', hub, '--license', 'CC-BY-4.0', '--description', 'Greets.')
    const accuracy = classifier.info.leaveOneOut?.accuracy ?? Number.NaN
    for (const part of [
      /^---\nlibrary_name: waymark\npipeline_tag: text-classification\nlicense: cc-by-4\.0\ntags:\n {2}- waymark\n---\n\n# greetings\n\nGreets\.\n/,
      'One of 2 labels for a text: `ham`, `spam`.',
      `6 texts, ${classifier.info.features} hashed n-grams.`,
      `| ${accuracy.toFixed(3)} |`,
      `SHA-256 \`${sha256Of(bytes)}\``,
      "loadFilter('greetings', { hub: 'https://…/' })"
    ]) {
      expect(cardIn(hub)).toMatch(part)
    }
  })

  test('is renewed where it was written, and kept where it was not', async () => {
    const hub = newHub()
    await publish(model, '--to', hub, '--license', 'MIT')
    const card = join(hub, 'greetings/README.md')
    writeFileSync(card, `${cardIn(hub).replace('# greetings', '# Greetings, mine')}\nThe end.\n`)
    await publish(changed, '--to', hub, '--name', 'greetings')
    expect(cardIn(hub)).toContain('# Greetings, mine')
    expect(cardIn(hub)).toContain('7 texts')
    expect(cardIn(hub)).toContain('Version 1.0.1')
    expect(cardIn(hub)).not.toContain('6 texts')
    expect(cardIn(hub).endsWith('\nThe end.\n')).toBe(true)
    // In Latin-1, which is none of our business.
    const own = Buffer.from('---\nlicense: mit\n---\nAll of it my own, naïve.\n', 'latin1')
    writeFileSync(card, own)
    await publish(model, '--to', hub)
    expect(readFileSync(card).equals(own)).toBe(true)
  })

  test('one that is given, with what it lacks', async () => {
    const hub = newHub()
    const bare = file('bare.md', '# Mine\n')
    await publish(model, '--to', hub, '--license', 'MIT', '--card', bare)
    expect(cardIn(hub)).toMatch(/^---\nlibrary_name: waymark\n[\s\S]*\n---\n\n# Mine\n$/)
    const whole = file('whole.md', '---\r\nlicense: other\r\nlicense_name: "Mine 1.0"\r\n---\r\n# Mine\r\n')
    const { models } = await publish(model, '--to', newHub(), '--card', whole)
    expect(models[0].license).toBe('Mine 1.0')
    expect(cardIn(path(`hub${hubs - 1}`))).toBe(readFileSync(whole, 'utf8'))
  })

  test('a licence that is an expression is named beside', async () => {
    const hub = newHub()
    await publish(model, '--to', hub, '--license', 'MIT AND CC-BY-4.0')
    expect(cardIn(hub)).toContain('license: other\nlicense_name: "MIT AND CC-BY-4.0"\n')
    expect((await publish(changed, '--to', hub, '--name', 'greetings')).models[0].license).toBe('MIT AND CC-BY-4.0')
  })

  test('labels of anybody are text, whatever they are', async () => {
    const labels = ['`</script>\n# x', '---\u001b[2J', '\u202e|', '<!-- waymark: end -->']
    const examples = labels.map((label, i) => ({ text: `word${i} thing${i}`, label }))
    const hub = newHub()
    await publish(file('sly.safetensors', trainClassifier(examples).save()), '--to', hub, '--license', 'MIT')
    const card = cardIn(hub, 'sly')
    expect(card).toContain("`'</script> # x`")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal obeys must not reach one.
    expect(card).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    expect(manifestIn(hub).models[0].description).toBe('Gives a text one of 4 labels.')
    await publish(file('sly.safetensors', trainClassifier(examples.slice(1)).save()), '--to', hub)
    expect(cardIn(hub, 'sly').match(/## Loading/g)).toHaveLength(1)
  })
})

describe('refused, and nothing touched', () => {
  test.each<[string, string[], string]>([
    ['no licence', [model], 'expected --license, such as MIT or CC-BY-4.0, or a card with one'],
    ['an unsafe name', [model, '--name', '../up'], '--name: expected at most 64 characters a–z'],
    ['a name with capitals', [model, '--name', 'Mine'], '--name: expected at most 64 characters'],
    ['a device', [model, '--name', 'nul'], '--name: expected at most 64 characters'],
    ['a licence over two lines', [model, '--license', 'MIT\nevil: true'], '--license: expected a licence like MIT'],
    ['a description that steers', [model, '--license', 'MIT', '--description', '\u001b[2J'], '--description: expected'],
    [
      'one name for two',
      [model, changed, '--license', 'MIT', '--name', 'm'],
      '--name: is for one model, and there are 2'
    ],
    ['one name twice', [model, model, '--license', 'MIT'], 'expected each name once, got "greetings" again'],
    ['no such file', [path('missing.x'), '--license', 'MIT'], 'no such file or folder'],
    ['no such card', [model, '--card', path('missing.md')], `${path('missing.md')}: no such file`],
    ['no model', [file('not.safetensors', 'text'), '--license', 'MIT'], 'not a model that can be read'],
    ['a file whose name is none', [file('My Model.safetensors', bytes), '--license', 'MIT'], 'expected --name NAME'],
    [
      'another licence than the card has',
      [model, '--license', 'MIT', '--card', file('gpl.md', '---\nlicense: gpl-3.0\n---\n')],
      '--license: expected "gpl-3.0" as the card says, got "MIT"'
    ]
  ])('%s', async (_, args, message) => {
    const hub = newHub()
    expect(await refused(...args, '--to', hub)).toContain(message)
    expect(existsSync(hub)).toBe(false)
  })

  test.each<[string, Record<string, string | Uint8Array>, string]>([
    ['a manifest that is none', { 'manifest.json': '{' }, 'manifest.json: manifest: expected JSON'],
    [
      'a manifest that leads out',
      { 'manifest.json': readFileSync('fixtures/hub/bad-path.up.json') },
      'models[0].file: expected'
    ],
    [
      'a newer manifest',
      { 'manifest.json': readFileSync('fixtures/hub/newer-version.two.json') },
      'written by a newer release'
    ],
    [
      'a model that no manifest lists',
      { 'greetings/model.safetensors': 'precious' },
      'is there and not what the manifest lists'
    ],
    ['a file where the folder should be', { greetings: 'precious' }, 'greetings'],
    ['a folder where the manifest should be', { 'manifest.json/x': '' }, 'manifest.json: expected a file, got a folder']
  ])('%s', async (_, files, message) => {
    const hub = newHub()
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(hub, name)), { recursive: true })
      writeFileSync(join(hub, name), content)
    }
    const before = contents(hub)
    expect(await refused(model, '--to', hub, '--license', 'MIT')).toContain(message)
    expect(contents(hub)).toEqual(before)
  })

  test('no folder', async () => {
    const { status, err } = await waymark(['publish', model, '--license', 'MIT', '--version', '1.0.0'])
    expect({ status, err }).toEqual({
      status: 1,
      err: "waymark: required option '--to <folder>' not specified (waymark --help)\n"
    })
  })

  test('a file that another name stands for too', async () => {
    const hub = newHub()
    await publish(model, '--to', hub, '--license', 'MIT', '--name', 'first')
    const manifest = JSON.parse(readFileSync(join(hub, 'manifest.json'), 'utf8'))
    manifest.models.push({ ...manifest.models[0], name: 'second' })
    writeFileSync(join(hub, 'manifest.json'), JSON.stringify(manifest))
    const before = contents(hub)
    expect(await refused(changed, '--to', hub, '--name', 'second')).toContain('is the file of "first" too')
    expect(contents(hub)).toEqual(before)
  })

  test('a model changed by hand since it was published', async () => {
    const hub = newHub()
    await publish(model, '--to', hub, '--license', 'MIT')
    writeFileSync(join(hub, 'greetings/model.safetensors'), 'precious')
    const before = contents(hub)
    expect(await refused(changed, '--to', hub, '--name', 'greetings')).toContain('not what the manifest lists')
    expect(contents(hub)).toEqual(before)
  })
})
