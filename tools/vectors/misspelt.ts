import { createRandom } from '../../src/math/index.ts'

/** A text in which three words of ten, of those with four letters or more, have one letter dropped, doubled or moved. */
export function misspelt(text: string, seed: number): string {
  const { uniform, below } = createRandom(seed)
  return text.replace(/\p{L}{4,}/gu, word => {
    if (uniform() > 0.3) return word
    const at = 1 + below(word.length - 2)
    const edit = below(3)
    if (edit === 0) return word.slice(0, at) + word.slice(at + 1)
    if (edit === 1) return word.slice(0, at) + word[at] + word.slice(at)
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  })
}
