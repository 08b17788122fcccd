import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { bundle } from '../house/package.ts'

test.each([
  ['waymark/search-element', 'page.defineSearchElement()'],
  ['waymark/attach-filter', 'page.ATTACH_FILTER_DEFAULTS.delay']
])('%s is imported where there is no page', async (name, program) => {
  const { code } = await bundle(`export * from '${name}'`, { format: 'iife', globalName: 'page' })
  const realm = createContext({})
  runInContext(Buffer.from(code).toString(), realm)
  expect(() => runInContext(program, realm)).not.toThrow()
  expect(runInContext("['document', 'HTMLElement', 'window'].filter(one => one in globalThis)", realm)).toHaveLength(0)
})

test('nothing of the kit comes along', async () => {
  for (const name of ['waymark/search-element', 'waymark/attach-filter', 'waymark/storage']) {
    const { code } = await bundle(`export * from '${name}'`)
    expect(Buffer.from(code).toString()).not.toMatch(/MiniSearch|ModelFormatError|wasm/i)
  }
})
