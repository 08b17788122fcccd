/**
 * From text to numbers: normalise, tokenise, hash n-grams, weigh. Everything here works alone, keeps no state between
 * calls that changes a result, and runs without a platform: no DOM, no Node.
 *
 * @module
 */
export { ANALYZER_DEFAULTS, type AnalyzerOptions } from './analyzer.ts'
export { disguises } from './disguises.ts'
export type { MappedText } from './edits.ts'
export type { FeatureRows } from './feature-rows.ts'
export { createFeaturizer, type Featurizer, featurizerFromConfig } from './features.ts'
export {
  ANALYZER,
  type BlockOptions,
  FEATURIZER_DEFAULTS,
  type FeaturizerConfig,
  type FeaturizerOptions,
  HASH
} from './features-config.ts'
export {
  HASHING_VECTORIZER_DEFAULTS,
  type HashingVectorizer,
  type HashingVectorizerOptions,
  hashingVectorizer
} from './hashing.ts'
export { murmur3 } from './murmur.ts'
export { type Disguises, MissingDisguisesError } from './no-disguises.ts'
export { createNormalizer, normalize, normalizeMapped } from './normalize.ts'
export { NORMALIZE_DEFAULTS, type NormalizeOptions, type Normalizer } from './normalizer.ts'
export { PASSAGES_DEFAULTS, type PassagesOptions, passagesOf } from './passages.ts'
export type { RowBuffer } from './rows.ts'
export { type FeatureRowsParts, type FeaturizerParts, featureRowsFromConfig } from './saved-config.ts'
export { sentencesOf, type TextRange } from './sentences.ts'
export { porter } from './stem/porter.ts'
export { memoStemmer, type Stemmer } from './stem.ts'
export { englishStopWords } from './stopwords/english.ts'
export { type StopWords, stopWordList } from './stopwords.ts'
export { fitTfidf, TFIDF_DEFAULTS, type Tfidf, type TfidfOptions, tfidfFrom } from './tfidf.ts'
export { TOKENIZE_DEFAULTS, type Token, type TokenizeOptions, tokenize } from './tokenize.ts'
export type { Trace } from './trace.ts'
export { utf8 } from './utf8.ts'
export {
  TFIDF_VECTORIZER_DEFAULTS,
  type TfidfVectorizer,
  type TfidfVectorizerOptions,
  trainTfidfVectorizer
} from './vectorizer.ts'
export { loadWordVectors } from './word-vectors.ts'
export { encodeWordVectors, rankWeights } from './word-vectors-encode.ts'
export type { SubwordSource, WordPart, WordVectors, WordVectorsSource } from './word-vectors-types.ts'
