import type { RelevanceScorer } from '../../src/adapters/ai-sdk.ts'
import { murmur3, utf8 } from '../../src/text/index.ts'

/** Lower-case words of a text. */
const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? []

/** Counts of hashed words, of length 1 where there are any: enough of an embedder to tell texts apart. */
export function hashEmbedder(dims = 64) {
  return {
    dims,
    embed(text: string): Float32Array {
      const vector = new Float32Array(dims)
      for (const word of wordsOf(text)) {
        const bytes = utf8(word)
        vector[(murmur3(bytes, 0, bytes.length, 0) >>> 0) % dims]++
      }
      const length = Math.hypot(...vector)
      return length === 0 ? vector : vector.map(x => x / length)
    }
  }
}

/** The same, from elsewhere: every vector takes a turn of the event loop. `calls` has the texts asked for so far. */
export function farEmbedder(dims = 64) {
  const near = hashEmbedder(dims)
  const calls: string[] = []
  const embed = (text: string): Promise<Float32Array> => {
    calls.push(text)
    return new Promise(resolve => setTimeout(() => resolve(near.embed(text)), 1))
  }
  return { dims, embed, calls }
}

/** How many words of a text are in the query. */
export const overlap: RelevanceScorer = (query, texts) => {
  const asked = new Set(wordsOf(query))
  return texts.map(text => wordsOf(text).filter(word => asked.has(word)).length)
}
