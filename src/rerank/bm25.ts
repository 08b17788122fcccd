import type { TermCounts } from './term-counts.ts'

/** How soon a term that repeats itself stops counting. */
export const K1 = 1.2
/** How much long documents are held back, from 0 to 1. */
export const B = 0.75

/** (n) k1 · (1 − b + b · length / average length), which BM25 sets beside the count of a term (Robertson and Zaragoza 2009, eq. 3.15). */
export function dampingOf({ lengths, averageLength }: TermCounts, b: number): Float64Array {
  return lengths.map(length => K1 * (1 - b + (b * length) / (averageLength || 1)))
}

/** scores ← scores + weight · count · (k1 + 1) / (count + damping) for the documents that have a term. */
export function addTerm(
  { postings }: TermCounts,
  damping: Float64Array,
  term: number,
  weight: number,
  scores: Float64Array
): void {
  const { indptr, indices, values } = postings
  const gain = weight * (K1 + 1)
  for (let p = indptr[term]; p < indptr[term + 1]; p++) {
    scores[indices[p]] += (gain * values[p]) / (values[p] + damping[indices[p]])
  }
}
