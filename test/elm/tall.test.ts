import { expect, test } from 'vitest'
import { gramOfTall, orthonormalizer, principalAxes, rotateTall } from '../../src/elm/tall.ts'
import { dense, denseFromRows, gramOfColumns, identity, multiply, transpose } from '../../src/math/index.ts'
import { diagonal, distance, randomDense, randomWeights } from '../math/matrices.ts'

test.each([0, 1, 255, 256, 257, 700])('%i rows: products by blocks are the products', n => {
  const z = randomDense(n, 5, 3)
  const t = randomDense(5, 4, 4)
  const weights = randomWeights(n, 5)
  expect(distance(gramOfTall(z), gramOfColumns(z))).toBeLessThan(1e-10)
  expect(distance(gramOfTall(z, weights), gramOfColumns(z, weights))).toBeLessThan(1e-10)
  const expected = multiply(z, t)
  expect(distance(rotateTall(z, t), expected)).toBeLessThan(1e-12)
})

test('axes come strongest first, and those of nothing but rounding not at all', () => {
  const { values, vectors } = principalAxes(diagonal([1e-13, 2, 1e-3, 0, 5]))
  expect(Array.from(values)).toEqual([5, 2, 1e-3])
  expect(vectors.data.map(Math.abs)).toEqual(
    denseFromRows([
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
      [1, 0, 0]
    ]).data
  )
  expect(Array.from(principalAxes(diagonal([1, 3, 2]), 2).values)).toEqual([3, 2])
  expect(principalAxes(dense(2, 2)).vectors).toEqual(dense(2, 0))
  expect(principalAxes(dense(0, 0)).values.length).toBe(0)
})

test('columns made orthonormal span what they did, their rank and no more', () => {
  const z = multiply(randomDense(300, 3, 1), randomDense(3, 5, 2))
  const t = orthonormalizer(gramOfTall(z))
  expect([t.rows, t.cols]).toEqual([5, 3])
  const q = rotateTall(dense(300, 5, z.data.slice()), t)
  expect(distance(gramOfColumns(q), identity(3))).toBeLessThan(1e-9)
  expect(distance(multiply(q, multiply(transpose(q), z)), z)).toBeLessThan(1e-9)
})
