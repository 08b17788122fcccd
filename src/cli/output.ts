import { once } from 'node:events'

/**
 * Ends the program quietly when whoever reads the standard output has gone (`| head`): there is nobody left to tell.
 * Call once, at the start.
 */
export function quitWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', error => {
      if ('code' in error && error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
      throw error
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
