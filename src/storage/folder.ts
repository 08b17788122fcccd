import { guarded, StorageError } from './error.ts'
import { errorCode, type NodeFiles, nodeFiles, replaceFile } from './folder-write.ts'
import { fileOf, nameOf } from './names.ts'
import { copyOf, type Store } from './store.ts'

/**
 * A store in a folder of Node, which is made by the first write: a file `<name>.waymark` for each record. A record is written to a
 * file beside, brought to the disk and put in place by renaming.
 *
 * @param path absolute, or from where the program was started
 * @throws TypeError unless the path is a text. The store's methods reject with StorageError: `foreign` where a folder
 * stands in the record's place, `quota`, `unavailable` also outside Node, `name`.
 */
export function folderStore(path: string): Store {
  if (typeof path !== 'string' || path === '') throw new TypeError(`path: expected a text, got ${typeof path}`)
  const run = <T>(name: string, work: (files: NodeFiles) => Promise<T>) =>
    guarded(`${path}: ${name}`, async () => work(expectFiles()))
  return {
    async read(name) {
      const file = fileOf(name)
      return run(name, files => fileBytes(files, `${path}/${file}`))
    },
    async write(name, bytes) {
      const file = fileOf(name)
      const copy = copyOf(bytes)
      await run(name, async files => {
        await files.mkdir(path, { recursive: true })
        await replaceFile(files, path, file, copy)
      })
    },
    async remove(name) {
      const file = fileOf(name)
      await run(name, files => files.rm(`${path}/${file}`, { force: true }))
    },
    names: () => run('names', files => namesIn(files, path))
  }
}

function expectFiles(): NodeFiles {
  const files = nodeFiles()
  if (files) return files
  throw new StorageError('unavailable', 'folderStore: expected Node, got a platform without its files')
}

async function fileBytes(files: NodeFiles, path: string): Promise<Uint8Array | undefined> {
  try {
    const { buffer, byteOffset, length } = await files.readFile(path)
    // A plain array in place of Node's own kind.
    return length === 0 ? undefined : new Uint8Array(buffer, byteOffset, length)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    if (errorCode(error) !== 'EISDIR') throw error
    throw new StorageError('foreign', `${path}: expected a file, got a folder`, { cause: error })
  }
}

async function namesIn(files: NodeFiles, path: string): Promise<readonly string[]> {
  try {
    const found = await files.readdir(path)
    return found.flatMap(file => nameOf(file) ?? []).sort()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
