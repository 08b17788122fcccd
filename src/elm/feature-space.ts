import {
  cholesky,
  choleskySolve,
  type Dense,
  dense,
  gramOfColumns,
  multiply,
  solveLowerInPlace,
  transpose
} from '../math/index.ts'
import { dot, type Factor, type Space } from './newton.ts'
import { solveSmall } from './solve-small.ts'

/**
 * Functions f(x) = φ(x)·θ with ‖f‖ = ‖θ‖, by their weights θ: the Hessian is ΦᵀWΦ + λI, (r, r).
 *
 * @param phi (n, r) features, one row per example
 */
export function featureSpace(phi: Dense, ridge: number): Space {
  const r = phi.cols
  return {
    size: r,
    inner: dot,
    factor(curvature) {
      const hessian = gramOfColumns(phi, curvature)
      for (let j = 0; j < r; j++) hessian.data[j * r + j] += ridge
      return factorOf(phi, ridge, cholesky(hessian), curvature.slice())
    }
  }
}

function factorOf(phi: Dense, ridge: number, lower: Dense, curvature: Float64Array): Factor {
  const r = phi.cols
  let half: Dense | undefined
  return {
    step(gradient, x) {
      const slope = x.map(v => -ridge * v)
      for (let i = 0; i < phi.rows; i++) {
        const g = gradient[i]
        if (g !== 0) for (let j = 0; j < r; j++) slope[j] -= g * phi.data[i * r + j]
      }
      const change = choleskySolve(lower, dense(r, 1, slope))
      return { change: change.data, scores: multiply(phi, change).data }
    },
    leaveOut(gradient, _, group) {
      // S = Φ(ΦᵀWΦ + λI)⁻¹Φᵀ = (L⁻¹Φᵀ)ᵀ(L⁻¹Φᵀ); rows of `half` are the columns of L⁻¹Φᵀ.
      half ??= transpose(solveLowerInPlace(lower, transpose(phi)))
      const m = group.length
      const inner = dense(m, m)
      const right = new Float64Array(m)
      for (let a = 0; a < m; a++) {
        const left = half.data.subarray(group[a] * r, (group[a] + 1) * r)
        for (let b = 0; b < m; b++) {
          const s = dot(left, half.data.subarray(group[b] * r, (group[b] + 1) * r))
          inner.data[a * m + b] = (a === b ? 1 : 0) - s * curvature[group[b]]
          right[a] += s * gradient[group[b]]
        }
      }
      return solveSmall(inner, right)
    }
  }
}
