import {
  cholesky,
  type Dense,
  denseRows,
  isSparse,
  type Matrix,
  NotPositiveDefiniteError,
  pivotedCholesky,
  solveRowsInPlace,
  sparseRows
} from '../math/index.ts'
import { expectRoom } from './check.ts'
import type { KernelTerm } from './kernels.ts'
import { type LandmarkRows, landmarkRows } from './landmark-rows.ts'
import { blockRows, rowBlock } from './row-blocks.ts'
import { allFeatures, type RowFeatures } from './row-features.ts'

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
  const { kept, landmarks, factor } = independentRows(
    terms,
    blocks.map(block => pickRows(block, candidates))
  )
  return { terms, landmarks, factor, rows: kept.map(i => candidates[i]) }
}

/** Rows that span the same functions as all of the given ones, and what follows of them. */
export interface IndependentRows {
  /** (m) which of the rows they are */
  readonly kept: Uint32Array
  /** One matrix per block, (m, d_b). */
  readonly landmarks: readonly Matrix[]
  /** (m, m) L with L·Lᵀ = K(Z, Z) */
  readonly factor: Dense
  /** The kernel matrix of all the rows given. */
  readonly kernel: Dense
}

/** Share of the largest kernel value of a row with itself below which one that the others leave it is rounding. */
const LEAST = 1e-10

/** All of the rows where none is spanned by those before it, or as many as are, the largest first. Throws RangeError without room. */
export function independentRows(terms: readonly KernelTerm[], rows: readonly Matrix[]): IndependentRows {
  expectRoom('landmarks', rows[0].rows)
  const kernel = landmarkRows(terms, rows).kernel(rows)
  const whole = wholeFactor(kernel)
  if (whole !== undefined) {
    return { kept: Uint32Array.from({ length: kernel.rows }, (_, i) => i), landmarks: rows, factor: whole, kernel }
  }
  const { kept, factor } = pivotedCholesky(kernel, LEAST)
  return { kept, landmarks: rows.map(block => pickRows(block, kept)), factor, kernel }
}

/** Φ = K(X, Z)·L⁻ᵀ: blocks (n, d_b) → (n, m). Throws RangeError on other blocks than the landmarks have. */
export function mapRows(map: LandmarkMap, blocks: readonly Matrix[]): Dense {
  return allFeatures(landmarkFeatures(landmarkRows(map.terms, map.landmarks), map.factor, blocks))
}

/** The features Φ = K(X, Z)·L⁻ᵀ of blocks of rows, made as they are asked for. */
export function landmarkFeatures(against: LandmarkRows, factor: Dense, blocks: readonly Matrix[]): RowFeatures {
  const room = new Float64Array(Math.min(blocks[0].rows, blockRows(against.count)) * against.count)
  const features = (rows: readonly Matrix[]) => solveRowsInPlace(factor, against.kernel(rows, room))
  return {
    rows: blocks[0].rows,
    cols: against.count,
    block: (from, to) => features(blocks.map(block => rowBlock(block, from, to))),
    pick: rows => features(blocks.map(block => pickRows(block, rows)))
  }
}

/** The factor of a matrix whose rows are independent; undefined for another. */
function wholeFactor(kernel: Dense): Dense | undefined {
  const n = kernel.rows
  try {
    const factor = cholesky(kernel)
    let least = Number.POSITIVE_INFINITY
    let largest = 0
    for (let i = 0; i < n; i++) {
      least = Math.min(least, factor.data[i * n + i] ** 2)
      largest = Math.max(largest, kernel.data[i * n + i])
    }
    return least > LEAST * largest ? factor : undefined
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return undefined
    throw error
  }
}
