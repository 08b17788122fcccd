import { cholesky, type Dense, dense, multiply } from '../math/index.ts'
import { factorInPlace, inverseTransposed, solveFactored } from './factored.ts'
import { dot, type Factor, type Space } from './newton.ts'

/**
 * Functions f(x) = k(x, X)·α with ‖f‖² = αᵀKα, by their coefficients α on the training rows. With R = W^½ the Newton system
 * is B = RKR + λI, (n, n), which no K makes singular (Rasmussen and Williams 2006, section 3.4.3): a Hessian costs one
 * Cholesky factor and no product of matrices.
 *
 * @param kernel K, (n, n), symmetric
 */
export function kernelSpace(kernel: Dense, ridge: number): Space {
  const n = kernel.rows
  return {
    size: n,
    inner: (x, _, yScores) => dot(x, yScores),
    factor(curvature) {
      const roots = curvature.map(Math.sqrt)
      return factorOf(kernel, ridge, cholesky(systemOf(kernel, ridge, roots)), roots)
    }
  }
}

/** RKR + λI, of which only the lower triangle is written, in a matrix of its own or in `out`. */
export function systemOf(
  { data: k, rows: n }: Dense,
  ridge: number,
  roots: Float64Array,
  out: Dense = dense(n, n)
): Dense {
  const b = out.data
  for (let i = 0; i < n; i++) {
    const at = i * n
    const root = roots[i]
    for (let j = 0; j <= i; j++) b[at + j] = root * k[at + j] * roots[j]
    b[at + i] += ridge
  }
  return out
}

/** How far g/w may lie from a row's score: dividing by R loses as many digits as this has. */
const FARTHEST = 1e6

function factorOf(kernel: Dense, ridge: number, lower: Dense, roots: Float64Array): Factor {
  const n = kernel.rows
  let upper: Dense | undefined
  /** R⁻¹v. Rows of weight 0 have neither gradient nor coefficient. */
  const overRoot = (v: number, i: number) => (roots[i] === 0 ? 0 : v / roots[i])
  return {
    step(gradient, x) {
      // (WK + λI)·Δα = −(g + λα), with Δα = R·y and B·y = −R⁻¹(g + λα)
      const right = x.map((v, i) => overRoot(-(gradient[i] + ridge * v), i))
      const change = solveFactored(lower, right)
      for (let i = 0; i < n; i++) change[i] *= roots[i]
      return { change, scores: multiply(kernel, dense(n, 1, change)).data }
    },
    leaveOut(_, x, group) {
      upper ??= inverseTransposed(lower)
      return leaveOutOfKernel({ kernel, ridge, roots, upper }, x, group)
    }
  }
}

/** A Newton system on a kernel, factored. */
export interface FactoredKernel {
  readonly kernel: Dense
  readonly ridge: number
  /** (n) R */
  readonly roots: Float64Array
  /** (n, n) L⁻ᵀ with L·Lᵀ = B, so that B⁻¹ is its rows times its rows. */
  readonly upper: Dense
}

/** (|G|) what leaving out the rows of `group` adds to their scores, one Newton step from the optimum `x` (n). */
export function leaveOutOfKernel(
  { kernel, ridge, roots, upper }: FactoredKernel,
  x: Float64Array,
  group: Uint32Array
): Float64Array {
  const n = kernel.rows
  const m = group.length
  const inner = new Float64Array(m * m)
  for (let a = 0; a < m; a++) {
    for (let b = 0; b <= a; b++) inner[a * m + b] = innerFrom(upper, group[a], group[b])
  }
  // I − S_GG W_G = λR⁻¹(B⁻¹)_GG R and WS = I − λRB⁻¹R⁻¹, so the change is R⁻¹(u/λ − R⁻¹g) with (B⁻¹)_GG u = R⁻¹g.
  // −λα is g without its rounding, which is all that is left of it where λ is very small.
  const pull = new Float64Array(m)
  let near = true
  for (let a = 0; a < m; a++) {
    const root = roots[group[a]]
    // Rows of weight 0 have neither gradient nor coefficient.
    pull[a] = root === 0 ? 0 : (-ridge * x[group[a]]) / root
    near &&= root > 0 && Math.abs(pull[a]) <= FARTHEST * root
  }
  const lower = dense(m, m, inner)
  factorInPlace(lower)
  const u = solveFactored(lower, pull.slice())
  if (near) return u.map((v, a) => (v / ridge - pull[a]) / roots[group[a]])
  // The same without dividing by R: K R (B⁻¹)_·G u / λ, since RKR = B − λI.
  const spread = new Float64Array(n)
  for (let a = 0; a < m; a++) for (let j = group[a]; j < n; j++) spread[j] += u[a] * upper.data[group[a] * n + j]
  const change = spread.map((_, j) => roots[j] * dotFrom(upper, j, spread))
  return Float64Array.from(group, i => dot(kernel.data.subarray(i * n, (i + 1) * n), change) / ridge)
}

/** Row i · row j of an upper triangle. */
function innerFrom({ cols: n, data }: Dense, i: number, j: number): number {
  let sum = 0
  for (let p = Math.max(i, j); p < n; p++) sum += data[i * n + p] * data[j * n + p]
  return sum
}

/** Row i of an upper triangle times `v`. */
function dotFrom({ cols: n, data }: Dense, i: number, v: Float64Array): number {
  let sum = 0
  for (let p = i; p < n; p++) sum += data[i * n + p] * v[p]
  return sum
}
