import { cholesky, type Dense, dense } from '../math/index.ts'
import { type StopSignal, throwIfAborted } from './abort.ts'
import { factorInPlace, inverseTransposed, solveFactored } from './factored.ts'
import { columnOf, setColumn } from './head.ts'
import { leaveOutOfKernel, systemOf } from './kernel-space.ts'
import { LogisticRows } from './logistic-rows.ts'
import { add, dot, MAX_STEPS, SHORTEST, TOLERANCE, tooSmall } from './newton.ts'

/** So few rows are factored where they stand, and anew for each step. */
const FEW = 64

/** Of the loss at zero: what the last step may gain. Left-out scores are as good as the curvatures, which err by the root of it. */
const SETTLED = 1e-14

/** A factor of earlier curvatures is kept while each step gains no more than this share of what the last one did. */
const KEPT = 0.1

/**
 * Logistic heads on kernels, (n, n), by their coefficients on the rows, in buffers used again from kernel to kernel. Newton's method as
 * in `newtonFit` on the systems of `kernelSpace`, but for two things: it begins at the last solution, and where a factor costs more than a
 * few steps it serves until steps with it no longer help (Shamanskii 1967).
 */
export class KernelLogistic {
  /** (k) of (n) */
  private readonly last: readonly Float64Array[]
  private readonly rows: readonly LogisticRows[]
  private readonly groups: readonly Uint32Array[]
  private readonly scores: Float64Array
  private readonly next: Float64Array
  private readonly change: Float64Array
  private readonly moved: Float64Array
  private readonly roots: Float64Array
  /** B, and below the size that is factored where it stands, L. */
  private readonly system: Dense
  private lower: Dense
  private readonly upper: Dense

  /**
   * @param targets (n, k)
   * @param weights (n)
   * @param groups rows that leave together; every row alone if undefined
   */
  constructor(
    targets: Dense,
    private readonly weights: Float64Array,
    groups: readonly Uint32Array[] | undefined,
    private readonly signal: StopSignal | undefined
  ) {
    const { rows: n, cols: k } = targets
    const outputs = Array.from({ length: k }, (_, o) => o)
    this.last = outputs.map(() => new Float64Array(n))
    this.rows = outputs.map(o => new LogisticRows(columnOf(targets, o), weights))
    this.groups = groups ?? Array.from({ length: n }, (_, i) => Uint32Array.of(i))
    this.scores = new Float64Array(n)
    this.next = new Float64Array(n)
    this.change = new Float64Array(n)
    this.moved = new Float64Array(n)
    this.roots = new Float64Array(n)
    this.system = dense(n, n)
    this.lower = this.system
    this.upper = dense(n, n)
  }

  /** Coefficients (n, k) on `kernel` with penalty λ, and left-out scores (n, k). Throws as `newtonFit`. */
  solve(kernel: Dense, ridge: number): { readonly alpha: Dense; readonly leftOut: Dense } {
    const { last, rows } = this
    const alpha = dense(kernel.rows, last.length)
    const leftOut = dense(kernel.rows, last.length)
    for (let o = 0; o < last.length; o++) {
      this.minimise(kernel, ridge, last[o], rows[o])
      this.leaveOut(kernel, ridge, last[o])
      setColumn(alpha, o, last[o])
      setColumn(leftOut, o, this.next)
    }
    return { alpha, leftOut }
  }

