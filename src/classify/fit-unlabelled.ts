import { type Dense, dense, multiplySparse, type Sparse, sparseRows, transposeSparse } from '../math/index.ts'
import { calibrate } from './calibrate.ts'
import type { CalibrationPrior } from './calibration-objective.ts'
import { explainRows, linearWeights, type SharedRows, UNLABELLED_WEIGHT } from './expectation.ts'
import { type BlockModel, joinBlocks } from './features.ts'
import { inFolds, without, writeRows } from './folds.ts'
import { type Fit, mix, spreadOf } from './mixture.ts'
import type { Problem } from './problem.ts'
import { ngramColumns, pruneBlocks } from './prune.ts'
import { scalesOf } from './settings.ts'
import { stackRows } from './training-rows.ts'

/** Unlabelled rows that a machine was fitted to. */
export interface Unlabelled {
  /** Weighed features, one (p, m_b) matrix per block. */
  readonly blocks: readonly Sparse[]
  /** (p) */
  readonly weights: Float64Array
}

/** What of the scores may be the machine's; the rest is that of the classes of {@link explainRows}. The first is taken that keeps the log loss. */
const MACHINE_SHARES = [0, 0.25, 0.5, 0.75, 0.9]

/** The prior of the calibration, found as that of the machine was: the classes are far too sure of themselves. */
const GENERATIVE_SLOPE = -1.4
const GENERATIVE_DEVIATION = 0.3

/**
 * Blocks without the columns that no labelled row has and only one unlabelled row: they can tell nothing.
 *
 * @param labelled counts of labelled rows, one (n, dims) matrix per block
 * @param documents rows of both kinds
 */
export function sharedColumns(
  blocks: readonly BlockModel[],
  labelled: readonly Sparse[],
  documents: number,
  limit = Number.POSITIVE_INFINITY
): BlockModel[] {
  const frequency = new Float64Array(ngramColumns(blocks))
  let start = 0
  blocks.forEach(({ index, frequency: seen, plain }, b) => {
    if (plain) return
    frequency.set(seen, start)
    for (const column of labelled[b].indices) frequency[start + index.slot(column)] += 1
    start += index.columns.length
  })
  const shared = frequency.reduce((sum, f) => sum + (f >= 2 ? 1 : 0), 0)
  return pruneBlocks(blocks, frequency, Math.min(shared, limit), documents)
}

/**
 * The machine of `fit` with as much of what unlabelled rows say of the classes as does not raise the log loss of examples left
 * out above `limit`; undefined where any of it does. Settings stay as they are.
 *
 * @param pool weighed features of the unlabelled rows, one (p, m_b) matrix per block
 */
export function fitUnlabelled(
  problem: Problem,
  fit: Fit,
  pool: readonly Sparse[],
  limit: number
): { readonly fit: Fit; readonly unlabelled: Unlabelled } | undefined {
  const { targets, groups, sampleWeights, examples, progress } = problem
  const { choice } = fit
  const scales = scalesOf(choice)
  const rows = sharedRows(problem, fit, pool)
  const shares = classShares(problem)
  const weightsFrom = (rowWeights: Float64Array) =>
    onJoined(linearWeights(explainRows(rows, rowWeights, shares)), scales, problem)
  const x = joinBlocks(problem.blocks, scales)

  progress(1, 'reading unlabelled texts')
  const generative = weightsFrom(sampleWeights)
  const heldOut = dense(targets.rows, targets.cols)
  const folds = inFolds(groups)
  folds.forEach((group, g) => {
    progress(1.2 + (0.7 * g) / folds.length, 'reading unlabelled texts')
    writeRows(multiplySparse(sparseRows(x, group), weightsFrom(without(sampleWeights, group))), group, heldOut)
  })

  const joinedPool = joinBlocks(pool, scales)
  const size = spreadOf(multiplySparse(joinedPool, generative))
  const own = spreadOf(multiplySparse(joinedPool, fit.weights))
  const ratio = own === 0 ? 0 : size / own
  const mixtures = MACHINE_SHARES.map(share => ({
    share,
    heldOut: mix(heldOut, fit.heldOut, share, ratio),
    prior: priorOfMixture(fit.prior, share, ratio)
  }))
  const best = mixtures.find(
    mixture => examples === 0 || calibrate(problem, mixture.heldOut, mixture.prior).logLoss <= limit
  )
  if (best === undefined) return undefined
  const weights = mix(generative, fit.weights, best.share, ratio)
  return {
    fit: { choice, weights, heldOut: best.heldOut, prior: best.prior },
    unlabelled: { blocks: pool, weights: new Float64Array(joinedPool.rows).fill(UNLABELLED_WEIGHT) }
  }
}

