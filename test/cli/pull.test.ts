import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { modelsCommand } from '../../src/cli/commands/models.ts'
import { pullCommand } from '../../src/cli/commands/pull.ts'
import { classifierFromJson } from '../../src/index.ts'
import { bytes, classifier, entry, manifestOf, sha256Of } from '../hub/scratch.ts'
import { redirect, serve } from '../hub/server.ts'
import { inProcess } from './in-process.ts'
import { temporaryFolder, waymark } from './run.ts'

const { folder, path, file } = temporaryFolder()
const sha256 = sha256Of(bytes)
const elsewhere = await serve({ '/m': bytes })
const server = await serve({
  '/one/manifest.json': manifestOf(entry('greetings')),
  '/one/greetings/model.safetensors': bytes,
  '/two/manifest.json': manifestOf(
    entry('greetings'),
    { ...entry('other'), kind: 'waymark-word-vectors' },
    { ...entry('changed'), sha256: sha256Of('') },
    { ...entry('longer'), bytes: bytes.length + 1 }
  ),
  '/two/greetings/model.safetensors': redirect('/one/greetings/model.safetensors'),
  '/two/other/model.safetensors': bytes,
  '/two/changed/model.safetensors': bytes,
  '/two/longer/model.safetensors': bytes,
  '/bad/manifest.json': readFileSync('fixtures/hub/bad-path.up.json'),
  '/ann/polite/resolve/main/model.safetensors': bytes,
  '/text/model.safetensors': 'text',
  '/away/model.safetensors': redirect(`${elsewhere.url}m`)
})

/** A folder of its own to be in. */
let places = 0
function newPlace(): string {
  const place = path(`place${places++}`)
  mkdirSync(place)
  return place
}

/** Into a folder, unless the arguments say where. */
async function pull(place: string, ...args: string[]) {
  const out = args.includes('--out') ? [] : ['--out', place]
  const outcome = await inProcess(pullCommand(), [...args, ...out, '--json'])
  return { ...outcome, json: () => JSON.parse(outcome.out) }
}

async function pulled(place: string, ...args: string[]) {
  const { status, err, json } = await pull(place, ...args)
  expect({ status, err }).toEqual({ status: 0, err: '' })
  return json()
}

const isModel = (file: string) => readFileSync(file).equals(bytes)

describe('what is pulled', () => {
  test('a name of a hub, with what the hub says of it', async () => {
    const cwd = newPlace()
    const { out } = await waymark(['pull', 'greetings', '--from', `${server.url}two`, '--json'], { cwd })
    expect(JSON.parse(out)).toEqual({
      name: 'greetings',
      version: '1.0.0',
      kind: 'waymark-text-classifier',
      license: 'MIT',
      description: 'Tells spam from other messages.',
      from: `${server.url}two`,
      model: 'greetings.safetensors',
      bytes: bytes.length,
      sha256
    })
    expect(isModel(join(cwd, 'greetings.safetensors'))).toBe(true)
    expect(readdirSync(cwd)).toHaveLength(1)
  })

  test('a hub that is a folder', async () => {
    const hub = join(newPlace(), 'my hub')
    mkdirSync(join(hub, 'greetings'), { recursive: true })
    writeFileSync(join(hub, 'manifest.json'), manifestOf(entry('greetings')))
    writeFileSync(join(hub, 'greetings/model.safetensors'), bytes)
    await pulled(hub, 'greetings', '--from', hub)
    await pulled(hub, 'greetings', '--from', relative('.', hub), '--out', join(hub, 'again'))
    for (const name of ['greetings.safetensors', 'again']) expect(isModel(join(hub, name))).toBe(true)
    const { out } = await inProcess(modelsCommand(), [hub])
    expect(out).toMatch(/│ greetings │ +1\.0\.0 │ +[\d.]+ kB │ +MIT │ Tells spam from other messages\.\n/)
    const listed = await inProcess(modelsCommand(), [hub, '--json'])
    expect(JSON.parse(listed.out)).toEqual({ hub: pathToFileURL(`${hub}/`).href, models: [entry('greetings')] })
  })

  test.each([
    ['one', 'greetings'],
    ['one/manifest.json', 'greetings'],
    ['one/greetings/model.safetensors', 'greetings'],
    ['ann/polite/resolve/main', 'polite'],
    ['ann/polite/resolve/main/model.safetensors', 'polite']
  ])('the address %s is %s', async (address, name) => {
    const place = newPlace()
    const model = join(place, `${name}.safetensors`)
    expect(await pulled(place, server.url + address, '--sha256', sha256)).toMatchObject({ name, model })
    expect(isModel(model)).toBe(true)
  })

  test('another server may answer where the hash is known', async () => {
    const found = await pulled(newPlace(), `${server.url}away/model.safetensors`, '--sha256', sha256)
    expect(found).toMatchObject({ name: 'away', sha256 })
  })

  test('in the form of JSON, where the name says so', async () => {
    const model = join(newPlace(), 'mine.json')
    await pulled('', 'greetings', '--from', `${server.url}one`, '--out', model)
    const text = 'a free prize'
    expect(classifierFromJson(readFileSync(model, 'utf8')).classify(text)).toEqual(classifier.classify(text))
  })

  test('says so to people', async () => {
    const place = newPlace()
    const { out } = await inProcess(pullCommand(), ['greetings', '--from', `${server.url}one`, '--out', `${place}/`])
    const [about, hash, saved] = out.split('\n')
    expect(about).toBe('greetings 1.0.0: Tells spam from other messages. Licence: MIT')
    expect(hash).toBe(`SHA-256 ${sha256}`)
    expect(saved).toMatch(/^saved .*greetings\.safetensors \([\d.]+ kB\)$/)
  })
})

