import { guarded, StorageError } from './error.ts'
import { checkName, fileOf, nameOf } from './names.ts'
import { replaceFile } from './opfs-write.ts'
import { copyOf, type Store, textOption } from './store.ts'

/** Where in the file system of the origin. */
export interface OpfsOptions {
  /** The name of the folder. Default `waymark`. */
  readonly folder?: string | undefined
}

/** The defaults of {@link OpfsOptions}. */
export const OPFS_DEFAULTS = { folder: 'waymark' } as const

/**
 * A store in the origin private file system, in pages and workers of secure origins: quicker than IndexedDB for large models. A
 * record replaces the one before it only when it is written whole. Browsers whose files can only be written by sync access handles
 * (Safari before 26) read in pages but write in dedicated workers alone.
 *
 * @throws TypeError on an unknown option; StorageError (`name`) where the folder could be no record's name. The store's methods
 * reject with StorageError: `foreign` where a folder stands in the record's place, `quota`, `unavailable`, `name`.
 */
export function opfsStore(options: OpfsOptions = {}): Store {
  const folder = textOption(options, 'folder', OPFS_DEFAULTS.folder)
  // A folder has a file name too.
  const encoded = checkName(folder)
  const directory = async () => (await rootFolder()).getDirectoryHandle(encoded, { create: true })
  const run = <T>(name: string, work: () => Promise<T>) => guarded(`OPFS ${folder}: ${name}`, work)
  return {
    async read(name) {
      const file = fileOf(name)
      return run(name, async () => fileBytes(await directory(), file))
    },
    async write(name, bytes) {
      const file = fileOf(name)
      const copy = copyOf(bytes)
      await run(name, async () => replaceFile(await directory(), file, copy))
    },
    async remove(name) {
      const file = fileOf(name)
      await run(name, async () => (await directory()).removeEntry(file).catch(unlessMissing))
    },
    names: () => run('names', async () => namesIn(await directory()))
  }
}

async function rootFolder(): Promise<FileSystemDirectoryHandle> {
  const storage = globalThis.navigator?.storage
  if (storage?.getDirectory) return storage.getDirectory()
  throw new StorageError('unavailable', 'OPFS: expected navigator.storage.getDirectory, got a platform without it')
}

async function fileBytes(directory: FileSystemDirectoryHandle, file: string): Promise<Uint8Array | undefined> {
  try {
    const content = await (await directory.getFileHandle(file)).getFile()
    // A file is made before its first content: one without is a first write that failed, or has not ended.
    return content.size === 0 ? undefined : new Uint8Array(await content.arrayBuffer())
  } catch (error) {
    return unlessMissing(error)
  }
}

function unlessMissing(error: unknown): undefined {
  const name = (error as { readonly name?: unknown } | null)?.name
  if (name === 'NotFoundError') return undefined
  if (name !== 'TypeMismatchError') throw error
  throw new StorageError('foreign', 'OPFS: expected a file, got a folder', { cause: error })
}

async function namesIn(directory: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const found: string[] = []
  for await (const [file, handle] of directory.entries()) {
    const name = handle.kind === 'file' ? nameOf(file) : undefined
    if (name !== undefined && (await sizeOf(directory, file)) > 0) found.push(name)
  }
  return found.sort()
}

/** The size of a file, 0 where it has gone meanwhile. */
async function sizeOf(directory: FileSystemDirectoryHandle, file: string): Promise<number> {
  try {
    return (await (await directory.getFileHandle(file)).getFile()).size
  } catch (error) {
    return unlessMissing(error) ?? 0
  }
}
