import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { saveTo } from '../../src/storage/index.ts'
import { codeOf, fakeIndexedDb, scratch, storesOfNode } from './stores.ts'

const NAMES = [
  'spam',
  'Spam',
  'SPAM',
  'a/b\\c',
  '.',
  '..',
  '../../etc/passwd',
  '.hidden',
  'con',
  'CON',
  'nul.txt',
  'com1',
  'lpt9',
  'x.waymark',
  'x.part',
  'x%20y',
  'x y',
  '%',
  'é',
  'e\u0301',
  'İ',
  'тест',
  '名前',
  '🦊',
  ' ',
  '\u0000',
  '~!*\'()"<>|?:',
  '__proto__',
  'constructor',
  'a'.repeat(200)
]

const folder = scratch()
fakeIndexedDb()

describe.each(storesOfNode(folder))('%s', (_, make) => {
  test('gives back what was written, under each name its own', async () => {
    const store = make()
    for (const [i, name] of NAMES.entries()) await store.write(name, Uint8Array.of(i, 255 - i))
    for (const [i, name] of NAMES.entries()) expect(await store.read(name)).toEqual(Uint8Array.of(i, 255 - i))
    expect(await store.names()).toEqual([...NAMES].sort())
  })

  test('whatever the name', async () => {
    const store = make()
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 16 })
    await fc.assert(
      fc.asyncProperty(name, fc.uint8Array({ minLength: 1 }), async (name, bytes) => {
        await store.write(name, bytes)
        expect(await store.read(name)).toEqual(bytes)
        expect(await store.names()).toEqual([name])
        await store.remove(name)
        expect(await store.read(name)).toBeUndefined()
      }),
      { numRuns: 15 }
    )
  })

  test('has nothing at first, and nothing of what was removed', async () => {
    const store = make()
    expect(await store.names()).toEqual([])
    expect(await store.read('spam')).toBeUndefined()
    await store.remove('spam')
    await store.write('spam', Uint8Array.of(1))
    await store.write('ham', Uint8Array.of(2))
    await store.remove('spam')
    expect(await store.names()).toEqual(['ham'])
  })

  test('keeps the bytes as they were when they were given, of a view only what it shows', async () => {
    const store = make()
    const bytes = Uint8Array.of(9, 1, 2, 3, 9)
    const written = store.write('spam', bytes.subarray(1, 4))
    bytes.fill(7)
    await written
    const read = await store.read('spam')
    expect(read).toEqual(Uint8Array.of(1, 2, 3))
    read?.fill(0)
    expect(await store.read('spam')).toEqual(Uint8Array.of(1, 2, 3))
    expect(Object.getPrototypeOf(read)).toBe(Uint8Array.prototype)
  })

  test('takes shared bytes', async () => {
    const store = make()
    const bytes = new Uint8Array(new SharedArrayBuffer(2)).fill(5)
    await store.write('spam', bytes)
    await saveTo(store, 'sealed', bytes)
    expect(await store.read('spam')).toEqual(Uint8Array.of(5, 5))
  })

  test('of many writers at once the last one wins, whole', async () => {
    const store = make()
    const writers = Array.from({ length: 8 }, (_, i) => store.write('spam', new Uint8Array(100_000 + i).fill(i)))
    const readers = Array.from({ length: 8 }, () => store.read('spam'))
    await Promise.all(writers)
    for (const bytes of [...(await Promise.all(readers)), await store.read('spam')]) {
      if (bytes === undefined) continue
      expect(bytes.length).toBe(100_000 + bytes[0])
      expect(bytes.every(byte => byte === bytes[0])).toBe(true)
    }
    expect(await store.names()).toEqual(['spam'])
  })

  test.each([
    ['', 'an empty one'],
    ['\ud800', 'half a surrogate pair'],
    ['a'.repeat(201), '201'],
    ['é'.repeat(34), '204']
  ])('refuses the name %j: %s', async (name, got) => {
    const store = make()
    for (const work of [store.read(name), store.write(name, Uint8Array.of(1)), store.remove(name)]) {
      const error = await work.catch((error: unknown) => error)
      expect(error).toMatchObject({ code: 'name', message: expect.stringMatching(`, got ${got}$`) })
    }
  })

  test('refuses what is no name and no bytes', async () => {
    const store = make()
    expect(await codeOf(store.read(7 as never))).toBe('name')
    for (const bytes of [new Uint8Array(0), 'text', [1], new Float32Array(1), undefined]) {
      await expect(store.write('spam', bytes as never)).rejects.toThrow(TypeError)
    }
    expect(await store.names()).toEqual([])
  })
})
