import fc from 'fast-check'
import { CholeskyDecomposition } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import {
  cholesky,
  choleskySolve,
  type Dense,
  dense,
  denseFromRows,
  identity,
  multiply,
  NotPositiveDefiniteError,
  outer,
  rowOf,
  solveLowerInPlace,
  solveLowerTransposedInPlace,
  transpose
} from '../../src/math/index.ts'
import {
  anySeed,
  anySize,
  diagonal,
  distance,
  fromMl,
  randomDefinite,
  randomDense,
  thrownBy,
  toMl
} from './matrices.ts'

function poisonUpper(m: Dense): Dense {
  const out = dense(m.rows, m.cols, m.data.slice())
  for (let i = 0; i < m.rows; i++) for (let j = i + 1; j < m.cols; j++) out.data[i * m.cols + j] = Number.NaN
  return out
}

describe('cholesky', () => {
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
})

describe('solving', () => {
  test('both triangles and A itself', () => {
    fc.assert(
      fc.property(anySize, anySize, anySeed, (n, k, seed) => {
        const a = randomDefinite(n, seed)
        const b = randomDense(n, k, seed + 1)
        const l = cholesky(a)
        const read = poisonUpper(l)
        const copy = () => dense(n, k, b.data.slice())
        const [forward, backward] = [copy(), copy()]
        expect(solveLowerInPlace(read, forward)).toBe(forward)
        expect(solveLowerTransposedInPlace(read, backward)).toBe(backward)
        expect(distance(multiply(l, forward), b)).toBeLessThan(1e-12)
        expect(distance(multiply(transpose(l), backward), b)).toBeLessThan(1e-12)
        const before = b.data.slice()
        expect(distance(multiply(a, choleskySolve(read, b)), b)).toBeLessThan(1e-11)
        expect(b.data).toEqual(before)
      }),
      { seed: 8, numRuns: 80 }
    )
  })

  test('agrees with ml-matrix', () => {
    const a = randomDefinite(60, 4)
    const b = randomDense(60, 7, 5)
    const expected = fromMl(new CholeskyDecomposition(toMl(a)).solve(toMl(b)))
    expect(distance(choleskySolve(cholesky(a), b), expected)).toBeLessThan(1e-13)
  })

  test('a column alone gives the bits it gives among others', () => {
    const l = cholesky(randomDefinite(13, 6))
    const b = randomDense(13, 6, 7)
    const together = transpose(choleskySolve(l, b))
    for (let j = 0; j < 6; j++) {
      const column = dense(13, 1, rowOf(transpose(b), j).slice())
      expect(choleskySolve(l, column).data).toEqual(rowOf(together, j))
    }
  })

  test('a diagonal of either sign will do, but not a hole in it', () => {
    const l = denseFromRows([
      [-2, 0],
      [1, 4]
    ])
    expect(Array.from(solveLowerInPlace(l, denseFromRows([[2], [7]])).data)).toEqual([-1, 2])
    for (const hole of [0, -0, Number.NaN, 1 / 0]) {
      l.data[3] = hole
      const message = `l[1][1]: expected a finite number other than 0, got ${hole}`
      expect(() => solveLowerInPlace(l, dense(2, 1))).toThrow(new RangeError(message))
      expect(() => solveLowerTransposedInPlace(l, dense(2, 1))).toThrow(new RangeError(message))
    }
  })

  test.each([solveLowerInPlace, solveLowerTransposedInPlace, choleskySolve])(
    'sizes that differ are refused: %o',
    solve => {
      expect(() => solve(identity(3), dense(2, 3))).toThrow(new RangeError('b.rows: expected 3, got 2'))
      expect(() => solve(dense(3, 2), dense(3, 1))).toThrow(new RangeError('l: expected square, got 3 × 2'))
    }
  )
})
