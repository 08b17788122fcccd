/** Compiles assembly/ and writes the bytes into src/math. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { compileKernels } from './compile.ts'
import { sourceOf } from './source.ts'

for (const [file, name, what, relaxed] of [
  ['kernel-bytes', 'KERNELS', 'The compiled kernels.', false],
  ['relaxed-bytes', 'RELAXED_KERNELS', 'The compiled kernels with fused multiply-add.', true]
] as const) {
  const bytes = await compileKernels(relaxed)
  const path = `src/math/${file}.ts`
  const source = sourceOf(name, what, bytes)
  // What is watched or cached by its time stays as it was.
  if (!existsSync(path) || readFileSync(path, 'utf8') !== source) writeFileSync(path, source)
  console.log(`${path}: ${bytes.length} bytes`)
}
