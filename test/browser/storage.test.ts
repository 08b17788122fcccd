import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servePages } from '../page/served.ts'
import { closePages, describeInBrowser, visit } from './chromium.ts'
import type { Served } from './site.ts'

/** The same program in a page and in a worker: `run` does one of these, and says what came of it. */
const PROGRAM = `
import { indexedDbStore, loadFrom, opfsStore, saveTo } from 'waymark/storage'

const STORES = { indexedDbStore, opfsStore }
const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('waymark', { create: true })
const database = () => new Promise((resolve, reject) => {
  const request = indexedDB.open('waymark')
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

const ACTIONS = {
  save: (kind, name, length, byte) => saveTo(STORES[kind](), name, new Uint8Array(length).fill(byte)),
  async load(kind, name) {
    const bytes = await loadFrom(STORES[kind](), name)
    return { length: bytes.length, byte: bytes[0], whole: bytes.every(one => one === bytes[0]) }
  },
  names: kind => STORES[kind]().names(),
  remove: (kind, name) => STORES[kind]().remove(name),
  saveNumbered: (kind, name, i) => ACTIONS.save(kind, name, 1000 + i, i),
  /** One after another, for a list of names. */
  async each(action, kind, names) {
    const outcomes = []
    for (const [i, name] of names.entries()) outcomes.push(await run(action, kind, name, i))
    return outcomes
  },
  async many(kind, name, times, byte) {
    for (let i = 0; i < times; i++) await ACTIONS.save(kind, name, 30000 + byte, byte)
  },
  /** What another program leaves in place of a record. */
  async put(kind, name, content) {
    if (kind === 'indexedDbStore') {
      const opened = await database()
      await new Promise(resolve => {
        const written = opened.transaction('models', 'readwrite')
        written.objectStore('models').put(content, name)
        written.oncomplete = resolve
      })
      return opened.close()
    }
    const stream = await (await (await folder()).getFileHandle(name + '.waymark', { create: true })).createWritable()
    await stream.write(content)
    await stream.close()
  },
  /** Cuts a record in the middle, as a program that does not write it beside would. */
  async cut(kind, name, length) {
    const record = await STORES[kind]().read(name)
    await ACTIONS.put(kind, name, record.slice(0, length))
  },
  /** Begins to write, and never ends. */
  async begin(name) {
    const stream = await (await (await folder()).getFileHandle(name + '.waymark', { create: true })).createWritable()
    await stream.write(new Uint8Array(1000))
    globalThis.held = stream
  },
  async files() {
    const found = []
    for await (const name of (await folder()).keys()) found.push(name)
    return found.sort()
  },
  /** As in browsers before createWritable. */
  async withoutStreams() {
    delete FileSystemFileHandle.prototype.createWritable
  },
  /** As Chromium, which may end a stream at the quota before it says why. */
  async brokenPipe(times) {
    const { write } = FileSystemWritableFileStream.prototype
    FileSystemWritableFileStream.prototype.write = async function (bytes) {
      if (times-- > 0) throw new DOMException('Failed to write data to data pipe', 'AbortError')
      return write.call(this, bytes)
    }
  },
  /** As a disk that is full after so many bytes. */
  async fullAfter(bytes) {
    const { write } = FileSystemSyncAccessHandle.prototype
    FileSystemSyncAccessHandle.prototype.write = function (given, options) {
      return write.call(this, given.subarray(0, bytes), options)
    }
  },
  async partOf(name) {
    const access = await (await (await folder()).getFileHandle(name + '.waymark.part', { create: true })).createSyncAccessHandle()
    access.write(new Uint8Array(90000))
    access.close()
  }
}

globalThis.run = async (action, ...given) => {
  try {
    return (await ACTIONS[action](...given)) ?? 'done'
  } catch (error) {
    return error.code ?? String(error)
  }
}

if ('document' in globalThis) {
  const worker = location.origin === 'null' ? undefined : new Worker('main.js', { type: 'module' })
  let last = Promise.resolve()
  globalThis.runInWorker = (...given) => {
    last = last.then(() => new Promise(resolve => {
      worker.onmessage = event => resolve(event.data)
      worker.postMessage(given)
    }))
    return last
  }
} else onmessage = async event => postMessage(await run(...event.data))
`

