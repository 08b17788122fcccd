import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  cholesky,
  choleskySolve,
  type Dense,
  dense,
  denseFromRows,
  gramOfRows,
  identity,
  multiply,
  NotPositiveDefiniteError,
  outer,
  pivotedCholesky
} from '../../src/math/index.ts'
import { anySeed, diagonal, distance, pickEntries, randomDefinite, randomDense, thrownBy } from './matrices.ts'

/** A[:, kept]·A[kept, kept]⁻¹·A[kept, :], which is A if the rows left out are combinations of those kept. */
function rebuilt(a: Dense, kept: Uint32Array, factor: Dense): Dense {
  const all = Array.from({ length: a.rows }, (_, i) => i)
  const across = pickEntries(a, kept, all)
  return multiply(pickEntries(a, all, kept), choleskySolve(factor, across))
}

test('duplicate rows: exactly the rank is kept, one row of each kind, and A comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 6 }), { maxLength: 25 }), anySeed, (kinds, seed) => {
      const source = randomDense(7, 12, seed)
      const x = pickEntries(
        source,
        kinds,
        Array.from({ length: 12 }, (_, j) => j)
      )
      const a = gramOfRows(x)
      const { kept, factor, features } = pivotedCholesky(a)
      const rank = new Set(kinds).size
      expect(kept).toHaveLength(rank)
      expect(new Set(Array.from(kept, i => kinds[i])).size).toBe(rank)
      for (const i of kept) expect(kinds.indexOf(kinds[i])).toBe(i)
      expect(distance(outer(factor, factor), pickEntries(a, kept, kept))).toBeLessThan(1e-12)
      expect(distance(rebuilt(a, kept, factor), a)).toBeLessThan(1e-9)
      expect(distance(outer(features, features), a)).toBeLessThan(1e-9)
      const columns = Array.from({ length: rank }, (_, j) => j)
      expect(pickEntries(features, kept, columns)).toEqual(factor)
    }),
    { seed: 9, numRuns: 80 }
  )
})

test('rows that are combinations of others are left out', () => {
  const a = gramOfRows(randomDense(40, 5, 1))
  const { kept, factor } = pivotedCholesky(a)
  expect(kept).toHaveLength(5)
  expect(distance(rebuilt(a, kept, factor), a)).toBeLessThan(1e-10)
})

test('of full rank it is the Cholesky factor of A in the order of the pivots, which fall', () => {
  for (const n of [1, 2, 5, 9, 60]) {
    const a = randomDefinite(n, n)
    const { kept, factor, features } = pivotedCholesky(a)
    expect(kept.slice().sort()).toEqual(Uint32Array.from({ length: n }, (_, i) => i))
    expect(distance(factor, cholesky(pickEntries(a, kept, kept)))).toBeLessThan(1e-12)
    for (let i = 1; i < n; i++) expect(factor.data[i * n + i]).toBeLessThanOrEqual(factor.data[(i - 1) * n + i - 1])
    expect(pivotedCholesky(a)).toEqual({ kept, factor, features })
  }
})

test('the largest comes first, and of equal ones the first', () => {
  expect(Array.from(pivotedCholesky(diagonal([1, 4, 9, 4])).kept)).toEqual([2, 1, 3, 0])
  expect(Array.from(pivotedCholesky(identity(6)).kept)).toEqual([0, 1, 2, 3, 4, 5])
  expect(Array.from(pivotedCholesky(dense(3, 3, new Float64Array(9).fill(1))).kept)).toEqual([0])
})

test('nothing of nothing', () => {
  for (const a of [dense(0, 0), dense(3, 3)]) {
    expect(pivotedCholesky(a)).toEqual({ kept: new Uint32Array(0), factor: dense(0, 0), features: dense(a.rows, 0) })
  }
})

test('what is at most the tolerance times the largest is left out', () => {
  const a = diagonal([8, 0, 4, 2, 1])
  expect(Array.from(pivotedCholesky(a, 0).kept)).toEqual([0, 2, 3, 4])
  expect(Array.from(pivotedCholesky(a, 0.2).kept)).toEqual([0, 2, 3])
  expect(Array.from(pivotedCholesky(a, 0.25).kept)).toEqual([0, 2])
  expect(Array.from(pivotedCholesky(diagonal([5e-9, 50, 4.9e-9])).kept)).toEqual([1])
  expect(Array.from(pivotedCholesky(diagonal([5.1e-9, 50, 4.9e-9])).kept)).toEqual([1, 0])
})

test('scale does not matter', () => {
  const a = gramOfRows(randomDense(20, 6, 2))
  const tiny = dense(
    20,
    20,
    a.data.map(x => x * 2 ** -400)
  )
  expect(pivotedCholesky(tiny).kept).toEqual(pivotedCholesky(a).kept)
})

test.each<[string, number[][], number, number]>([
  [
    'negative on the diagonal',
    [
      [1, 0],
      [0, -1]
    ],
    1,
    -1
  ],
  [
    'NaN on the diagonal',
    [
      [Number.NaN, 0],
      [0, 1]
    ],
    0,
    Number.NaN
  ],
  [
    'Infinity on the diagonal',
    [
      [1, 0],
      [0, 1 / 0]
    ],
    1,
    1 / 0
  ],
  [
    'NaN elsewhere',
    [
      [1, Number.NaN],
      [Number.NaN, 1]
    ],
    1,
    Number.NaN
  ],
  [
    'Infinity elsewhere',
    [
      [1, 1 / 0],
      [1 / 0, 1]
    ],
    1,
    -1 / 0
  ],
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
    'zero row with entries',
    [
      [0, 1],
      [1, 4]
    ],
    0,
    -0.25
  ]
])('not semidefinite: %s', (_, rows, index, pivot) => {
  const error = thrownBy(() => pivotedCholesky(denseFromRows(rows)))
  expect(error).toBeInstanceOf(NotPositiveDefiniteError)
  expect(error).toMatchObject({ index, pivot })
})

test('wrong shapes and tolerances are refused', () => {
  expect(() => pivotedCholesky(dense(2, 3))).toThrow(new RangeError('matrix: expected square, got 2 × 3'))
  for (const tolerance of [-1e-9, 1, Number.NaN]) {
    expect(() => pivotedCholesky(identity(2), tolerance)).toThrow(
      new RangeError(`tolerance: expected a number in [0, 1), got ${tolerance}`)
    )
  }
})
