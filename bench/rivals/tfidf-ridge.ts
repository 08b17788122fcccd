import type { System } from '../systems/system.ts'
import { type Rows, solveRidge } from './ridge.ts'

const WORD = /[\p{L}\p{N}_]{2,}/gu
const RIDGE = 1

/** How often each word occurs in a text, lower-cased, of two characters or more. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/**
 * The plain baseline: TF-IDF of words (smoothed idf, rows of length 1) and ridge regression on ±1 targets, one label
 * against the rest, ridge 1, intercept not penalised. Its probabilities are the softmax of the raw scores, as people do.
 * The size counted is the vocabulary as JSON and the weights as 32-bit floats.
 */
export const tfidfRidge: System = {
  name: 'tfidf-ridge',
  train: examples => {
    const labels = [...new Set(examples.map(({ label }) => label))].sort()
    const counts = examples.map(({ text }) => countWords(text))
    const column = new Map<string, number>()
    const documents: number[] = []
    for (const row of counts) {
      for (const word of row.keys()) {
        const at = column.get(word) ?? column.size
        if (at === column.size) column.set(word, at)
        documents[at] = (documents[at] ?? 0) + 1
      }
    }
    const idf = documents.map(df => Math.log((1 + examples.length) / (1 + df)) + 1)
    const weigh = (row: Map<string, number>) => {
      const columns: number[] = []
      const values: number[] = []
      for (const [word, count] of row) {
        const at = column.get(word)
        if (at === undefined) continue
        columns.push(at)
        values.push(count * idf[at])
      }
      const norm = Math.hypot(...values) || 1
      return { columns, values: values.map(v => v / norm) }
    }
    const rows: Rows = { cols: column.size, rows: counts.map(weigh) }
    const heads = labels.map(label =>
      solveRidge(
        rows,
        examples.map(e => (e.label === label ? 1 : -1)),
        RIDGE
      )
    )
    return {
      answer: text => {
        const { columns, values } = weigh(countWords(text))
        const scores = heads.map(({ weights, intercept }) => {
          let score = intercept
          for (let p = 0; p < columns.length; p++) score += values[p] * weights[columns[p]]
          return score
        })
        const top = Math.max(...scores)
        const powers = scores.map(score => Math.exp(score - top))
        const sum = powers.reduce((a, b) => a + b, 0)
        return {
          label: labels[scores.indexOf(top)],
          scores: labels.map((label, i) => ({ label, probability: powers[i] / sum }))
        }
      },
      bytes: () => Buffer.byteLength(JSON.stringify([...column.keys()])) + 4 * (column.size + 1) * (labels.length + 1)
    }
  }
}
