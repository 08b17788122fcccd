/** The file functions of Node that a folder needs. */
export interface NodeFiles {
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>
  readdir(path: string): Promise<readonly string[]>
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>
  rm(path: string, options: { readonly force: true }): Promise<void>
  rename(from: string, to: string): Promise<void>
  stat(path: string): Promise<FileStats>
  open(path: string, flags: 'wx' | 'r'): Promise<OpenFile>
}

interface FileStats {
  readonly mtimeMs: number
  readonly size: number
  isFile(): boolean
  isDirectory(): boolean
}

interface OpenFile {
  writeFile(bytes: Uint8Array): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

interface Platform {
  readonly process?: { getBuiltinModule?(name: 'node:fs/promises'): NodeFiles | undefined }
}

/** The file functions of Node, or undefined elsewhere. Asked for at run time, so that no bundle has to know them. */
export function nodeFiles(): NodeFiles | undefined {
  return (globalThis as unknown as Platform).process?.getBuiltinModule?.('node:fs/promises')
}

/** `ENOENT` and its like. */
export function errorCode(error: unknown): unknown {
  return (error as { readonly code?: unknown } | null)?.code
}

/** What a process leaves that was ended while it wrote is taken for such after this time, in milliseconds. */
const LEFT_BEHIND = 3_600_000

let count = 0

/** Replaces a file of a folder: whole, or not at all. */
export async function replaceFile(files: NodeFiles, folder: string, file: string, bytes: Uint8Array): Promise<void> {
  await clearAway(files, folder, file)
  const beside = `${folder}/${file}.${Math.random().toString(36).slice(2)}${count++}.part`
  try {
    await writeThrough(files, beside, bytes)
    await rename(files, beside, `${folder}/${file}`)
  } catch (error) {
    await files.rm(beside, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(files, folder)
}

async function writeThrough(files: NodeFiles, path: string, bytes: Uint8Array): Promise<void> {
  const open = await files.open(path, 'wx')
  try {
    await open.writeFile(bytes)
    await open.sync()
  } finally {
    await open.close()
  }
}

/** Windows refuses to replace a file while somebody reads it, which is soon over. */
async function rename(files: NodeFiles, from: string, to: string): Promise<void> {
  for (let wait = 10; ; wait *= 2) {
    try {
      return await files.rename(from, to)
    } catch (error) {
      if (wait > 200 || !['EPERM', 'EACCES', 'EBUSY'].includes(String(errorCode(error)))) throw error
      await new Promise(resolve => setTimeout(resolve, wait))
    }
  }
}

/** The new name is on the disk when the folder is. Some platforms open no folders, and the file is sound without. */
async function syncFolder(files: NodeFiles, folder: string): Promise<void> {
  try {
    const open = await files.open(folder, 'r')
    await open.sync().finally(() => open.close())
  } catch {}
}

async function clearAway(files: NodeFiles, folder: string, file: string): Promise<void> {
  const parts = (await files.readdir(folder)).filter(one => one.startsWith(`${file}.`) && one.endsWith('.part'))
  for (const part of parts) {
    const path = `${folder}/${part}`
    const stats = await files.stat(path).catch(() => undefined)
    if (stats && stats.mtimeMs < Date.now() - LEFT_BEHIND) await files.rm(path, { force: true }).catch(() => {})
  }
}
