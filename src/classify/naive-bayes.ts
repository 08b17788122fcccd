import { addScores } from '../elm/index.ts'
import { type Dense, dense, type Sparse } from '../math/index.ts'

/**
 * What every column counts beside what was seen, so that no ratio is of zero. A file of a small model has the rows and not
 * these weights, so another value here is another version of that file.
 */
const SMOOTHING = 0.05

/** Rounding leaves less than this of a sum that was taken out again, as a share of the sum. */
const NOTHING = 1e-9

/** Sums of the columns over rows. */
interface Sums {
  /** (d, k + 1) over the rows that have each label, and last over all rows: side by side, as they are met together */
  readonly data: Float64Array
  readonly d: number
  readonly k: number
  /** (k + 1) sums of those over the columns */
  readonly totals: Float64Array
  /** The last of them over every row, before any was taken out. */
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
  const { d, k } = sums
  const out = dense(d, k)
  const shared = totalRatios(sums)
  for (let j = 0; j < d; j++) writeRatios(sums, j, shared, out.data, j * k)
  return out
}

/** The weights of {@link naiveBayesWeights} from sums of the columns over the rows of each class, (d, k), that share all rows. */
export function naiveBayesOfSums(inside: Dense): Dense {
  const { rows: d, cols: k } = inside
  const data = new Float64Array(d * (k + 1))
  const totals = new Float64Array(k + 1)
  for (let j = 0; j < d; j++) {
    const at = j * (k + 1)
    for (let o = 0; o < k; o++) {
      const v = inside.data[j * k + o]
      data[at + o] = v
      data[at + k] += v
      totals[o] += v
    }
    totals[k] += data[at + k]
  }
  return weightsOfSums({ data, d, k, totals, whole: totals[k] })
}

/** Naive Bayes on all rows, and what it says of rows it had no part in. */
export interface LeftOutBayes {
  /** (d, k) as {@link naiveBayesWeights} */
  readonly weights: Dense
  /** (n, k) scores by weights that the group of a row had no part in; 0 for rows of no group */
  readonly leftOut: Dense
}

/** Weights of all rows, and scores of the rows of groups. Sums are additive, so a group is taken out by subtraction. */
export function naiveBayesLeftOut(
  x: Sparse,
  targets: Dense,
  sampleWeights: Float64Array,
  groups: readonly Uint32Array[]
): LeftOutBayes {
  const k = targets.cols
  const { indptr, indices } = x
  const sums = sumRows(x, targets, sampleWeights)
  const weights = weightsOfSums(sums)
  const leftOut = dense(x.rows, k)
  // The weights of a column are worked out once for each group that has it.
  const without = new Float64Array(x.cols * k)
  const workedOutFor = new Int32Array(x.cols).fill(-1)
  const scores = new Float64Array(k)
  for (let g = 0; g < groups.length; g++) {
    for (const i of groups[g]) addRow(sums, x, i, targets, -sampleWeights[i])
    const shared = totalRatios(sums)
    for (const i of groups[g]) {
      const from = indptr[i]
      const to = indptr[i + 1]
      for (let p = from; p < to; p++) {
        const j = indices[p]
        if (workedOutFor[j] === g) continue
        writeRatios(sums, j, shared, without, j * k)
        workedOutFor[j] = g
      }
      scores.fill(0)
      addScores(x, from, to, without, k, scores)
      leftOut.data.set(scores, i * k)
    }
    if (g + 1 < groups.length) for (const i of groups[g]) addRow(sums, x, i, targets, sampleWeights[i])
  }
  return { weights, leftOut }
}

function sumRows(x: Sparse, targets: Dense, sampleWeights: Float64Array): Sums {
  const d = x.cols
  const k = targets.cols
  const sums = { data: new Float64Array(d * (k + 1)), d, k, totals: new Float64Array(k + 1) }
  for (let i = 0; i < x.rows; i++) addRow(sums, x, i, targets, sampleWeights[i])
  return { ...sums, whole: sums.totals[k] }
}

/** Adds row i to the sums. A row has few labels of many: the first goes with the sum over all rows, others by themselves. */
function addRow(
  { data, k, totals }: Omit<Sums, 'whole'>,
  { indptr, indices, values }: Sparse,
  i: number,
  targets: Dense,
  weight: number
): void {
  const from = indptr[i]
  const to = indptr[i + 1]
  const wide = k + 1
  let o = 0
  while (o < k && targets.data[i * k + o] === 0) o++
  const first = o
  const share = first < k ? targets.data[i * k + first] : 0
  let total = 0
  for (let p = from; p < to; p++) {
    const v = weight * values[p]
    const at = indices[p] * wide
    if (first < k) data[at + first] += v * share
    data[at + k] += v
    total += v
  }
  totals[k] += total
  if (first < k) totals[first] += total * share
  for (o = first + 1; o < k; o++) {
    const target = targets.data[i * k + o]
    if (target === 0) continue
    for (let p = from; p < to; p++) data[indices[p] * wide + o] += weight * values[p] * target
    totals[o] += total * target
  }
}

/**
 * The part of a log ratio that all columns of an output share, ln of the ratio of the two sides' smoothed totals: (k). NaN
 * where one side has no rows.
 */
function totalRatios({ d, k, totals, whole }: Sums): Float64Array {
  const least = NOTHING * whole
  const spread = SMOOTHING * d
  return totals.subarray(0, k).map(inside => {
    const outside = totals[k] - inside
    return inside > least && outside > least ? Math.log((outside + spread) / (inside + spread)) : Number.NaN
  })
}

/** Writes the weights of column j, (k), to `out` at `at`. Without rows on one side there is nothing to compare: 0. */
function writeRatios({ data, k }: Sums, j: number, shared: Float64Array, out: Float64Array, at: number): void {
  const from = j * (k + 1)
  // Taking a group out again leaves rounding, which must not make a sum negative. Most columns are then empty.
  const all = Math.max(data[from + k], 0)
  // Most outputs have nothing of a column.
  const none = all === 0 ? 0 : Math.log(SMOOTHING / (all + SMOOTHING))
  for (let o = 0; o < k; o++) {
    const inside = Math.min(Math.max(data[from + o], 0), all)
    // Most columns are those of one output alone.
    const ratio =
      inside === 0 ? none : inside === all ? -none : Math.log((inside + SMOOTHING) / (all - inside + SMOOTHING))
    out[at + o] = Number.isNaN(shared[o]) ? 0 : ratio + shared[o]
  }
}
