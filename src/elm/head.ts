import { type Dense, dense } from '../math/dense.ts'
import type { Loss } from './losses.ts'
import { type Factor, newtonFit, type Space } from './newton.ts'

/** Every output of a head, solved. */
export interface HeadFit {
  /** (size of the space, k) */
  readonly coefficients: Dense
  /** (n, k) */
  readonly scores: Dense
  /** (n, k) */
  readonly leftOut: Dense
}

/**
 * Fits every column of `targets`, (n, k), in one space.
 *
 * @param groups rows that leave-one-out leaves out together; every row alone if undefined
 */
export function fitHead(
  space: Space,
  targets: Dense,
  weights: Float64Array,
  ridge: number,
  loss: Loss,
  groups: readonly Uint32Array[] | undefined
): HeadFit {
  const { rows: n, cols: k } = targets
  const coefficients = dense(space.size, k)
  const scores = dense(n, k)
  const leftOut = dense(n, k)
  const shared = { ...space, factor: keepFirst(space.factor) }
  const leaving = groups ?? Array.from({ length: n }, (_, i) => Uint32Array.of(i))
  for (let o = 0; o < k; o++) {
    const column = Float64Array.from({ length: n }, (_, i) => targets.data[i * k + o])
    const fit = newtonFit(shared, { loss, targets: column, weights }, ridge, leaving)
    setColumn(coefficients, o, fit.coefficients)
    setColumn(scores, o, fit.scores)
    setColumn(leftOut, o, fit.leftOut)
  }
  return { coefficients, scores, leftOut }
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

function setColumn(m: Dense, o: number, values: Float64Array): void {
  for (let i = 0; i < m.rows; i++) m.data[i * m.cols + o] = values[i]
}
