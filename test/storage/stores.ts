import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, afterEach, beforeEach } from 'vitest'
import { folderStore, indexedDbStore, memoryStore, type Store } from '../../src/storage/index.ts'

/** A folder for the tests of a file. */
export function scratch(): () => string {
  let folder = ''
  let count = 0
  beforeEach(() => {
    folder ||= mkdtempSync(join(tmpdir(), 'waymark-storage-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return () => join(folder, String(count++))
}

/** IndexedDB for the tests of a file, empty for each. */
export function fakeIndexedDb(): void {
  beforeEach(() => {
    Object.assign(globalThis, { indexedDB: new IDBFactory() })
  })
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'indexedDB')
  })
}

/** The stores that Node can have, each made anew. */
export function storesOfNode(folder: () => string): readonly (readonly [string, () => Store])[] {
  return [
    ['memoryStore', memoryStore],
    ['folderStore', () => folderStore(folder())],
    ['indexedDbStore', () => indexedDbStore()]
  ]
}

/** A promise's StorageError code, or what else came of it. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return { resolved: await work }
  } catch (error) {
    return (error as { code?: unknown }).code ?? error
  }
}
