import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { indexedDbStore, loadFrom, opfsStore, saveTo } from '../../src/storage/index.ts'
import { codeOf, fakeIndexedDb } from './stores.ts'

fakeIndexedDb()
afterEach(() => vi.restoreAllMocks())

const before = Uint8Array.of(1, 2, 3)
const after = Uint8Array.of(4, 5, 6)
const quota = () => new DOMException('The quota is used up.', 'QuotaExceededError')

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** A database opened by another program. */
function other(name: string, stores: readonly string[], version?: number): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version)
  request.onupgradeneeded = () => {
    for (const store of stores) request.result.createObjectStore(store)
  }
  return done(request)
}

describe('IndexedDB', () => {
  test('a put that throws for the quota leaves the model', async () => {
    const store = indexedDbStore()
    await saveTo(store, 'spam', before)
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw quota()
    })
    const wait = saveTo(store, 'spam', after)
    await expect(wait).rejects.toMatchObject({ code: 'quota', cause: { name: 'QuotaExceededError' } })
    vi.restoreAllMocks()
    expect(await loadFrom(store, 'spam')).toEqual(before)
  })

  test('a transaction that is given up leaves the model', async () => {
    const store = indexedDbStore()
    await saveTo(store, 'spam', before)
    const { put } = IDBObjectStore.prototype
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      const request = put.apply(this, given)
      request.addEventListener('success', () => this.transaction.abort())
      return request
    })
    expect(await codeOf(saveTo(store, 'spam', after))).toBe('unavailable')
    vi.restoreAllMocks()
    expect(await loadFrom(store, 'spam')).toEqual(before)
  })

  test('a request that fails says why, though its transaction cannot yet', async () => {
    const store = indexedDbStore()
    await saveTo(store, 'spam', before)
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      return this.add(...given)
    })
    await expect(saveTo(store, 'spam', after)).rejects.toMatchObject({ cause: { name: 'ConstraintError' } })
    vi.restoreAllMocks()
    expect(await loadFrom(store, 'spam')).toEqual(before)
  })

  test('a database of another program is foreign', async () => {
    const database = await other('cache', ['pictures'])
    database.close()
    const store = indexedDbStore({ database: 'cache' })
    for (const work of [store.names(), store.read('x'), store.write('x', after), store.remove('x')]) {
      expect(await codeOf(work)).toBe('foreign')
    }
  })

  test('records of another program are foreign, and keys that are no text no names', async () => {
    const store = indexedDbStore()
    await saveTo(store, 'spam', before)
    const database = await other('waymark', [])
    const records = database.transaction('models', 'readwrite').objectStore('models')
    await Promise.all([done(records.put({ settings: 1 }, 'theirs')), done(records.put('text', 7))])
    expect(await codeOf(store.read('theirs'))).toBe('foreign')
    expect(await codeOf(loadFrom(store, 'theirs'))).toBe('foreign')
    expect(await store.names()).toEqual(['spam', 'theirs'])
    database.close()
  })

  test('lets go where somebody deletes the database, and begins anew', async () => {
    const store = indexedDbStore()
    await saveTo(store, 'spam', before)
    await done(indexedDB.deleteDatabase('waymark'))
    expect(await codeOf(loadFrom(store, 'spam'))).toBe('missing')
    await saveTo(store, 'spam', after)
    expect(await loadFrom(store, 'spam')).toEqual(after)
  })

  test('two stores of a name are one, of two names two', async () => {
    await saveTo(indexedDbStore(), 'spam', before)
    expect(await loadFrom(indexedDbStore({ database: 'waymark' }), 'spam')).toEqual(before)
    expect(await indexedDbStore({ database: 'other' }).names()).toEqual([])
  })

  test('without it, or where it may not be opened, it is unavailable', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Access is denied.', 'SecurityError')
    })
    expect(await codeOf(indexedDbStore().names())).toBe('unavailable')
    Reflect.deleteProperty(globalThis, 'indexedDB')
    const store = indexedDbStore()
    for (const work of [store.names(), store.read('x'), store.write('x', after), store.remove('x')]) {
      expect(await codeOf(work)).toBe('unavailable')
    }
  })

  test('one that could not be opened is tried again', async () => {
    const store = indexedDbStore()
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('Not now.', 'InvalidStateError')
    })
    expect(await codeOf(store.names())).toBe('unavailable')
    expect(await store.names()).toEqual([])
  })

  test('the file system of an origin is unavailable in Node', async () => {
    const store = opfsStore()
    for (const work of [store.names(), store.read('x'), store.write('x', after), store.remove('x')]) {
      expect(await codeOf(work)).toBe('unavailable')
    }
  })

  test.each([{ database: '' }, { database: 7 }, { data: 'x' }, null, 'waymark'])('options %j', given => {
    expect(() => indexedDbStore(given as never)).toThrow(TypeError)
    expect(() => opfsStore(given as never)).toThrow(TypeError)
  })
})
