import { cholesky, choleskySolve, type Dense, dense, type Sparse } from '../math/index.ts'

/** Share of the covariance that is spread evenly over all directions. */
const SHRINKAGE = 0.1

/** Scores that are linear in a row: x·weights + bias. */
export interface LinearScores {
  /** (d, k) */
  readonly weights: Dense
  /** (k) */
  readonly bias: Float64Array
}

/**
 * Gaussian classes of one covariance, linear discriminant analysis (Fisher 1936), on rows with every column stored: the log
 * density of a row under each class, less what all classes share. The covariance within the classes is shrunk towards a
 * sphere (Friedman 1989), so that it can be inverted from a few rows.
 *
 * @param x (n, d)
 * @param shares (n, k) of each row in each class
 * @param rowWeights (n)
 */
export function gaussianScores(x: Sparse, shares: Dense, rowWeights: Float64Array): LinearScores {
  const d = x.cols
  const k = shares.cols
  const { means, totals } = classMeans(x, shares, rowWeights)
  const covariance = withinClasses(x, means, totals, rowWeights)
  const weights = choleskySolve(cholesky(covariance), means)
  const bias = new Float64Array(k)
  for (let j = 0; j < d; j++) {
    for (let c = 0; c < k; c++) bias[c] -= 0.5 * means.data[j * k + c] * weights.data[j * k + c]
  }
  return { weights, bias }
}

/** The mean row of each class, (d, k), and the weight of each, (k). */
function classMeans(x: Sparse, shares: Dense, rowWeights: Float64Array) {
  const d = x.cols
  const k = shares.cols
  const means = dense(d, k)
  const totals = new Float64Array(k)
  for (let i = 0; i < x.rows; i++) {
    for (let c = 0; c < k; c++) {
      const share = rowWeights[i] * shares.data[i * k + c]
      if (share === 0) continue
      totals[c] += share
      for (let j = 0; j < d; j++) means.data[j * k + c] += share * x.values[i * d + j]
    }
  }
  for (let j = 0; j < d; j++) for (let c = 0; c < k; c++) means.data[j * k + c] /= totals[c] || 1
  return { means, totals }
}

/** (d, d): Σ_i s_i x_i x_iᵀ less what the means explain, over Σ_i s_i, shrunk. */
function withinClasses(x: Sparse, means: Dense, totals: Float64Array, rowWeights: Float64Array): Dense {
  const d = x.cols
  const k = means.cols
  const out = dense(d, d)
  const { data } = out
  let total = 0
  for (let i = 0; i < x.rows; i++) {
    const s = rowWeights[i]
    if (s === 0) continue
    total += s
    for (let a = 0; a < d; a++) {
      const v = s * x.values[i * d + a]
      for (let b = 0; b <= a; b++) data[a * d + b] += v * x.values[i * d + b]
    }
  }
  let trace = 0
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      for (let c = 0; c < k; c++) data[a * d + b] -= totals[c] * means.data[a * k + c] * means.data[b * k + c]
      data[a * d + b] /= total
    }
    trace += data[a * d + a]
  }
  // Rows all alike leave nothing; a sphere of any size then serves.
  const even = trace > 1e-9 ? trace / d : 1
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < a; b++) {
      data[a * d + b] *= 1 - SHRINKAGE
      data[b * d + a] = data[a * d + b]
    }
    data[a * d + a] = (1 - SHRINKAGE) * data[a * d + a] + SHRINKAGE * even
  }
  return out
}

/** Scores of rows by their cosine to the mean of each class: what can be said before there are rows enough for a covariance. */
export function centroidScores(x: Sparse, shares: Dense, rowWeights: Float64Array, steepness: number): LinearScores {
  const { means: weights } = classMeans(x, shares, rowWeights)
  const k = weights.cols
  for (let c = 0; c < k; c++) {
    let squared = 0
    for (let j = 0; j < weights.rows; j++) squared += weights.data[j * k + c] ** 2
    const scale = squared === 0 ? 0 : steepness / Math.sqrt(squared)
    for (let j = 0; j < weights.rows; j++) weights.data[j * k + c] *= scale
  }
  return { weights, bias: new Float64Array(k) }
}
