import fc from 'fast-check'
import { CholeskyDecomposition } from 'ml-matrix'
import { expect, test } from 'vitest'
import {
  cholesky,
  choleskySolve,
  dense,
  denseFromRows,
  identity,
  multiply,
  rowOf,
  solveLowerInPlace,
  solveLowerTransposedInPlace,
  transpose
} from '../../src/math/index.ts'
import { anySeed, anySize, distance, fromMl, poisonUpper, randomDefinite, randomDense, toMl } from './matrices.ts'

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
