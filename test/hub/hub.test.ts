import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import {
  downloadModel,
  type HubModel,
  loadFilter,
  loadManifest,
  loadModelBytes,
  MAX_MANIFEST_BYTES
} from '../../src/hub/index.ts'
import { bytes, classifier, entry, manifestOf, sha256Of } from './scratch.ts'
import { redirect, serve } from './server.ts'

const other = await serve({ '/model.safetensors': bytes, '/manifest.json': manifestOf(entry()) })
let sent = 0
const here = await serve({
  '/hub/manifest.json': manifestOf(
    entry(),
    { ...entry('words'), kind: 'waymark-word-vectors' },
    { ...entry('shorter'), bytes: bytes.length - 1 },
    { ...entry('longer'), bytes: bytes.length + 1 },
    { ...entry('endless'), bytes: 100_000 },
    { ...entry('changed'), sha256: sha256Of('something else') },
    entry('elsewhere'),
    entry('missing'),
    { ...entry('shared'), file: 'spam/model.safetensors' }
  ),
  '/hub/spam/model.safetensors': bytes,
  '/hub/words/model.safetensors': bytes,
  '/hub/shorter/model.safetensors': (_, response) => response.writeHead(200).end(bytes),
  '/hub/longer/model.safetensors': (_, response) => response.writeHead(200).end(bytes),
  '/hub/endless/model.safetensors': (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(10_000))) sent += 10_000
    }
    response.on('drain', more)
    more()
  },
  '/hub/changed/model.safetensors': bytes,
  '/hub/elsewhere/model.safetensors': redirect(`${other.url}model.safetensors`),
  '/moved/manifest.json': redirect('/hub/manifest.json'),
  '/stolen/manifest.json': redirect(`${other.url}manifest.json`),
  '/large/manifest.json': (_, response) => response.writeHead(200).end(' '.repeat(MAX_MANIFEST_BYTES + 1)),
  '/page/manifest.json': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  '/bad/manifest.json': manifestOf({ ...entry(), file: '../model.safetensors' }),
  '/alone/model.safetensors': bytes
})
const hub = `${here.url}hub/`
const text = 'win a free prize'

afterEach(() => vi.unstubAllGlobals())

const errorOf = async (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    error => error
  )

