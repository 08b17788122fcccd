import fc from 'fast-check'
import { Matrix as MlMatrix } from 'ml-matrix'
import { createRandom, type Dense, dense, gramOfRows, type Sparse, sparseFromDense } from '../../src/math/index.ts'

/** Standard normal entries that a 32-bit float holds, so that sparse and dense forms agree to the last bit. */
export function randomDense(rows: number, cols: number, seed: number): Dense {
  const random = createRandom(seed)
  return dense(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => Math.fround(random.normal()))
  )
}

/** Mostly zeros: empty rows and empty columns come by themselves. */
export function randomSparse(rows: number, cols: number, seed: number, share = 0.3): Sparse {
  const random = createRandom(seed)
  const data = randomDense(rows, cols, seed + 1).data.map(x => (random.uniform() < share ? x : 0))
  return sparseFromDense(dense(rows, cols, data))
}

export function randomWeights(n: number, seed: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length: n }, () => random.normal())
}

/** A well-conditioned symmetric positive definite matrix. */
export function randomDefinite(n: number, seed: number): Dense {
  const out = gramOfRows(randomDense(n, n, seed))
  for (let i = 0; i < n; i++) out.data[i * n + i] += 1 + n / 10
  return out
}

export function randomSymmetric(n: number, seed: number): Dense {
  const out = randomDense(n, n, seed)
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out.data[j * n + i] = out.data[i * n + j]
  return out
}

/** The same columns in the same order, spread over many more of them. */
export function spreadColumns(m: Sparse, cols: number): Sparse {
  const stride = Math.floor(cols / m.cols)
  return { ...m, cols, indices: m.indices.map(j => j * stride + (stride - 1)) }
}

export function diagonal(entries: readonly number[]): Dense {
  const n = entries.length
  const out = dense(n, n)
  for (let i = 0; i < n; i++) out.data[i * n + i] = entries[i]
  return out
}

/** The entries of A at the crossings of `rows` and `cols`. */
export function pickEntries(a: Dense, rows: ArrayLike<number>, cols: ArrayLike<number>): Dense {
  const out = dense(rows.length, cols.length)
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < cols.length; j++) out.data[i * cols.length + j] = a.data[rows[i] * a.cols + cols[j]]
  }
  return out
}

/** A·B by the definition, summed from the first term to the last. */
export function naiveProduct(a: Dense, b: Dense): Dense {
  const out = dense(a.rows, b.cols)
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.cols; j++) {
      let sum = 0
      for (let p = 0; p < a.cols; p++) sum += a.data[i * a.cols + p] * b.data[p * b.cols + j]
      out.data[i * b.cols + j] = sum
    }
  }
  return out
}

/** The largest difference between entries; Infinity where shapes differ or a NaN stands on either side. */
export function distance(a: Dense, b: Dense): number {
  if (a.rows !== b.rows || a.cols !== b.cols) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let p = 0; p < a.data.length; p++) {
    const difference = Math.abs(a.data[p] - b.data[p])
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
  }
  return largest
}

export function toMl(m: Dense): MlMatrix {
  return MlMatrix.from1DArray(m.rows, m.cols, m.data)
}

export function fromMl(m: MlMatrix): Dense {
  return dense(m.rows, m.columns, Float64Array.from(m.to1DArray()))
}

/** A copy with NaN above the diagonal, for what must not read there. */
export function poisonUpper(m: Dense): Dense {
  const out = dense(m.rows, m.cols, m.data.slice())
  for (let i = 0; i < m.rows; i++) for (let j = i + 1; j < m.cols; j++) out.data[i * m.cols + j] = Number.NaN
  return out
}

/** What `run` throws. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('expected a throw')
}

/** Sizes around the edges of a tile, none to a few. */
export const anySize = fc.nat({ max: 9 })
export const anySeed = fc.nat({ max: 1_000_000 })
