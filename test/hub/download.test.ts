import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { loadModelBytes, MAX_MODEL_BYTES, type UrlSource } from '../../src/hub/index.ts'
import { bytes, sha256Of } from './scratch.ts'
import { redirect, serve } from './server.ts'

const sha256 = sha256Of(bytes)
const other = await serve({ '/model.safetensors': bytes })
const here = await serve({
  '/model.safetensors': bytes,
  '/empty': '',
  '/moved': redirect('/model.safetensors', 301),
  '/elsewhere': redirect(`${other.url}model.safetensors`),
  '/packed': (_, response) => {
    const packed = gzipSync(bytes)
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed)
  },
  '/page': (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
  '/gone': (_, response) => response.writeHead(410).end(),
  '/broken': (_, response) => response.writeHead(503).end(),
  '/secret': ({ headers }, response) => response.writeHead(headers.authorization === 'Bearer a' ? 200 : 403).end(bytes),
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, 100), () => response.destroy())
  },
  '/stated': (_, response) => response.writeHead(200, { 'content-length': MAX_MODEL_BYTES + 1 }).write('x'),
  '/slow': (_, response) => response.writeHead(200).write('x'),
  '/deaf': () => {}
})

afterEach(() => vi.unstubAllGlobals())

const load = (path: string, options: Partial<UrlSource> = {}) =>
  loadModelBytes('any', { url: here.url + path.slice(1), ...options })

const codeOf = async (run: Promise<unknown>) =>
  run.then(
    () => 'none',
    error => [error.name, error.code].join(' ')
  )

describe('an address', () => {
  test.each(['/model.safetensors', '/moved', '/packed'])('%s gives the bytes', async path => {
    expect(Buffer.from(await load(path)).equals(bytes)).toBe(true)
    expect(Buffer.from(await load(path, { sha256: sha256.toUpperCase() })).equals(bytes)).toBe(true)
  })

  test('nothing is a model of no bytes, which its reader then refuses', async () => {
    expect(await load('/empty')).toHaveLength(0)
  })

  test.each([
    ['/missing', 'not-found', 'the server answered 404'],
    ['/gone', 'not-found', 'the server answered 410'],
    ['/page', 'not-found', 'expected a file, got a web page'],
    ['/broken', 'unreachable', 'the server answered 503'],
    ['/cut', 'unreachable', /terminated|aborted|closed/],
    ['/stated', 'too-large', 'expected at most 1073741824 bytes, got more'],
    ['/elsewhere', 'redirected', `got one from "127.0.0.1:${other.port}"; with a sha256 another server may answer`]
  ])('%s: %s', async (path, code, message) => {
    const url = here.url + path.slice(1)
    const error = await load(path).catch(error => error)
    expect(error).toMatchObject({ name: 'HubError', code, message: expect.stringContaining(url) })
    expect(error.message).toMatch(message)
  })

  test('another server may answer where a hash is checked', async () => {
    expect(await load('/elsewhere', { sha256 })).toHaveLength(bytes.length)
  })

  test('other bytes than the hash stands for are not given back', async () => {
    const error = await load('/model.safetensors', { sha256: '0'.repeat(64) }).catch(error => error)
    expect(error).toMatchObject({ code: 'wrong-hash' })
    expect(error.message).toContain(`expected SHA-256 ${'0'.repeat(64)}, got ${sha256}`)
  })

  test('nobody listens there', async () => {
    const error = await loadModelBytes('any', { url: 'http://127.0.0.1:9/model' }).catch(error => error)
    expect(error).toMatchObject({ code: 'unreachable', message: expect.stringMatching(/^http:\S+: fetch failed: ./) })
  })

  test('headers of one’s own', async () => {
    expect(await codeOf(load('/secret'))).toBe('HubError unreachable')
    const headers = { authorization: 'Bearer a' }
    expect(await load('/secret', { fetch: (url, init) => fetch(url, { ...init, headers }) })).toHaveLength(bytes.length)
  })

  test('progress, up to the length', async () => {
    const seen: [number, number | undefined][] = []
    await load('/model.safetensors', { onProgress: (loaded, total) => seen.push([loaded, total]) })
    expect(seen.at(-1)).toEqual([bytes.length, bytes.length])
    // What is packed states another length than comes.
    await load('/packed', { onProgress: (loaded, total) => seen.push([loaded, total]) })
    expect(seen.at(-1)).toEqual([bytes.length, undefined])
  })

  test('an error of the program in onProgress is its own', async () => {
    const onProgress = () => {
      throw new RangeError('mine')
    }
    await expect(load('/model.safetensors', { onProgress })).rejects.toThrow(new RangeError('mine'))
  })
})

