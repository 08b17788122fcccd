import { Readable } from 'node:stream'
import { type Command, CommanderError } from 'commander'
import { vi } from 'vitest'
import { report } from '../../src/cli/errors.ts'
import { createProgram } from '../../src/cli/program.ts'
import { listenTo } from './listen.ts'
import type { Outcome } from './run.ts'

/** Runs a command in this process, as `main.ts` would: a tenth of the time that a process of its own takes. */
export async function inProcess(command: Command, args: readonly string[]): Promise<Outcome> {
  const stdout = listenTo(process.stdout)
  try {
    await command
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .parseAsync(args, { from: 'user' })
    return { status: 0, out: stdout.text(), err: '' }
  } catch (error) {
    return { status: 1, out: stdout.text(), err: `${report(error)}\n` }
  } finally {
    stdout.stop()
  }
}

/** Runs a whole command line in this process, as `main.ts` would. Without `input` the standard input is empty. */
export async function commandLine(args: readonly string[], input = ''): Promise<Outcome> {
  const [stdout, stderr] = [listenTo(process.stdout), listenTo(process.stderr)]
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([Buffer.from(input)]) as never)
  const program = createProgram().exitOverride()
  for (const command of program.commands) command.exitOverride()
  const outcome = (status: number, last = '') => ({ status, out: stdout.text(), err: stderr.text() + last })
  try {
    await program.parseAsync(args, { from: 'user' })
    return outcome(0)
  } catch (error) {
    // What commander throws for an end of the process, it has said before.
    return error instanceof CommanderError ? outcome(error.exitCode) : outcome(1, `${report(error)}\n`)
  } finally {
    for (const one of [stdout, stderr]) one.stop()
    stdin.mockRestore()
  }
}
