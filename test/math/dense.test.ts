import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dense, denseFromRows, denseRows, identity, rowOf, transpose } from '../../src/math/index.ts'
import { anySeed, anySize, randomDense } from './matrices.ts'

test('a matrix is zero, or its data as they are', () => {
  expect(dense(2, 3)).toEqual({ rows: 2, cols: 3, data: new Float64Array(6) })
  const data = Float64Array.of(1, 2, 3, 4, 5, 6)
  expect(dense(3, 2, data).data).toBe(data)
  expect(dense(0, 4).data).toHaveLength(0)
})

test.each<[() => unknown, string]>([
  [() => dense(2, 3, new Float64Array(5)), 'data: expected 2 × 3 = 6 numbers, got 5'],
  [() => dense(-1, -1, new Float64Array(1)), 'rows: expected a non-negative integer, got -1'],
  [() => dense(2, 1.5), 'cols: expected a non-negative integer, got 1.5'],
  [() => dense(Number.NaN, 2), 'rows: expected a non-negative integer, got NaN'],
  [() => denseFromRows([[1, 2], [3]]), 'rows[1]: expected 2 numbers, got 1'],
  [() => rowOf(dense(3, 2), 3), 'row: expected an integer in 0 … 2, got 3'],
  [() => rowOf(dense(3, 2), -1), 'row: expected an integer in 0 … 2, got -1'],
  [() => rowOf(dense(3, 2), Number.NaN), 'row: expected an integer in 0 … 2, got NaN']
])('wrong sizes are named: %#', (run, message) => {
  expect(run).toThrow(new RangeError(message))
})

test('rows become a matrix, and none an empty one', () => {
  expect(
    denseFromRows([
      [1, 2, 3],
      [4, 5, 6]
    ])
  ).toEqual({ rows: 2, cols: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) })
  expect(denseFromRows([])).toEqual({ rows: 0, cols: 0, data: new Float64Array(0) })
})

test('a row is a view', () => {
  const m = denseFromRows([
    [1, 2],
    [3, 4]
  ])
  rowOf(m, 1)[0] = 7
  expect(Array.from(m.data)).toEqual([1, 2, 7, 4])
  const single = { rows: 2, cols: 1, data: Float32Array.of(5, 6) }
  expect(rowOf(single, 1)).toEqual(Float32Array.of(6))
})

test('identity', () => {
  expect(Array.from(identity(3).data)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1])
  expect(identity(0).data).toHaveLength(0)
})

test('the transpose swaps indices, and twice is nothing', () => {
  fc.assert(
    fc.property(anySize, anySize, anySeed, (rows, cols, seed) => {
      const m = randomDense(rows, cols, seed)
      const t = transpose(m)
      expect([t.rows, t.cols]).toEqual([cols, rows])
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < cols; j++) expect(t.data[j * rows + i]).toBe(m.data[i * cols + j])
      expect(transpose(t)).toEqual(m)
    }),
    { seed: 1, numRuns: 50 }
  )
})

test('picked rows come in the order asked for, repeats included, as copies', () => {
  const m = denseFromRows([
    [1, 2],
    [3, 4],
    [5, 6]
  ])
  const picked = denseRows(m, Uint32Array.of(2, 0, 2))
  expect(picked).toEqual(
    denseFromRows([
      [5, 6],
      [1, 2],
      [5, 6]
    ])
  )
  picked.data[0] = 9
  expect(m.data[4]).toBe(5)
  expect(denseRows(m, []).rows).toBe(0)
  expect(() => denseRows(m, [3])).toThrow(RangeError)
})
