import { expect } from 'vitest'
import { type KernelRoute, kernels, useKernels } from '../../src/math/index.ts'

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
    return run()
  } finally {
    useKernels('auto')
  }
}
