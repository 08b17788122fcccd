import { type Dense, dense, multiplySparse, type Sparse, sparseRows } from '../math/index.ts'
import { type BlockModel, joinBlocks, weighBlock } from './features.ts'
import { thinWeights } from './few-weights.ts'
import type { Fitted } from './fit.ts'
import { inFolds, without, writeRows } from './folds.ts'
import { type Choice, type Fit, mix } from './mixture.ts'
import { naiveBayesWeights } from './naive-bayes.ts'
import type { Problem } from './problem.ts'
import { ngramColumns, pruneBlocks, usefulness } from './prune.ts'
import { type ReadyRows, readyRows, solveReady, weightsOf } from './ready-rows.ts'
import { ngramScalesOf, scalesOf } from './settings.ts'

/**
 * The machine of `fit`, trained again on its most useful columns, with the settings it has. Rows left out are scored by
 * machines whose columns were chosen without them too: columns chosen by the labels of all rows would know the answers.
 *
 * @param counts one (n, dims) matrix per block
 * @param limit how many columns to keep
 * @param weightLimit how many weights of them to keep apart from the usual one of their column
 */
export function fitPruned(
  counts: readonly Sparse[],
  blocks: readonly BlockModel[],
  problem: Problem,
  fit: Fit,
  limit: number,
  weightLimit: number
): Fitted {
  const { choice } = fit
  const { targets, sampleWeights, groups, progress } = problem
  const x = joinBlocks(problem.blocks, scalesOf(choice))
  const ready = readyRows(problem.models, counts, choice)

  /** The useful columns under `weights`, (Σ m_b + 1, k), judged on the rows of positive sample weight, and all rows on them. */
  const keep = (weights: Dense, rowWeights: Float64Array) => {
    const kept = pruneBlocks(blocks, usefulness(x, weights, rowWeights), limit, targets.rows)
    return { kept, weighed: kept.map((block, b) => weighBlock(block, counts[b])) }
  }

  /** The machine on columns that were kept, thinned. */
  const train = (kept: readonly BlockModel[], weighed: readonly Sparse[], rowWeights: Float64Array) => {
    const weights = machine(weighed, readyRows(kept, counts, choice), problem, choice, rowWeights)
    if (weightLimit === Number.POSITIVE_INFINITY) return weights
    return thinWeights(weights, joinBlocks(weighed, scalesOf(choice)), rowWeights, ngramColumns(kept), weightLimit)
  }

  const heldOut = dense(targets.rows, targets.cols)
  const folds = inFolds(groups)
  folds.forEach((group, g) => {
    progress(1 + (0.8 * g) / folds.length, 'choosing features')
    const rest = without(sampleWeights, group)
    const { kept, weighed } = keep(machine(problem.blocks, ready, problem, choice, rest), rest)
    const held = weighed.map(block => sparseRows(block, group))
    const scores = multiplySparse(joinBlocks(held, scalesOf(choice)), train(kept, weighed, rest))
    writeRows(scores, group, heldOut)
  })
  progress(1.8, 'training')
  const { kept, weighed } = keep(fit.weights, sampleWeights)
  const weights = train(kept, weighed, sampleWeights)
  return {
    blocks: kept,
    problem: { ...problem, models: kept, blocks: weighed },
    fit: { choice, prior: fit.prior, weights, heldOut }
  }
}

/** The weights, (d, k), of a machine with the settings of `choice` on weighed blocks, naive Bayes mixed in. */
function machine(
  blocks: readonly Sparse[],
  ready: ReadyRows,
  problem: Problem,
  { ridge, naiveBayes, naiveBayesScale, ...settings }: Choice,
  sampleWeights: Float64Array
): Dense {
  const { targets, vectors } = problem
  const weights = weightsOf(solveReady(problem, ready, ridge, sampleWeights), ready)
  if (naiveBayes === 0) return weights
  const ngrams = joinBlocks(blocks, ngramScalesOf(settings, vectors))
  return mix(weights, naiveBayesWeights(ngrams, targets, sampleWeights), naiveBayes, naiveBayesScale)
}
