import type { Matrix } from '../math/products.ts'
import { checkBlocks, checkNotNegative, checkPositive } from './check.ts'
import type { Kernel } from './kernels.ts'

/** Checks what is to be tried against the blocks. Throws RangeError naming the candidate at fault. */
export function checkCandidates(
  blocks: readonly Matrix[],
  kernels: readonly (readonly Kernel[])[],
  weightings: readonly (readonly number[])[],
  ridges: readonly number[]
): void {
  checkBlocks(blocks)
  expectCount('kernels', blocks.length, kernels.length)
  kernels.forEach((list, b) => {
    if (!Array.isArray(list) || list.length === 0) {
      throw new RangeError(`kernels[${b}]: expected a list of at least one kernel, got ${JSON.stringify(list)}`)
    }
  })
  if (weightings.length === 0) throw new RangeError('weights: expected at least one candidate, got none')
  weightings.forEach((weights, c) => {
    expectCount(`weights[${c}]`, blocks.length, weights.length)
    weights.forEach((w, b) => {
      checkNotNegative(`weights[${c}][${b}]`, w)
    })
  })
  ridges.forEach((ridge, c) => {
    checkPositive(`ridges[${c}]`, ridge)
  })
}

function expectCount(what: string, expected: number, got: number): void {
  if (got !== expected) throw new RangeError(`${what}: expected ${expected}, one per block, got ${got}`)
}
