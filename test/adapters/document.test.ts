import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programOf } from '../house/blocks.ts'
import { bundle, root, run } from '../house/package.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-adapters-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  symlinkSync(join(root, 'models'), join(folder, 'models'))
  mkdirSync(join(folder, 'dist'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the page on adapters is one program, and prints what its comments say', async () => {
  const program = programOf('docs/adapters.md')
  const { code } = await bundle(program, { external: ['ai', '@langchain/*', 'node:*'], platform: 'node' })
  writeFileSync(join(folder, 'dist', 'program.mjs'), code)
  const said = [...program.matchAll(/console\.log\(.*\) +\/\/ (.*)$/gm)].map(found => found[1])
  expect(said.length).toBeGreaterThan(5)
  const { out, err } = await run(process.execPath, [join('dist', 'program.mjs')], folder)
  expect({ out: out.trim().split('\n'), err }).toEqual({ out: said, err: '' })
})
