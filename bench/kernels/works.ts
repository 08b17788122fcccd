import { useKernels } from '../../src/math/index.ts'
import { relaxedKernelBytes } from '../../src/math/relaxed.ts'
import type { Field, SpeedWork } from '../speed/field.ts'
import { choleskyOf, expOf, solveOf } from './factors.ts'
import { measureHeads } from './heads.ts'
import { measureOperation } from './measure.ts'
import type { Operation } from './operation.ts'
import { gemmOf, syrkOf } from './products.ts'

const OPERATIONS: readonly Operation[] = [
  gemmOf('f32', 512),
  gemmOf('f32', 1024),
  gemmOf('f64', 512),
  gemmOf('f64', 1024),
  syrkOf(1024),
  choleskyOf(1024),
  solveOf(1024, 256),
  expOf(100_000)
]

/** The works of the suite. */
export const KERNEL_WORKS: readonly SpeedWork[] = [
  ...OPERATIONS.map(operation => ({
    name: operation.name,
    title: operation.title,
    run: (field: Field) => measureOperation(operation, relaxedRoute(), field)
  })),
  {
    name: 'logistic-head',
    title: 'a kernel ELM with 1,000 landmarks on 5,000 rows: the logistic head beside the squared one',
    run: field => measureHeads('logistic-head', 5000, 1000, field)
  }
]

/** The route of fused sums, or undefined where the engine has none. */
function relaxedRoute(): { readonly bytes: Uint8Array } | undefined {
  const route = { bytes: relaxedKernelBytes() }
  try {
    useKernels(route)
    return route
  } catch {
    return undefined
  } finally {
    useKernels('auto')
  }
}
