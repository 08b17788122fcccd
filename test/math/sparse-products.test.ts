import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dense,
  denseFromSparse,
  gramOfColumns,
  gramOfRows,
  multiplySparse,
  multiplySparseTransposed,
  multiplyTransposed,
  outer,
  sparseFromDense,
  sparseRows,
  squaredNorms,
  toDense,
  transpose
} from '../../src/math/index.ts'
import { anySeed, anySize, naiveProduct, randomSparse, randomWeights, spreadColumns } from './matrices.ts'

const huge = 2 ** 18

test('every product is that of the dense rows, to the last bit, however many columns stand empty', () => {
  fc.assert(
    fc.property(anySize, anySize, fc.integer({ min: 1, max: 9 }), anySeed, (n, m, d, seed) => {
      const a = randomSparse(n, d, seed)
      const b = randomSparse(m, d, seed + 2)
      const [x, y] = [denseFromSparse(a), denseFromSparse(b)]
      const expected = outer(x, y)
      expect(outer(a, b)).toEqual(expected)
      expect(outer(a, y)).toEqual(expected)
      expect(outer(x, b)).toEqual(expected)
      expect(outer(spreadColumns(a, huge), spreadColumns(b, huge))).toEqual(expected)
      expect(multiplySparse(a, transpose(y))).toEqual(expected)
      const z = denseFromSparse(randomSparse(n, m, seed + 4))
      expect(multiplySparseTransposed(a, z)).toEqual(multiplyTransposed(x, z))
      expect(gramOfRows(a)).toEqual(gramOfRows(x))
      expect(gramOfRows(spreadColumns(a, huge))).toEqual(gramOfRows(x))
      expect(gramOfColumns(a)).toEqual(gramOfColumns(x))
      const weights = randomWeights(n, seed)
      expect(gramOfColumns(a, weights)).toEqual(gramOfColumns(x, weights))
      expect(squaredNorms(a)).toEqual(squaredNorms(x))
    }),
    { seed: 4, numRuns: 80 }
  )
})

test('2¹⁸ columns written out give the same products', () => {
  const a = spreadColumns(randomSparse(5, 40, 1), huge)
  const b = spreadColumns(randomSparse(3, 40, 9), huge)
  const expected = naiveProduct(denseFromSparse(a), transpose(denseFromSparse(b)))
  expect(expected.data.some(x => x !== 0)).toBe(true)
  expect(outer(a, b)).toEqual(expected)
  expect(outer(b, a)).toEqual(transpose(expected))
  expect(outer(denseFromSparse(a), b)).toEqual(expected)
  expect(outer(a, denseFromSparse(b))).toEqual(expected)
})

test('columns that only one side has add nothing', () => {
  const left = sparseFromDense(dense(2, 6, Float64Array.of(1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0)))
  const right = sparseFromDense(dense(1, 6, Float64Array.of(0, 7, 0, 8, 10, 9)))
  for (const cols of [6, huge]) {
    const [a, b] = [spreadColumns(left, cols), spreadColumns(right, cols)]
    expect(Array.from(outer(a, b).data)).toEqual([30, 60])
    expect(Array.from(outer(b, a).data)).toEqual([30, 60])
  }
})

test('many rows over few columns: the inverted list takes every column', () => {
  const a = randomSparse(300, 20, 5, 0.5)
  expect(gramOfRows(a)).toEqual(gramOfRows(denseFromSparse(a)))
  expect(outer(a, sparseRows(a, [3, 1]))).toEqual(outer(toDense(a), toDense(sparseRows(a, [3, 1]))))
})
