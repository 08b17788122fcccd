import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CliError, fileError } from './errors.ts'

/**
 * Refuses a file that could not be written, before the work whose result it would hold. Throws CliError when its folder
 * is missing, when the name is taken by something that is not a file, or when it is one of the data files read.
 */
export function checkTarget(path: string, data: readonly string[] = [], holds = 'model'): void {
  const { file } = target(path)
  if (!existsSync(file)) return
  for (const name of data) {
    if (existsSync(name) && realpathSync(name) === file) {
      throw new CliError(`${path}: expected a file for the ${holds}, got the data file itself`)
    }
  }
}

/**
 * Writes a whole file or none: to a temporary name in the same folder, to the disk, then renamed over the old file, whose
 * permissions stay. A failure removes the temporary file, and a signal (Ctrl-C) waits until it is gone. A symbolic link
 * stays one. Throws CliError.
 *
 * @param replaces what the old file holds: where another program has changed it, nothing is written
 */
export async function writeWhole(path: string, bytes: Uint8Array | string, replaces?: Uint8Array): Promise<void> {
  const { file, mode } = target(path)
  const temporary = join(dirname(file), `.waymark-${randomBytes(8).toString('hex')}.tmp`)
  await holdingSignals(() => {
    try {
      writeToDisk(temporary, bytes, mode)
      // As late as can be: a change between this line and the next would still be lost.
      if (replaces !== undefined && !readFileSync(file).equals(replaces)) {
        throw new CliError(`${path}: changed by another program meanwhile; nothing was written, run this again`)
      }
      renameSync(temporary, file)
    } catch (error) {
      removeIfThere(temporary)
      throw fileError(path, error)
    }
  })
}

function writeToDisk(file: string, bytes: Uint8Array | string, mode: number | undefined): void {
  const handle = openSync(file, 'wx', mode)
  try {
    // The mode given to open is cut by the umask.
    if (mode !== undefined) fchmodSync(handle, mode)
    writeFileSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file)
  } catch {
    // It was never made, and why is the error that is on its way.
  }
}

function target(path: string): { file: string; mode: number | undefined } {
  try {
    const file = realpathSync(path)
    const found = statSync(file)
    // A rename would put a file in the place of a folder, a pipe or a device.
    if (!found.isFile()) throw new CliError(`${path}: expected a file to write, got something else of that name`)
    return { file, mode: found.mode & 0o777 }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw fileError(path, error)
  }
  const folder = dirname(path)
  try {
    if (statSync(folder).isDirectory()) return { file: path, mode: undefined }
  } catch (error) {
    throw fileError(folder, error)
  }
  throw new CliError(`${folder}: expected a folder, got a file`)
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * A signal that comes while `run` blocks is delivered behind it, and then does what it always does. Listens no longer
 * than that: a listener would keep Ctrl-C from ending a long computation.
 */
async function holdingSignals(run: () => void): Promise<void> {
  const onSignal = (signal: NodeJS.Signals) => {
    for (const one of SIGNALS) process.removeListener(one, onSignal)
    process.kill(process.pid, signal)
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  try {
    run()
    await nextTurn()
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, onSignal)
  }
}
