import type { Dense, Sparse } from '../math/index.ts'
import type { TrainingSet } from './descriptions.ts'
import { type BlockModel, fitBlocks, weighBlock } from './features.ts'
import { fitExact } from './fit-exact.ts'
import { fitMany } from './fit-many.ts'
import { fitPruned } from './fit-pruned.ts'
import { fitUnlabelled, sharedColumns, type Unlabelled } from './fit-unlabelled.ts'
import type { Fit } from './mixture.ts'
import type { FullTrainOptions } from './options.ts'
import { KEPT_ROWS, type Problem, problemOf } from './problem.ts'
import { ngramColumns } from './prune.ts'
import { stackRows } from './training-rows.ts'

/** A machine, what it was fitted to, and the columns it stands on. */
export interface Fitted {
  readonly blocks: readonly BlockModel[]
  readonly problem: Problem
  readonly fit: Fit
  /** (n, k) dual coefficients where rows are few enough to be kept, or undefined. */
  readonly alpha?: Dense
  /** The unlabelled texts it was fitted to as well. */
  readonly unlabelled?: Unlabelled
}

/** Fits a machine to counted rows, on no more columns than the options allow. */
export function fitCounts(rows: TrainingSet, options: FullTrainOptions): Fitted {
  const { maxFeatures, maxWeights, onProgress, unknownWeight, vectors } = options
  const { counts } = rows
  const blocks = fitBlocks(counts, vectors !== undefined, unknownWeight)
  const many = maxFeatures !== undefined && ngramColumns(blocks) > maxFeatures
  const prunes = many || maxWeights !== undefined
  const { problem, fit, alpha } = fitBlocksOf(rows, blocks, {
    ...options,
    onProgress: onProgress && ((done, step) => onProgress(prunes ? 0.5 * done : done, step))
  })
  if (alpha !== undefined && rows.table.labels.length <= KEPT_ROWS) return { blocks, problem, fit, alpha }
  if (!prunes) return { blocks, problem, fit }
  const none = Number.POSITIVE_INFINITY
  return fitPruned(counts, blocks, problem, fit, maxFeatures ?? none, maxWeights ?? none)
}

/** Fits a machine to counted rows on the columns of `blocks`. */
function fitBlocksOf(rows: TrainingSet, blocks: readonly BlockModel[], options: FullTrainOptions) {
  const problem = problemOf(rows, blocks, options)
  const exact = problem.exact ? fitExact(problem) : undefined
  return { problem, fit: exact ?? fitMany(problem), alpha: exact?.alpha }
}

/**
 * Fits a machine to counted rows and rows without labels, on columns and frequencies of both.
 *
 * @param pool one (p, dims) matrix per block
 * @param limit log loss of examples left out that is not to be passed
 * @returns undefined where it would be
 */
export function fitPooled(
  rows: TrainingSet,
  pool: readonly Sparse[],
  options: FullTrainOptions,
  limit: number
): Fitted | undefined {
  const { maxFeatures, onProgress, unknownWeight, vectors } = options
  const all = rows.counts.map((block, b) => stackRows(block, pool[b]))
  const found = fitBlocks(all, vectors !== undefined, unknownWeight)
  const blocks = sharedColumns(found, rows.counts, all[0].rows, maxFeatures)
  const { problem, fit } = fitBlocksOf(rows, blocks, {
    ...options,
    onProgress: onProgress && ((done, step) => onProgress(0.5 * done, step))
  })
  const weighed = blocks.map((block, b) => weighBlock(block, pool[b]))
  const taken = fitUnlabelled(problem, fit, weighed, limit)
  return taken && { blocks, problem, ...taken }
}
