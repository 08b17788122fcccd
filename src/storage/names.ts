import { StorageError } from './error.ts'

/** The length of a name as a file, at most; with the endings below it stays under the 255 bytes that file systems allow. */
export const MAX_FILE_NAME = 200

/** The ending of a record's file. */
const ENDING = '.waymark'

/** Devices of Windows, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|(com|lpt)\d)$/

/**
 * The file of a name. Lower-case letters, digits, `-` and `_` stay, everything else is %xx for each byte of its UTF-8: so no two
 * names meet on file systems that ignore case or compose accents, and dots, slashes and devices of Windows are no matter.
 * Throws StorageError (`name`) where {@link checkName} does.
 */
export function fileOf(name: string): string {
  const plain = checkName(name)
  const first = DEVICE.test(plain) ? escaped(plain[0]) + plain.slice(1) : plain
  return first + ENDING
}

/** The name of a file, or undefined where it is no file of ours. */
export function nameOf(file: string): string | undefined {
  if (!file.endsWith(ENDING)) return undefined
  try {
    const name = decodeURIComponent(file.slice(0, -ENDING.length))
    return fileOf(name) === file ? name : undefined
  } catch {
    return undefined
  }
}

/**
 * The name as a file, without its ending. Throws StorageError (`name`) on what is no string, on an empty one, on half of a surrogate
 * pair, and where it gets longer than `MAX_FILE_NAME`.
 */
export function checkName(name: unknown): string {
  const file = typeof name === 'string' ? encoded(name) : undefined
  if (file && file.length <= MAX_FILE_NAME) return file
  const text = file === '' ? 'an empty one' : (file?.length ?? 'half a surrogate pair')
  const got = typeof name === 'string' ? text : typeof name
  throw new StorageError(
    'name',
    `name: expected well-formed text of 1 to ${MAX_FILE_NAME} units (a–z, 0–9, - and _ are one, others three for each byte of UTF-8), got ${got}`
  )
}

function encoded(name: string): string | undefined {
  try {
    return encodeURIComponent(name).replace(/%..|[^a-z0-9_-]/g, one =>
      one.length > 1 ? one.toLowerCase() : escaped(one)
    )
  } catch {
    return undefined
  }
}

const escaped = (character: string) => `%${character.charCodeAt(0).toString(16)}`
