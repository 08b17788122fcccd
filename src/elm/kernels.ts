import { type Dense, dense } from '../math/dense.ts'
import { expInPlace } from '../math/exp.ts'
import { isSparse, type Matrix, outer, squaredNorms } from '../math/products.ts'
import { checkNotNegative, checkPositive } from './check.ts'

/**
 * A positive definite kernel k(x, z) on rows of features:
 * - `linear`: x·z
 * - `cosine`: x·z / (‖x‖‖z‖), 0 where either row is zero
 * - `rbf`: exp(−γ‖x − z‖²)
 * - `laplacian`: exp(−γ‖x − z‖₁)
 * - `polynomial`: (γ x·z + offset)^degree
 *
 * γ defaults to 1 / (number of columns), degree to 3, offset to 1, as in scikit-learn.
 */
export type Kernel =
  | { readonly type: 'linear' }
  | { readonly type: 'cosine' }
  | { readonly type: 'rbf'; readonly gamma?: number }
  | { readonly type: 'laplacian'; readonly gamma?: number }
  | { readonly type: 'polynomial'; readonly gamma?: number; readonly degree?: number; readonly offset?: number }

/**
 * The kernel between every row of A and every row of B: (n, d), (m, d) → (n, m). Rows may be dense or sparse on either
 * side. Throws RangeError on column counts that differ or a parameter out of range, TypeError on an unknown kernel.
 */
export function kernelMatrix(kernel: Kernel, a: Matrix, b: Matrix): Dense {
  const full = fullKernel(kernel, a.cols)
  if (full.type === 'laplacian') return laplacian(a, b, full.gamma)
  return kernelOfProducts(full, outer(a, b), squaredNorms(a), squaredNorms(b))
}

/**
 * The kernel of every row of A and every row of B, over their inner products A·Bᵀ, (n, m), given their squared norms (n) and (m). A
 * laplacian kernel is no function of these.
 */
export function kernelOfProducts(
  { type, gamma, degree, offset }: FullKernel,
  out: Dense,
  aa: Float64Array,
  bb: Float64Array
): Dense {
  if (type === 'cosine') return cosine(out, aa, bb)
  if (type === 'rbf') return rbf(out, aa, bb, gamma)
  if (type === 'polynomial')
    for (let i = 0; i < out.data.length; i++) out.data[i] = (gamma * out.data[i] + offset) ** degree
  return out
}

/** The parameters of each kernel. */
export const KERNEL_PARAMETERS = {
  linear: [],
  cosine: [],
  rbf: ['gamma'],
  laplacian: ['gamma'],
  polynomial: ['gamma', 'degree', 'offset']
} as const satisfies Record<Kernel['type'], readonly ('gamma' | 'degree' | 'offset')[]>

/** A kernel with every parameter given, whether or not its type has it. */
export interface FullKernel {
  readonly type: Kernel['type']
  readonly gamma: number
  readonly degree: number
  readonly offset: number
}

/**
 * A kernel on `cols` columns with its defaults filled in. Throws TypeError on an unknown type or a parameter the type has
 * not, RangeError on a parameter out of range.
 */
export function fullKernel(kernel: Kernel, cols: number): FullKernel {
  const { type } = kernel
  if (!Object.hasOwn(KERNEL_PARAMETERS, type)) {
    throw new TypeError(
      `kernel.type: expected ${Object.keys(KERNEL_PARAMETERS).join(', ')}, got ${JSON.stringify(type)}`
    )
  }
  const known: readonly string[] = KERNEL_PARAMETERS[type]
  for (const key of Object.keys(kernel)) {
    if (key !== 'type' && !known.includes(key)) {
      throw new TypeError(
        `kernel.${key}: expected ${['type', ...known].join(', ')} of ${type}, got an unknown parameter`
      )
    }
  }
  const { gamma = 1 / Math.max(cols, 1), degree = 3, offset = 1 }: Partial<FullKernel> = kernel
  checkPositive('kernel.gamma', gamma)
  if (!Number.isInteger(degree) || degree < 1) {
    throw new RangeError(`kernel.degree: expected an integer of at least 1, got ${degree}`)
  }
  checkNotNegative('kernel.offset', offset)
  return { type, gamma, degree, offset }
}

