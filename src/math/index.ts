/**
 * Dense and sparse matrices, their products and factorisations, and seeded random numbers.
 *
 * @module
 */
export { cholesky } from './cholesky.ts'
export { type CompactColumns, compactColumns, findColumn } from './compact-columns.ts'
export { type Dense, dense, denseFromRows, denseRows, type FloatArray, identity, rowOf, transpose } from './dense.ts'
export { type Eigen, eigenSymmetric } from './eigen.ts'
export { type KernelRoute, kernelBytes, kernels, useKernels } from './engine.ts'
export { expInPlace } from './exp.ts'
export { gemm, syrk } from './gemm.ts'
export type { KernelSource } from './kernel-module.ts'
export { NotPositiveDefiniteError } from './not-positive-definite.ts'
export { type PivotedCholesky, pivotedCholesky } from './pivoted-cholesky.ts'
export {
  gramOfColumns,
  gramOfRows,
  isSparse,
  type Matrix,
  multiply,
  multiplySparse,
  multiplySparseTransposed,
  multiplyTransposed,
  outer,
  squaredNorms,
  toDense
} from './products.ts'
export { createRandom, type Random } from './random.ts'
export {
  checkSparse,
  denseFromSparse,
  type Sparse,
  type SparseRow,
  sparseFromDense,
  sparseFromRows,
  sparseRow,
  sparseRows,
  transposeSparse
} from './sparse.ts'
export { type Strided, transposed } from './strided.ts'
export { topK } from './top-k.ts'
export { choleskySolve, solveLowerInPlace, solveLowerTransposedInPlace, solveRowsInPlace } from './triangular.ts'
