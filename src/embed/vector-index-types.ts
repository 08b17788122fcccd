import type { FloatArray } from '../math/index.ts'
import type { QuantizedVectors } from './quantized.ts'

/** What tells vectors apart: a string or a finite number. 1 and '1' are two ids. */
export type VectorId = string | number

/** A vector found. */
export interface VectorHit {
  readonly id: VectorId
  /** The dot product of the two vectors as they are kept and asked for, rounded: their cosine where both have length 1. */
  readonly score: number
}

/**
 * Vectors under ids, 8 bits a number, searched one and all. Order is that of adding. The numbers of a query are rounded to steps of
 * 2⁻¹⁸ of the sum of their sizes, and sums are exact: a score is the same whatever else the index holds.
 */
export interface VectorIndex {
  readonly dims: number
  /** How many vectors it holds. */
  readonly size: number
  /**
   * Bytes that the vectors take now, which is `size · (dims + 12)` and room for more: at most twice as much, and
   * half as much again before vectors that were taken out are cleared away.
   */
  readonly byteLength: number
  /**
   * Adds a vector (dims), which is rounded to 8 bits a number: of length 1 for scores that are cosines, or zeros, which score 0. Throws
   * RangeError on an id that is there, another length or a number that is not finite or beyond 1e38, TypeError on what is no id.
   */
  add(id: VectorId, vector: FloatArray): void
  /** Takes a vector out. Returns whether it was there. */
  remove(id: VectorId): boolean
  has(id: VectorId): boolean
  /** The vector as it is kept, rounded, or undefined. */
  get(id: VectorId): Float32Array | undefined
  /** The score that {@link search} would give it, or undefined. */
  score(id: VectorId, vector: FloatArray): number | undefined
  /**
   * The `k` vectors with the largest scores, largest first, of equal ones the one that was added first; fewer where there are fewer.
   * Every vector is looked at. Throws RangeError on another length, a number that is not finite, or a `k` that is no count.
   */
  search(vector: FloatArray, k: number): VectorHit[]
  /** Everything in it, copied, in the order of adding. */
  rows(): VectorRows
}

/** Quantised vectors with an id for each. */
export interface VectorRows {
  readonly ids: readonly VectorId[]
  readonly vectors: QuantizedVectors
}
