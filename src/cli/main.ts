import { report } from './errors.ts'
import { quitWhenNobodyReads } from './output.ts'
import { createProgram } from './program.ts'

quitWhenNobodyReads()

try {
  await createProgram().parseAsync()
} catch (error) {
  process.stderr.write(`${report(error)}\n`)
  process.exitCode = 1
}
