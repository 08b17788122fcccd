/** One output of a logistic head at some scores of its rows. */
export class LogisticRows {
  /** (n) ∂/∂f of the loss, weighed */
  readonly gradient: Float64Array
  /** (n) ∂²/∂f² of the loss, weighed */
  readonly curvature: Float64Array
  /** The loss where all scores are 0. */
  readonly start: number

  /**
   * @param targets (n), each from 0 to 1
   * @param weights (n) of the rows, at least 0
   */
  constructor(
    private readonly targets: Float64Array,
    private readonly weights: Float64Array
  ) {
    this.gradient = new Float64Array(targets.length)
    this.curvature = new Float64Array(targets.length)
    this.start = this.at(new Float64Array(targets.length))
  }

  /** The loss at `scores` (n), Σ s (log(1 + e^f) − t f). Leaves the slopes there in `gradient` and `curvature`. */
  at(scores: Float64Array): number {
    const { targets, weights, gradient, curvature } = this
    const n = scores.length
    let sum = 0
    for (let i = 0; i < n; i++) {
      const f = scores[i]
      const t = targets[i]
      const s = weights[i]
      const e = Math.exp(-Math.abs(f))
      const p = (f >= 0 ? 1 : e) / (1 + e)
      sum += s * (Math.max(f, 0) + Math.log1p(e) - t * f)
      gradient[i] = s * (p - t)
      curvature[i] = s * Math.max(e / ((1 + e) * (1 + e)), LEAST)
    }
    return sum
  }
}

/** Curvatures are above 0 however far out a score: solvers divide by their roots. */
const LEAST = 1e-200
