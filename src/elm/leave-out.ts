import { type Dense, dense, gramOfRows, solveRowsInPlace } from '../math/index.ts'
import type { StopSignal } from './abort.ts'
import { blockRows, rowBlock } from './row-blocks.ts'
import { eachBlock, type RowFeatures } from './row-features.ts'
import { solveSmall } from './solve-small.ts'

/** The optimum that rows are left out of. */
export interface Optimum {
  /** (n, k) */
  readonly scores: Dense
  /** (n, k) of the loss in the scores */
  readonly gradients: Dense
  /** Rows that leave together; every row alone if undefined. */
  readonly groups: readonly Uint32Array[] | undefined
}

/** Outputs that share a Hessian ΦᵀWΦ + λI: the squared loss has one for all, another one for each output. */
export interface SharedHessian {
  /** (r, r) its Cholesky factor L */
  readonly lower: Dense
  /** (n) W */
  readonly curvature: Float64Array
  readonly outputs: readonly number[]
}

/** A copy of groups: what is computed later must not depend on what became of an argument. */
export function copyGroups(groups: readonly Uint32Array[] | undefined): readonly Uint32Array[] | undefined {
  return groups?.map(group => group.slice())
}

/**
 * The scores of every row (n, k) with its group left out, one Newton step from the optimum on features: see `newtonFit`.
 *
 * @param hessians which have every output once
 * @throws RangeError where λ is too small for it; the reason of a signal that is aborted
 */
export function leftOutOf(
  features: RowFeatures,
  optimum: Optimum,
  hessians: Iterable<SharedHessian>,
  signal?: StopSignal
): Dense {
  const { rows, cols, data } = optimum.scores
  const out = dense(rows, cols, data.slice())
  for (const hessian of hessians) addChanges(out, features, optimum, hessian, signal)
  return out
}

/** Adds what leaving out changes to the scores of the outputs that a Hessian is of. */
function addChanges(
  scores: Dense,
  features: RowFeatures,
  { gradients, groups }: Optimum,
  hessian: SharedHessian,
  signal: StopSignal | undefined
): void {
  if (groups === undefined) {
    const alone = new Uint32Array(1)
    const room = new Float64Array(Math.min(features.rows, blockRows(features.cols)) * features.cols)
    eachBlock(features, signal, (block, from) => {
      room.set(block.data)
      const copy = dense(block.rows, block.cols, room.subarray(0, block.data.length))
      const half = solveRowsInPlace(hessian.lower, copy)
      for (let i = 0; i < half.rows; i++) {
        alone[0] = from + i
        addGroup(scores, hessian, gradients, alone, half, i)
      }
    })
    return
  }
  for (const batch of batches(groups, blockRows(features.cols))) {
    const rows = batch.flatMap(group => Array.from(group))
    const half = solveRowsInPlace(hessian.lower, features.pick(Uint32Array.from(rows)))
    let at = 0
    for (const group of batch) {
      addGroup(scores, hessian, gradients, group, half, at)
      at += group.length
    }
  }
}

/** Groups together that have no more than `most` rows, or a group by itself that has more. */
function batches(groups: readonly Uint32Array[], most: number): Uint32Array[][] {
  const out: Uint32Array[][] = []
  let rows = most
  for (const group of groups) {
    if (rows + group.length > most) {
      out.push([])
      rows = 0
    }
    out[out.length - 1].push(group)
    rows += group.length
  }
  return out
}

/** (I − S W)⁻¹·S·g of one group, where S is its rows of ΦL⁻ᵀ, those of `half` from `at` on, times each other. */
function addGroup(
  scores: Dense,
  { curvature, outputs }: SharedHessian,
  gradients: Dense,
  group: Uint32Array,
  half: Dense,
  at: number
): void {
  const m = group.length
  const k = scores.cols
  const s = gramOfRows(rowBlock(half, at, at + m)).data
  for (const o of outputs) {
    const inner = new Float64Array(m * m)
    const right = new Float64Array(m)
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) {
        inner[a * m + b] = (a === b ? 1 : 0) - s[a * m + b] * curvature[group[b]]
        right[a] += s[a * m + b] * gradients.data[group[b] * k + o]
      }
    }
    const change = solveSmall(dense(m, m, inner), right)
    for (let a = 0; a < m; a++) scores.data[group[a] * k + o] += change[a]
  }
}
