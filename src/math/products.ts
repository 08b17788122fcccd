import { blockProduct } from './block-product.ts'
import { type Dense, dense, expectSame, mirrorLower, transpose } from './dense.ts'
import { worthKernels } from './engine.ts'
import type { Lines } from './panels.ts'
import { dotsOfRows, symmetricDotsOfRows, TILE_ROWS } from './row-dots.ts'
import { denseFromSparse, type Sparse } from './sparse.ts'
import {
  gramOfSparseColumns,
  gramOfSparseRows,
  sparseDots,
  sparseTimesDense,
  sparseTransposedTimesDense
} from './sparse-products.ts'
import { columnLines, rowLines } from './strided.ts'

// Every product of the kit goes through this file, where the compiled kernels stand in for a loop without a caller's notice.
// Every route adds the same terms in the same order, so sparse and dense rows, or a row alone and in a batch, agree to the last bit.

/** Rows of features, dense or sparse, `(n, d)`. */
export type Matrix = Dense | Sparse

/** Tells sparse rows from dense ones. */
export function isSparse(m: Matrix): m is Sparse {
  return 'indptr' in m
}

/** Fewer rows or columns leave most of a tile of the kernels empty. */
const FEW = 6

/** Whether the kernels take a product. */
function forKernels(rows: number, depth: number, cols: number): boolean {
  return Math.min(rows, cols) >= FEW && worthKernels(rows * depth * cols)
}

/** The product of what stands in the lines of A and of B. */
function byBlocks(a: Lines<Float64Array>, b: Lines<Float64Array>, rows: number, depth: number, cols: number): Dense {
  const out = dense(rows, cols)
  blockProduct(a, b, columnLines(out), { rows, cols, depth })
  return out
}

/** The symmetric product of n lines with themselves, each term times its weight. */
function gramByBlocks(lines: Lines<Float64Array>, n: number, depth: number, weights?: Float64Array): Dense {
  const out = dense(n, n)
  blockProduct(lines, lines, columnLines(out), { rows: n, cols: n, depth, weights, symmetric: true })
  return mirrorLower(out)
}

/** A·B: (n, d) · (d, k) → (n, k). Throws RangeError on inner sizes that differ. */
export function multiply(a: Dense, b: Dense): Dense {
  expectSame('a.cols and b.rows', a.cols, b.rows)
  if (forKernels(a.rows, a.cols, b.cols)) return byBlocks(rowLines(a), columnLines(b), a.rows, a.cols, b.cols)
  return a.rows < TILE_ROWS ? combineRows(a, b) : dotsOfRows(a, transpose(b))
}

/** A·B for few rows, as sums of the rows of B: cheaper there than the transpose that {@link dotsOfRows} wants. */
function combineRows(a: Dense, b: Dense): Dense {
  const d = a.cols
  const k = b.cols
  const out = dense(a.rows, k)
  const x = a.data
  const y = b.data
  const z = out.data
  const whole = d - (d % 4)
  for (let i = 0; i < a.rows; i++) {
    const zi = i * k
    const xi = i * d
    for (let p = 0; p < whole; p += 4) {
      const x0 = x[xi + p]
      const x1 = x[xi + p + 1]
      const x2 = x[xi + p + 2]
      const x3 = x[xi + p + 3]
      const y0 = p * k
      const y1 = y0 + k
      const y2 = y1 + k
      const y3 = y2 + k
      // Not +=, which would add up the four terms first.
      for (let j = 0; j < k; j++)
        z[zi + j] = z[zi + j] + x0 * y[y0 + j] + x1 * y[y1 + j] + x2 * y[y2 + j] + x3 * y[y3 + j]
    }
    for (let p = whole; p < d; p++) {
      const xp = x[xi + p]
      const yp = p * k
      for (let j = 0; j < k; j++) z[zi + j] += xp * y[yp + j]
    }
  }
  return out
}

