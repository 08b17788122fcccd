import { expect, test } from 'vitest'
import { orthonormalizer, principalAxes, rotateTall } from '../../src/elm/tall.ts'
import { dense, denseFromRows, gramOfColumns, identity, multiply, transpose } from '../../src/math/index.ts'
import { diagonal, distance, randomDense } from '../math/matrices.ts'

test.each([0, 1, 1023, 1024, 1025, 2500])('%i rows: turned by blocks as at once', n => {
  const z = randomDense(n, 5, 3)
  const t = randomDense(5, 4, 4)
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
  const t = orthonormalizer(gramOfColumns(z))
  expect([t.rows, t.cols]).toEqual([5, 3])
  const q = rotateTall(dense(300, 5, z.data.slice()), t)
  expect(distance(gramOfColumns(q), identity(3))).toBeLessThan(1e-9)
  expect(distance(multiply(q, multiply(transpose(q), z)), z)).toBeLessThan(1e-9)
})
