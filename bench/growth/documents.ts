import { createRandom } from '../../src/math/index.ts'
import { sentencesOf } from '../../src/text/index.ts'

/** The sentences of texts that have some length. */
export function sentencePool(texts: readonly string[]): string[] {
  return texts
    .flatMap(text => sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim()))
    .filter(sentence => sentence.length >= 20)
}

/** Documents of three sentences each, drawn from a pool. */
export function drawDocuments(
  pool: readonly string[],
  count: number,
  seed: number
): { id: string; title: string; text: string }[] {
  const random = createRandom(seed)
  const draw = () => pool[random.below(pool.length)]
  return Array.from({ length: count }, (_, i) => ({ id: `${i}`, title: draw(), text: `${draw()} ${draw()}` }))
}
