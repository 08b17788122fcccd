import fc from 'fast-check'
import { CholeskyDecomposition } from 'ml-matrix'
import { expect, test } from 'vitest'
import { cholesky, dense, denseFromRows, identity, NotPositiveDefiniteError, outer } from '../../src/math/index.ts'
import { anySeed, distance, fromMl, poisonUpper, randomDefinite, thrownBy, toMl } from './matrices.ts'

test('L·Lᵀ = A, L lower, from the lower triangle alone', () => {
  fc.assert(
    fc.property(fc.nat({ max: 14 }), anySeed, (n, seed) => {
      const a = randomDefinite(n, seed)
      const l = cholesky(poisonUpper(a))
      expect(distance(outer(l, l), a)).toBeLessThan(1e-12)
      for (let i = 0; i < n; i++) {
        expect(l.data[i * n + i]).toBeGreaterThan(0)
        for (let j = i + 1; j < n; j++) expect(l.data[i * n + j]).toBe(0)
      }
    }),
    { seed: 7, numRuns: 60 }
  )
})

test('agrees with ml-matrix at 200 and keeps its digits', () => {
  const a = randomDefinite(200, 1)
  const before = a.data.slice()
  const l = cholesky(a)
  expect(a.data).toEqual(before)
  expect(distance(l, fromMl(new CholeskyDecomposition(toMl(a)).lowerTriangularMatrix))).toBeLessThan(1e-11)
  expect(distance(outer(l, l), a)).toBeLessThan(1e-11)
  expect(cholesky(a)).toEqual(l)
})

test('by hand', () => {
  const a = denseFromRows([
    [4, 2, -2],
    [2, 10, 2],
    [-2, 2, 6]
  ])
  expect(Array.from(cholesky(a).data)).toEqual([2, 0, 0, 1, 3, 0, -1, 1, 2])
  expect(cholesky(dense(0, 0))).toEqual(dense(0, 0))
  expect(Array.from(cholesky(denseFromRows([[9]])).data)).toEqual([3])
})

test('scaled rows and columns scale the rows of the factor, over forty decades, to nearly every digit', () => {
  const n = 11
  const a = randomDefinite(n, 2)
  const l = cholesky(a)
  const graded = dense(n, n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) graded.data[i * n + j] = a.data[i * n + j] * 10 ** (-2 * (i + j))
  const got = cholesky(graded)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) got.data[i * n + j] *= 10 ** (2 * i)
  expect(distance(got, l)).toBeLessThan(1e-13)
})

test('an indefinite matrix is refused with row and pivot, wherever it stands in a tile', () => {
  for (let n = 1; n <= 11; n++) {
    for (let row = 0; row < n; row++) {
      // L·Lᵀ − 3·e·eᵀ for a unit L: all pivots are 1 but that of `row`, which is 1 − 3.
      const l = identity(n)
      for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) l.data[i * n + j] = ((i + 2 * j) % 3) - 1
      const a = outer(l, l)
      a.data[row * n + row] -= 3
      const error = thrownBy(() => cholesky(a))
      expect(error).toBeInstanceOf(NotPositiveDefiniteError)
      expect(error).toMatchObject({ index: row, pivot: -2 })
    }
  }
})

test.each<[string, number[][], number, number]>([
  [
    'singular',
    [
      [1, 1],
      [1, 1]
    ],
    1,
    0
  ],
  ['zero', [[0]], 0, 0],
  [
    'indefinite',
    [
      [1, 2],
      [2, 1]
    ],
    1,
    -3
  ],
  [
    'NaN on the diagonal',
    [
      [1, 0],
      [0, Number.NaN]
    ],
    1,
    Number.NaN
  ],
  [
    'NaN below it',
    [
      [1, 0],
      [Number.NaN, 1]
    ],
    1,
    Number.NaN
  ],
  [
    'Infinity on the diagonal',
    [
      [1 / 0, 0],
      [0, 1]
    ],
    0,
    1 / 0
  ],
  [
    'Infinity below it',
    [
      [1, 0],
      [1 / 0, 1]
    ],
    1,
    -1 / 0
  ]
])('no pivot is let through: %s', (_, rows, index, pivot) => {
  const error = thrownBy(() => cholesky(denseFromRows(rows)))
  expect(error).toBeInstanceOf(NotPositiveDefiniteError)
  expect(error).toMatchObject({
    index,
    pivot,
    name: 'NotPositiveDefiniteError',
    message: `matrix: expected positive definite, got pivot ${pivot} at row ${index}`
  })
})

test('NaN or Infinity at any place is caught', () => {
  for (const bad of [Number.NaN, 1 / 0, -1 / 0]) {
    for (let i = 0; i < 9; i++) {
      for (let j = 0; j <= i; j++) {
        const a = randomDefinite(9, 3)
        a.data[i * 9 + j] = bad
        expect(thrownBy(() => cholesky(a))).toMatchObject({ name: 'NotPositiveDefiniteError', index: i })
      }
    }
  }
})

test('only square matrices', () => {
  expect(() => cholesky(dense(2, 3))).toThrow(new RangeError('matrix: expected square, got 2 × 3'))
})
