import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval'
import { guarded, StorageError } from './error.ts'
import { checkName } from './names.ts'
import { copyOf, isBytes, type Store, textOption } from './store.ts'

/** Where in IndexedDB. */
export interface IndexedDbOptions {
  /** The name of the database. Its object store is `models`. Default `waymark`. */
  readonly database?: string | undefined
}

/** The defaults of {@link IndexedDbOptions}. */
export const INDEXED_DB_DEFAULTS = { database: 'waymark' } as const

const RECORDS = 'models'

/**
 * A store in IndexedDB, in pages and workers of every kind. A record is written in one transaction, so a failed write changes nothing.
 * Nothing is opened before it is used.
 *
 * @throws TypeError on an unknown option. The store's methods reject with StorageError: `foreign` where the database or the
 * record is another program's, `quota`, `unavailable`, `name`.
 */
export function indexedDbStore(options: IndexedDbOptions = {}): Store {
  const database = textOption(options, 'database', INDEXED_DB_DEFAULTS.database)
  const use = connection(database)
  const run = <T>(name: string, work: () => Promise<T>) => guarded(`IndexedDB ${database}: ${name}`, work)
  return {
    async read(name) {
      checkName(name)
      const value = await run(name, () => get<unknown>(name, use))
      if (value === undefined || isBytes(value)) return value
      throw new StorageError('foreign', `${name}: expected bytes in IndexedDB, got ${typeof value}`)
    },
    async write(name, bytes) {
      checkName(name)
      const copy = copyOf(bytes)
      await run(name, () => set(name, copy, use))
    },
    async remove(name) {
      checkName(name)
      await run(name, () => del(name, use))
    },
    async names() {
      const all = await run('names', () => keys(use))
      return all.filter(key => typeof key === 'string').sort()
    }
  }
}

/** Transactions of a database, which is let go where somebody wants to delete or upgrade it, and opened again on the next use. */
function connection(database: string): UseStore {
  let opened: UseStore | undefined
  return async (mode, work) => {
    opened ??= createStore(database, RECORDS)
    let failure: unknown
    try {
      return await opened(mode, records => {
        const { transaction } = records
        transaction.db.onversionchange = () => {
          opened = undefined
          transaction.db.close()
        }
        // The error of a request reaches its transaction before the transaction has one.
        transaction.addEventListener('error', event => {
          failure = (event.target as IDBRequest).error
        })
        return work(records)
      })
    } catch (error) {
      if (!isMissingStore(error)) throw error ?? failure
      const message = `IndexedDB ${database}: expected the object store ${RECORDS}, got a database of another program`
      throw new StorageError('foreign', message, { cause: error })
    }
  }
}

const isMissingStore = (error: unknown) => (error as { name?: unknown } | null)?.name === 'NotFoundError'