describe('a hub over HTTP', () => {
  test('a classifier of it answers as the one that was saved', async () => {
    const loaded = await loadFilter('spam', { hub })
    expect(loaded.classify(text)).toEqual(classifier.classify(text))
  })

  test.each(['hub', 'hub/', 'hub/manifest.json', 'moved'])('its folder may be written %s', async path => {
    const { models } = await loadManifest(here.url + path)
    expect(models[0]).toEqual(entry())
    expect(await loadManifest(new URL(here.url + path))).toEqual({ format: 'waymark-hub', version: 1, models })
  })

  test('models may share a file, and any server may give what a hash is checked of', async () => {
    for (const name of ['shared', 'elsewhere']) {
      expect(await loadModelBytes(name, { hub })).toHaveLength(bytes.length)
    }
  })

  test.each([
    ['shorter', 'wrong-size', `expected ${bytes.length - 1} bytes, got more`],
    ['longer', 'wrong-size', `expected ${bytes.length + 1} bytes, got ${bytes.length}`],
    ['endless', 'wrong-size', 'expected 100000 bytes, got more'],
    ['changed', 'wrong-hash', `expected SHA-256 ${sha256Of('something else')}, got ${sha256Of(bytes)}`],
    ['missing', 'not-found', 'the server answered 404'],
    ['words', 'wrong-kind', 'expected a waymark-text-classifier, got "waymark-word-vectors"'],
    ['constructor', 'unknown-model', 'expected a model of this hub (spam, words, shorter,'],
    ['../spam', 'unknown-model', 'got "../spam"']
  ])('%s: %s', async (name, code, message) => {
    const error = await errorOf(loadFilter(name, { hub }))
    expect(error).toMatchObject({ name: 'HubError', code, message: expect.stringContaining(message) })
  })

  test('an endless answer is left soon after the stated length', async () => {
    sent = 0
    await errorOf(loadModelBytes('endless', { hub }))
    expect(sent).toBeGreaterThan(0)
    // What the sockets of both sides hold goes out unread.
    const before = sent
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(sent).toBe(before)
    expect(sent).toBeLessThan(20e6)
  })

  test('a model of the wrong kind is not downloaded', async () => {
    const before = here.asked.length
    await errorOf(loadFilter('words', { hub }))
    expect(here.asked.slice(before)).toEqual(['/hub/manifest.json'])
    expect(await loadModelBytes('words', { hub })).toHaveLength(bytes.length)
  })

  test.each([
    ['stolen', 'redirected', 'expected an answer from there'],
    ['large', 'manifest-too-large', `expected at most ${MAX_MANIFEST_BYTES} bytes, got more`],
    ['page', 'not-found', 'expected a file, got a web page'],
    ['bad', 'bad-path', 'models[0].file: expected a relative path'],
    ['nowhere', 'not-found', 'the server answered 404']
  ])('manifest of %s: %s', async (path, code, message) => {
    const url = `${here.url}${path}/manifest.json`
    const error = await errorOf(loadManifest(`${here.url}${path}/`))
    expect(error).toMatchObject({ name: 'HubError', code, message: expect.stringContaining(message) })
    expect(error.message.startsWith(`${url}: `)).toBe(true)
    expect(error.message.split(url)).toHaveLength(2)
  })

  test('a hash that the caller knows must be the one stated', async () => {
    expect(await loadModelBytes('spam', { hub, sha256: sha256Of(bytes) })).toHaveLength(bytes.length)
    const error = await errorOf(loadModelBytes('spam', { hub, sha256: sha256Of('') }))
    expect(error).toMatchObject({ code: 'wrong-hash', message: expect.stringContaining('but the hub states') })
  })

  test('an entry at hand needs no second look at the manifest', async () => {
    const { models } = await loadManifest(hub)
    const before = here.asked.length
    expect(await downloadModel(hub, models[0])).toHaveLength(bytes.length)
    expect(here.asked.slice(before)).toEqual(['/hub/spam/model.safetensors'])
  })

  test.each([
    '../x.safetensors',
    '//evil.example/x.safetensors',
    'https://evil.example/x',
    '/x',
    'a\\..\\..\\x',
    '%2e%2e/x'
  ])('an entry that never was in a checked manifest leads nowhere else: %s', async file => {
    const before = here.asked.length
    const model: HubModel = { ...entry(), file }
    expect(await errorOf(downloadModel(hub, model))).toMatchObject({ code: 'bad-path' })
    expect(here.asked).toHaveLength(before)
  })

  test('a page without https: cannot verify, and says so', async () => {
    vi.stubGlobal('crypto', undefined)
    expect(await errorOf(loadFilter('spam', { hub }))).toMatchObject({ code: 'no-crypto' })
  })

  test('a signal ends both readings', async () => {
    const stop = new AbortController()
    const reading = loadFilter('spam', {
      hub,
      signal: stop.signal,
      fetch: (url, init) => {
        if (url.endsWith('model.safetensors')) stop.abort(new Error('enough'))
        return fetch(url, init)
      }
    })
    await expect(reading).rejects.toThrow('enough')
  })
})

describe('addresses that are none of a hub', () => {
  test.each([
    ['models/', 'bad-url', 'expected an absolute URL, https: or file:, got "models/"'],
    ['https://user:pass@hub.example/', 'bad-url', 'expected a URL without name and password'],
    ['https://hub.example/?token=1', 'bad-url', 'expected the URL of a folder, without ? and #'],
    ['https://hub.example/#a', 'bad-url', 'expected the URL of a folder']
  ])('%s', async (address, code, message) => {
    const error = await errorOf(loadManifest(address))
    expect(error).toMatchObject({ name: 'HubError', code, message: expect.stringContaining(message) })
    expect(error.message).not.toContain('pass@')
  })
})