  /** Moves `x` (n) to the optimum, and `scores` and the factor with it. */
  private minimise(kernel: Dense, ridge: number, x: Float64Array, rows: LogisticRows): void {
    const { scores } = this
    const few = kernel.rows <= FEW
    product(kernel, x, scores)
    let loss = rows.at(scores)
    this.factor(kernel, ridge, rows.curvature)
    let fresh = true
    let before = Number.POSITIVE_INFINITY
    let freshBefore = Number.POSITIVE_INFINITY
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      throwIfAborted(this.signal)
      const gain = Math.abs(this.step(kernel, ridge, x, rows.gradient))
      const enough = gain <= SETTLED * rows.start
      if (!fresh && (enough || gain > KEPT * before)) {
        this.factor(kernel, ridge, rows.curvature)
        fresh = true
        continue
      }
      const near = gain <= TOLERANCE * rows.start
      // Rounding may leave more than is asked for: then steps no longer help.
      const settled = fresh && (enough || (near && gain > KEPT * freshBefore))
      if (near) {
        this.move(x, 1)
        loss = rows.at(scores)
      } else loss = this.advance(ridge, x, rows, loss)
      if (settled) return
      before = gain
      if (fresh) freshBefore = gain
      if (few) this.factor(kernel, ridge, rows.curvature)
      else fresh = false
    }
    throw tooSmall(ridge, `no end of Newton's method in ${MAX_STEPS} steps`)
  }

  /** Factors RKR + λI. */
  private factor(kernel: Dense, ridge: number, curvature: Float64Array): void {
    const { roots, system } = this
    const n = roots.length
    for (let i = 0; i < n; i++) roots[i] = Math.sqrt(curvature[i])
    systemOf(kernel, ridge, roots, system)
    if (n > FEW) this.lower = cholesky(system)
    else factorInPlace(system)
  }

  /** Leaves a step from `x` and what it does to the scores in `change` and `moved`; returns what it should gain. */
  private step(kernel: Dense, ridge: number, x: Float64Array, gradient: Float64Array): number {
    const { roots, change, moved, lower } = this
    const n = x.length
    for (let i = 0; i < n; i++) change[i] = roots[i] === 0 ? 0 : -(gradient[i] + ridge * x[i]) / roots[i]
    solveFactored(lower, change)
    for (let i = 0; i < n; i++) change[i] *= roots[i]
    product(kernel, change, moved)
    return -dot(gradient, moved) - ridge * dot(x, moved)
  }

  private move(x: Float64Array, scale: number): void {
    add(x, this.change, scale)
    add(this.scores, this.moved, scale)
  }

  /** Takes the step, halved until it lowers the objective; returns the loss there, where the loss was `loss`. */
  private advance(ridge: number, x: Float64Array, rows: LogisticRows, loss: number): number {
    const { scores, next, change, moved } = this
    const along = ridge * dot(x, moved)
    const square = (ridge / 2) * dot(change, moved)
    for (let scale = 1; scale >= SHORTEST; scale /= 2) {
      next.set(scores)
      add(next, moved, scale)
      const nextLoss = rows.at(next)
      if (nextLoss - loss + scale * along + scale * scale * square < 0) {
        this.move(x, scale)
        return nextLoss
      }
    }
    throw tooSmall(ridge, `no step that lowers the loss ${loss}`)
  }

  /** Leaves the scores of rows left out in `next`. */
  private leaveOut(kernel: Dense, ridge: number, x: Float64Array): void {
    const { next, roots, groups, weights } = this
    const upper = inverseTransposed(this.lower, this.upper)
    next.set(this.scores)
    for (const group of groups) {
      // Rows of weight 0 are not missed.
      if (group.every(i => weights[i] === 0)) continue
      const change = leaveOutOfKernel({ kernel, ridge, roots, upper }, x, group)
      for (let a = 0; a < group.length; a++) next[group[a]] += change[a]
    }
  }
}

/** out ← A·v, (n, n) · (n), four rows at a time: sums that do not wait for one another. */
function product({ rows: n, data }: Dense, v: Float64Array, out: Float64Array): void {
  let i = 0
  for (; i + 4 <= n; i += 4) {
    const r0 = i * n
    const r1 = r0 + n
    const r2 = r1 + n
    const r3 = r2 + n
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < n; j++) {
      const x = v[j]
      s0 += data[r0 + j] * x
      s1 += data[r1 + j] * x
      s2 += data[r2 + j] * x
      s3 += data[r3 + j] * x
    }
    out[i] = s0
    out[i + 1] = s1
    out[i + 2] = s2
    out[i + 3] = s3
  }
  for (; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += data[i * n + j] * v[j]
    out[i] = sum
  }
}
