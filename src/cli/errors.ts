/** Something the person at the terminal can put right: shown as one line, without a trace. */
export class CliError extends Error {
  override readonly name = 'CliError'
}

/** A line of a file, to point at. Lines count from 1; a CSV row with quoted line breaks is where it begins. */
export interface Place {
  readonly file: string
  readonly line: number
}

/** `messages.csv:7: ` and the message. */
export function at(place: Place, message: string): CliError {
  return new CliError(`${place.file}:${place.line}: ${message}`)
}

const LONGEST = 40

/** A value in a few words, for the "got" half of a message. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = jsonOf(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    // Lists in lists by the thousand.
    return Array.isArray(value) ? 'a list too deep to show' : 'an object too deep to show'
  }
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'expected a file, got a folder',
  ENOTDIR: 'a part of this path is a file, not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full'
}

/** What the operating system refused, in words, for the file it was about. Anything else is given back as it is. */
export function fileError(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error
  const code = String(error.code)
  return new CliError(`${file}: ${Object.hasOwn(SYSTEM, code) ? SYSTEM[code] : error.message}`)
}

const EXAMPLE = /^examples\[(\d+)\]\.?\s*/

/**
 * Runs something of the library on examples read from files, and says file and line where it says `examples[3]`.
 *
 * @param places where each example came from, in order
 * @param source what to name when the message is about the examples as a whole
 */
export function withPlaces<T>(places: readonly Place[], source: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const found = EXAMPLE.exec(error.message)
    const place = found ? places[Number(found[1])] : undefined
    if (found && place) throw at(place, error.message.slice(found[0].length).replace(/^:\s*/, ''))
    if (error.message.startsWith('examples')) throw new CliError(`${source}: ${error.message}`)
    throw error
  }
}

/** Errors of the library that say what was expected and what came; every other kind is a defect of ours. */
const SPEAKING = new Set(['CliError', 'HubError', 'ModelFormatError', 'TypeError', 'RangeError'])

/** The one line shown on the standard error stream. With WAYMARK_DEBUG=1, the trace too. */
export function report(error: unknown): string {
  if (process.env.WAYMARK_DEBUG === '1' && error instanceof Error) return `waymark: ${error.stack ?? error.message}`
  const known = error instanceof Error && SPEAKING.has(error.name)
  const message = error instanceof Error ? error.message : String(error)
  const line = message.replace(/\s*\n\s*/g, ' ')
  return known ? `waymark: ${line}` : `waymark: unexpected failure: ${line} (WAYMARK_DEBUG=1 shows where)`
}