describe('a repository of one model, as Hugging Face gives it', () => {
  const pointer = (data: Uint8Array, size = data.length) =>
    `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Of(data)}\nsize ${size}\n`
  const at = async (routes: Parameters<typeof serve>[0]) => serve(routes)

  test('the file at the root of any folder without a manifest', async () => {
    const loaded = await loadFilter('anything', { hub: `${here.url}alone` })
    expect(loaded.classify(text)).toEqual(classifier.classify(text))
    expect(await errorOf(loadFilter('spam', { hub: `${here.url}nowhere` }))).toMatchObject({
      code: 'not-found',
      message: `${here.url}nowhere/: expected manifest.json or model.safetensors, got neither`
    })
  })

  test.each(['ann/filter', 'datasets/ann/filter'])('%s: kept by another server, checked by its pointer', async path => {
    const large = await at({
      [`/${path}/resolve/main/model.safetensors`]: redirect(`${other.url}model.safetensors`),
      [`/${path}/raw/main/model.safetensors`]: pointer(bytes)
    })
    const folder = `${large.url}${path}/resolve/main/`
    expect((await loadFilter('filter', { hub: folder })).labels).toEqual(classifier.labels)
    expect(await loadModelBytes('filter', { url: `${folder}model.safetensors` })).toHaveLength(bytes.length)
  })

  test.each([
    ['wrong-hash', pointer(Buffer.from('other'), bytes.length)],
    ['wrong-size', pointer(bytes, bytes.length - 1)],
    ['redirected', `${pointer(bytes)}${'x'.repeat(1024)}`],
    ['redirected', Buffer.from([0xff])]
  ])('%s where the pointer does not fit', async (code, raw) => {
    const large = await at({
      '/a/b/resolve/main/model.safetensors': redirect(`${other.url}model.safetensors`),
      '/a/b/raw/main/model.safetensors': raw
    })
    expect(await errorOf(loadFilter('b', { hub: `${large.url}a/b/resolve/main/` }))).toMatchObject({ code })
  })

  test('a small file that the repository keeps itself', async () => {
    const small = await at({ '/a/b/resolve/main/model.safetensors': bytes, '/a/b/raw/main/model.safetensors': bytes })
    expect(await loadModelBytes('b', { hub: `${small.url}a/b/resolve/main/` })).toHaveLength(bytes.length)
  })

  test('with a manifest that names the file at the root', async () => {
    const model = { ...entry('b'), file: 'model.safetensors', card: 'README.md' }
    const repository = await at({
      '/a/b/resolve/main/manifest.json': manifestOf(model),
      '/a/b/resolve/main/model.safetensors': redirect(`${other.url}model.safetensors`)
    })
    expect(await loadModelBytes('b', { hub: `${repository.url}a/b/resolve/main` })).toHaveLength(bytes.length)
    expect(repository.asked.filter(path => path.includes('/raw/'))).toEqual([])
  })
})

describe('a hub on the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark hub-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'spam'))
  writeFileSync(join(folder, 'spam/model.safetensors'), bytes)
  writeFileSync(
    join(folder, 'manifest.json'),
    manifestOf(entry(), { ...entry('short'), file: 'spam/model.safetensors', bytes: 9 })
  )

  test('is read as over HTTP', async () => {
    const loaded = await loadFilter('spam', { hub: pathToFileURL(folder) })
    expect(loaded.classify(text)).toEqual(classifier.classify(text))
    expect(await errorOf(loadFilter('short', { hub: pathToFileURL(folder).href }))).toMatchObject({
      code: 'wrong-size',
      message: expect.stringContaining('expected 9 bytes, got more')
    })
    expect(await errorOf(loadFilter('spam', { hub: pathToFileURL(`${folder}/none`) }))).toMatchObject({
      code: 'not-found'
    })
  })
})
