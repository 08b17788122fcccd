import { type Dense, dense, type Sparse } from '../math/index.ts'
import type { OrderedFeatures } from './by-frequency.ts'
import type { CalibrationPrior } from './calibration-objective.ts'
import { choose } from './choose.ts'
import { joinBlocks } from './features.ts'
import { naiveBayesLeftOut } from './naive-bayes.ts'
import { examplesOf, type Problem } from './problem.ts'
import { calibratedLosses, ngramScalesOf, priorAt, type Settings } from './settings.ts'

/** Everything that leave-one-out chose. */
export interface Choice extends Settings {
  /** How much of the weights is naive Bayes, 0 to 1. */
  readonly naiveBayes: number
  /** What brings naive Bayes scores to the size of the machine's. */
  readonly naiveBayesScale: number
}

/** A fitted machine on the joined features. */
export interface Fit {
  readonly choice: Choice
  /** (Σ m_b + 1, k) weights on the joined features, scales included, the constant last */
  readonly weights: Dense
  /** (n, k) scores of rows by machines that had not seen them */
  readonly heldOut: Dense
  /** What calibrated scores of this kind usually are. */
  readonly prior: CalibrationPrior
  /** The features of the rows, if they were put in order to be solved for. */
  readonly ordered?: OrderedFeatures
}

/** Shares of naive Bayes in order of preference, without vectors and beside them, of which it knows nothing. */
const SHARES = [0.5, 0.25, 0, 0.75]
const SHARES_BESIDE_VECTORS = [0, 0.1, 0.25, 0.5]

/**
 * Mixes the machine's weights with those of naive Bayes, brought to the same root mean square on left-out scores; the share
 * is chosen by left-out log loss.
 *
 * @param weights (d, k)
 * @param leftOut (n, k), of which the rows that are left out count
 * @param ngrams (n, d) the joined features without vectors, their columns in the order of the weights
 */
export function mixNaiveBayes(
  problem: Problem,
  settings: Settings,
  weights: Dense,
  leftOut: Dense,
  ngrams?: Sparse
): Fit {
  const { targets, sampleWeights, groups, examples, vectors } = problem
  const prior = priorAt(problem, settings.ridge)
  if (examples === 0) {
    return { choice: { ...settings, naiveBayes: 0, naiveBayesScale: 0 }, weights, heldOut: leftOut, prior }
  }
  const x = ngrams ?? joinBlocks(problem.blocks, ngramScalesOf(settings, vectors))
  const bayes = naiveBayesLeftOut(x, targets, sampleWeights, groups)
  const [own, others, answers] = [leftOut, bayes.leftOut, targets].map(scores => examplesOf(problem, scores))
  const size = spreadOf(others)
  const ratio = size === 0 ? 0 : spreadOf(own) / size
  const { share } = choose(vectors ? SHARES_BESIDE_VECTORS : SHARES, undefined, candidate => ({
    share: candidate,
    losses: calibratedLosses(problem, mix(own, others, candidate, ratio), answers, prior)
  }))
  return {
    choice: { ...settings, naiveBayes: share, naiveBayesScale: ratio },
    weights: mix(weights, bayes.weights, share, ratio, bayes.weights),
    heldOut: mix(leftOut, bayes.leftOut, share, ratio),
    prior
  }
}

/** (1 − share)·a + share·ratio·b, in a matrix of its own or in `out`. */
export function mix(a: Dense, b: Dense, share: number, ratio: number, out = dense(a.rows, a.cols)): Dense {
  for (let i = 0; i < out.data.length; i++) out.data[i] = (1 - share) * a.data[i] + share * ratio * b.data[i]
  return out
}

/** Root mean square of scores about the mean of their row, or about 0 for a single output. */
export function spreadOf(scores: Dense): number {
  const { rows: n, cols: k, data } = scores
  let sum = 0
  for (let i = 0; i < n; i++) {
    let mean = 0
    if (k > 1) for (let o = 0; o < k; o++) mean += data[i * k + o] / k
    for (let o = 0; o < k; o++) sum += (data[i * k + o] - mean) ** 2
  }
  return Math.sqrt(sum / data.length)
}
