import { type Dense, dense, eigenSymmetric, gemm } from '../math/index.ts'

// Matrices of many rows and few columns.

/** Rows that are turned at once: they and what they become stay in cache. */
const BLOCK = 1024

/** Directions with no more than this share of the largest one's squared length are taken for rounding. */
const LEAST = 1e-12

/** Z·T: (n, l) · (l, k) → (n, k), k at most l, written over the numbers of Z. */
export function rotateTall(z: Dense, t: Dense): Dense {
  const { rows, cols } = z
  const k = t.cols
  const room = new Float64Array(Math.min(BLOCK, rows) * k)
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from)
    const part = dense(count, k, room.subarray(0, count * k))
    gemm(dense(count, cols, z.data.subarray(from * cols, (from + count) * cols)), t, part)
    z.data.set(part.data, from * k)
  }
  return dense(rows, k, z.data.subarray(0, rows * k))
}

/** Principal axes: G = V·diag(values)·Vᵀ without the axes that hold nothing but rounding. */
export interface Axes {
  /** (r) descending, above 0 */
  readonly values: Float64Array
  /** (l, r) orthonormal columns, in the order of `values` */
  readonly vectors: Dense
}

/** The first `most` principal axes of a symmetric positive semidefinite matrix (l, l), fewer where its rank is. */
export function principalAxes(g: Dense, most = g.rows): Axes {
  const l = g.rows
  const { values, vectors } = eigenSymmetric(g)
  const least = LEAST * (values[l - 1] ?? 0)
  let r = 0
  while (r < Math.min(l, most) && values[l - 1 - r] > least) r++
  const out = dense(l, r)
  for (let i = 0; i < l; i++) for (let j = 0; j < r; j++) out.data[i * r + j] = vectors.data[i * l + l - 1 - j]
  return { values: Float64Array.from({ length: r }, (_, j) => values[l - 1 - j]), vectors: out }
}

/** Column j of M times `scales[j]`, in place. */
export function scaleColumns(m: Dense, scales: Float64Array): Dense {
  const { data, cols } = m
  for (let p = 0; p < data.length; p += cols) for (let j = 0; j < cols; j++) data[p + j] *= scales[j]
  return m
}

/** T (l, r) such that Z·T has orthonormal columns that span those of Z, given G = ZᵀZ (l, l). */
export function orthonormalizer(g: Dense): Dense {
  const { values, vectors } = principalAxes(g)
  return scaleColumns(
    vectors,
    values.map(v => 1 / Math.sqrt(v))
  )
}
