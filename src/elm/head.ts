import { type Dense, dense } from '../math/dense.ts'
import type { StopSignal } from './abort.ts'
import { copyGroups } from './leave-out.ts'
import type { Loss } from './losses.ts'
import { type Factor, newtonFit, type Space } from './newton.ts'

/** Every output of a head, solved. */
export interface HeadFit {
  /** (size of the space, k) */
  readonly coefficients: Dense
  /** (n, k) */
  readonly scores: Dense
  /** (n, k), which may be computed only when it is read */
  readonly leftOut: Dense
}

/** A fit whose left-out scores are computed when they are first read. */
export function leavingOutLater(coefficients: Dense, scores: Dense, leaveOut: () => Dense): HeadFit {
  // Once it has run the function goes, and with it the features that it holds.
  let later: (() => Dense) | undefined = leaveOut
  let leftOut = scores
  return {
    coefficients,
    scores,
    get leftOut() {
      if (later !== undefined) leftOut = later()
      later = undefined
      return leftOut
    }
  }
}

/**
 * Fits every column of `targets`, (n, k), in one space, by Newton's method.
 *
 * @param groups rows that leave-one-out leaves out together; every row alone if undefined
 * @throws as `newtonFit`
 */
export function fitHead(
  space: Space,
  targets: Dense,
  weights: Float64Array,
  ridge: number,
  loss: Loss,
  groups: readonly Uint32Array[] | undefined,
  signal?: StopSignal
): HeadFit {
  const { rows: n, cols: k } = targets
  const shared = { ...space, factor: keepFirst(space.factor) }
  const leaving = copyGroups(groups) ?? Array.from({ length: n }, (_, i) => Uint32Array.of(i))
  const coefficients = dense(space.size, k)
  const scores = dense(n, k)
  const leftOut = dense(n, k)
  const later: (() => void)[] = []
  for (let o = 0; o < k; o++) {
    const rows = { loss, targets: columnOf(targets, o), weights }
    const fit = newtonFit(shared, rows, ridge, leaving, signal)
    setColumn(coefficients, o, fit.coefficients)
    setColumn(scores, o, fit.scores)
    // A factor for each output would be much to keep.
    if (loss.name === 'squared') later.push(() => setColumn(leftOut, o, fit.leftOut()))
    else setColumn(leftOut, o, fit.leftOut())
  }
  return leavingOutLater(coefficients, scores, () => {
    for (const set of later) set()
    return leftOut
  })
}

/** Outputs start from the same curvatures, and with the squared loss have no others: one factor serves them all. */
function keepFirst(factor: Space['factor']): Space['factor'] {
  let first: { readonly curvature: Float64Array; readonly factor: Factor } | undefined
  return curvature => {
    first ??= { curvature: curvature.slice(), factor: factor(curvature) }
    const known = first.curvature
    return curvature.every((c, i) => c === known[i]) ? first.factor : factor(curvature)
  }
}

/** Column o of a matrix, (n). */
export function columnOf({ rows, cols, data }: Dense, o: number): Float64Array {
  const out = new Float64Array(rows)
  for (let i = 0; i < rows; i++) out[i] = data[i * cols + o]
  return out
}

/** Writes column o of a matrix. */
export function setColumn(m: Dense, o: number, values: Float64Array): void {
  for (let i = 0; i < m.rows; i++) m.data[i * m.cols + o] = values[i]
}
