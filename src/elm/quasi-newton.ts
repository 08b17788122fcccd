import { choleskySolve, type Dense, dense, rowOf, transpose } from '../math/index.ts'
import { accepts, newTrack, remember, turn } from './descent-track.ts'

/** Trials of one step, each shorter than the one before. */
const MAX_TRIALS = 40

/** The minimisation of k functions of r numbers at once, which the caller evaluates where it is told to. */
export interface QuasiNewton {
  /** (k, r) where to evaluate next, a row for each function. */
  readonly points: Dense
  /** Functions that are not minimised yet; those that are have their minimum at `points`. */
  readonly open: readonly number[]
  /** Whether one of these is lowered by no step. */
  readonly stuck: boolean
  /** The best points so far, (k, r), as a new matrix. */
  best(): Dense
  /** Moves on, given the functions' values (k) and gradients (k, r) at `points`. */
  advance(values: Float64Array, gradients: Dense): void
}

/**
 * Minimises k smooth convex functions from 0 by the limited-memory BFGS method (Nocedal 1980; Nocedal and Wright, Numerical Optimization,
 * algorithm 7.4) in the metric of a positive definite matrix P: the nearer it is to their Hessians, the fewer steps. A step that goes
 * too far is shortened. Each function is on its own: the others change neither its points nor when it settles.
 *
 * @param lower the Cholesky factor of P, (r, r)
 * @param tolerance a function is minimised where the length of its gradient, √(gᵀP⁻¹g) and √(gᵀHg) with H what is known of the
 *   inverse Hessian, is at most so much of √(gᵀP⁻¹g) at 0
 */
export function quasiNewton(lower: Dense, functions: number, tolerance: number): QuasiNewton {
  const r = lower.rows
  const points = dense(functions, r)
  const tracks = Array.from({ length: functions }, () => newTrack(r))
  return {
    points,
    get open() {
      return Array.from(tracks.keys()).filter(o => !tracks[o].settled)
    },
    get stuck() {
      return tracks.some(track => !track.settled && track.trials > MAX_TRIALS)
    },
    best() {
      const out = dense(functions, r)
      tracks.forEach(({ x }, o) => {
        out.data.set(x, o * r)
      })
      return out
    },
    advance(values, gradients) {
      const preconditioned = transpose(choleskySolve(lower, transpose(gradients)))
      tracks.forEach((track, o) => {
        if (track.settled) return
        const point = rowOf(points, o)
        if (accepts(track, values[o], rowOf(gradients, o))) {
          remember(track, point, values[o], rowOf(gradients, o), rowOf(preconditioned, o))
          turn(track, tolerance)
        }
        // At the minimum the scale is 0.
        for (let j = 0; j < r; j++) point[j] = track.x[j] + track.scale * track.direction[j]
      })
    }
  }
}
