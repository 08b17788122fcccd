export {
  cholesky,
  choleskySolve,
  NotPositiveDefiniteError,
  type PivotedCholesky,
  pivotedCholesky,
  solveLowerInPlace,
  solveLowerTransposedInPlace
} from './cholesky.ts'
export { type Dense, dense, denseFromRows, type FloatArray, identity, rowOf, transpose } from './dense.ts'
export { type Eigen, eigenSymmetric } from './eigen.ts'
export {
  gramOfColumns,
  gramOfRows,
  isSparse,
  type Matrix,
  multiply,
  multiplySparse,
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
export { topK } from './top-k.ts'
