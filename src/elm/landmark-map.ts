import { type Dense, denseRows, transpose } from '../math/dense.ts'
import { pivotedCholesky, solveLowerInPlace } from '../math/index.ts'
import { isSparse, type Matrix } from '../math/products.ts'
import { sparseRows } from '../math/sparse.ts'
import { type KernelTerm, kernelSum } from './kernels.ts'

/** Landmarks, and the triangle that turns kernel values against them into features. */
export interface LandmarkMap {
  readonly terms: readonly KernelTerm[]
  /** One matrix of landmark rows per block, (m, d_b). */
  readonly landmarks: readonly Matrix[]
  /** (m, m) lower triangle L with L·Lᵀ = K(Z, Z) */
  readonly factor: Dense
  /** Training rows the landmarks were, (m). */
  readonly rows: Uint32Array
}

/** The rows that `pick` lists, copied, of a dense or a sparse matrix. */
export function pickRows(m: Matrix, pick: Uint32Array): Matrix {
  return isSparse(m) ? sparseRows(m, pick) : denseRows(m, pick)
}

/**
 * The Nyström map of `blocks` on the rows `candidates`: Φ = K(X, Z)·L⁻ᵀ with L·Lᵀ = K(Z, Z), so that ΦΦᵀ is the kernel
 * itself between landmarks and its projection elsewhere (Williams and Seeger 2001; the triangle in place of the root
 * K(Z, Z)^-½ only rotates the features). With every row a candidate it is exact: the same code serves both.
 *
 * A candidate that the others already span, such as a duplicate, is not taken: this is the one place where a singular
 * kernel matrix is dealt with.
 */
export function landmarkMap(
  terms: readonly KernelTerm[],
  blocks: readonly Matrix[],
  candidates: Uint32Array
): LandmarkMap {
  const rows = blocks.map(block => pickRows(block, candidates))
  const { kept, factor } = pivotedCholesky(kernelSum(terms, rows, rows))
  return {
    terms,
    landmarks: rows.map(block => pickRows(block, kept)),
    factor,
    rows: kept.map(i => candidates[i])
  }
}

/** Φ = K(X, Z)·L⁻ᵀ: blocks (n, d_b) → (n, m). */
export function mapRows(map: LandmarkMap, blocks: readonly Matrix[]): Dense {
  return transpose(solveLowerInPlace(map.factor, transpose(kernelSum(map.terms, blocks, map.landmarks))))
}
