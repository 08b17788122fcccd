import { StorageError } from './error.ts'

/** What dedicated workers have, and the types of pages do not. */
interface WorkerFile extends FileSystemFileHandle {
  createSyncAccessHandle?(): Promise<SyncAccess>
  move?(name: string): Promise<void>
}

interface SyncAccess {
  truncate(size: number): void
  write(bytes: Uint8Array, options: { readonly at: number }): number
  flush(): void
  close(): void
}

/** Replaces the content of a file, which is made where it is not there: whole, or not at all. */
export async function replaceFile(
  directory: FileSystemDirectoryHandle,
  file: string,
  bytes: Uint8Array<ArrayBuffer>
): Promise<void> {
  if ('createWritable' in FileSystemFileHandle.prototype) {
    return throughStream(await directory.getFileHandle(file, { create: true }), bytes)
  }
  const name = `waymark:${directory.name}/${file}`
  // The file beside it has one name, and only one writer can open it.
  await globalThis.navigator.locks.request(name, () => besideAndMoved(directory, file, bytes))
}

/** Streams write to a copy of their own, which takes the place of the file when the stream is closed. */
async function throughStream(handle: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>, tries = 4): Promise<void> {
  const stream = await handle.createWritable()
  try {
    await stream.write(bytes)
  } catch (error) {
    await stream.abort().catch(() => {})
    // At the quota Chromium may end the stream before it says why; most times it does say.
    if (tries > 1 && (error as { readonly name?: unknown } | null)?.name === 'AbortError')
      return throughStream(handle, bytes, tries - 1)
    throw error
  }
  await stream.close()
}

async function besideAndMoved(directory: FileSystemDirectoryHandle, file: string, bytes: Uint8Array): Promise<void> {
  const beside: WorkerFile = await directory.getFileHandle(`${file}.part`, { create: true })
  if (!beside.createSyncAccessHandle || !beside.move) {
    throw new StorageError('unavailable', 'OPFS: expected a dedicated worker, where this browser can write files')
  }
  writeAll(await beside.createSyncAccessHandle(), bytes)
  await beside.move(file)
}

function writeAll(access: SyncAccess, bytes: Uint8Array): void {
  try {
    access.truncate(0)
    const written = access.write(bytes, { at: 0 })
    if (written !== bytes.length) {
      throw new StorageError('quota', `OPFS: expected room for ${bytes.length} bytes, got ${written}`)
    }
    access.flush()
  } finally {
    access.close()
  }
}
