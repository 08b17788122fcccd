import { type Classifier, trainClassifier } from '../../src/index.ts'
import type { Sparse } from '../../src/math/index.ts'
import { decodeModel } from '../../src/model/index.ts'
import { createFeaturizer, englishStopWords, type Featurizer, featurizerFromConfig } from '../../src/text/index.ts'

const DIMS = 2 ** 18

/** Words 1–2 and characters 3–5 as scikit-learn takes texts apart, counted without signs, 2¹⁸ columns each. */
export function sharedFeaturizer(): Featurizer {
  return createFeaturizer({
    normalize: { marks: false, unicode: false, lowercase: true },
    tokenize: { pattern: 'sklearn', segmenter: false },
    blocks: [
      { name: 'word', kind: 'word', min: 1, max: 2, dims: DIMS, signed: false },
      { name: 'char', kind: 'char', min: 3, max: 5, dims: DIMS, signed: false }
    ]
  })
}

/** The same as HashingVectorizer of scikit-learn has it. */
export const SHARED_VECTORIZERS = [
  { analyzer: 'word', ngram_range: [1, 2], n_features: DIMS },
  { analyzer: 'char_wb', ngram_range: [3, 5], n_features: DIMS }
]

/** What a trained classifier turns texts into features with, as its file has it. */
export function featurizerOf(classifier: Pick<Classifier, 'save'>): Featurizer {
  const { features } = decodeModel(classifier.save()).config
  return featurizerFromConfig(features as object, { stopWords: [englishStopWords] })
}

/** That of a classifier of few examples with its defaults: words, characters and the surface. */
export function defaultFeaturizer(): Featurizer {
  const examples = ['yes', 'no'].map(label => ({ text: label, label }))
  return featurizerOf(trainClassifier(examples))
}

/** A matrix of counts as another program made it. */
export type Counts = Pick<Sparse, 'indptr' | 'indices'> & { readonly values: ArrayLike<number> }

/** The share of rows that have the same columns with the same counts in both. */
export function sameRows(ours: Counts, theirs: Counts): number {
  const rows = ours.indptr.length - 1
  if (theirs.indptr.length - 1 !== rows) return 0
  let same = 0
  for (let i = 0; i < rows; i++) if (isSameRow(ours, theirs, i)) same++
  return rows === 0 ? 1 : same / rows
}

function isSameRow(a: Counts, b: Counts, i: number): boolean {
  const count = a.indptr[i + 1] - a.indptr[i]
  if (b.indptr[i + 1] - b.indptr[i] !== count) return false
  for (let k = 0; k < count; k++) {
    const [p, q] = [a.indptr[i] + k, b.indptr[i] + k]
    if (a.indices[p] !== b.indices[q] || a.values[p] !== b.values[q]) return false
  }
  return true
}
