import { type Dense, dense, transpose } from '../math/dense.ts'
import { cholesky, choleskySolve, solveLowerInPlace } from '../math/index.ts'
import { gramOfColumns, multiply } from '../math/products.ts'
import type { Loss } from './losses.ts'

/** One output of a head, solved. */
export interface NewtonFit {
  /** (r) weights on the features */
  readonly theta: Float64Array
  /** (n) scores of the training rows */
  readonly scores: Float64Array
  /** (n) what each row would score had the rows of its group been left out */
  readonly leftOut: Float64Array
  /** Newton steps taken */
  readonly steps: number
}

const MAX_STEPS = 50
const TOLERANCE = 1e-7

/**
 * Minimises Σ_i s_i ℓ(t_i, φ_i·θ) + (λ/2)‖θ‖² by Newton's method: every step is a weighted ridge regression (iteratively
 * re-weighted least squares; Green 1984), the only step for the squared loss. A step that does not lower the objective is
 * halved, so the method cannot diverge.
 *
 * Left-out scores are closed form. With S = Φ(ΦᵀWΦ + λI)⁻¹Φᵀ, W the curvatures and g the gradients of the rows, leaving
 * group G out gives f_G + (I − S_GG W_G)⁻¹ S_GG g_G: exact for the squared loss (PRESS; Allen 1974, its block form), one
 * Newton step away from the full fit for others (Rad and Maleki 2020, equation 6).
 *
 * @param phi (n, r) features, one row per example
 * @param targets (n)
 * @param weights (n) s, at least 0
 * @param groups rows that leave together; every row alone if undefined
 */
export function newtonFit(
  phi: Dense,
  targets: Float64Array,
  weights: Float64Array,
  ridge: number,
  loss: Loss,
  groups: readonly Uint32Array[] | undefined
): NewtonFit {
  const n = phi.rows
  const r = phi.cols
  let theta: Float64Array = new Float64Array(r)
  let scores: Float64Array = new Float64Array(n)
  let objective = objectiveOf(scores, theta, targets, weights, ridge, loss)
  const curvature = new Float64Array(n)
  const gradient = new Float64Array(n)
  let steps = 0
  let factor = dense(0, 0)
  let settled = false
  for (;;) {
    for (let i = 0; i < n; i++) {
      gradient[i] = weights[i] * loss.gradient(targets[i], scores[i])
      curvature[i] = weights[i] * loss.curvature(targets[i], scores[i])
    }
    if (settled || steps === MAX_STEPS) break
    const slope = gradientOf(phi, gradient, theta, ridge)
    factor = factorOf(phi, curvature, ridge)
    const step = choleskySolve(factor, dense(r, 1, slope)).data
    let decrement = 0
    for (let j = 0; j < r; j++) decrement += slope[j] * step[j]
    // Newton's method squares its error: after a step this small there is nothing left to gain, nor does the factor change.
    settled = loss.name === 'squared' || decrement <= TOLERANCE * (1 + Math.abs(objective))
    steps++
    for (let scale = 1; ; scale /= 2) {
      const next = theta.map((v, j) => v - scale * step[j])
      const nextScores = multiply(phi, dense(r, 1, next)).data
      const value = objectiveOf(nextScores, next, targets, weights, ridge, loss)
      if (value <= objective) {
        theta = next
        scores = nextScores
        objective = value
        break
      }
      if (scale < 1e-6) {
        settled = true
        break
      }
    }
  }
  return { theta, scores, leftOut: leaveOut(phi, factor, scores, curvature, gradient, groups), steps }
}

function objectiveOf(
  scores: Float64Array,
  theta: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
  ridge: number,
  loss: Loss
): number {
  let sum = 0
  for (let i = 0; i < scores.length; i++) sum += weights[i] * loss.value(targets[i], scores[i])
  let norm = 0
  for (let j = 0; j < theta.length; j++) norm += theta[j] * theta[j]
  return sum + (ridge * norm) / 2
}

function gradientOf(phi: Dense, rows: Float64Array, theta: Float64Array, ridge: number): Float64Array {
  const out = theta.map(v => ridge * v)
  const r = phi.cols
  for (let i = 0; i < phi.rows; i++) {
    const g = rows[i]
    if (g === 0) continue
    for (let j = 0; j < r; j++) out[j] += g * phi.data[i * r + j]
  }
  return out
}

function factorOf(phi: Dense, curvature: Float64Array, ridge: number): Dense {
  const hessian = gramOfColumns(phi, curvature)
  for (let j = 0; j < phi.cols; j++) hessian.data[j * phi.cols + j] += ridge
  return cholesky(hessian)
}

function leaveOut(
  phi: Dense,
  factor: Dense,
  scores: Float64Array,
  curvature: Float64Array,
  gradient: Float64Array,
  groups: readonly Uint32Array[] | undefined
): Float64Array {
  const n = phi.rows
  const r = phi.cols
  // S = (L⁻¹Φᵀ)ᵀ(L⁻¹Φᵀ); rows of `half` are the columns of L⁻¹Φᵀ.
  const half = transpose(solveLowerInPlace(factor, transpose(phi)))
  const dot = (i: number, j: number) => {
    let sum = 0
    for (let p = 0; p < r; p++) sum += half.data[i * r + p] * half.data[j * r + p]
    return sum
  }
  const out = scores.slice()
  if (groups === undefined) {
    for (let i = 0; i < n; i++) {
      const s = dot(i, i)
      out[i] += (s * gradient[i]) / (1 - s * curvature[i])
    }
    return out
  }
  for (const group of groups) {
    // (I − S W)⁻¹ S g = W^-½ (I − W^½ S W^½)⁻¹ W^½ S g, whose matrix is symmetric positive definite; rows whose curvature
    // has vanished would divide by zero, so the system is solved for S first: x = (S⁻¹ − W)⁻¹ g is never formed.
    const m = group.length
    const inner = dense(m, m)
    const right = new Float64Array(m)
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) {
        const s = dot(group[a], group[b])
        inner.data[a * m + b] = (a === b ? 1 : 0) - s * curvature[group[b]]
        right[a] += s * gradient[group[b]]
      }
    }
    const change = solveSmall(inner, right)
    for (let a = 0; a < m; a++) out[group[a]] += change[a]
  }
  return out
}

/** Gaussian elimination with partial pivoting on a small system; overwrites both arguments. */
function solveSmall(a: Dense, b: Float64Array): Float64Array {
  const n = a.rows
  const x = a.data
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let i = c + 1; i < n; i++) if (Math.abs(x[i * n + c]) > Math.abs(x[pivot * n + c])) pivot = i
    if (pivot !== c) {
      for (let j = 0; j < n; j++) [x[c * n + j], x[pivot * n + j]] = [x[pivot * n + j], x[c * n + j]]
      ;[b[c], b[pivot]] = [b[pivot], b[c]]
    }
    for (let i = c + 1; i < n; i++) {
      const f = x[i * n + c] / x[c * n + c]
      if (f === 0) continue
      for (let j = c; j < n; j++) x[i * n + j] -= f * x[c * n + j]
      b[i] -= f * b[c]
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) b[i] -= x[i * n + j] * b[j]
    b[i] /= x[i * n + i]
  }
  return b
}
