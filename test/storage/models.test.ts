import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadClassifier, ModelFormatError, trainClassifier } from '../../src/index.ts'
import { crc32 } from '../../src/storage/envelope.ts'
import { loadFrom, memoryStore, StorageError, type Store, saveTo } from '../../src/storage/index.ts'
import { codeOf, fakeIndexedDb, scratch, storesOfNode } from './stores.ts'

const model = trainClassifier([
  { text: 'win a free prize', label: 'spam' },
  { text: 'lunch at noon', label: 'ham' }
])

const folder = scratch()
fakeIndexedDb()

/** A store with one record as somebody else may have left it. */
function holding(record: unknown): Store {
  return { ...memoryStore(), read: async () => record as Uint8Array }
}

async function recordOf(bytes: Uint8Array): Promise<Uint8Array> {
  const store = memoryStore()
  await saveTo(store, 'm', bytes)
  return (await store.read('m')) ?? new Uint8Array()
}

describe.each(storesOfNode(folder))('models in %s', (_, make) => {
  test('come back as they were', async () => {
    const store = make()
    await saveTo(store, 'spam', model)
    const loaded = await loadFrom(store, 'spam', loadClassifier)
    expect(loaded.classify('a free lunch')).toEqual(model.classify('a free lunch'))
    expect(await loadFrom(store, 'spam')).toEqual(model.save())
  })

  test('that save themselves later, and bytes', async () => {
    const store = make()
    await saveTo(store, 'remote', { save: async () => model.save() })
    await saveTo(store, 'bytes', model.save())
    expect(await loadFrom(store, 'remote')).toEqual(await loadFrom(store, 'bytes'))
    expect(await loadFrom(store, 'bytes', async bytes => bytes.length)).toBe(model.save().length)
  })

  test('of no bytes at all', async () => {
    const store = make()
    await saveTo(store, 'empty', new Uint8Array())
    expect(await loadFrom(store, 'empty')).toEqual(new Uint8Array())
  })
})

describe('what is stored is checked', () => {
  test('a record is the header of docs/format.md and the bytes', async () => {
    const record = await recordOf(Uint8Array.of(0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39))
    // The check value of CRC-32: that of the digits 1 to 9.
    expect(Buffer.from(record).toString('hex')).toBe('7761796d61726b01090000002639f4cb313233343536373839')
  })

  test('the checksum is that of gzip', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), bytes => {
        expect(crc32(bytes)).toBe(gzipSync(bytes).readUInt32LE(gzipSync(bytes).length - 8))
      })
    )
  })

  test('every cut is noticed', async () => {
    const record = await recordOf(Uint8Array.of(1, 2, 3, 4, 5, 0, 0))
    for (let length = 0; length < record.length; length++) {
      expect(await codeOf(loadFrom(holding(record.slice(0, length)), 'm'))).toBe('broken')
    }
    expect(await codeOf(loadFrom(holding(Uint8Array.of(...record, 0)), 'm'))).toBe('broken')
  })

  test('every flipped bit is noticed', async () => {
    const record = await recordOf(model.save().subarray(0, 300))
    for (let bit = 0; bit < 8 * record.length; bit++) {
      const changed = record.slice()
      changed[bit >> 3] ^= 1 << (bit & 7)
      expect(await codeOf(loadFrom(holding(changed), 'm'))).toBe(bit < 64 ? 'foreign' : 'broken')
    }
  })

  test.each([
    ['a text', 'spam'],
    ['an object', { bytes: [1] }],
    ['null', null],
    ['numbers', new Float64Array(9)],
    ['a model without its record', model.save()],
    ['bytes of another program', new TextEncoder().encode('{"cache": "of something else"}')]
  ])('%s is foreign', async (_, value) => {
    expect(await codeOf(loadFrom(holding(value), 'm'))).toBe('foreign')
  })

  test('nothing is missing, and the message says what', async () => {
    const wait = loadFrom(memoryStore(), 'spam', loadClassifier)
    await expect(wait).rejects.toThrow(StorageError)
    await expect(wait).rejects.toMatchObject({ code: 'missing', message: 'spam: expected a stored model, got none' })
  })

  test('a loader says itself what it cannot read', async () => {
    const store = memoryStore()
    await saveTo(store, 'm', Uint8Array.of(1, 2, 3))
    await expect(loadFrom(store, 'm', loadClassifier)).rejects.toThrow(ModelFormatError)
  })

  test('the bytes are the receiver’s: no view of a larger buffer', async () => {
    const bytes = await loadFrom(holding(await recordOf(Uint8Array.of(1, 2))), 'm')
    expect(bytes.buffer.byteLength).toBe(2)
  })

  test.each([undefined, {}, { save: () => 'text' }, { save: async () => undefined }, 'text'])(
    'a model is bytes or gives some: %j',
    async given => {
      await expect(saveTo(memoryStore(), 'm', given as never)).rejects.toThrow(TypeError)
    }
  )

  test('names are checked whatever the store, before the model is saved', async () => {
    const save = () => {
      throw new Error('saved')
    }
    const anyStore = { ...memoryStore(), write: async () => {}, read: async () => undefined }
    expect(await codeOf(saveTo(anyStore, '', { save }))).toBe('name')
    expect(await codeOf(loadFrom(anyStore, '\udc00'))).toBe('name')
  })

  test('a store of one’s own that fails', async () => {
    const cause = new Error('the line is dead')
    const own = { ...memoryStore(), write: async () => Promise.reject(cause) }
    await expect(saveTo(own, 'm', model)).rejects.toMatchObject({ name: 'StorageError', code: 'unavailable', cause })
  })
})
