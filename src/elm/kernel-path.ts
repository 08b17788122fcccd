import type { Dense } from '../math/index.ts'
import { checkKernelTraining, type HeadOptions } from './check.ts'
import { KernelLogistic } from './kernel-logistic.ts'
import { trainOnKernel } from './train-on-kernel.ts'

/** Below this share of the largest weighed k(x, x) λ would be lost in RKR + λI, where K alone is singular. */
const LEAST_RIDGE = 1e-10

/** The machine on one kernel of a path. */
export interface PathPoint {
  /** (n, k) with f(x) = k(x, X)·alpha */
  readonly alpha: Dense
  /** (n, k) scores of the training rows, each by a machine that never saw it, nor its group */
  readonly leftOut: Dense
}

/**
 * Exact machines with a logistic head on the same rows, one kernel and λ after another, as {@link trainOnKernel} trains each: every one
 * begins where the last has ended, which for settings that differ a little saves most of the work.
 *
 * @param targets (n, k), each from 0 to 1
 * @returns a function of a kernel (n, n), symmetric positive semidefinite, and λ; it throws as `trainOnKernel`
 */
export function kernelPath(
  targets: Dense,
  options: Pick<HeadOptions, 'sampleWeights' | 'groups' | 'signal'> = {}
): (kernel: Dense, ridge: number) => PathPoint {
  let path: KernelLogistic | undefined
  return (kernel, ridge) => {
    const full = { ...options, ridge, head: 'logistic' } as const
    const weights = checkKernelTraining(kernel, targets, full)
    const n = kernel.rows
    let largest = 0
    for (let i = 0; i < n; i++) largest = Math.max(largest, weights[i] * kernel.data[i * n + i])
    if (ridge <= LEAST_RIDGE * largest) return trainOnKernel(kernel, targets, full)
    path ??= new KernelLogistic(targets, weights, options.groups, options.signal)
    return path.solve(kernel, ridge)
  }
}
