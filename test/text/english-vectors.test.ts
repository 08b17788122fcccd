import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadWordVectors } from '../../src/text/index.ts'
import { readWordTable } from '../../src/text/word-table.ts'
import { plainEmbed } from './word-samples.ts'

const bytes = new Uint8Array(readFileSync(new URL('../../models/en/model.safetensors', import.meta.url)))
const vectors = loadWordVectors(bytes)

function cosine(a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): number {
  const [x, y] = [Array.from(a ?? []), Array.from(b ?? [])]
  return x.reduce((sum, value, j) => sum + value * y[j], 0) / Math.hypot(...x) / Math.hypot(...y)
}
const alike = (a: string, b: string) => cosine(vectors.vectorOf(a), vectors.vectorOf(b))

// Classifiers name the fingerprint of the vectors they were trained with: another file would be another model, under another name.
test('is the file that `npm run vectors` made', () => {
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(
    '0726dc29c489406618f80654ff9d2489d98c31053ee4149b379cf5a0c63c136c'
  )
  expect([vectors.name, vectors.dims, vectors.size, vectors.fingerprint]).toEqual([
    'en',
    96,
    26_000,
    '60aa421ef0f7456a'
  ])
  expect(bytes.length).toBeLessThan(1_250_000)
})

test.each([
  ['king', 'queen', 'banana'],
  ['dog', 'cat', 'parliament'],
  ['football', 'soccer', 'software'],
  ['shares', 'stocks', 'rain'],
  ['doctor', 'nurse', 'guitar'],
  ['paris', 'london', 'lunch']
])('%s is nearer to %s than to %s', (word, near, far) => {
  expect(alike(word, near)).toBeGreaterThan(alike(word, far) + 0.3)
})

test('a text is near to another on the same matter that shares no word with it', () => {
  const text = vectors.embed('The central bank raised interest rates to fight inflation.')
  const same = vectors.embed('Economists expect higher prices and slower growth')
  const other = vectors.embed('A late goal won them the cup final')
  expect(cosine(text, same)).toBeGreaterThan(cosine(text, other) + 0.3)
})

test('a word it does not have is near to those it is made of', () => {
  for (const word of ['microelectronics', 'neurologists', 'bioengineers']) {
    expect(vectors.vectorOf(word)).toBeUndefined()
  }
  const science = vectors.embed('biology chemistry technology')
  const sport = vectors.embed('league goal season')
  expect(cosine(vectors.embed('bioengineers'), science)).toBeGreaterThan(cosine(vectors.embed('bioengineers'), sport))
})

test('agrees with a plain program, and stays in the bytes of the file', () => {
  const text = 'Chipmaker unveils a faster processor as shares of its footbaler rivals climb 3%'
  plainEmbed(bytes, text).forEach((x, j) => {
    expect(vectors.embed(text)[j]).toBeCloseTo(x, 6)
  })
  const { words, weights, unknown } = readWordTable(bytes)
  for (const view of [words.codes, weights, unknown?.ngrams.codes]) expect(view?.buffer).toBe(bytes.buffer)
  expect(words.scales.byteLength + (unknown?.ngrams.scales.byteLength ?? 0)).toBeLessThan(bytes.length / 8)
})

test('its card says what it is', () => {
  const card = readFileSync(new URL('../../models/en/README.md', import.meta.url), 'utf8')
  expect(card).toMatch(/^---\nlicense: pddl\n/)
  for (const fact of [vectors.fingerprint, bytes.length.toLocaleString('en'), vectors.size.toLocaleString('en')]) {
    expect(card).toContain(fact)
  }
})
