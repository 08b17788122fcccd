import type { Dense } from '../math/dense.ts'
import type { Sparse } from '../math/sparse.ts'
import { checkSignal } from './abort.ts'
import { checkHead, checkKnown, checkPositive, checkWeights, finite } from './check.ts'
import type { DualOptions } from './dual.ts'

const KNOWN = ['ridge', 'head', 'sampleWeights', 'offsets', 'tolerance', 'maxEpochs', 'seed', 'start', 'signal']

/** Checks the arguments of the dual solver at the door, the rows aside. Throws TypeError or RangeError naming what is wrong. */
export function checkDual(x: Sparse, targets: Dense, options: DualOptions): void {
  checkKnown(options, KNOWN)
  const n = x.rows
  const k = targets.cols
  if (targets.rows !== n) {
    throw new RangeError(`targets.rows: expected ${n}, one per row of features, got ${targets.rows}`)
  }
  finite('targets', targets.data)
  checkHead(options.head ?? 'logistic', targets)
  checkPositive('ridge', options.ridge ?? 1)
  checkWeights(options.sampleWeights, n)
  checkSignal(options.signal)
  checkMatrix('offsets', options.offsets, n, k)
  checkMatrix('start.alpha', options.start?.alpha, n, k)
  checkMatrix('start.weights', options.start?.weights, x.cols, k)
  if (options.start !== undefined) checkPositive('start.ridge', options.start.ridge)
  const { tolerance = 0, maxEpochs = 1 } = options
  if (!(tolerance >= 0)) throw new RangeError(`tolerance: expected a number of at least 0, got ${tolerance}`)
  if (!(Number.isInteger(maxEpochs) && maxEpochs >= 1)) {
    throw new RangeError(`maxEpochs: expected an integer of at least 1, got ${maxEpochs}`)
  }
}

function checkMatrix(name: string, m: Dense | undefined, rows: number, cols: number): void {
  if (m === undefined) return
  if (m.rows !== rows || m.cols !== cols) {
    throw new RangeError(`${name}: expected ${rows} × ${cols}, got ${m.rows} × ${m.cols}`)
  }
  finite(name, m.data)
}
