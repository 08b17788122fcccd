import type { Sparse } from '../math/sparse.ts'
import { compareCodePoints } from '../model/utf8.ts'

/** Terms of each text, counted: the terms in the order they were first met, and a count for each (text, term). */
interface Counted {
  readonly terms: string[]
  readonly rows: Map<number, number>[]
}

function countTerms(texts: readonly string[], termsOf: (text: string) => readonly string[]): Counted {
  const ids = new Map<string, number>()
  const terms: string[] = []
  const rows = texts.map(text => {
    const row = new Map<number, number>()
    for (const term of termsOf(text)) {
      let id = ids.get(term)
      if (id === undefined) {
        id = terms.length
        ids.set(term, id)
        terms.push(term)
      }
      row.set(id, (row.get(id) ?? 0) + 1)
    }
    return row
  })
  return { terms, rows }
}

/** Which terms a vocabulary keeps. */
export interface VocabularyLimits {
  /** The fewest documents: a share of them below 1, a number of them from 1 up. */
  readonly minDf: number
  /** The most documents: a share of them up to 1, a number of them above 1. */
  readonly maxDf: number
  /** At most this many terms, those with the highest counts, or null for all. */
  readonly maxFeatures: number | null
}

/**
 * The terms of the texts that the limits keep, in code point order. Terms of equal count at the edge of `maxFeatures` are
 * taken in that order too; scikit-learn leaves the choice among them to its sort. Throws RangeError if no term is left.
 */
export function learnVocabulary(
  texts: readonly string[],
  termsOf: (text: string) => readonly string[],
  limits: VocabularyLimits
): string[] {
  const { terms, rows } = countTerms(texts, termsOf)
  const documents = new Uint32Array(terms.length)
  const counts = new Float64Array(terms.length)
  for (const row of rows) {
    for (const [id, count] of row) {
      documents[id]++
      counts[id] += count
    }
  }
  const { minDf, maxDf, maxFeatures } = limits
  const fewest = minDf < 1 ? minDf * texts.length : minDf
  const most = maxDf <= 1 ? maxDf * texts.length : maxDf
  let kept = terms
    .map((term, id) => ({ term, id }))
    .filter(({ id }) => documents[id] >= fewest && documents[id] <= most)
  kept.sort((a, b) => compareCodePoints(a.term, b.term))
  if (maxFeatures !== null && kept.length > maxFeatures) {
    kept.sort((a, b) => counts[b.id] - counts[a.id])
    kept = kept.slice(0, maxFeatures)
    kept.sort((a, b) => compareCodePoints(a.term, b.term))
  }
  if (kept.length === 0) {
    throw new RangeError(
      `texts: expected at least one term within minDf ${minDf} and maxDf ${maxDf}, got ${terms.length} terms and none within`
    )
  }
  return kept.map(({ term }) => term)
}

/** Counts of the vocabulary's terms in each text, (texts.length, index.size); other terms are passed over. */
export function countVocabulary(
  texts: readonly string[],
  termsOf: (text: string) => readonly string[],
  index: ReadonlyMap<string, number>
): Sparse {
  const indptr = new Uint32Array(texts.length + 1)
  const indices: number[] = []
  const values: number[] = []
  for (let i = 0; i < texts.length; i++) {
    const row = new Map<number, number>()
    for (const term of termsOf(texts[i])) {
      const column = index.get(term)
      if (column !== undefined) row.set(column, (row.get(column) ?? 0) + 1)
    }
    for (const [column, count] of [...row].sort((a, b) => a[0] - b[0])) {
      indices.push(column)
      values.push(count)
    }
    indptr[i + 1] = indices.length
  }
  return {
    rows: texts.length,
    cols: index.size,
    indptr,
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values)
  }
}
