import type { Dense } from '../math/index.ts'
import { FOLDS } from './problem.ts'

/** The weights with 0 for every row of `group`. */
export function without(weights: Float64Array, group: Uint32Array): Float64Array {
  const out = weights.slice()
  for (const row of group) out[row] = 0
  return out
}

/** Writes the rows of `scores` to those places of `out` that `group` says. */
export function writeRows(scores: Dense, group: Uint32Array, out: Dense): void {
  const k = scores.cols
  group.forEach((row, i) => {
    out.data.set(scores.data.subarray(i * k, (i + 1) * k), row * k)
  })
}

/** The groups put together to no more than {@link FOLDS}. */
export function inFolds(groups: readonly Uint32Array[]): Uint32Array[] {
  const folds = Array.from({ length: Math.min(FOLDS, groups.length) }, (): number[] => [])
  groups.forEach((group, g) => {
    for (const row of group) folds[g % folds.length].push(row)
  })
  return folds.map(fold => Uint32Array.from(fold))
}
