import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dequantizeRow, driftOfRows, type RowEmbedder, trainRowEmbedder } from '../../src/embed/index.ts'
import { weighRows } from '../../src/embed/row-weights.ts'
import {
  type Dense,
  dense,
  denseFromSparse,
  eigenSymmetric,
  gramOfColumns,
  gramOfRows,
  identity,
  multiply,
  rowOf,
  sparseRow
} from '../../src/math/index.ts'
import { anySeed, distance } from '../math/matrices.ts'
import { randomCounts, weighedByTfidf } from './samples.ts'

/** Of axes with 8 bits, in the vectors and in how much they hold. */
const ROUNDING = 0.02

const anyCount = fc.integer({ min: 2, max: 12 })

/** V̂ as floats, (c, dims). */
function axesOf({ axes }: RowEmbedder): Dense {
  const out = dense(axes.rows, axes.dims)
  for (let c = 0; c < axes.rows; c++) out.data.set(dequantizeRow(axes, c), c * axes.dims)
  return out
}

/** XV/‖·‖ and ‖·‖ for weighted rows, by the definition. */
function project(x: Dense, v: Dense): { vectors: Dense; lengths: number[] } {
  const vectors = multiply(x, v)
  const lengths = Array.from({ length: x.rows }, (_, i) => Math.hypot(...rowOf(vectors, i)))
  lengths.forEach((length, i) => {
    const row = rowOf(vectors, i)
    if (length > 0) for (let j = 0; j < row.length; j++) row[j] /= length
  })
  return { vectors, lengths }
}

const inFloats = ({ rows, cols, data }: Dense<Float32Array>) => dense(rows, cols, Float64Array.from(data))

test('a vector is the weighted row along the axes, brought to length 1, and its captured share what its length was', () => {
  fc.assert(
    fc.property(anyCount, anyCount, anySeed, (n, m, seed) => {
      const counts = randomCounts(n, m, seed)
      const embedder = trainRowEmbedder(counts, { dims: 5, minDocuments: 1 })
      const fresh = randomCounts(6, m + 3, seed + 1)
      const { vectors, shares } = embedder.encodeRows(fresh)
      const expected = project(weighedByTfidf(embedder.weights, fresh), axesOf(embedder))
      expect(distance(inFloats(vectors), expected.vectors)).toBeLessThan(1e-5)
      expected.lengths.forEach((length, i) => {
        expect(Math.abs(shares[i] - length)).toBeLessThan(1e-6)
        const size = Math.hypot(...rowOf(vectors, i))
        expect(Math.abs(size - (length > 0 ? 1 : 0))).toBeLessThan(1e-6)
      })
    }),
    { seed: 4, numRuns: 80 }
  )
})

test('rows alone have the bits they have among others', () => {
  const counts = randomCounts(30, 40, 7, 0.3)
  const embedder = trainRowEmbedder(counts, { dims: 11 })
  const { vectors, shares } = embedder.encodeRows(counts)
  expect([vectors.rows, vectors.cols]).toEqual([30, 11])
  for (let i = 0; i < counts.rows; i++) {
    expect(embedder.encodeCounts(sparseRow(counts, i))).toEqual(rowOf(vectors, i))
    expect(embedder.capturedShare(sparseRow(counts, i))).toBe(shares[i])
  }
})

test('the axes span what the exact decomposition of the rows does, and hold as much of each', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 14 }), fc.integer({ min: 6, max: 14 }), anySeed, (n, m, seed) => {
      const counts = randomCounts(n, m, seed)
      const dims = 3
      const embedder = trainRowEmbedder(counts, { dims, minDocuments: 1, passes: 60 })
      const { values, vectors } = eigenSymmetric(gramOfColumns(denseFromSparse(weighRows(embedder.weights, counts))))
      const c = values.length
      // Without a gap between what is kept and what is not, there is more than one answer.
      fc.pre(c > dims && values[c - dims] > 1.2 * values[c - dims - 1])
      const v = dense(c, dims)
      for (let i = 0; i < c; i++) for (let j = 0; j < dims; j++) v.data[i * dims + j] = vectors.data[i * c + c - 1 - j]
      const exact = project(weighedByTfidf(embedder.weights, counts), v)
      const { vectors: found, shares } = embedder.encodeRows(counts)
      exact.lengths.forEach((length, i) => {
        expect(Math.abs(shares[i] - length)).toBeLessThan(ROUNDING)
      })
      // Angles between vectors do not hang on the signs of axes. Short codes are mostly rounding.
      const [ours, best] = [gramOfRows(inFloats(found)), gramOfRows(exact.vectors)]
      const clear = Array.from(exact.lengths.keys()).filter(i => exact.lengths[i] > 0.2)
      for (const i of clear) {
        for (const j of clear) expect(Math.abs(ours.data[i * n + j] - best.data[i * n + j])).toBeLessThan(5 * ROUNDING)
      }
      embedder.singularValues.forEach((s, j) => {
        expect(s * s).toBeCloseTo(values[c - 1 - j], 4)
      })
    }),
    { seed: 4, numRuns: 60 }
  )
})

