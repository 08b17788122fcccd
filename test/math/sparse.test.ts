import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkSparse,
  dense,
  denseFromRows,
  denseFromSparse,
  rowOf,
  type Sparse,
  sparseFromDense,
  sparseFromRows,
  sparseRow,
  sparseRows,
  transpose,
  transposeSparse
} from '../../src/math/index.ts'
import { anySeed, anySize, randomSparse } from './matrices.ts'

/** Rows {1: 10, 3: 20}, {} and {0: 30}. */
const good: Sparse = {
  rows: 3,
  cols: 4,
  indptr: Uint32Array.of(0, 2, 2, 3),
  indices: Uint32Array.of(1, 3, 0),
  values: Float32Array.of(10, 20, 30)
}

test('a sparse matrix reads as its dense form', () => {
  expect(checkSparse(good)).toBe(good)
  expect(Array.from(denseFromSparse(good).data)).toEqual([0, 10, 0, 20, 0, 0, 0, 0, 30, 0, 0, 0])
  expect(sparseRow(good, 0)).toEqual({ indices: Uint32Array.of(1, 3), values: Float32Array.of(10, 20) })
  expect(sparseRow(good, 1).indices).toHaveLength(0)
  expect(sparseFromRows([sparseRow(good, 0), sparseRow(good, 1), sparseRow(good, 2)], 4)).toEqual(good)
})

test('no rows and no columns are matrices too', () => {
  const none = sparseFromRows([], 0)
  expect(none).toEqual(sparseFromDense(dense(0, 0)))
  expect(transposeSparse(none)).toEqual(none)
  expect(denseFromSparse(sparseFromDense(dense(3, 0)))).toEqual(dense(3, 0))
  expect(transposeSparse(sparseFromDense(dense(3, 0)))).toEqual(sparseFromDense(dense(0, 3)))
})

test.each<[string, Partial<Sparse>, string]>([
  ['rows not a count', { rows: -1 }, 'rows: expected a non-negative integer, got -1'],
  ['cols not a count', { cols: Number.NaN }, 'cols: expected a non-negative integer, got NaN'],
  ['too few offsets', { indptr: Uint32Array.of(0, 2, 3) }, 'indptr: expected 4 offsets, got 3'],
  ['no offsets', { indptr: new Uint32Array(0) }, 'indptr: expected 4 offsets, got 0'],
  ['first offset', { indptr: Uint32Array.of(1, 2, 2, 3) }, 'indptr[0]: expected 0, got 1'],
  ['offset that falls', { indptr: Uint32Array.of(0, 2, 1, 3) }, 'indptr[2]: expected at least 2, got 1'],
  ['offset past the end', { indptr: Uint32Array.of(0, 9, 9, 3) }, 'indptr[3]: expected at least 9, got 3'],
  [
    'last offset too high',
    { indptr: Uint32Array.of(0, 2, 2, 4) },
    'indices: expected 4 columns, as indptr ends, got 3'
  ],
  ['last offset too low', { indptr: Uint32Array.of(0, 2, 2, 2) }, 'indices: expected 2 columns, as indptr ends, got 3'],
  ['too few values', { values: Float32Array.of(10, 20) }, 'values: expected 3, one for each index, got 2'],
  ['too many values', { values: new Float32Array(4) }, 'values: expected 3, one for each index, got 4'],
  ['column twice', { indices: Uint32Array.of(1, 1, 0) }, 'indices[1]: expected a column from 2 and below 4, got 1'],
  [
    'columns that fall',
    { indices: Uint32Array.of(3, 1, 0) },
    'indices[1]: expected a column from 4 and below 4, got 1'
  ],
  ['column too high', { indices: Uint32Array.of(1, 3, 4) }, 'indices[2]: expected a column from 0 and below 4, got 4'],
  ['NaN', { values: Float32Array.of(10, Number.NaN, 30) }, 'values[1]: expected a finite number, got NaN'],
  ['Infinity', { values: Float32Array.of(10, 20, -1 / 0) }, 'values[2]: expected a finite number, got -Infinity']
])('a lie is named: %s', (_, lie, message) => {
  expect(() => checkSparse({ ...good, ...lie })).toThrow(new RangeError(message))
})

test('what makes a sparse matrix checks it', () => {
  const row = { indices: Uint32Array.of(2, 1), values: Float32Array.of(1, 1) }
  expect(() => sparseFromRows([row], 4)).toThrow(RangeError)
  expect(() => sparseFromRows([sparseRow(good, 0)], 3)).toThrow(
    'indices[1]: expected a column from 2 and below 3, got 3'
  )
  const uneven = [
    { indices: Uint32Array.of(0, 1), values: Float32Array.of(1) },
    { indices: Uint32Array.of(0), values: Float32Array.of(1, 2) }
  ]
  expect(() => sparseFromRows(uneven, 4)).toThrow(
    new RangeError('rows[0].values: expected 2, one for each index, got 1')
  )
  expect(() => sparseFromDense(denseFromRows([[1, Number.NaN]]))).toThrow(
    'values[1]: expected a finite number, got NaN'
  )
  expect(() => sparseFromDense(denseFromRows([[1e39]]))).toThrow('values[0]: expected a finite number, got Infinity')
})

test('a row that is not there is refused', () => {
  expect(() => sparseRow(good, 3)).toThrow(new RangeError('row: expected an integer in 0 … 2, got 3'))
  expect(() => sparseRow(good, -1)).toThrow(RangeError)
  expect(() => sparseRows(good, [0, 3])).toThrow(new RangeError('row: expected an integer in 0 … 2, got 3'))
  expect(() => sparseRows(good, [0.5])).toThrow(RangeError)
})

test('sparse → dense → sparse, transposing and picking rows agree with the dense way', () => {
  fc.assert(
    fc.property(anySize, anySize, anySeed, (rows, cols, seed) => {
      const s = randomSparse(rows, cols, seed)
      const m = denseFromSparse(s)
      expect(sparseFromDense(m)).toEqual(s)
      const t = transposeSparse(s)
      expect(checkSparse(t)).toEqual(sparseFromDense(transpose(m)))
      const pick = Array.from({ length: rows }, (_, i) => (i * 7 + seed) % rows)
      const picked = checkSparse(sparseRows(s, pick))
      expect(picked.rows).toBe(pick.length)
      pick.forEach((from, to) => {
        expect(rowOf(denseFromSparse(picked), to)).toEqual(rowOf(m, from))
      })
    }),
    { seed: 2, numRuns: 60 }
  )
})

test('picked rows are copies', () => {
  const picked = sparseRows(good, [2, 0, 2])
  expect(Array.from(picked.values)).toEqual([30, 10, 20, 30])
  picked.values[0] = 1
  expect(good.values[2]).toBe(30)
  expect(sparseRows(good, [])).toEqual({ ...sparseFromRows([], 4) })
})
