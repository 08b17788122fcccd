import { type Dense, type Sparse, type SparseRow, sparseRow } from '../math/index.ts'
import { expectInteger } from '../text/options.ts'
import type { QuantizedVectors } from './quantized.ts'
import { type RowWeights, weighRow } from './row-weights.ts'
import { sumRows } from './sum-rows.ts'

/** What a {@link RowEmbedder} is made of. */
export interface RowEmbedderParts {
  readonly weights: RowWeights
  /** V̂, (c, dims): the axes of the autoencoder, the strongest first, row c for column `weights.columns[c]`. */
  readonly axes: QuantizedVectors
  /** σ, (dims) descending: the length of the training rows along each axis, each row of length 1 in its kept columns */
  readonly singularValues: Float64Array
  /** (dims) at least 0: the mean square of (V̂ᵀq)_j / |q| over the training rows that have a count */
  readonly axisShares: Float64Array
}

/** What makes unit vectors of rows of counts: V̂ᵀq / |V̂ᵀq|, with q the weighted row and V̂ the axes in 8 or 4 bits. */
export interface RowEmbedder extends RowEmbedderParts {
  readonly dims: number
  /**
   * The mean square of the captured shares of the training rows that have a count, from 0 to 1 as those are: how much of the rows the
   * axes hold. 0 without such rows. The sum of `axisShares`.
   */
  readonly share: number
  /**
   * The vector of a row of counts with ascending columns: length 1, or zeros where no column of it was kept. Columns that training
   * did not see, also those beyond its last, count as not kept.
   */
  encodeCounts(row: SparseRow): Float32Array
  /**
   * |V̂ᵀq| / |q|: how much of a row the axes hold. Columns that were not kept count in |q| with the largest idf. 0 for a row
   * without counts. From 0 to 1, but for the rounding of the axes, which may put it a few thousandths above, or hundredths with 4 bits.
   */
  capturedShare(row: SparseRow): number
  /** Both of many rows (n, any): the vectors (n, dims) and the captured shares (n), to the last bit those of each row alone. */
  encodeRows(counts: Sparse): { readonly vectors: Dense<Float32Array>; readonly shares: Float64Array }
  /** The embedder of the first `dims` axes alone, or of all where there are no more. Throws RangeError unless that is 1 to 4096. */
  truncate(dims: number): RowEmbedder
}

/** The embedder with these parts, which must fit each other. */
export function rowEmbedder(parts: RowEmbedderParts): RowEmbedder {
  const { weights, axes } = parts
  const { dims, scales } = axes
  const code = new Float64Array(dims)
  let slots = new Uint32Array(256)
  let factors = new Float64Array(256)

  /** Leaves V̂ᵀq in `code` for q of length 1 and returns its length. */
  function project(row: SparseRow): number {
    const { length } = row.indices
    if (length > slots.length) {
      slots = new Uint32Array(2 * length)
      factors = new Float64Array(2 * length)
    }
    const size = weighRow(weights, row, slots, factors)
    for (let p = 0; p < size; p++) factors[p] *= scales[slots[p]]
    sumRows(axes, slots, factors, size, code)
    let square = 0
    for (let j = 0; j < dims; j++) square += code[j] * code[j]
    return Math.sqrt(square)
  }

  /** Writes the vector of a row to `out` from `at` on, and returns its captured share. */
  function encodeTo(row: SparseRow, out: Float32Array, at: number): number {
    const length = project(row)
    if (length > 0) for (let j = 0; j < dims; j++) out[at + j] = code[j] / length
    return length
  }

  const embedder: RowEmbedder = {
    ...parts,
    dims,
    share: parts.axisShares.reduce((sum, share) => sum + share, 0),
    encodeCounts(row) {
      const out = new Float32Array(dims)
      encodeTo(row, out, 0)
      return out
    },
    capturedShare: project,
    encodeRows(counts) {
      const { rows } = counts
      const data = new Float32Array(rows * dims)
      const shares = new Float64Array(rows)
      for (let i = 0; i < rows; i++) shares[i] = encodeTo(sparseRow(counts, i), data, i * dims)
      return { vectors: { rows, cols: dims, data }, shares }
    },
    truncate(most) {
      expectInteger('dims', most, 1, 4096)
      return most >= dims ? embedder : rowEmbedder(firstAxes(parts, most))
    }
  }
  return embedder
}

function firstAxes({ weights, axes, singularValues, axisShares }: RowEmbedderParts, dims: number): RowEmbedderParts {
  const codes = new Int8Array(axes.rows * dims)
  for (let c = 0; c < axes.rows; c++) codes.set(axes.codes.subarray(c * axes.dims, c * axes.dims + dims), c * dims)
  return {
    weights,
    axes: { ...axes, dims, codes },
    singularValues: singularValues.slice(0, dims),
    axisShares: axisShares.slice(0, dims)
  }
}