const HTML = '<!doctype html><title>Storage</title><script type="module" src="main.js"></script>'

const FRAME = '<!doctype html><title>Frame</title><iframe sandbox="allow-scripts" src="index.html"></iframe>'

let served: Served
beforeAll(async () => {
  // A frame without an origin of its own asks for scripts as a stranger.
  served = await servePages(
    { 'index.html': HTML, 'frame.html': FRAME, 'main.ts': PROGRAM },
    { 'access-control-allow-origin': '*' }
  )
})
afterAll(async () => {
  await closePages()
  await served?.close()
})

type Run = (action: string, ...given: readonly unknown[]) => Promise<unknown>

/** Runs an action in a page, or in its worker. */
function runner(page: Page | Frame, place: 'page' | 'worker' = 'page'): Run {
  // Scripts of a page have run when it is loaded.
  return (...given) => page.evaluate(`${place === 'page' ? 'run' : 'runInWorker'}(...${JSON.stringify(given)})`)
}

async function opened() {
  const { page, context } = await visit(served.address)
  return { page, context, here: runner(page), worker: runner(page, 'worker') }
}

/** Whether what was loaded is one of those that `many` saves. */
function isWhole(found: unknown): boolean {
  const { length, byte, whole } = found as { length: number; byte: number; whole: boolean }
  return whole && length === 30_000 + byte
}

const NAMES = ['spam', 'Spam', 'a/b\\c', '..', 'con', '名前', '🦊', ' ', "~!*'()", 'x.part']

describeInBrowser.each(['indexedDbStore', 'opfsStore'])('%s in Chromium', kind => {
  let browser: Awaited<ReturnType<typeof opened>>
  beforeAll(async () => {
    browser = await opened()
  })
  afterAll(() => browser?.context.close())

  test.each(['here', 'worker'] as const)('keeps models under every name: %s', async place => {
    const run = browser[place]
    const all = (action: string, names: readonly string[]) => run('each', action, kind, names)
    expect(await all('saveNumbered', NAMES)).toEqual(NAMES.map(() => 'done'))
    expect(await all('load', NAMES)).toEqual(NAMES.map((_, i) => ({ length: 1000 + i, byte: i, whole: true })))
    expect(await run('names', kind)).toEqual([...NAMES].sort())
    expect(await all('remove', [...NAMES, '..'])).toEqual([...NAMES, '..'].map(() => 'done'))
    expect(await run('load', kind, '..')).toBe('missing')
    expect(await run('names', kind)).toEqual([])
    expect(await run('save', kind, '', 1, 1)).toBe('name')
  })

  test('what a worker keeps, a page has, and after it was loaded again too', async () => {
    const { page, here, worker } = browser
    expect(await worker('save', kind, 'spam', 500_000, 7)).toBe('done')
    expect(await here('load', kind, 'spam')).toEqual({ length: 500_000, byte: 7, whole: true })
    await page.reload()
    expect(await here('load', kind, 'spam')).toEqual({ length: 500_000, byte: 7, whole: true })
  })

  test('records of others and half ones', async () => {
    const { here } = browser
    await here('put', kind, 'theirs', 'a text of another program')
    expect(await here('load', kind, 'theirs')).toBe('foreign')
    for (const length of [1, 15, 16, 500, 1015]) {
      await here('save', kind, 'cut', 1000, 1)
      await here('cut', kind, 'cut', length)
      expect(await here('load', kind, 'cut')).toBe('broken')
    }
    expect(await here('save', kind, 'cut', 1000, 2)).toBe('done')
    expect(await here('load', kind, 'cut')).toMatchObject({ byte: 2 })
  })

  test('of a page and a worker that write at once one wins, whole', async () => {
    const { here, worker } = browser
    await Promise.all([here('many', kind, 'spam', 10, 1), worker('many', kind, 'spam', 10, 2)])
    expect(await here('load', kind, 'spam')).toSatisfy(isWhole)
  })

  test('says that the quota is used up, and keeps the model', async () => {
    const { page, context, here, worker } = await opened()
    const protocol = await context.newCDPSession(page)
    // Before anything is stored: Chromium asks for the quota of a database only now and then.
    const origin = new URL(served.address).origin
    await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 500_000 })
    for (const run of [here, worker]) {
      expect(await run('save', kind, 'spam', 1000, 1)).toBe('done')
      expect(await run('save', kind, 'spam', 8_000_000, 2)).toBe('quota')
      expect(await run('save', kind, 'new', 8_000_000, 2)).toBe('quota')
      expect(await run('load', kind, 'spam')).toEqual({ length: 1000, byte: 1, whole: true })
      expect(await run('load', kind, 'new')).toBe('missing')
      expect(await run('names', kind)).toEqual(['spam'])
    }
    await protocol.send('Storage.overrideQuotaForOrigin', { origin })
    expect(await here('save', kind, 'spam', 8_000_000, 3)).toBe('done')
    await context.close()
  })
})

