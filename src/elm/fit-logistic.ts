import { cholesky, type Dense, dense, multiply, rowOf, transpose } from '../math/index.ts'
import { type StopSignal, throwIfAborted } from './abort.ts'
import { plusRidge } from './block-sums.ts'
import { featureSpace } from './feature-space.ts'
import type { HeadProblem } from './fit-features.ts'
import { gramSum } from './gram-sum.ts'
import { columnOf, type HeadFit, leavingOutLater, setColumn } from './head.ts'
import { copyGroups, leftOutOf, type SharedHessian } from './leave-out.ts'
import { addPenalty, addRows, noRows } from './logistic-block.ts'
import { logisticLoss } from './losses.ts'
import { newtonFit } from './newton.ts'
import { quasiNewton } from './quasi-newton.ts'
import { rowBlock } from './row-blocks.ts'
import { eachBlock, heldFeatures } from './row-features.ts'

/** Of the gradient at 0: what is left of it at the end. */
const TOLERANCE = 1e-8
/** No curvature of the logistic loss is above this. */
export const BOUND = 0.25

/**
 * Fits the logistic loss on features Φ (n, r). Its curvature is a quarter at most, so the Hessian of every output is no more than
 * P = ΦᵀSΦ/4 + λI (Böhning and Lindsay 1988): one factorisation serves all steps of all outputs, which are quasi-Newton steps in the
 * metric of P, two products with Φ each. Where λ is so small that they are many, Newton's method goes on from where they led.
 *
 * What leaving out changes needs the Hessian of each output, and is computed when it is first asked for.
 *
 * @throws as `newtonFit`
 */
export function fitLogistic(phi: Dense, problem: HeadProblem): HeadFit {
  const { targets, weights, ridge, groups, signal } = problem
  const { thetas, scores, open } = quasiNewtonFit(phi, problem)
  const coefficients = transpose(thetas)
  for (const o of open) {
    const theta = rowOf(thetas, o)
    const start = { coefficients: theta, scores: multiply(phi, dense(phi.cols, 1, theta)).data }
    const rows = { loss: logisticLoss, targets: columnOf(targets, o), weights }
    const fit = newtonFit(featureSpace(phi, ridge), rows, ridge, [], signal, start)
    setColumn(coefficients, o, fit.coefficients)
    setColumn(scores, o, fit.scores)
  }
  const { gradients, curvatures } = derivatives(scores, targets, weights)
  const optimum = {
    scores: dense(scores.rows, scores.cols, scores.data.slice()),
    gradients,
    groups: copyGroups(groups)
  }
  return leavingOutLater(coefficients, scores, () => {
    return leftOutOf(heldFeatures(phi), optimum, hessiansOf(phi, curvatures, ridge))
  })
}

/** The Hessian of each output, made when it is its turn. */
function* hessiansOf(phi: Dense, curvatures: readonly Float64Array[], ridge: number): Iterable<SharedHessian> {
  for (const [o, curvature] of curvatures.entries()) {
    yield { lower: factorAt(phi, curvature, ridge), curvature, outputs: [o] }
  }
}

/** Coefficients (k, r) and scores (n, k) of all outputs, and which of these are still on their way. */
function quasiNewtonFit(
  phi: Dense,
  { targets, weights, ridge, signal }: HeadProblem
): { readonly thetas: Dense; readonly scores: Dense; readonly open: readonly number[] } {
  const { rows: n, cols: r } = phi
  const k = targets.cols
  const quarters = weights.map(w => BOUND * w)
  const descent = quasiNewton(factorAt(phi, quarters, ridge, signal), k, TOLERANCE)
  const scores = dense(n, k)
  // As much work as a few Hessians, by then, which are n·r²/2 multiplications each.
  for (let left = 64 + r / 2; descent.open.length > 0 && !descent.stuck && left > 0; left--) {
    const sums = noRows(k, r)
    eachBlock(heldFeatures(phi), signal, (block, from) => {
      const to = from + block.rows
      const t = rowBlock(targets, from, to) as Dense
      scores.data.set(addRows(sums, block, t, weights.subarray(from, to), descent.points).data, from * k)
    })
    addPenalty(sums, descent.points, ridge)
    descent.advance(sums.values, sums.slopes)
  }
  return { thetas: descent.best(), scores, open: descent.open }
}

/** First derivatives of the loss in the scores, (n, k), and second ones, (n) for each output. */
function derivatives(
  scores: Dense,
  targets: Dense,
  weights: Float64Array
): { readonly gradients: Dense; readonly curvatures: readonly Float64Array[] } {
  const { rows: n, cols: k } = scores
  const gradients = dense(n, k)
  const curvatures = Array.from({ length: k }, () => new Float64Array(n))
  for (let i = 0, p = 0; i < n; i++) {
    for (let o = 0; o < k; o++, p++) {
      gradients.data[p] = weights[i] * logisticLoss.gradient(targets.data[p], scores.data[p])
      curvatures[o][i] = weights[i] * logisticLoss.curvature(targets.data[p], scores.data[p])
    }
  }
  return { gradients, curvatures }
}

/** The factor of ΦᵀWΦ + λI, with W the curvatures (n). */
function factorAt(phi: Dense, curvature: Float64Array, ridge: number, signal?: StopSignal): Dense {
  const gram = gramSum(phi.cols)
  eachBlock(heldFeatures(phi), signal, (block, from) => {
    gram.add(block, curvature.subarray(from, from + block.rows))
  })
  throwIfAborted(signal)
  return cholesky(plusRidge(gram.lower, ridge))
}
