import {
  type Dense,
  dense,
  isSparse,
  type Matrix,
  multiplySparse,
  outer,
  type Sparse,
  squaredNorms,
  transpose
} from '../math/index.ts'
import { checkNotNegative } from './check.ts'
import { addProducts, addProductsOfDense, invertRows } from './inverted-rows.ts'
import { type FullKernel, fullKernel, type KernelTerm, kernelMatrix, kernelOfProducts } from './kernels.ts'

/** A sum of kernels between any rows and landmarks that stay: what depends on these alone is computed beforehand. */
export interface LandmarkRows {
  /** Landmarks. */
  readonly count: number
  /**
   * Blocks of rows (n, d_b) → (n, count), as `kernelSum`. Where `room` has as many numbers they are written over its first ones, which
   * saves the time that fresh memory takes. Throws RangeError on other blocks than the landmarks have.
   */
  kernel(blocks: readonly Matrix[], room?: Float64Array): Dense
}

/** A kernel of rows (n, d) with landmarks, written over zeros (n, m). */
type Fill = (rows: Matrix, out: Dense) => void

/** Throws RangeError where `kernelSum` does. */
export function landmarkRows(terms: readonly KernelTerm[], landmarks: readonly Matrix[]): LandmarkRows {
  const count = landmarks[0].rows
  const fills = terms.map(({ kernel, weight = 1 }, b) => {
    checkNotNegative(`kernels[${b}].weight`, weight)
    return fillOf(fullKernel(kernel, landmarks[b].cols), landmarks[b])
  })
  return {
    count,
    kernel(blocks, room) {
      checkAgainst(landmarks, blocks)
      const { rows } = blocks[0]
      const out = zeros(rows, count, room)
      let filled = false
      terms.forEach(({ weight = 1 }, b) => {
        if (weight === 0) return
        const part = filled ? dense(rows, count) : out
        fills[b](blocks[b], part)
        addWeighted(out.data, part.data, weight)
        filled = true
      })
      return out
    }
  }
}

/** out ← out + weight · part, or weight · out where both are the same. */
function addWeighted(out: Float64Array, part: Float64Array, weight: number): void {
  if (out !== part) for (let i = 0; i < part.length; i++) out[i] += weight * part[i]
  else if (weight !== 1) for (let i = 0; i < out.length; i++) out[i] *= weight
}

function zeros(rows: number, cols: number, room: Float64Array | undefined): Dense {
  if (room === undefined || room.length < rows * cols) return dense(rows, cols)
  return dense(rows, cols, room.subarray(0, rows * cols).fill(0))
}

/** Throws RangeError unless the blocks are as many as those of the landmarks, with as many columns, and of equal rows. */
export function checkAgainst(landmarks: readonly Matrix[], blocks: readonly Matrix[]): void {
  if (blocks.length !== landmarks.length) {
    throw new RangeError(`blocks: expected ${landmarks.length}, one per kernel, got ${blocks.length}`)
  }
  blocks.forEach((block, b) => {
    if (block.rows !== blocks[0].rows) {
      throw new RangeError(`blocks[${b}].rows: expected ${blocks[0].rows} as in blocks[0], got ${block.rows}`)
    }
    if (block.cols !== landmarks[b].cols) {
      throw new RangeError(`blocks[${b}].cols: expected ${landmarks[b].cols}, got ${block.cols}`)
    }
  })
}

function fillOf(kernel: FullKernel, landmarks: Matrix): Fill {
  if (kernel.type === 'laplacian') {
    const { type, gamma } = kernel
    return (rows, out) => out.data.set(kernelMatrix({ type, gamma }, rows, landmarks).data)
  }
  const norms = squaredNorms(landmarks)
  const products = isSparse(landmarks) ? withSparse(landmarks) : withDense(landmarks)
  return (rows, out) => {
    products(rows, out)
    kernelOfProducts(kernel, out, squaredNorms(rows), norms)
  }
}

function withDense(landmarks: Dense): Fill {
  let columns: Dense | undefined
  return (rows, out) => {
    if (isSparse(rows)) columns ??= transpose(landmarks)
    out.data.set((isSparse(rows) && columns ? multiplySparse(rows, columns) : outer(rows, landmarks)).data)
  }
}

function withSparse(landmarks: Sparse): Fill {
  const inverted = invertRows(landmarks)
  const m = landmarks.rows
  return (rows, out) => {
    if (isSparse(rows)) {
      const { indptr, indices, values } = rows
      for (let i = 0; i < rows.rows; i++)
        addProducts(inverted, indices, values, indptr[i], indptr[i + 1], out.data, i * m)
    } else {
      for (let i = 0; i < rows.rows; i++) addProductsOfDense(inverted, rows.data, i * rows.cols, out.data, i * m)
    }
  }
}
