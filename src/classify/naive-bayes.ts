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
  return weightsOfSums(sumRows(x, targets, sampleWeights))
}

function weightsOfSums(sums: Sums): Dense {
  const { rows: d, cols: k } = sums.inside
  const out = dense(d, k)
  const totals = totalRatios(sums, d)
  for (let j = 0; j < d; j++) writeRatios(sums, j, totals, out.data, j * k)
  return out
}

/** The weights of {@link naiveBayesWeights} from sums of the columns over the rows of each class, (d, k), that share all rows. */
export function naiveBayesOfSums(inside: Dense): Dense {
  const { rows: d, cols: k } = inside
  const all = new Float64Array(d)
  const insideTotal = new Float64Array(k)
  let allTotal = 0
  for (let j = 0; j < d; j++) {
    for (let o = 0; o < k; o++) {
      const v = inside.data[j * k + o]
      all[j] += v
      insideTotal[o] += v
    }
    allTotal += all[j]
  }
  return weightsOfSums({ inside, all, insideTotal, allTotal, whole: allTotal })
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
    const totals = totalRatios(sums, x.cols)
    for (const i of groups[g]) {
      for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) {
        const j = x.indices[p]
        if (workedOutFor[j] !== g) {
          writeRatios(sums, j, totals, weights.data, j * k)
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
  const from = x.indptr[i]
  const to = x.indptr[i + 1]
  for (let p = from; p < to; p++) {
    const v = weight * x.values[p]
    sums.all[x.indices[p]] += v
    sums.allTotal += v
  }
  // A row has few labels of many, so they are the outer loop.
  for (let o = 0; o < k; o++) {
    const target = targets.data[i * k + o]
    if (target === 0) continue
    for (let p = from; p < to; p++) {
      const inside = weight * x.values[p] * target
      sums.inside.data[x.indices[p] * k + o] += inside
      sums.insideTotal[o] += inside
    }
  }
}

/**
 * The part of a log ratio that all columns of an output share, ln of the ratio of the two sides' smoothed totals: (k). NaN
 * where one side has no rows.
 */
function totalRatios(sums: Sums, d: number): Float64Array {
  const least = NOTHING * sums.whole
  const spread = SMOOTHING * d
  return sums.insideTotal.map(inside => {
    const outside = sums.allTotal - inside
    return inside > least && outside > least ? Math.log((outside + spread) / (inside + spread)) : Number.NaN
  })
}

/** Writes the weights of column j, (k), to `out` at `at`. Without rows on one side there is nothing to compare: 0. */
function writeRatios(sums: Sums, j: number, totals: Float64Array, out: Float64Array, at: number): void {
  const k = totals.length
  // Taking a group out again leaves rounding, which must not make a sum negative. Most columns are then empty.
  const all = Math.max(sums.all[j], 0)
  for (let o = 0; o < k; o++) {
    const inside = all === 0 ? 0 : Math.min(Math.max(sums.inside.data[j * k + o], 0), all)
    const ratio = all === 0 ? 0 : Math.log((inside + SMOOTHING) / (all - inside + SMOOTHING))
    out[at + o] = Number.isNaN(totals[o]) ? 0 : ratio + totals[o]
  }
}
