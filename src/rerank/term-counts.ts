import { type Sparse, type SparseRow, transposeSparse } from '../math/index.ts'

/** How often each document has each term, by row and by column. */
export interface TermCounts {
  /** (n, terms) */
  readonly rows: Sparse
  /** (terms, n) */
  readonly postings: Sparse
  /** (n) terms of each document */
  readonly lengths: Float64Array
  readonly averageLength: number
  /** (terms) ln(1 + (n − df + ½) / (df + ½)), the idf of BM25, above 0 */
  readonly idf: Float64Array
}

/** BM25's idf of a term that so many of n documents have, or would have, counted in parts. */
export function idfOf(n: number, frequency: number): number {
  return Math.log(1 + (n - frequency + 0.5) / (frequency + 0.5))
}

/**
 * Counts the terms of documents.
 *
 * @param documents (n) the pieces of each: terms by number, below `terms`
 */
export function countTerms(documents: readonly (readonly Uint32Array[])[], terms: number): TermCounts {
  const n = documents.length
  let total = 0
  for (const pieces of documents) for (const piece of pieces) total += piece.length
  const indptr = new Uint32Array(n + 1)
  const indices = new Uint32Array(total)
  const values = new Float32Array(total)
  const lengths = new Float64Array(n)
  const counts = new Uint32Array(terms)
  let at = 0
  for (let i = 0; i < n; i++) {
    const start = at
    for (const piece of documents[i]) {
      for (let p = 0; p < piece.length; p++) if (counts[piece[p]]++ === 0) indices[at++] = piece[p]
      lengths[i] += piece.length
    }
    indices.subarray(start, at).sort()
    for (let p = start; p < at; p++) {
      values[p] = counts[indices[p]]
      counts[indices[p]] = 0
    }
    indptr[i + 1] = at
  }
  const rows = { rows: n, cols: terms, indptr, indices: indices.slice(0, at), values: values.slice(0, at) }
  const postings = transposeSparse(rows)
  const idf = new Float64Array(terms)
  for (let t = 0; t < terms; t++) idf[t] = idfOf(n, postings.indptr[t + 1] - postings.indptr[t])
  return { rows, postings, lengths, averageLength: n === 0 ? 0 : total / n, idf }
}

/** The row of counts of a list of terms by number. */
export function rowOfTerms(terms: Uint32Array): SparseRow {
  const sorted = terms.slice().sort()
  const indices = new Uint32Array(sorted.length)
  const values = new Float32Array(sorted.length)
  let size = 0
  for (let p = 0; p < sorted.length; p++) {
    if (size === 0 || indices[size - 1] !== sorted[p]) indices[size++] = sorted[p]
    values[size - 1]++
  }
  return { indices: indices.slice(0, size), values: values.slice(0, size) }
}

/** Terms by number, those that no document ever had left out. */
export function numbersOf(terms: readonly string[], numbers: ReadonlyMap<string, number>): Uint32Array {
  return Uint32Array.from(terms.flatMap(term => numbers.get(term) ?? []))
}
