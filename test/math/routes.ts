import { expect } from 'vitest'
import { gemm, type KernelRoute, kernels, useKernels } from '../../src/math/index.ts'
import { randomDense } from './matrices.ts'

const left = randomDense(96, 96, 1)

/** What a computation gives with compiled kernels and without. */
export function bothRoutes<T>(run: () => T): readonly [T, T] {
  return [onRoute('simd', run), onRoute('plain', run)]
}

/** What it gives on a route, which must be there. */
function onRoute<T>(route: KernelRoute, run: () => T): T {
  useKernels(route === 'plain' ? 'plain' : 'auto')
  try {
    // Asking compiles them, so that small problems run on them too.
    expect(kernels()).toBe(route)
    // Memory is not empty when it is used again.
    if (route === 'simd') gemm(left, left)
    return run()
  } finally {
    useKernels('auto')
  }
}