test('the share of an axis is the mean square of what it holds of the training rows', () => {
  const counts = randomCounts(30, 20, 6, 0.2)
  const embedder = trainRowEmbedder(counts, { dims: 5 })
  const codes = multiply(weighedByTfidf(embedder.weights, counts), axesOf(embedder))
  const rows = Array.from({ length: 30 }, (_, i) => sparseRow(counts, i)).filter(row => row.indices.length > 0).length
  embedder.axisShares.forEach((share, j) => {
    let sum = 0
    for (let i = 0; i < 30; i++) sum += codes.data[i * 5 + j] ** 2
    expect(share).toBeCloseTo(sum / rows, 6)
  })
  const { shares } = embedder.encodeRows(counts)
  expect(embedder.share).toBeCloseTo(shares.reduce((sum, s) => sum + s * s, 0) / rows, 6)
  expect(Math.abs(driftOfRows(embedder, counts))).toBeLessThan(1e-6)
})

test('with as many axes as columns, a row of known columns is held whole, and its vectors have the angles of the rows', () => {
  fc.assert(
    fc.property(anyCount, anySeed, (m, seed) => {
      const counts = randomCounts(30, m, seed)
      const embedder = trainRowEmbedder(counts, { dims: 20 })
      const { vectors, shares } = embedder.encodeRows(counts)
      const x = weighedByTfidf(embedder.weights, counts)
      shares.forEach((share, i) => {
        expect(Math.abs(share - Math.hypot(...rowOf(x, i)))).toBeLessThan(ROUNDING)
        expect(share).toBeLessThan(1.01)
      })
      const known = project(x, identity(x.cols)).vectors
      expect(distance(gramOfRows(inFloats(vectors)), gramOfRows(known))).toBeLessThan(2 * ROUNDING)
    }),
    { seed: 4, numRuns: 40 }
  )
})

test('columns that were not kept shorten what is held of a row, and nothing else', () => {
  const counts = randomCounts(20, 10, 5)
  const embedder = trainRowEmbedder(counts, { dims: 4 })
  const row = sparseRow(counts, 0)
  const longer = {
    indices: Uint32Array.of(...row.indices, 10, 2 ** 32 - 1),
    values: Float32Array.of(...row.values, 1, 3)
  }
  expect(embedder.encodeCounts(longer).every((x, j) => Math.abs(x - embedder.encodeCounts(row)[j]) < 1e-6)).toBe(true)
  const square = (of: typeof row) => {
    let sum = 0
    of.indices.forEach((column, p) => {
      const slot = embedder.weights.slot(column)
      sum += ((1 + Math.log(of.values[p])) * (slot < 0 ? embedder.weights.unseen : embedder.weights.idf[slot])) ** 2
    })
    return sum
  }
  const ratio = Math.sqrt(square(row) / square(longer))
  expect(embedder.capturedShare(longer)).toBeCloseTo(embedder.capturedShare(row) * ratio, 12)
  expect(ratio).toBeLessThan(0.9)
  expect(Math.max(...embedder.weights.idf)).toBeLessThan(embedder.weights.unseen)
})

test('the first axes are a smaller embedder', () => {
  const counts = randomCounts(40, 30, 2)
  const embedder = trainRowEmbedder(counts, { dims: 9 })
  const small = embedder.truncate(4)
  expect([small.dims, small.axes.dims, small.axes.codes.length, small.singularValues.length]).toEqual([
    4,
    4,
    4 * embedder.axes.rows,
    4
  ])
  const whole = embedder.encodeRows(counts).vectors
  const { vectors, shares } = small.encodeRows(counts)
  for (let i = 0; i < counts.rows; i++) {
    const first = rowOf(whole, i).slice(0, 4)
    const length = Math.hypot(...first)
    rowOf(vectors, i).forEach((x, j) => {
      expect(x).toBeCloseTo(first[j] / length, 5)
    })
  }
  expect(shares.reduce((sum, share) => sum + share * share, 0) / 40).toBeCloseTo(small.share, 6)
  expect(small.share).toBeLessThan(embedder.share)
  expect(embedder.truncate(9)).toBe(embedder)
  expect(embedder.truncate(4096)).toBe(embedder)
  expect(() => embedder.truncate(0)).toThrow(new RangeError('dims: expected an integer from 1 to 4096, got 0'))
})

test('the same rows and seed give the same bits, another seed others', () => {
  const counts = randomCounts(30, 25, 9)
  const codesOf = (seed: number) => trainRowEmbedder(counts, { dims: 6, seed, passes: 1 }).axes.codes
  expect(codesOf(3)).toEqual(codesOf(3))
  expect(codesOf(4)).not.toEqual(codesOf(3))
})
