/** Sparse rows over `cols` columns. */
export interface Rows {
  readonly cols: number
  readonly rows: readonly { readonly columns: readonly number[]; readonly values: readonly number[] }[]
}

/**
 * Ridge regression with an intercept that is not penalised: the least ‖Xw + b − y‖² + λ‖w‖², by conjugate gradients on
 * the normal equations of the centred columns (Hestenes and Stiefel 1952), never forming them.
 *
 * @param ridge λ > 0
 */
export function solveRidge(x: Rows, y: readonly number[], ridge: number): { weights: Float64Array; intercept: number } {
  const n = x.rows.length
  const mean = new Float64Array(x.cols)
  for (const { columns, values } of x.rows) for (let p = 0; p < columns.length; p++) mean[columns[p]] += values[p] / n
  const yMean = y.reduce((a, b) => a + b, 0) / n

  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, j) => sum + v * b[j], 0)
  // (X − 1μᵀ)v
  const forward = (v: Float64Array) => {
    const shift = dot(mean, v)
    return x.rows.map(({ columns, values }) => values.reduce((sum, value, p) => sum + value * v[columns[p]], -shift))
  }
  // (X − 1μᵀ)ᵀu
  const back = (u: readonly number[]) => {
    const total = u.reduce((a, b) => a + b, 0)
    const out = mean.map(m => -m * total)
    x.rows.forEach(({ columns, values }, i) => {
      for (let p = 0; p < columns.length; p++) out[columns[p]] += values[p] * u[i]
    })
    return out
  }

  const weights = new Float64Array(x.cols)
  const residual = back(y.map(v => v - yMean))
  const direction = residual.slice()
  let energy = dot(residual, residual)
  const enough = energy * 1e-16
  for (let step = 0; step < 1000 && energy > enough; step++) {
    const image = back(forward(direction))
    for (let j = 0; j < x.cols; j++) image[j] += ridge * direction[j]
    const length = energy / dot(direction, image)
    for (let j = 0; j < x.cols; j++) {
      weights[j] += length * direction[j]
      residual[j] -= length * image[j]
    }
    const next = dot(residual, residual)
    for (let j = 0; j < x.cols; j++) direction[j] = residual[j] + (next / energy) * direction[j]
    energy = next
  }
  return { weights, intercept: yMean - dot(mean, weights) }
}