function cosine(out: Dense, aa: Float64Array, bb: Float64Array): Dense {
  const m = out.cols
  for (let i = 0; i < out.rows; i++) {
    for (let j = 0; j < m; j++) {
      const norms = Math.sqrt(aa[i] * bb[j])
      out.data[i * m + j] = norms === 0 ? 0 : out.data[i * m + j] / norms
    }
  }
  return out
}

function rbf(out: Dense, aa: Float64Array, bb: Float64Array, gamma: number): Dense {
  const m = out.cols
  for (let i = 0; i < out.rows; i++) {
    for (let j = 0; j < m; j++) {
      // Rounding can leave ‖x − z‖² of equal rows a hair below zero.
      const squared = aa[i] + bb[j] - 2 * out.data[i * m + j]
      out.data[i * m + j] = -gamma * Math.max(squared, 0)
    }
  }
  return dense(out.rows, m, expInPlace(out.data))
}

function laplacian(a: Matrix, b: Matrix, gamma: number): Dense {
  if (a.cols !== b.cols) throw new RangeError(`a.cols and b.cols: expected equal sizes, got ${a.cols} and ${b.cols}`)
  const d = a.cols
  const out = dense(a.rows, b.rows)
  // ‖x − z‖₁ has no inner product to lean on: spread one row of A, then walk each row of B over it.
  const x = new Float64Array(d)
  for (let i = 0; i < a.rows; i++) {
    let total = 0
    if (isSparse(a)) {
      x.fill(0)
      for (let p = a.indptr[i]; p < a.indptr[i + 1]; p++) x[a.indices[p]] = a.values[p]
    } else {
      x.set(a.data.subarray(i * d, (i + 1) * d))
    }
    for (let p = 0; p < d; p++) total += Math.abs(x[p])
    for (let j = 0; j < b.rows; j++) {
      let distance = 0
      if (isSparse(b)) {
        distance = total
        for (let p = b.indptr[j]; p < b.indptr[j + 1]; p++) {
          const v = x[b.indices[p]]
          distance += Math.abs(v - b.values[p]) - Math.abs(v)
        }
      } else {
        for (let p = 0; p < d; p++) distance += Math.abs(x[p] - b.data[j * d + p])
      }
      out.data[i * b.rows + j] = -gamma * distance
    }
  }
  return dense(a.rows, b.rows, expInPlace(out.data))
}

/** One term of a sum of kernels: a kernel over one block of features, and its weight (default 1, at least 0). */
export interface KernelTerm {
  readonly kernel: Kernel
  readonly weight?: number
}

/**
 * Σ_b weight_b · k_b(A_b, B_b): blocks (n, d_b), (m, d_b) → (n, m). A sum of kernels is the kernel of the features side by
 * side, each block scaled by the root of its weight. Throws RangeError on counts that differ or a weight below 0.
 */
export function kernelSum(terms: readonly KernelTerm[], a: readonly Matrix[], b: readonly Matrix[]): Dense {
  if (terms.length === 0 || terms.length !== a.length || terms.length !== b.length) {
    throw new RangeError(
      `kernels: expected one per block of features, got ${terms.length} for ${a.length} and ${b.length}`
    )
  }
  const out = dense(a[0].rows, b[0].rows)
  for (let t = 0; t < terms.length; t++) {
    const { kernel, weight = 1 } = terms[t]
    checkNotNegative(`kernels[${t}].weight`, weight)
    if (a[t].rows !== out.rows || b[t].rows !== out.cols) {
      throw new RangeError(
        `blocks[${t}]: expected ${out.rows} and ${out.cols} rows as in blocks[0], got ${a[t].rows} and ${b[t].rows}`
      )
    }
    if (weight === 0) continue
    const k = kernelMatrix(kernel, a[t], b[t]).data
    for (let i = 0; i < k.length; i++) out.data[i] += weight * k[i]
  }
  return out
}
