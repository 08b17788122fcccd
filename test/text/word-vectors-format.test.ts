import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeModel } from '../../src/model/index.ts'
import { encodeWordVectors, loadWordVectors } from '../../src/text/index.ts'
import { SOURCE } from './word-samples.ts'

interface Said {
  readonly fingerprint: string
  readonly answers: readonly { readonly text: string; readonly vector: readonly number[]; readonly words: number[][] }[]
}

const root = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(`fixtures/format/word-vectors.v1.${name}`, root))

// Written by tools/vectors-fixture.ts, once for a version of the format: what is said here may never change.
test('the saved table loads, and says what it said when it was saved', () => {
  const vectors = loadWordVectors(read('safetensors'))
  const { fingerprint, answers }: Said = JSON.parse(read('answers.json').toString())
  expect(vectors.fingerprint).toBe(fingerprint)
  expect(answers.length).toBeGreaterThan(5)
  for (const { text, vector, words } of answers) {
    expect(vectors.trace(text).map(({ start, end }) => [start, end])).toEqual(words)
    vectors.embed(text).forEach((x, j) => {
      expect(x).toBeCloseTo(vector[j], 6)
    })
  }
})

test('every setting and tensor of a file is in the format', () => {
  const { config, tensors } = decodeModel(encodeWordVectors(SOURCE))
  const format = readFileSync(new URL('docs/format.md', root), 'utf8')
  const section = format.slice(format.indexOf('## `waymark-word-vectors`'))
  const names = [...Object.keys(config), ...Object.keys(config.subwords ?? {}), ...tensors.keys()]
  expect(names.length).toBe(17)
  expect(names.filter(name => !section.includes(`\`${name}\``))).toEqual([])
})
