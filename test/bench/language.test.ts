import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { labelsByCode, TWO_LETTERS } from '../../bench/language/codes.ts'
import { isInstalled } from '../../bench/language/rivals.ts'

test('every label has a code of its own, and every code leads back to it', () => {
  const labels = labelsByCode(TWO_LETTERS)
  expect(labels.size).toBe(35)
  for (const [label, code] of Object.entries(TWO_LETTERS)) expect(labels.get(code)).toBe(label)
})

test('every label has a list of words, thousands in small letters, each once', () => {
  const lines = readFileSync(new URL('../../tools/words/language.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  expect(lines.map(line => line.split('\t')[0])).toEqual(Object.keys(TWO_LETTERS))
  for (const line of lines) {
    const words = line.split('\t')[1].split(' ')
    expect(words.length).toBeGreaterThan(2000)
    expect(new Set(words).size).toBe(words.length)
    expect(line).toBe(line.toLowerCase())
  }
})

test('a package that is nowhere is not installed', () => {
  const load = async () => () => undefined
  expect(isInstalled({ name: 'none', package: 'no-such-package', file: 'none.js', load })).toBe(false)
})