/** Aᵀ·B: (n, d)ᵀ · (n, k) → (d, k). Throws RangeError on row counts that differ. */
export function multiplyTransposed(a: Dense, b: Dense): Dense {
  expectSame('a.rows and b.rows', a.rows, b.rows)
  if (forKernels(a.cols, a.rows, b.cols)) return byBlocks(columnLines(a), columnLines(b), a.cols, a.rows, b.cols)
  return dotsOfRows(transpose(a), transpose(b))
}

/**
 * S·B for sparse S: (n, d) · (d, k) → (n, k), written over `out` where that is given. Throws RangeError on inner sizes that differ and on an
 * `out` of another shape.
 */
export function multiplySparse(s: Sparse, b: Dense, out?: Dense): Dense {
  expectSame('s.cols and b.rows', s.cols, b.rows)
  if (out !== undefined) {
    expectSame('s.rows and out.rows', s.rows, out.rows)
    expectSame('b.cols and out.cols', b.cols, out.cols)
  }
  return sparseTimesDense(s, b, out)
}

/** Sᵀ·B for sparse S: (n, d)ᵀ · (n, k) → (d, k). Throws RangeError on row counts that differ. */
export function multiplySparseTransposed(s: Sparse, b: Dense): Dense {
  expectSame('s.rows and b.rows', s.rows, b.rows)
  return sparseTransposedTimesDense(s, b)
}

/** A·Bᵀ: (n, d) · (m, d)ᵀ → (n, m), dense or sparse on either side. Throws RangeError on column counts that differ. */
export function outer(a: Matrix, b: Matrix): Dense {
  expectSame('a.cols and b.cols', a.cols, b.cols)
  if (isSparse(a)) return isSparse(b) ? sparseDots(a, b) : sparseTimesDense(a, transpose(b))
  if (isSparse(b)) return transpose(sparseTimesDense(b, transpose(a)))
  if (forKernels(a.rows, a.cols, b.rows)) return byBlocks(rowLines(a), rowLines(b), a.rows, a.cols, b.rows)
  // The longer side of a tile goes to the matrix with more rows.
  return a.rows < b.rows && a.rows < TILE_ROWS ? transpose(dotsOfRows(b, a)) : dotsOfRows(a, b)
}

/** X·Xᵀ: (n, d) → (n, n), symmetric to the last bit. */
export function gramOfRows(x: Matrix): Dense {
  if (isSparse(x)) return gramOfSparseRows(x)
  return forKernels(x.rows, x.cols, x.rows) ? gramByBlocks(rowLines(x), x.rows, x.cols) : symmetricDotsOfRows(x, x)
}

/**
 * XᵀWX: (n, d) → (d, d), with W the diagonal of `weights` (n), ones by default; symmetric to the last bit. Throws RangeError
 * if `weights` has another length.
 */
export function gramOfColumns(x: Matrix, weights?: Float64Array): Dense {
  if (weights !== undefined) expectSame('weights.length and x.rows', weights.length, x.rows)
  if (isSparse(x)) return gramOfSparseColumns(x, weights)
  if (forKernels(x.cols, x.rows, x.cols)) return gramByBlocks(columnLines(x), x.cols, x.rows, weights)
  const columns = transpose(x)
  if (weights === undefined) return symmetricDotsOfRows(columns, columns)
  const n = x.rows
  const weighted = new Float64Array(columns.data.length)
  for (let j = 0; j < x.cols; j++)
    for (let i = 0; i < n; i++) weighted[j * n + i] = weights[i] * columns.data[j * n + i]
  return symmetricDotsOfRows(dense(x.cols, n, weighted), columns)
}

/** ‖x_i‖² of every row, (n). */
export function squaredNorms(x: Matrix): Float64Array {
  const out = new Float64Array(x.rows)
  for (let i = 0; i < x.rows; i++) {
    const [from, to, data] = isSparse(x)
      ? [x.indptr[i], x.indptr[i + 1], x.values]
      : [i * x.cols, (i + 1) * x.cols, x.data]
    let sum = 0
    for (let p = from; p < to; p++) sum += data[p] * data[p]
    out[i] = sum
  }
  return out
}

/** The same rows as 64-bit dense ones. */
export function toDense(x: Matrix): Dense {
  return isSparse(x) ? denseFromSparse(x) : x
}
