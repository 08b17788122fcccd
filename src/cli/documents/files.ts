import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs'
import { normalize } from 'node:path'
import { fileError } from '../errors.ts'
import { STDIN } from '../source.ts'
import { type DocumentFormat, documentFormat, knownFormat } from './formats.ts'

/** A file to read documents from. */
export interface DocumentFile {
  /** As it was named, or below the folder that was named, with `/` between the parts. */
  readonly path: string
  readonly format: DocumentFormat
  /** Whether a folder was named, not the file. */
  readonly inFolder: boolean
}

/** Files, and what of folders is none. */
export interface FileList {
  readonly files: DocumentFile[]
  /** Files of folders that are of no known format or binary, in order. */
  readonly leftOut: string[]
}

/**
 * The files that names stand for: files in the order given, those of folders by path, however deep; each once. Of folders, what
 * begins with a dot, `node_modules` and links to folders are passed over. Throws CliError for a name that is missing or promises
 * no format.
 *
 * @param format of files that are named; those in folders are read by their names
 */
export function listFiles(names: readonly string[], format?: DocumentFormat): FileList {
  const list: FileList = { files: [], leftOut: [] }
  const seen = new Set<string>()
  const isNew = (path: string) => {
    const real = path === STDIN ? path : realpathSync(path)
    return !seen.has(real) && seen.add(real)
  }
  for (const name of names) {
    const path =
      name === STDIN
        ? name
        : normalize(name)
            .replaceAll('\\', '/')
            .replace(/(?<=.)\/$/, '')
    if (!isFolder(name)) {
      if (isNew(name)) list.files.push({ path, format: format ?? knownFormat(path), inFolder: false })
      continue
    }
    for (const file of filesBelow(path).filter(isNew)) {
      const known = documentFormat(file)
      if (known === undefined || isBinary(file)) list.leftOut.push(file)
      else list.files.push({ path: file, format: known, inFolder: true })
    }
  }
  return list
}

function isFolder(name: string): boolean {
  try {
    return name !== STDIN && statSync(name).isDirectory()
  } catch (error) {
    throw fileError(name, error)
  }
}

/** By code units, so that the order is that of every machine. */
function filesBelow(folder: string): string[] {
  const found: string[] = []
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = folder === '.' ? entry.name : `${folder.replace(/\/$/, '')}/${entry.name}`
    if (entry.isDirectory()) found.push(...filesBelow(path))
    // A link may lead to nothing, or back up.
    else if (entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile()))
      found.push(path)
  }
  return found.sort((a, b) => (a < b ? -1 : 1))
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    throw fileError(folder, error)
  }
}

/** Bytes looked at, as Git does. */
const HEAD = 8000

/** Whether there is a zero byte near the beginning, which no text has. */
function isBinary(file: string): boolean {
  if (file.endsWith('.gz')) return false
  try {
    const handle = openSync(file, 'r')
    try {
      const head = Buffer.alloc(HEAD)
      return head.subarray(0, readSync(handle, head)).includes(0)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw fileError(file, error)
  }
}
