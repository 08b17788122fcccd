import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dense,
  denseFromSparse,
  gramOfColumns,
  gramOfRows,
  isSparse,
  multiply,
  multiplySparse,
  multiplyTransposed,
  outer,
  rowOf,
  type Sparse,
  squaredNorms,
  toDense,
  transpose
} from '../../src/math/index.ts'
import {
  anySeed,
  anySize,
  distance,
  fromMl,
  naiveProduct,
  randomDense,
  randomSparse,
  randomWeights,
  toMl
} from './matrices.ts'

const sizes = { seed: 3, numRuns: 120 }
describe('dense', () => {
  test('every product is the definition, to the last bit', () => {
    fc.assert(
      fc.property(anySize, anySize, anySize, anySeed, (n, d, k, seed) => {
        const a = randomDense(n, d, seed)
        const b = randomDense(d, k, seed + 1)
        const expected = naiveProduct(a, b)
        expect(multiply(a, b)).toEqual(expected)
        expect(multiplyTransposed(transpose(a), b)).toEqual(expected)
        expect(outer(a, transpose(b))).toEqual(expected)
        expect(gramOfRows(a)).toEqual(naiveProduct(a, transpose(a)))
        expect(gramOfColumns(a)).toEqual(naiveProduct(transpose(a), a))
      }),
      sizes
    )
  })

  test('agrees with ml-matrix', () => {
    const a = randomDense(61, 83, 1)
    const b = randomDense(83, 47, 2)
    const expected = fromMl(toMl(a).mmul(toMl(b)))
    expect(distance(multiply(a, b), expected)).toBeLessThan(1e-12)
    expect(distance(gramOfColumns(a), fromMl(toMl(a).transpose().mmul(toMl(a))))).toBeLessThan(1e-12)
  })

  test('a row alone gives the bits it gives in a batch', () => {
    const a = randomDense(11, 23, 4)
    const b = randomDense(23, 9, 5)
    const c = randomDense(13, 23, 6)
    const together = multiply(a, b)
    const outerTogether = outer(a, c)
    for (let i = 0; i < a.rows; i++) {
      const row = dense(1, a.cols, rowOf(a, i).slice())
      expect(multiply(row, b).data).toEqual(rowOf(together, i))
      expect(outer(row, c).data).toEqual(rowOf(outerTogether, i))
    }
  })

  test('NaN and Infinity go through', () => {
    const b = denseFromSparse(randomSparse(4, 4, 1))
    for (const rows of [2, 6]) {
      const a = dense(rows, 4)
      a.data[4] = Number.NaN
      expect(Array.from(rowOf(multiply(a, b), 1)).every(Number.isNaN)).toBe(true)
      expect(Array.from(rowOf(multiply(a, b), 0))).toEqual([0, 0, 0, 0])
    }
  })

  test('operands stay as they were', () => {
    const a = randomDense(7, 7, 8)
    const before = a.data.slice()
    multiply(a, a)
    multiplyTransposed(a, a)
    gramOfRows(a)
    gramOfColumns(a, randomWeights(7, 1))
    expect(a.data).toEqual(before)
  })
})

test('XᵀWX is the definition', () => {
  fc.assert(
    fc.property(anySize, anySize, anySeed, (n, d, seed) => {
      const x = randomDense(n, d, seed)
      const weights = randomWeights(n, seed + 1)
      const weighted = dense(n, d)
      for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) weighted.data[i * d + j] = weights[i] * x.data[i * d + j]
      const got = gramOfColumns(x, weights)
      expect(distance(got, naiveProduct(transpose(weighted), x))).toBeLessThan(1e-12)
      expect(transpose(got)).toEqual(got)
      expect(gramOfColumns(x, new Float64Array(n).fill(1))).toEqual(gramOfColumns(x))
    }),
    sizes
  )
})

test('a weight of zero leaves its row out', () => {
  const x = randomDense(6, 3, 1)
  const others = dense(5, 3, x.data.slice(3))
  expect(gramOfColumns(x, Float64Array.of(0, 1, 1, 1, 1, 1))).toEqual(gramOfColumns(others))
})

test('sparse and dense are told apart, and one turned into the other', () => {
  const s: Sparse = randomSparse(3, 4, 1)
  expect([isSparse(s), isSparse(dense(3, 4))]).toEqual([true, false])
  expect(toDense(s)).toEqual(denseFromSparse(s))
  const d = dense(2, 2)
  expect(toDense(d)).toBe(d)
})

test('squared norms', () => {
  expect(Array.from(squaredNorms(dense(2, 2, Float64Array.of(3, 4, 0, -2))))).toEqual([25, 4])
})

const [tall, wide] = [dense(4, 3), dense(3, 4)]
test.each<[string, () => unknown, string]>([
  ['multiply', () => multiply(tall, tall), 'a.cols and b.rows: expected equal sizes, got 3 and 4'],
  ['multiplyTransposed', () => multiplyTransposed(tall, wide), 'a.rows and b.rows: expected equal sizes, got 4 and 3'],
  [
    'multiplySparse',
    () => multiplySparse(randomSparse(4, 3, 1), tall),
    's.cols and b.rows: expected equal sizes, got 3 and 4'
  ],
  ['outer', () => outer(tall, wide), 'a.cols and b.cols: expected equal sizes, got 3 and 4'],
  [
    'outer, sparse',
    () => outer(randomSparse(4, 3, 1), randomSparse(4, 5, 1)),
    'a.cols and b.cols: expected equal sizes, got 3 and 5'
  ],
  [
    'gramOfColumns',
    () => gramOfColumns(tall, new Float64Array(3)),
    'weights.length and x.rows: expected equal sizes, got 3 and 4'
  ],
  [
    'gramOfColumns, sparse',
    () => gramOfColumns(randomSparse(4, 3, 1), new Float64Array(5)),
    'weights.length and x.rows: expected equal sizes, got 5 and 4'
  ]
])('sizes that differ are refused: %s', (_, run, message) => {
  expect(run).toThrow(new RangeError(message))
})
