import { cholesky, choleskySolve, type Dense, dense, multiply } from '../math/index.ts'
import type { StopSignal } from './abort.ts'
import { addCross, addDense, plusRidge, weightedRows } from './block-sums.ts'
import type { HeadProblem } from './fit-features.ts'
import { gramSum } from './gram-sum.ts'
import { type HeadFit, leavingOutLater } from './head.ts'
import { copyGroups, leftOutOf } from './leave-out.ts'
import { rowBlock } from './row-blocks.ts'
import { allFeatures, eachBlock, heldFeatures, type RowFeatures } from './row-features.ts'

/** Numbers of features that are kept, 256 megabytes of them: above, they are made anew where they are needed again. */
const HELD = 2 ** 25

/**
 * Fits the squared loss on features, from the sums ΦᵀSΦ and ΦᵀST: θ = (ΦᵀSΦ + λI)⁻¹ΦᵀST. Memory for r² numbers and a block, and for the
 * features where they are few: then what leaving out changes is computed when it is first asked for, else at once.
 *
 * @param held whether the features are kept
 * @throws the reason of a signal that is aborted
 */
export function fitRidge(
  given: RowFeatures,
  { targets, weights, ridge, groups, signal }: HeadProblem,
  held = given.rows * given.cols <= HELD
): HeadFit {
  const { rows: n, cols: r } = given
  const k = targets.cols
  const features = held ? heldFeatures(allFeatures(given, signal)) : given
  const gram = gramSum(r)
  const cross = dense(r, k)
  eachBlock(features, signal, (phi, from) => {
    const to = from + phi.rows
    gram.add(phi, weights.subarray(from, to))
    addCross(cross, phi, weightedRows(targets, weights, from, to))
  })
  const lower = cholesky(plusRidge(gram.lower, ridge))
  const coefficients = choleskySolve(lower, cross)
  const scores = dense(n, k)
  addScores(scores, features, coefficients, signal)
  if (held) {
    // A second step costs next to nothing here, and takes off what rounding in the sums left.
    const change = choleskySolve(
      lower,
      descent(features, coefficients, missesOf(scores, targets, weights), ridge, signal)
    )
    addDense(coefficients, change)
    addScores(scores, features, change, signal)
  }
  const optimum = {
    scores: dense(n, k, scores.data.slice()),
    gradients: missesOf(scores, targets, weights),
    groups: copyGroups(groups)
  }
  const hessian = { lower, curvature: weights.slice(), outputs: Array.from({ length: k }, (_, o) => o) }
  const leaveOut = (stop?: StopSignal) => leftOutOf(features, optimum, [hessian], stop)
  return held ? leavingOutLater(coefficients, scores, leaveOut) : { coefficients, scores, leftOut: leaveOut(signal) }
}

/** scores (n, k) ← scores + Φθ */
function addScores(scores: Dense, features: RowFeatures, thetas: Dense, signal: StopSignal | undefined): void {
  eachBlock(features, signal, (phi, from) => {
    const part = multiply(phi, thetas).data
    const at = from * scores.cols
    for (let p = 0; p < part.length; p++) scores.data[at + p] += part[p]
  })
}

/** −Φᵀg − λθ, (r, k), with g (n, k) the gradients in the scores. */
function descent(
  features: RowFeatures,
  thetas: Dense,
  gradients: Dense,
  ridge: number,
  signal: StopSignal | undefined
): Dense {
  const out = dense(thetas.rows, thetas.cols)
  eachBlock(features, signal, (phi, from) => addCross(out, phi, rowBlock(gradients, from, from + phi.rows) as Dense))
  for (let p = 0; p < out.data.length; p++) out.data[p] = -out.data[p] - ridge * thetas.data[p]
  return out
}

/** S(F − T), (n, k): the gradients of the squared loss in the scores. */
function missesOf(scores: Dense, targets: Dense, weights: Float64Array): Dense {
  const { rows, cols } = scores
  const out = dense(rows, cols)
  for (let i = 0; i < rows; i++) {
    for (let p = i * cols; p < (i + 1) * cols; p++) out.data[p] = weights[i] * (scores.data[p] - targets.data[p])
  }
  return out
}
