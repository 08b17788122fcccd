import type { Sparse } from '../math/index.ts'
import type { FeatureRows, Featurizer, RowBuffer, WordVectors } from '../text/index.ts'

/**
 * What a classifier reads from a text: counts of n-grams, one block after the other, and where there are word vectors a last
 * block, the mean vector of its words, of unit length.
 */
export interface TextFeatures {
  readonly featurizer: Featurizer
  readonly vectors: WordVectors | undefined
  /** One matrix per block: (texts, dims) of counts, (texts, d) of numbers for the vectors. */
  transform(texts: readonly string[]): Sparse[]
  /** The row of one text in each block; what it returns is good until the next call. */
  rowsOf(text: string): readonly RowBuffer[]
}

/** The features of a featurizer and word vectors. */
export function textFeatures(featurizer: Featurizer, vectors: WordVectors | undefined): TextFeatures {
  if (vectors === undefined) {
    return { featurizer, vectors, transform: featurizer.transform, rowsOf: featurizer.rowsOf }
  }
  return {
    featurizer,
    vectors,
    transform: texts => [...featurizer.transform(texts), embedTexts(vectors, texts)],
    rowsOf: rowsWithVectors(featurizer, vectors)
  }
}

/** `rowsOf` of features with the mean vector of a text's words as a last row. */
export function rowsWithVectors(features: Pick<FeatureRows, 'rowsOf'>, vectors: WordVectors): TextFeatures['rowsOf'] {
  const { dims } = vectors
  const mean = new Float32Array(dims)
  const words: RowBuffer = { size: dims, indices: Uint32Array.from(mean.keys()), values: mean }
  const rows = [...features.rowsOf(''), words]
  return text => {
    features.rowsOf(text)
    vectors.embed(text, mean)
    return rows
  }
}

/** The mean vectors of texts as a matrix with every column stored: (n, d). */
function embedTexts(vectors: WordVectors, texts: readonly string[]): Sparse {
  const n = texts.length
  const values = new Float32Array(n * vectors.dims)
  for (let i = 0; i < n; i++) vectors.embed(texts[i], values.subarray(i * vectors.dims, (i + 1) * vectors.dims))
  return denseRowsOf(values, n, vectors.dims)
}

/** A matrix (n, d) with every column stored. */
export function denseRowsOf(values: Float32Array, n: number, d: number): Sparse {
  const indices = new Uint32Array(n * d)
  for (let at = 0; at < indices.length; at++) indices[at] = at % d
  return { rows: n, cols: d, indptr: Uint32Array.from({ length: n + 1 }, (_, i) => i * d), indices, values }
}
