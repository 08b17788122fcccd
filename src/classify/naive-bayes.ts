import { type Dense, dense, type Sparse } from '../math/index.ts'

/**
 * What every column counts beside what was seen, so that no ratio is of zero. A file of a small model has the rows and not
 * these weights, so another value here is another version of that file.
 */
const SMOOTHING = 0.05

/** Rounding leaves less than this of a sum that was taken out again, as a share of the sum. */
const NOTHING = 1e-9

/** Sums of the columns over the rows of each side of each output. */
interface Sums {
  /** (d, k) over the rows that have the label */
  readonly inside: Dense
  /** (d) over all rows */
  readonly all: Float64Array
  /** (k) sum of `inside` over the columns */
  readonly insideTotal: Float64Array
  /** Sum of `all`. */
  allTotal: number
  /** That sum over every row, before any was taken out. */
  readonly whole: number
}

/**
 * Weights of a naive Bayes classifier, one against the rest, on features that are not negative, (n, d) and (n, k) → (d, k):
 * w_jo = ln(P(j | o) / P(j | not o)), with P a column's smoothed share of the summed features (multinomial naive Bayes on
 * tf-idf weights; Rennie, Shih, Teevan and Karger 2003). It has no settings to fit and so nothing to overfit: from few
 * examples it is the better half of the hybrid with a discriminative machine (Raina, Shen, Ng and McCallum 2003).
 */
export function naiveBayesWeights(x: Sparse, targets: Dense, sampleWeights: Float64Array): Dense {
  const sums = sumRows(x, targets, sampleWeights)
  const k = targets.cols
  const out = dense(x.cols, k)
  for (let j = 0; j < x.cols; j++) for (let o = 0; o < k; o++) out.data[j * k + o] = logRatio(sums, j, o, x.cols, k)
  return out
}

/**
 * The naive Bayes score of every row by weights that its group had no part in: (n, k). Sums are additive, so a group is
 * taken out by subtraction.
 */
export function naiveBayesLeftOut(
  x: Sparse,
  targets: Dense,
  sampleWeights: Float64Array,
  groups: readonly Uint32Array[]
): Dense {
  const k = targets.cols
  const sums = sumRows(x, targets, sampleWeights)
  const out = dense(x.rows, k)
  // The weights of a column are worked out once for each group that has it.
  const weights = dense(x.cols, k)
  const workedOutFor = new Int32Array(x.cols).fill(-1)
  for (let g = 0; g < groups.length; g++) {
    for (const i of groups[g]) addRow(sums, x, i, targets, -sampleWeights[i])
    for (const i of groups[g]) {
      for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) {
        const j = x.indices[p]
        if (workedOutFor[j] !== g) {
          for (let o = 0; o < k; o++) weights.data[j * k + o] = logRatio(sums, j, o, x.cols, k)
          workedOutFor[j] = g
        }
        for (let o = 0; o < k; o++) out.data[i * k + o] += x.values[p] * weights.data[j * k + o]
      }
    }
    for (const i of groups[g]) addRow(sums, x, i, targets, sampleWeights[i])
  }
  return out
}

function sumRows(x: Sparse, targets: Dense, sampleWeights: Float64Array): Sums {
  const k = targets.cols
  const sums = {
    inside: dense(x.cols, k),
    all: new Float64Array(x.cols),
    insideTotal: new Float64Array(k),
    allTotal: 0
  }
  for (let i = 0; i < x.rows; i++) addRow(sums, x, i, targets, sampleWeights[i])
  return { ...sums, whole: sums.allTotal }
}

function addRow(sums: Omit<Sums, 'whole'>, x: Sparse, i: number, targets: Dense, weight: number): void {
  const k = targets.cols
  for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) {
    const j = x.indices[p]
    const v = weight * x.values[p]
    sums.all[j] += v
    sums.allTotal += v
    for (let o = 0; o < k; o++) {
      const inside = v * targets.data[i * k + o]
      sums.inside.data[j * k + o] += inside
      sums.insideTotal[o] += inside
    }
  }
}

function logRatio(sums: Sums, j: number, o: number, d: number, k: number): number {
  // Taking a group out again leaves rounding, which must not make a sum negative.
  const inside = Math.max(sums.inside.data[j * k + o], 0)
  const outside = Math.max(sums.all[j] - inside, 0)
  // Without rows on one side there is nothing to compare, and rows left out one class at a time must not be told so.
  const least = NOTHING * sums.whole
  if (!(sums.insideTotal[o] > least && sums.allTotal - sums.insideTotal[o] > least)) return 0
  const spread = SMOOTHING * d
  return Math.log(
    ((inside + SMOOTHING) * (sums.allTotal - sums.insideTotal[o] + spread)) /
      ((outside + SMOOTHING) * (sums.insideTotal[o] + spread))
  )
}
