/**
 * Writes the saved embedder and vector index in fixtures/format, and what each says: `npx tsx tools/embed-fixture.ts`. They are made
 * once for a version of the format, and from then on every release must read them and say the same: a file that is there stays as
 * it is.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createVectorIndex, saveVectorIndex, trainEmbedder } from '../src/embed/index.ts'
import { porter } from '../src/text/index.ts'
import { ANSWERS } from '../test/embed/saved.ts'

const folder = new URL('../fixtures/format/', import.meta.url)

const texts = [
  'Rain fell on the garden all day',
  'The gardens were green after the rain',
  'A lamp burns in the window at night',
  'Two lamps and a candle lit the window',
  'The night train leaves at nine',
  'Trains run late when it rains'
]
const embedder = trainEmbedder(texts, { dims: 3, stem: porter })
const index = createVectorIndex({ dims: embedder.dims })
texts.forEach((text, i) => {
  index.add(i % 2 === 0 ? i : `text ${i}`, embedder.embed(text))
})

const files: Readonly<Record<string, Uint8Array>> = {
  embedder: embedder.save(),
  'vector-index': saveVectorIndex(index)
}

const said = new URL('embed.v1.answers.json', folder)
const answers: Record<string, unknown> = existsSync(said) ? JSON.parse(readFileSync(said, 'utf8')) : {}
for (const [kind, bytes] of Object.entries(files)) {
  const path = new URL(`${kind}.v1.safetensors`, folder)
  if (existsSync(path)) continue
  writeFileSync(path, bytes)
  answers[kind] = ANSWERS[kind](bytes)
}
writeFileSync(said, `${JSON.stringify(answers, null, 2)}\n`)
