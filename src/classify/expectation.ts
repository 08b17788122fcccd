import { type Dense, dense, multiplySparse, multiplySparseTransposed, type Sparse } from '../math/index.ts'
import { centroidScores, gaussianScores, type LinearScores } from './gaussian.ts'
import { naiveBayesOfSums } from './naive-bayes.ts'

/** Rows of labels known and unknown, as a generative model sees them. */
export interface SharedRows {
  /** (m, n) n-grams and a last one of ones, each with the rows it is in, the labelled ones first: the sums go by n-gram */
  readonly ngrams: Sparse
  /** (n, d) vectors of all rows, every column stored, or undefined */
  readonly vectors: Sparse | undefined
  /** (labelled, k), one column per class */
  readonly targets: Dense
}

/** What was found: linear scores on both kinds of features, and the share of each class among unlabelled rows. */
export interface Generative {
  readonly ngrams: Dense
  readonly vectors: LinearScores | undefined
  /** (k) */
  readonly shares: Float64Array
}

/** Rounds of expectation and maximisation, at most, and the mean change of a chance that ends them. */
const ROUNDS = 12
const STILL = 0.003

/** How much an unlabelled row counts beside an example (Nigam et al. 2000, section 5.3). */
export const UNLABELLED_WEIGHT = 0.5

/**
 * Exponents that make up for what the models ignore, that n-grams of a text and numbers of a vector go together: without them
 * every row would be certain of its class in the first round.
 */
const NGRAM_EXPONENT = 1.5
const VECTOR_EXPONENT = 0.5

/** Steepness of the cosine to the class means, in the first round. */
const FIRST_STEEPNESS = 10

/** How far the class shares of unlabelled rows follow those rows; the rest follows the examples. */
const SHARES_FOLLOW = 0.5

/**
 * Classes that explain labelled and unlabelled rows alike: expectation maximisation (Nigam, McCallum, Thrun and Mitchell 2000) of
 * naive Bayes over n-grams times Gaussians of one covariance over vectors. Each round gives unlabelled rows their chances
 * under the classes, with class shares held near those of the examples, and fits the classes to all rows.
 *
 * @param rowWeights (labelled) weight of each labelled row; 0 leaves it out
 * @param prior (k) shares of the classes among the labelled rows
 */
export function explainRows(rows: SharedRows, rowWeights: Float64Array, prior: Float64Array): Generative {
  const { ngrams, vectors, targets } = rows
  const n = ngrams.cols
  const k = targets.cols
  const labelled = targets.rows
  const shares = dense(n, k)
  shares.data.set(targets.data)
  const weights = new Float64Array(n)
  weights.set(rowWeights)
  let classShares = prior
  let found: Generative = {
    ngrams: naiveBayes(ngrams, shares, weights),
    vectors: vectors && centroidScores(vectors, shares, weights, FIRST_STEEPNESS / VECTOR_EXPONENT),
    shares: classShares
  }
  weights.fill(UNLABELLED_WEIGHT, labelled)
  for (let round = 0; round < ROUNDS; round++) {
    const scores = generativeScores(found, rows).subarray(labelled * k)
    const followed = meanShares(scores, classShares)
    classShares = classShares.map((_, c) => (1 - SHARES_FOLLOW) * prior[c] + SHARES_FOLLOW * followed[c])
    const chances = sharesOf(scores, classShares)
    const moved = meanChange(chances, shares.data.subarray(labelled * k))
    shares.data.set(chances, labelled * k)
    found = {
      ngrams: naiveBayes(ngrams, shares, weights),
      vectors: vectors && gaussianScores(vectors, shares, weights),
      shares: classShares
    }
    if (moved < STILL) break
  }
  return found
}

/** Weights of the n-grams from the rows' shares in the classes. */
function naiveBayes(ngrams: Sparse, shares: Dense, rowWeights: Float64Array): Dense {
  const k = shares.cols
  const weighed = dense(
    shares.rows,
    k,
    Float64Array.from(shares.data, (share, at) => share * rowWeights[Math.floor(at / k)])
  )
  return naiveBayesOfSums(multiplySparse(ngrams, weighed))
}

function meanChange(a: Float64Array, b: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += Math.abs(a[at] - b[at])
  return sum / a.length
}

/** Log chances of rows under the classes, up to what all classes share, the exponents taken: (n · k). */
function generativeScores({ ngrams, vectors }: Generative, rows: SharedRows): Float64Array {
  const out = Float64Array.from(multiplySparseTransposed(rows.ngrams, ngrams).data, score => NGRAM_EXPONENT * score)
  if (vectors === undefined || rows.vectors === undefined) return out
  const { data } = multiplySparse(rows.vectors, vectors.weights)
  const k = ngrams.cols
  for (let at = 0; at < out.length; at++) out[at] += VECTOR_EXPONENT * (data[at] + vectors.bias[at % k])
  return out
}

/** The weights of {@link generativeScores}, exponents and class shares in them, on n-grams, vectors and the constant. */
export function linearWeights({ ngrams, vectors, shares }: Generative): {
  readonly ngrams: Dense
  readonly vectors: Dense | undefined
  readonly bias: Float64Array
} {
  const scaled = (m: Dense, by: number) =>
    dense(
      m.rows,
      m.cols,
      Float64Array.from(m.data, v => by * v)
    )
  return {
    ngrams: scaled(ngrams, NGRAM_EXPONENT),
    vectors: vectors && scaled(vectors.weights, VECTOR_EXPONENT),
    bias: shares.map((share, c) => Math.log(share) + (vectors === undefined ? 0 : VECTOR_EXPONENT * vectors.bias[c]))
  }
}

/** The mean chance of each class under `prior`, (k). */
function meanShares(scores: Float64Array, prior: Float64Array): Float64Array {
  const k = prior.length
  const p = softmaxRows(scores, prior.map(Math.log))
  const mean = new Float64Array(k)
  for (let at = 0; at < p.length; at++) mean[at % k] += (p[at] * k) / p.length
  return mean
}

/** Steps towards the wanted shares; each halves the distance or better. */
const BALANCE_STEPS = 20

/** Chances of the classes for each row, biased so that over all rows they come in the given shares (Sinkhorn 1967). */
function sharesOf(scores: Float64Array, wanted: Float64Array): Float64Array {
  const k = wanted.length
  const bias = new Float64Array(k)
  let p = softmaxRows(scores, bias)
  for (let step = 0; step < BALANCE_STEPS; step++) {
    const mean = new Float64Array(k)
    for (let at = 0; at < p.length; at++) mean[at % k] += (p[at] * k) / p.length
    for (let c = 0; c < k; c++) bias[c] -= Math.log(Math.max(mean[c], 1e-12) / wanted[c])
    p = softmaxRows(scores, bias)
  }
  return p
}

/** softmax(score + bias) of each row of k scores. */
function softmaxRows(scores: Float64Array, bias: Float64Array): Float64Array {
  const k = bias.length
  const out = new Float64Array(scores.length)
  for (let from = 0; from < out.length; from += k) {
    let largest = Number.NEGATIVE_INFINITY
    for (let c = 0; c < k; c++) largest = Math.max(largest, scores[from + c] + bias[c])
    let sum = 0
    for (let c = 0; c < k; c++) {
      out[from + c] = Math.exp(scores[from + c] + bias[c] - largest)
      sum += out[from + c]
    }
    for (let c = 0; c < k; c++) out[from + c] /= sum
  }
  return out
}
