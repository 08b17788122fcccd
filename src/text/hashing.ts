import type { Sparse } from '../math/sparse.ts'
import { ANALYZER_DEFAULTS, type AnalyzerOptions, checkAnalyzer } from './analyzer.ts'
import { createFeaturizer } from './features.ts'
import { expectBooleans, expectInteger, expectOneOf, withDefaults } from './options.ts'
import { normalizeRange } from './tfidf.ts'

/** Options of scikit-learn's HashingVectorizer, in its names. */
export interface HashingVectorizerOptions extends AnalyzerOptions {
  /** Columns. Default 2²⁰. */
  readonly nFeatures?: number
  /** Let the hash choose the sign. Default true. */
  readonly alternateSign?: boolean
  /** Scale rows to unit length in this norm, or null for none. Default 'l2'. */
  readonly norm?: 'l2' | 'l1' | null
  /** Store 1 for every column that a text has, instead of its count. Default false. */
  readonly binary?: boolean
}

/** The defaults of {@link HashingVectorizerOptions}: scikit-learn's. */
export const HASHING_VECTORIZER_DEFAULTS: Required<HashingVectorizerOptions> = {
  ...ANALYZER_DEFAULTS,
  nFeatures: 2 ** 20,
  alternateSign: true,
  norm: 'l2',
  binary: false
}

/** Turns texts into rows: (texts.length, nFeatures). */
export interface HashingVectorizer {
  transform(texts: readonly string[]): Sparse
}

/**
 * scikit-learn's HashingVectorizer with options of the same names: the same columns, signs and values, to 1e-6. It is
 * {@link createFeaturizer} with one block and nothing normalised but case, where `toLowerCase` and Python's `str.lower`
 * follow the same Unicode rules (İ, ẞ and the final sigma included) and differ only by the age of their tables. Throws
 * TypeError or RangeError on a bad option.
 */
export function hashingVectorizer(options?: HashingVectorizerOptions): HashingVectorizer {
  const where = 'hashingVectorizer'
  const full = withDefaults(where, options, HASHING_VECTORIZER_DEFAULTS)
  const { analyzer, ngramRange, lowercase, stopWords, nFeatures, alternateSign, norm, binary } = full
  checkAnalyzer(full, where)
  expectInteger(`${where}.nFeatures`, nFeatures, 1, 2 ** 30)
  expectBooleans(where, full, 'alternateSign', 'binary')
  expectOneOf(`${where}.norm`, norm, ['l2', 'l1', null])
  const kind = analyzer === 'word' ? 'word' : 'char'
  const featurizer = createFeaturizer({
    normalize: { marks: false, unicode: false, lowercase },
    tokenize: { pattern: 'sklearn', segmenter: false },
    stopWords,
    blocks: [{ name: kind, kind, min: ngramRange[0], max: ngramRange[1], dims: nFeatures, signed: alternateSign }]
  })
  return {
    transform(texts) {
      const counts = featurizer.transform(texts)[0]
      const { values, indptr, rows } = counts
      if (binary) values.fill(1)
      if (norm !== null) for (let i = 0; i < rows; i++) normalizeRange(values, indptr[i], indptr[i + 1], norm)
      return counts
    }
  }
}