describeInBrowser('a frame without an origin', () => {
  test('has no storage', async () => {
    const { page, context } = await visit(`${served.address}frame.html`)
    const run = runner(page.frames()[1])
    for (const kind of ['indexedDbStore', 'opfsStore']) {
      expect(await run('save', kind, 'spam', 10, 1)).toBe('unavailable')
      expect(await run('load', kind, 'spam')).toBe('unavailable')
      expect(await run('names', kind)).toBe('unavailable')
    }
    await context.close()
  })
})

describeInBrowser('a private file system', () => {
  test('a stream that ends without a reason is written again, and one that always does is not there', async () => {
    const { context, here } = await opened()
    await here('brokenPipe', 1)
    expect(await here('save', 'opfsStore', 'spam', 1000, 1)).toBe('done')
    await here('brokenPipe', 99)
    expect(await here('save', 'opfsStore', 'spam', 1000, 2)).toBe('unavailable')
    expect(await here('load', 'opfsStore', 'spam')).toMatchObject({ byte: 1 })
    await context.close()
  })

  test('a page that goes in the middle of writing leaves the model, or none', async () => {
    const { page, context, here } = await opened()
    await here('save', 'opfsStore', 'spam', 1000, 1)
    for (const name of ['spam', 'new']) expect(await here('begin', name)).toBe('done')
    await page.close()
    const next = await context.newPage()
    await next.goto(served.address)
    const there = runner(next)
    expect(await there('load', 'opfsStore', 'spam')).toEqual({ length: 1000, byte: 1, whole: true })
    expect(await there('load', 'opfsStore', 'new')).toBe('missing')
    expect(await there('names', 'opfsStore')).toEqual(['spam'])
    await context.close()
  })

  test('without streams a worker writes beside and moves, and a page cannot', async () => {
    const { context, here, worker } = await opened()
    expect(await here('save', 'opfsStore', 'spam', 50_000, 1)).toBe('done')
    await here('withoutStreams')
    await worker('withoutStreams')
    expect(await here('save', 'opfsStore', 'spam', 10, 2)).toBe('unavailable')
    expect(await worker('load', 'opfsStore', 'spam')).toMatchObject({ length: 50_000, byte: 1 })
    expect(await worker('partOf', 'spam')).toBe('done')
    expect(await worker('names', 'opfsStore')).toEqual(['spam'])
    expect(await worker('save', 'opfsStore', 'spam', 10, 3)).toBe('done')
    expect(await here('load', 'opfsStore', 'spam')).toEqual({ length: 10, byte: 3, whole: true })
    expect(await here('files')).toEqual(['spam.waymark'])
    await context.close()
  })

  test('without streams workers take turns, and a disk that is full leaves the model', async () => {
    const { context, worker } = await opened()
    const other = await context.newPage()
    await other.goto(served.address)
    const second = runner(other, 'worker')
    await Promise.all([worker('withoutStreams'), second('withoutStreams')])
    const both = [worker('many', 'opfsStore', 'spam', 10, 1), second('many', 'opfsStore', 'spam', 10, 2)]
    expect(await Promise.all(both)).toEqual(['done', 'done'])
    const found = await worker('load', 'opfsStore', 'spam')
    expect(found).toSatisfy(isWhole)
    await worker('fullAfter', 500)
    expect(await worker('save', 'opfsStore', 'spam', 2000, 2)).toBe('quota')
    expect(await worker('load', 'opfsStore', 'spam')).toEqual(found)
    expect(await worker('names', 'opfsStore')).toEqual(['spam'])
    await context.close()
  })
})
