import type { RowWeights } from '../../src/embed/index.ts'
import { createRandom, type Dense, dense, denseFromSparse, type Sparse, sparseFromDense } from '../../src/math/index.ts'
import { tfidfFrom } from '../../src/text/index.ts'

/** Words of one topic, made of its letter. */
const TOPIC_WORDS = 40

/**
 * Texts about one topic of `topics` each, and a little of another: frequent words of a topic come often, rare ones seldom, and some
 * words belong to all.
 */
export function topicTexts(count: number, topics: number, seed: number, length = 30): string[] {
  const random = createRandom(seed)
  const rank = (words: number) => Math.floor(words * random.uniform() ** 3)
  return Array.from({ length: count }, (_, i) => {
    const other = random.below(topics)
    const words = Array.from({ length }, () => {
      const draw = random.uniform()
      if (draw < 0.2) return `common${rank(TOPIC_WORDS)}`
      return `topic${draw < 0.8 ? i % topics : other}word${rank(TOPIC_WORDS)}`
    })
    return words.join(' ')
  })
}

/** Small counts, most of them 0. */
export function randomCounts(rows: number, cols: number, seed: number, share = 0.4): Sparse {
  const random = createRandom(seed)
  const data = Float64Array.from({ length: rows * cols }, () => (random.uniform() < share ? 1 + random.below(4) : 0))
  return sparseFromDense(dense(rows, cols, data))
}

/** The kept columns, (n, c), of rows of counts as sublinear TF-IDF weighs them, columns that were not kept in the length of a row. */
export function weighedByTfidf(weights: RowWeights, counts: Sparse): Dense {
  const idf = Float64Array.from({ length: counts.cols }, (_, column) => {
    const slot = weights.slot(column)
    return Math.log((weights.documents + 1) / ((slot < 0 ? 0 : weights.frequency[slot]) + 0.5)) ** 1.75
  })
  const whole = denseFromSparse(tfidfFrom(idf, { sublinearTf: true }).transform(counts))
  const out = dense(counts.rows, weights.columns.length)
  weights.columns.forEach((column, c) => {
    for (let i = 0; i < counts.rows; i++)
      out.data[i * out.cols + c] = column < counts.cols ? whole.data[i * counts.cols + column] : 0
  })
  return out
}
