import type { Sparse } from '../math/sparse.ts'
import { ANALYZER_DEFAULTS, type AnalyzerOptions, analyzerOf } from './analyzer.ts'
import { expectInteger, expectTexts, show, withDefaults } from './options.ts'
import { fitTfidf, TFIDF_DEFAULTS, type Tfidf, type TfidfOptions } from './tfidf.ts'
import { countVocabulary, learnVocabulary, type VocabularyLimits } from './vocabulary.ts'

/** Options of scikit-learn's TfidfVectorizer, in its names. */
export interface TfidfVectorizerOptions extends TfidfOptions, AnalyzerOptions {
  /** Drop terms of fewer documents: below 1 a share of the documents, from 1 up a number of them. Default 1. */
  readonly minDf?: number
  /** Drop terms of more documents: up to 1 a share of the documents, above 1 a number of them. Default 1, all. */
  readonly maxDf?: number
  /** Keep at most this many terms, the most frequent, or null for all. Default null. */
  readonly maxFeatures?: number | null
}

/** The defaults of {@link TfidfVectorizerOptions}: scikit-learn's. */
export const TFIDF_VECTORIZER_DEFAULTS: Required<TfidfVectorizerOptions> = {
  ...TFIDF_DEFAULTS,
  ...ANALYZER_DEFAULTS,
  minDf: 1,
  maxDf: 1,
  maxFeatures: null
}

/** A vocabulary with its weights. */
export interface TfidfVectorizer {
  /** (cols) the term of each column, in code point order */
  readonly vocabulary: readonly string[]
  readonly tfidf: Tfidf
  /** (texts.length, cols); terms outside the vocabulary are passed over. Throws TypeError on what is no text. */
  transform(texts: readonly string[]): Sparse
}

function limitsOf(options: Required<TfidfVectorizerOptions>): VocabularyLimits {
  const { minDf, maxDf, maxFeatures } = options
  for (const [key, value] of Object.entries({ minDf, maxDf })) {
    if (typeof value !== 'number' || !(value >= 0)) {
      throw new RangeError(`tfidfVectorizer.${key}: expected a number from 0 up, got ${show(value)}`)
    }
  }
  if (maxFeatures !== null) expectInteger('tfidfVectorizer.maxFeatures', maxFeatures, 1, 2 ** 31)
  return { minDf, maxDf, maxFeatures }
}

/**
 * Learns a vocabulary and its weights from texts, as scikit-learn's TfidfVectorizer with options of the same names does, to
 * 1e-6. For models that travel, hashed features of `createFeaturizer` need no vocabulary in the file. Throws TypeError or
 * RangeError on a bad option, a text that is none, or a vocabulary left empty.
 */
export function trainTfidfVectorizer(texts: readonly string[], options?: TfidfVectorizerOptions): TfidfVectorizer {
  const full = withDefaults('tfidfVectorizer', options, TFIDF_VECTORIZER_DEFAULTS)
  const { useIdf, smoothIdf, sublinearTf, norm, analyzer, ngramRange, lowercase, stopWords } = full
  const limits = limitsOf(full)
  const termsOf = analyzerOf({ analyzer, ngramRange, lowercase, stopWords }, 'tfidfVectorizer')
  expectTexts('texts', texts)
  const vocabulary = learnVocabulary(texts, termsOf, limits)
  const index = new Map(vocabulary.map((term, column) => [term, column]))
  const tfidf = fitTfidf(countVocabulary(texts, termsOf, index), { useIdf, smoothIdf, sublinearTf, norm })
  return {
    vocabulary,
    tfidf,
    transform(more) {
      expectTexts('texts', more)
      return tfidf.transform(countVocabulary(more, termsOf, index))
    }
  }
}
