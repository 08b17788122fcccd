import { type Dense, dense, pivotedCholesky, solveLowerTransposedInPlace } from '../math/index.ts'
import { checkKernelTraining, type HeadOptions } from './check.ts'
import { featureSpace } from './feature-space.ts'
import { rowsAreCheaper } from './fit-features.ts'
import { fitHead } from './head.ts'
import { KERNEL_ELM_DEFAULTS, type TrainingScores } from './kernel-elm.ts'
import { kernelSpace } from './kernel-space.ts'
import { lossOf } from './losses.ts'
import type { Space } from './newton.ts'

/**
 * The exact machine from a kernel matrix computed beforehand, for callers that try many weights over the same blocks.
 *
 * @param kernel (n, n) symmetric positive semidefinite
 * @param targets (n, k)
 * @returns `alpha` (n, k) with f(x) = k(x, X)·alpha, and the training scores
 * @throws RangeError or TypeError naming the option or entry at fault, NotPositiveDefiniteError on a kernel that is not
 *   positive semidefinite
 */
export function trainOnKernel(
  kernel: Dense,
  targets: Dense,
  options: HeadOptions = {}
): TrainingScores & { readonly alpha: Dense } {
  const weights = checkKernelTraining(kernel, targets, options)
  const { ridge = KERNEL_ELM_DEFAULTS.ridge, head = KERNEL_ELM_DEFAULTS.head, groups, signal } = options
  const n = kernel.rows
  const solve = (space: Space) => fitHead(space, targets, weights, ridge, lossOf(head), groups, signal)
  const { kept, factor, features } = pivotedCholesky(kernel)
  const diagonal = Float64Array.from({ length: n }, (_, i) => kernel.data[i * n + i])
  if (rowsAreCheaper(kept.length, diagonal, weights, ridge)) {
    const { coefficients: alpha, ...scores } = solve(kernelSpace(kernel, ridge))
    return { alpha, ...scores }
  }
  const { coefficients: thetas, ...scores } = solve(featureSpace(features, ridge))
  const reduced = solveLowerTransposedInPlace(factor, thetas)
  const k = targets.cols
  const alpha = dense(n, k)
  for (let j = 0; j < kept.length; j++) alpha.data.set(reduced.data.subarray(j * k, (j + 1) * k), kept[j] * k)
  return { alpha, ...scores }
}
