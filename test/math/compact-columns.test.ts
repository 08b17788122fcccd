import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactColumns, denseFromSparse, findColumn, sparseFromDense, transpose } from '../../src/math/index.ts'
import { anySeed, anySize, randomSparse, spreadColumns } from './matrices.ts'

test('the columns in use, ascending, and their values alone', () => {
  fc.assert(
    fc.property(anySize, fc.integer({ min: 1, max: 9 }), anySeed, (n, m, seed) => {
      const rows = randomSparse(n, m, seed, 0.2)
      const byColumn = transpose(denseFromSparse(rows))
      const used = Array.from({ length: m }, (_, j) => j).filter(j =>
        byColumn.data.subarray(j * n, (j + 1) * n).some(v => v !== 0)
      )
      const { columns, compact } = compactColumns(rows)
      expect(Array.from(columns)).toEqual(used)
      expect(compact.cols).toBe(used.length)
      const kept = used.flatMap(j => Array.from(byColumn.data.subarray(j * n, (j + 1) * n)))
      expect(Array.from(transpose(denseFromSparse(compact)).data)).toEqual(kept)
      // A table of 2³¹ columns would not do.
      for (const cols of [2 ** 18, 2 ** 31]) {
        const far = spreadColumns(rows, cols)
        const stride = Math.floor(cols / m)
        const spread = compactColumns(far)
        expect(Array.from(spread.columns)).toEqual(used.map(j => j * stride + stride - 1))
        expect(spread.compact).toEqual(compact)
      }
    }),
    { seed: 4, numRuns: 60 }
  )
})

test('a column is found where it is, from where the search begins', () => {
  const columns = Uint32Array.of(1, 4, 9, 4294967295)
  expect(Array.from(columns, column => findColumn(columns, column))).toEqual([0, 1, 2, 3])
  expect([0, 2, 10, 4294967294].map(column => findColumn(columns, column))).toEqual([-1, -1, -1, -1])
  expect([findColumn(columns, 4, 1), findColumn(columns, 4, 2), findColumn(new Uint32Array(0), 4)]).toEqual([1, -1, -1])
})

test('a stored zero is in use', () => {
  const zero = { ...sparseFromDense({ rows: 1, cols: 3, data: Float64Array.of(0, 1, 0) }), values: new Float32Array(1) }
  expect(Array.from(compactColumns(zero).columns)).toEqual([1])
})
