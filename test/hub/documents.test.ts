import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseManifest } from '../../src/hub/index.ts'
import { blocksOf } from '../house/blocks.ts'
import { entry } from './scratch.ts'

const page = readFileSync('docs/hub.md', 'utf8')

test('the manifest shown is one, and every field of it is told of', () => {
  const [text] = blocksOf('docs/hub.md', 'json')
  const { models } = parseManifest(text)
  expect(models).toHaveLength(1)
  for (const field of [...Object.keys(JSON.parse(text)), ...Object.keys(entry())])
    expect(page).toContain(`\`${field}\``)
})

test('every code of an error is named', () => {
  const source = readFileSync('src/hub/error.ts', 'utf8')
  const codes = [...source.matchAll(/^ {2}\| '([\w-]+)'$/gm)].map(found => found[1])
  expect(codes.length).toBeGreaterThan(15)
  expect(codes.filter(code => !page.includes(`\`${code}\``))).toEqual([])
})
