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
  if (typeof path !== 'string' || path === '')
    throw new TypeError(`path: expected a text, got ${path === '' ? 'an empty one' : typeof path}`)
  const run = <T>(name: string, work: (files: NodeFiles) => Promise<T>) =>
    guarded(`${path}: ${name}`, async () => work(expectFiles()))
  const runOn = <T>(name: string, file: string, work: (files: NodeFiles) => Promise<T>) =>
    run(name, files => work(files).catch(error => throwForeign(files, `${path}/${file}`, error)))
  return {
    async read(name) {
      const file = fileOf(name)
      return runOn(name, file, files => fileBytes(files, `${path}/${file}`))
    },
    async write(name, bytes) {
      const file = fileOf(name)
      const copy = copyOf(bytes)
      await runOn(name, file, async files => {
        await files.mkdir(path, { recursive: true })
        await replaceFile(files, path, file, copy)
      })
    },
    async remove(name) {
      const file = fileOf(name)
      await runOn(name, file, files => files.rm(`${path}/${file}`, { force: true }))
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
  const bytes = await unlessMissing(files.readFile(path))
  // A plain array in place of Node's own kind. A file without a byte is none.
  return bytes?.length ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : undefined
}

/** The error as it is, unless a folder stands where the file should: which error that gives is different on every system. */
async function throwForeign(files: NodeFiles, path: string, error: unknown): Promise<never> {
  const stats = await files.stat(path).catch(() => undefined)
  if (!stats?.isDirectory()) throw error
  throw new StorageError('foreign', `${path}: expected a file, got a folder`, { cause: error })
}

async function namesIn(files: NodeFiles, path: string): Promise<readonly string[]> {
  const found = await unlessMissing(files.readdir(path))
  const names: string[] = []
  for (const file of found ?? []) {
    const name = nameOf(file)
    if (name === undefined) continue
    const stats = await unlessMissing(files.stat(`${path}/${file}`))
    if (stats?.isFile() && stats.size > 0) names.push(name)
  }
  return names.sort()
}

/** What comes of it, undefined where there is no such file. */
function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch(error => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
}
