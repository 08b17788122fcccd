import { once } from 'node:events'
import { fileError, report } from './errors.ts'

/**
 * Ends the program quietly when whoever reads the standard output has gone (`| head`): there is nobody left to tell. Any
 * other failure to write there (a full disk) is reported, with exit code 1. Call once, at the start.
 */
export function quitWhenNobodyReads(): void {
  for (const [stream, name] of [[process.stdout, '<stdout>'] as const, [process.stderr, '<stderr>'] as const]) {
    stream.on('error', error => {
      if ('code' in error && error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
      if (stream !== process.stderr) process.stderr.write(`${report(fileError(name, error))}\n`)
      process.exit(1)
    })
  }
}

/** Writes lines to the standard output, no faster than they are read. */
export async function print(...lines: readonly string[]): Promise<void> {
  if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain')
}

/** Writes one JSON document, on one line: a list of such lines is JSON Lines. */
export function printJson(value: unknown): Promise<void> {
  return print(JSON.stringify(value))
}
