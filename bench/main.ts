import { benchCommand } from './command.ts'
import { BenchError } from './suite.ts'

// Setting exitCode instead of exiting lets a long report drain into a pipe.
try {
  await benchCommand().parseAsync()
} catch (error) {
  const known = error instanceof BenchError
  process.stderr.write(`${known ? `error: ${error.message}` : error instanceof Error ? error.stack : error}\n`)
  process.exitCode = 1
}
