/**
 * Writes a small table of word vectors in fixtures/format, and what it says of some texts: `npx tsx tools/vectors-fixture.ts`. It is
 * made once for a version of the format, and from then on every release must read it and say the same: a file that is there stays.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { loadWordVectors } from '../src/text/index.ts'
import { FILE } from '../test/text/word-samples.ts'

const TEXTS = [
  '',
  'Late goal!',
  'the 3rd BANK, a café',
  'unbanked goals',
  '\u200bCafe\u0301 \ud800 😀 東京',
  'constructor proto'
]

const folder = new URL('../fixtures/format/', import.meta.url)
const file = new URL('word-vectors.v1.safetensors', folder)
mkdirSync(folder, { recursive: true })
if (!existsSync(file)) {
  const vectors = loadWordVectors(FILE)
  const answers = TEXTS.map(text => ({
    text,
    vector: Array.from(vectors.embed(text)),
    words: vectors.trace(text).map(({ start, end }) => [start, end])
  }))
  writeFileSync(file, FILE)
  const { fingerprint } = vectors
  writeFileSync(
    new URL('word-vectors.v1.answers.json', folder),
    `${JSON.stringify({ fingerprint, answers }, null, 2)}\n`
  )
}