describe('a signal', () => {
  test('that has come already', async () => {
    const before = here.asked.length
    await expect(load('/model.safetensors', { signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
    expect(here.asked).toHaveLength(before)
  })

  test.each(['/deaf', '/slow'])('that comes while %s', async path => {
    const stop = new AbortController()
    const reading = load(path, { signal: stop.signal })
    setTimeout(() => stop.abort(new Error('enough')), 50)
    await expect(reading).rejects.toThrow('enough')
  })

  test('holds even where the given fetch knows none', async () => {
    const stop = new AbortController()
    const reading = load('/model.safetensors', {
      signal: stop.signal,
      fetch: async url => {
        const response = await fetch(url)
        stop.abort(new Error('enough'))
        return response
      }
    })
    await expect(reading).rejects.toThrow('enough')
  })
})

describe('a fetch of another kind', () => {
  /** As much of a response as is looked at. */
  const answer = (url: string, redirected: boolean, piece = bytes) => ({
    ok: true,
    status: 200,
    url,
    redirected,
    headers: { get: () => null },
    body: null,
    arrayBuffer: async () => new Uint8Array(piece).buffer
  })
  const from = (asked: string, answered: string, options: Partial<UrlSource> = {}) =>
    loadModelBytes('any', { url: asked, fetch: async () => answer(answered, asked !== answered), ...options })

  test('without streams', async () => {
    expect(await from('https://a.example/m', 'https://a.example/m')).toHaveLength(bytes.length)
    const { fetch } = { fetch: async () => answer('', false, bytes.slice(1)) }
    expect(await codeOf(loadModelBytes('any', { url: 'https://a.example/m', fetch, sha256 }))).toBe(
      'HubError wrong-hash'
    )
  })

  test.each([
    ['http://a.example/m', 'https://a.example/m', 'none', 'none'],
    ['https://a.example/m', 'http://a.example/m', 'HubError redirected', 'HubError redirected'],
    ['https://a.example/m', 'https://a.example:444/m', 'HubError redirected', 'none'],
    ['https://a.example/m', 'https://b.example/m', 'HubError redirected', 'none']
  ])('%s answered by %s: %s, with a hash %s', async (asked, answered, bare, hashed) => {
    expect(await codeOf(from(asked, answered))).toBe(bare)
    expect(await codeOf(from(asked, answered, { sha256 }))).toBe(hashed)
  })

  test('a page without https: says so before it downloads', async () => {
    vi.stubGlobal('crypto', {})
    const before = here.asked.length
    expect(await codeOf(load('/model.safetensors', { sha256 }))).toBe('HubError no-crypto')
    expect(here.asked).toHaveLength(before)
    expect(await load('/model.safetensors')).toHaveLength(bytes.length)
  })

  test('a platform without fetch', async () => {
    vi.stubGlobal('fetch', undefined)
    expect(await codeOf(load('/model.safetensors'))).toBe('HubError unreachable')
  })

  test('relative addresses are meant from the page', async () => {
    vi.stubGlobal('document', { baseURI: `${here.url}deep/page.html` })
    expect(await loadModelBytes('any', { url: '../model.safetensors' })).toHaveLength(bytes.length)
    vi.stubGlobal('document', undefined)
    vi.stubGlobal('location', { href: `${here.url}deep/worker.js` })
    expect(await loadModelBytes('any', { url: '/model.safetensors' })).toHaveLength(bytes.length)
  })
})

describe('file:', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-hub-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string) => pathToFileURL(join(folder, name))
  writeFileSync(at('ä #1.safetensors'), bytes)
  mkdirSync(at('folder'))

  test('is read from the disk, given as text or as URL', async () => {
    for (const url of [at('ä #1.safetensors'), at('ä #1.safetensors').href]) {
      const seen: unknown[] = []
      const found = await loadModelBytes('any', { url, sha256, onProgress: (...now) => seen.push(now) })
      expect(Buffer.from(found).equals(bytes)).toBe(true)
      expect(Object.getPrototypeOf(found)).toBe(Uint8Array.prototype)
      expect(seen).toEqual([[bytes.length, bytes.length]])
    }
  })

  test.each(['missing', 'ä #1.safetensors/below', 'folder'])('%s is not found', async name => {
    expect(await codeOf(loadModelBytes('any', { url: at(name) }))).toBe('HubError not-found')
  })

  test('a device is no file', async () => {
    expect(await codeOf(loadModelBytes('any', { url: 'file:///dev/zero' }))).toBe('HubError not-found')
  })

  test('is what fetch makes of it where there is no Node', async () => {
    vi.stubGlobal('process', undefined)
    expect(await codeOf(loadModelBytes('any', { url: at('ä #1.safetensors') }))).toBe('HubError unreachable')
  })
})