describe('what is there already', () => {
  test('is written over only where that file was named', async () => {
    const cwd = newPlace()
    const taught = join(cwd, 'greetings.safetensors')
    const from = ['pull', 'greetings', '--from', `${server.url}one`]
    writeFileSync(taught, 'precious')
    for (const args of [from, [...from, '--out', '.']]) {
      const { status, err } = await waymark(args, { cwd })
      expect({ status, err }).toEqual({
        status: 1,
        err: 'waymark: greetings.safetensors: is there with other content; --out greetings.safetensors writes over it\n'
      })
    }
    expect(readFileSync(taught, 'utf8')).toBe('precious')
    expect((await waymark([...from, '--out', 'greetings.safetensors'], { cwd })).status).toBe(0)
    expect(isModel(taught)).toBe(true)
    expect((await waymark(from, { cwd })).status).toBe(0)
  })
})

describe('one line on standard error, exit code 1, nothing written', () => {
  const two = ['--from', `${server.url}two`]
  test.each<[string, string[], string]>([
    ['other bytes', ['changed', ...two], 'expected SHA-256'],
    ['fewer bytes', ['longer', ...two], `expected ${bytes.length + 1} bytes, got ${bytes.length}`],
    ['another kind', ['other', ...two], 'other: expected a waymark-word-vectors, got a waymark-text-classifier'],
    [
      'an unknown name',
      ['sarcasm', ...two],
      'expected a model of this hub (greetings, other, changed, longer), got "sarcasm"'
    ],
    ['a name that leads out', ['../greetings', ...two], 'expected the name of a model or an address with https://'],
    ['another hash than asked for', ['greetings', ...two, '--sha256', sha256Of('')], 'but the hub states'],
    ['no hash', ['greetings', ...two, '--sha256', 'abc'], 'expected 64 hexadecimal digits'],
    [
      'several models',
      [`${server.url}two`],
      'expected one model, got greetings, other, changed, longer; name one, with --from'
    ],
    ['a manifest that leads out', ['spam', '--from', `${server.url}bad`], 'models[0].file: expected a relative path'],
    ['no hub', ['spam', '--from', `${server.url}none`], 'expected manifest.json or model.safetensors, got neither'],
    [
      'no hub on the disk',
      ['spam', '--from', path('none')],
      'expected manifest.json or model.safetensors, got neither'
    ],
    ['no model', [`${server.url}text/model.safetensors`], 'text.safetensors: not a model that can be read'],
    ['another server', [`${server.url}away/model.safetensors`], 'with a sha256 another server may answer'],
    ['nobody', ['http://127.0.0.1:9/model.safetensors'], 'fetch failed'],
    ['an address and a hub', [`${server.url}one`, ...two], '--from: says where a NAME is'],
    ['a folder that is not there', ['greetings', ...two, '--out', path('no/m.safetensors')], 'no such file or folder']
  ])('%s', async (_, args, message) => {
    const place = newPlace()
    const { status, out, err } = await pull(place, ...args)
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toContain(message)
    expect(err).toMatch(/^waymark: .*\n$/)
    expect(err).not.toContain('unexpected failure')
    expect(readdirSync(place)).toEqual([])
  })

  test('a hub that is none, listed', async () => {
    const text = file('manifest.json', '[]')
    const { status, err } = await inProcess(modelsCommand(), [folder])
    expect(status).toBe(1)
    expect(err).toContain(`${text.slice(text.lastIndexOf('/'))}: manifest: expected an object, got an array of 0`)
  })
})
