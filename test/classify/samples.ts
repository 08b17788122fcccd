import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Classifier, Example, TrainOptions } from '../../src/classify/index.ts'
import { createRandom, dense, type Sparse, sparseFromRows } from '../../src/math/index.ts'
import { encodeWordVectors, loadWordVectors, type WordVectors } from '../../src/text/index.ts'

/** Few columns, so that training is quick; everything else as it comes. */
export const QUICK: TrainOptions = { dims: 2 ** 12 }

const TOPICS: Readonly<Record<string, readonly string[]>> = {
  cooking: ['simmer', 'onion', 'butter', 'oven', 'garlic', 'dough', 'recipe', 'salt'],
  football: ['goal', 'striker', 'league', 'penalty', 'referee', 'keeper', 'derby', 'squad'],
  weather: ['rain', 'frost', 'gale', 'sunny', 'drizzle', 'thunder', 'forecast', 'breeze']
}
const FILLER = ['the', 'people', 'said', 'today', 'again', 'with', 'very', 'some', 'before', 'nearly', 'town', 'week']

/** The labels of {@link sentences}, by code point. */
export const TOPIC_LABELS = Object.keys(TOPICS)

/** `count` made-up sentences, topics in turn, each two words of its topic among filler; now and then a word of another topic. */
export function sentences(count: number, seed = 1, labels: readonly string[] = TOPIC_LABELS): Example[] {
  const random = createRandom(seed)
  const pick = (words: readonly string[]) => words[random.below(words.length)]
  return Array.from({ length: count }, (_, i) => {
    const label = labels[i % labels.length]
    const words = [pick(TOPICS[label]), pick(FILLER), pick(FILLER), pick(TOPICS[label]), pick(FILLER)]
    if (random.below(4) === 0) words.push(pick(TOPICS[pick(labels)]))
    return { text: words.join(' '), label }
  })
}

/** A sparse matrix from dense rows; zeros are not stored. */
export function sparse(...rows: readonly (readonly number[])[]): Sparse {
  return sparseFromRows(
    rows.map(row => {
      const used = Array.from(row.keys()).filter(j => row[j] !== 0)
      return { indices: Uint32Array.from(used), values: Float32Array.from(used, j => row[j]) }
    }),
    rows[0]?.length ?? 0
  )
}

/** Examples of a file in fixtures/demo. */
export function demo(name: string): Example[] {
  const path = new URL(`../../fixtures/demo/${name}.jsonl`, import.meta.url)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

/** Fails unless the answers of a classifier to `text` are probabilities in order, and agree with each other. */
export function expectSound(classifier: Classifier, text: string): void {
  const { label, probability, scores } = classifier.classify(text)
  expect(scores.map(s => s.label).sort()).toEqual(classifier.labels.slice().sort())
  expect(scores.map(s => s.probability)).toEqual(scores.map(s => s.probability).sort((a, b) => b - a))
  for (const s of scores) expect(s.probability >= 0 && s.probability <= 1).toBe(true)
  if (!classifier.multiLabel) expect(scores.reduce((sum, s) => sum + s.probability, 0)).toBeCloseTo(1, 9)
  expect(probability).toBe(scores[0].probability)
  if (label !== undefined) expect(label).toBe(scores[0].label)
  expect(classifier.classifyAll(text).scores).toEqual(scores)
}

/** Made-up word vectors: words of a topic of {@link sentences} lie together, filler nowhere in particular. */
export function topicVectors(name = 'made-up', dims = 6): WordVectors {
  const random = createRandom(11)
  const words = [...FILLER, ...Object.values(TOPICS).flat()]
  const topicOf = (word: string) => Object.values(TOPICS).findIndex(list => list.includes(word))
  const data = new Float64Array(words.length * dims)
  words.forEach((word, i) => {
    for (let j = 0; j < dims; j++) data[i * dims + j] = 0.3 * random.normal() + (topicOf(word) === j ? 1 : 0)
  })
  return loadWordVectors(encodeWordVectors({ name, words, vectors: dense(words.length, dims, data) }))
}
