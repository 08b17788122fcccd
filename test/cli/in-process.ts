import type { Command } from 'commander'
import { vi } from 'vitest'
import { report } from '../../src/cli/errors.ts'
import type { Outcome } from './run.ts'

/** Runs a command in this process, as `main.ts` would: a tenth of the time that a process of its own takes. */
export async function inProcess(command: Command, args: readonly string[]): Promise<Outcome> {
  let out = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    out += text
    return true
  })
  try {
    await command
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .parseAsync(args, { from: 'user' })
    return { status: 0, out, err: '' }
  } catch (error) {
    return { status: 1, out, err: `${report(error)}\n` }
  } finally {
    write.mockRestore()
  }
}
