import { HubError, show } from './error.ts'

/** Characters of a model name, at most. */
export const MAX_NAME = 64

const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/
const SEGMENT = /^[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*$/
const MAX_PATH = 200
const MAX_SEGMENTS = 4

/** Names that are devices under Windows, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * Whether a name is safe as a folder of every file system and as a part of every URL: lower-case letters and digits, with
 * single `-`, `_` or `.` between them, 64 characters at most, and no device of Windows.
 */
export function isModelName(name: string): boolean {
  return name.length <= MAX_NAME && NAME.test(name) && !DEVICE.test(name)
}

/** Throws `bad-name`, beginning with `what`, unless it is a name. */
export function checkName(name: unknown, what: string): string {
  if (typeof name === 'string' && isModelName(name)) return name
  throw new HubError(
    'bad-name',
    `${what}: expected at most ${MAX_NAME} characters a–z and 0–9 with single - _ . between them, got ${show(name)}`
  )
}

/**
 * Throws `bad-path`, beginning with `what`, unless a path stays in the hub whoever reads it: plain names joined by `/`,
 * none hidden, nothing encoded, no device of Windows, with the ending that such a file has.
 */
export function checkPath(path: unknown, ending: '.safetensors' | '.md', what: string): string {
  const sound = typeof path === 'string' && path.length <= MAX_PATH && path.endsWith(ending) && isPlain(path)
  if (sound) return path
  throw new HubError(
    'bad-path',
    `${what}: expected a relative path of plain names (A–Z, a–z, 0–9, - _ . within) ending in ${ending}, got ${show(path)}`
  )
}

function isPlain(path: string): boolean {
  const segments = path.split('/')
  return (
    segments.length <= MAX_SEGMENTS &&
    segments.every(one => SEGMENT.test(one) && !one.includes('..') && !DEVICE.test(one))
  )
}
