import type { Sparse } from '../math/index.ts'

/** The features of training texts: what a small model keeps so that learning more is training again. Texts are not kept. */
export interface TrainingRows {
  readonly kind: 'rows'
  /** Raw counts, one (n, dims) matrix per block. */
  readonly counts: readonly Sparse[]
  /** One list of label numbers per row. */
  readonly labels: readonly Uint32Array[]
  /** (n) */
  readonly weights: Float64Array
  /** (n, k) dual coefficients, from which the weights follow */
  readonly alpha: Float64Array
}

/** The rows of `a`, then those of `b`, whose columns mean the same. */
export function stackRows(a: Sparse, b: Sparse): Sparse {
  const indptr = new Uint32Array(a.rows + b.rows + 1)
  indptr.set(a.indptr)
  for (let i = 1; i <= b.rows; i++) indptr[a.rows + i] = a.indices.length + b.indptr[i]
  const indices = new Uint32Array(a.indices.length + b.indices.length)
  indices.set(a.indices)
  indices.set(b.indices, a.indices.length)
  const values = new Float32Array(indices.length)
  values.set(a.values)
  values.set(b.values, a.values.length)
  return { rows: a.rows + b.rows, cols: a.cols, indptr, indices, values }
}