/** Between the priors of the classes' scores and of the machine's, which are scaled by `ratio` in the mixture. */
function priorOfMixture(machine: CalibrationPrior, share: number, ratio: number): CalibrationPrior {
  if (ratio === 0) return machine
  const between = (a: number, b: number) => (1 - share) * a + share * b
  return {
    ...machine,
    logSlope: between(GENERATIVE_SLOPE, machine.logSlope - Math.log(ratio)),
    logSlopeDeviation: between(GENERATIVE_DEVIATION, machine.logSlopeDeviation)
  }
}

/** All rows as a generative model sees them; a single output becomes its two classes. */
function sharedRows({ blocks, targets, vectors }: Problem, { choice }: Fit, pool: readonly Sparse[]): SharedRows {
  const all = blocks.map((block, b) => stackRows(block, pool[b]))
  const scales = ngramScales(choice.blockWeights, vectors)
  const { rows, cols, data } = targets
  const classes =
    cols > 1
      ? targets
      : dense(
          rows,
          2,
          Float64Array.from({ length: 2 * rows }, (_, at) => (at % 2 === 1 ? data[at >> 1] : 1 - data[at >> 1]))
        )
  return {
    ngrams: transposeSparse(joinBlocks(all, scales)),
    vectors: vectors ? all[all.length - 1] : undefined,
    targets: classes
  }
}

/** Scales of the blocks of n-grams with squares of sum 1, whatever vectors take; 0 for vectors. */
function ngramScales(blockWeights: readonly number[], vectors: boolean): number[] {
  const ngrams = vectors ? blockWeights.slice(0, -1) : blockWeights
  const sum = ngrams.reduce((a, b) => a + b, 0)
  const scales = ngrams.map(w => (sum === 0 ? 0 : Math.sqrt(w / sum)))
  return vectors ? [...scales, 0] : scales
}

/** Shares of the classes among the examples, one added to each. */
function classShares({ targets, examples }: Problem): Float64Array {
  const k = targets.cols
  const counts = new Float64Array(k === 1 ? 2 : k).fill(1)
  for (let i = 0; i < examples; i++) {
    if (k === 1) counts[targets.data[i]]++
    else for (let c = 0; c < k; c++) counts[c] += targets.data[i * k + c]
  }
  return counts.map(count => count / (examples + counts.length))
}

/** Weights of classes on features of other scales as weights on the joined features: (Σ m_b + 1, k). */
function onJoined(
  { ngrams, vectors, bias }: ReturnType<typeof linearWeights>,
  scales: readonly number[],
  { blocks, targets, vectors: hasVectors }: Problem
): Dense {
  const k = targets.cols
  const classes = bias.length
  const out = dense(ngrams.rows, k)
  const put = (row: number, from: Float64Array, at: number, by: number) => {
    for (let o = 0; o < k; o++) out.data[row * k + o] += by * (k === 1 ? from[at + 1] - from[at] : from[at + o])
  }
  const own = ngramScales(
    scales.map(s => s * s),
    hasVectors
  )
  let start = 0
  blocks.forEach((block, b) => {
    const last = hasVectors && b === blocks.length - 1
    const by = scales[b] === 0 ? 0 : last ? 1 / scales[b] : own[b] / scales[b]
    for (let j = 0; j < block.cols; j++) {
      if (last) put(start + j, (vectors as Dense).data as Float64Array, j * classes, by)
      else put(start + j, ngrams.data as Float64Array, (start + j) * classes, by)
    }
    start += block.cols
  })
  put(start, ngrams.data as Float64Array, start * classes, 1)
  put(start, bias, 0, 1)
  return out
}
