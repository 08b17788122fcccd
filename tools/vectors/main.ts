/** Makes models/en/model.safetensors, the English word vectors: `npm run vectors`. The same source gives the same bytes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { makeVectors, SETTINGS } from './make.ts'
import { readGlove } from './source.ts'

const FOLDER = new URL('../../models/en/', import.meta.url)

const bytes = makeVectors(readGlove(), SETTINGS)
mkdirSync(FOLDER, { recursive: true })
writeFileSync(new URL('model.safetensors', FOLDER), bytes)
console.log(`models/en/model.safetensors: ${bytes.length} bytes`)
