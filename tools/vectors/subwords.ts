import { cholesky, choleskySolve, type Dense, dense } from '../../src/math/index.ts'

/** Which n-grams get a vector, and how hard the vectors are held to zero. */
export interface SubwordOptions {
  /** Lengths in characters, of a word with a space on either side. */
  readonly min: number
  readonly max: number
  /** N-grams kept: those that the most words have. */
  readonly count: number
  /** λ, in words. */
  readonly ridge: number
}

/** The n-grams of a word, one for each occurrence. */
export function ngramsOf(word: string, min: number, max: number): string[] {
  const padded = ` ${word} `
  const found: string[] = []
  for (let n = min; n <= max; n++) {
    if (padded.length <= n) return [...found, padded]
    for (let i = 0; i + n <= padded.length; i++) found.push(padded.slice(i, i + n))
  }
  return found
}

/** The n-grams that the most words have, of equally frequent ones the first in the alphabet. */
function frequentNgrams(words: readonly string[], { min, max, count }: SubwordOptions): string[] {
  const frequency = new Map<string, number>()
  for (const word of words) {
    for (const ngram of new Set(ngramsOf(word, min, max))) frequency.set(ngram, (frequency.get(ngram) ?? 0) + 1)
  }
  const sorted = Array.from(frequency).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return sorted.slice(0, count).map(([ngram]) => ngram)
}

/**
 * Frequent n-grams and vectors for them, (count, d), whose mean over the n-grams of a word, zeros for the others, is nearest to the
 * word's vector in least squares with a ridge: (AᵀA + λI)⁻¹AᵀV, row i of A the shares of the n-grams in word i (the bag of subwords of
 * Zhao, Mudgal and Liang 2018, solved at once). What spelling cannot tell stays near zero, and so counts for little in a text.
 */
export function fitSubwords(
  words: readonly string[],
  vectors: Dense,
  options: SubwordOptions
): { readonly ngrams: readonly string[]; readonly vectors: Dense } {
  const { min, max, ridge } = options
  const { cols } = vectors
  const ngrams = frequentNgrams(words, options)
  const columnOf = new Map(ngrams.map((ngram, column) => [ngram, column]))
  const size = ngrams.length
  const gram = dense(size, size)
  const sums = dense(size, cols)
  words.forEach((word, i) => {
    const all = ngramsOf(word, min, max)
    const share = 1 / all.length
    const columns = all.map(ngram => columnOf.get(ngram)).filter(column => column !== undefined)
    for (const row of columns) {
      for (const column of columns) gram.data[row * size + column] += share * share
      for (let j = 0; j < cols; j++) sums.data[row * cols + j] += share * vectors.data[i * cols + j]
    }
  })
  for (let g = 0; g < size; g++) gram.data[g * size + g] += ridge
  return { ngrams, vectors: choleskySolve(cholesky(gram), sums) }
}
