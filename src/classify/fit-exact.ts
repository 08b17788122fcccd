import { kernelPath } from '../elm/index.ts'
import { type Dense, dense, gramOfRows, multiplySparseTransposed } from '../math/index.ts'
import { joinBlocks } from './features.ts'
import { type Fit, mixNaiveBayes } from './mixture.ts'
import { examplesOf, type Problem } from './problem.ts'
import { calibratedLosses, candidates, priorAt, scalesOf, search } from './settings.ts'

/** Weights of words, characters and surface in order of preference. */
const BLOCK_WEIGHTS = [
  [0.25, 0.5, 0.25],
  [0.3, 0.6, 0.1],
  [1 / 3, 1 / 3, 1 / 3],
  [0.5, 0.4, 0.1]
]

/** The exact machine, for few rows: Newton steps on the kernel, leave-one-out in closed form. `alpha` is (n, k). */
export function fitExact(problem: Problem): Fit & { readonly alpha: Dense } {
  const { targets, blocks, sampleWeights, vectors, progress, signal } = problem
  const groups = groupsOfAll(problem)
  const solve = kernelPath(targets, { sampleWeights, ...(groups && { groups }), ...(signal && { signal }) })
  const answers = examplesOf(problem, targets)
  let tried = 0
  const grams = blocks.map(gramOfRows)
  const kernel = dense(targets.rows, targets.rows)
  const { settings, alpha, leftOut } = search(candidates(problem, BLOCK_WEIGHTS, 'few'), candidate => {
    const { ridge, blockWeights } = candidate
    progress(0.1 + 0.14 * tried++, 'choosing settings')
    sumKernels(grams, blockWeights, kernel)
    const machine = solve(kernel, ridge)
    const losses = calibratedLosses(problem, examplesOf(problem, machine.leftOut), answers, priorAt(problem, ridge))
    return { settings: candidate, losses, ...machine }
  })
  progress(0.95, 'calibrating')
  const x = joinBlocks(blocks, scalesOf(settings))
  const ngrams = vectors ? undefined : x
  return { ...mixNaiveBayes(problem, settings, multiplySparseTransposed(x, alpha), leftOut, ngrams), alpha }
}

/** The groups of examples, and the descriptions as one more; without examples each description alone. */
function groupsOfAll({ groups, examples, targets }: Problem): readonly Uint32Array[] | undefined {
  if (examples === targets.rows) return groups
  if (examples === 0) return undefined
  return [...groups, Uint32Array.from({ length: targets.rows - examples }, (_, i) => examples + i)]
}

/** out ← Σ_b w_b X_bX_bᵀ + 1, the kernel with its constant term: (n, n). */
function sumKernels(grams: readonly Dense[], weights: readonly number[], out: Dense): void {
  const sum = out.data.fill(1)
  const size = sum.length
  for (let b = 0; b < grams.length; b++) {
    const w = weights[b]
    const g = grams[b].data
    if (w !== 0) for (let i = 0; i < size; i++) sum[i] += w * g[i]
  }
}
