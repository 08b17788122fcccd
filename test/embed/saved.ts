import { loadEmbedder, loadVectorIndex } from '../../src/embed/index.ts'
import { porter } from '../../src/text/index.ts'

/** What a saved embedder is asked, and a saved index by its vectors. */
const QUESTIONS = ['a garden in the rain', 'Die Lampe brennt', '']

/** What a file of each kind says, as numbers and ids. */
export const ANSWERS: Readonly<Record<string, (bytes: Uint8Array) => readonly (readonly (string | number)[])[]>> = {
  embedder: bytes => {
    const embedder = loadEmbedder(bytes, { stemmers: [porter] })
    return QUESTIONS.map(text => Array.from(embedder.embed(text)))
  },
  'vector-index': bytes => {
    const index = loadVectorIndex(bytes)
    const query = Float32Array.from({ length: index.dims }, (_, j) => Math.cos(j + 1))
    return index.search(query, 4).map(({ id, score }) => [id, score])
  }
}
