import { describe, expect, test } from 'vitest'
import { rowEmbedder, trainRowEmbedder } from '../../src/embed/index.ts'
import { type Sparse, sparseRow, sparseRows } from '../../src/math/index.ts'
import { randomCounts } from './samples.ts'

describe('degenerate rows', () => {
  const empty = (rows: number, cols = 8): Sparse => ({
    rows,
    cols,
    indptr: new Uint32Array(rows + 1),
    indices: new Uint32Array(0),
    values: new Float32Array(0)
  })
  const counts = randomCounts(5, 8, 1)

  test.each<[string, Sparse]>([
    ['no rows', empty(0)],
    ['no columns', empty(3, 0)],
    ['empty rows', empty(4)],
    ['one row, no column of which two have', sparseRows(counts, [0])]
  ])('%s: no axes, and vectors without numbers', (_, rows) => {
    const embedder = trainRowEmbedder(rows)
    expect([embedder.dims, embedder.share, embedder.weights.columns.length]).toEqual([0, 0, 0])
    expect(embedder.encodeCounts(sparseRow(counts, 1))).toEqual(new Float32Array(0))
    expect(embedder.capturedShare(sparseRow(counts, 1))).toBe(0)
    const { vectors, shares } = embedder.encodeRows(counts)
    expect([vectors, Array.from(shares)]).toEqual([{ rows: 5, cols: 0, data: new Float32Array(0) }, [0, 0, 0, 0, 0]])
    expect(embedder.truncate(3)).toBe(embedder)
  })

  test('the same row again and again: one axis, which holds all of it', () => {
    const embedder = trainRowEmbedder(sparseRows(counts, [2, 2, 2]))
    expect(embedder.dims).toBe(1)
    expect(embedder.share).toBeCloseTo(1, 2)
    expect(Array.from(embedder.encodeCounts(sparseRow(counts, 2)))).toEqual([1])
    expect(embedder.capturedShare(sparseRow(counts, 2))).toBeCloseTo(1, 2)
  })

  test('empty rows among others change nothing but the number of rows', () => {
    const rows = sparseRows(counts, [0, 1, 2, 3, 4])
    const indptr = Uint32Array.of(0, ...rows.indptr, rows.indptr[5])
    const more = trainRowEmbedder({ ...rows, rows: 7, indptr }, { dims: 3 })
    expect(more.share).toBeLessThan(1)
    expect(more.share).toBeGreaterThan(0.5)
    expect(Array.from(more.encodeCounts(sparseRow(empty(1), 0)))).toEqual([0, 0, 0])
  })

  test('an embedder of given parts', () => {
    const { weights, axes, singularValues, axisShares } = trainRowEmbedder(counts, { dims: 2 })
    const again = rowEmbedder({ weights, axes, singularValues, axisShares })
    expect(again.encodeRows(counts)).toEqual(trainRowEmbedder(counts, { dims: 2 }).encodeRows(counts))
  })
})

test.each<[object, string]>([
  [{ dims: 0 }, 'options.dims: expected an integer from 1 to 4096, got 0'],
  [{ dims: 2.5 }, 'options.dims: expected an integer from 1 to 4096, got 2.5'],
  [{ dims: '8' }, 'options.dims: expected an integer from 1 to 4096, got "8"'],
  [{ seed: -1 }, 'options.seed: expected an integer from 0 to 4294967295, got -1'],
  [{ passes: 0 }, 'options.passes: expected an integer from 1 to 100, got 0'],
  [{ minDocuments: 0 }, 'options.minDocuments: expected an integer from 1 to 2147483648, got 0'],
  [{ maxTerms: Number.NaN }, 'options.maxTerms: expected an integer from 1 to 16777216, got NaN'],
  [{ axisBits: 6 }, 'options.axisBits: expected 8 or 4, got 6'],
  [{ ridge: 1 }, 'options.ridge: unknown option, expected one of dims, seed, passes, minDocuments, maxTerms, axisBits'],
  [[], 'options: expected an object of options, got an array of 0']
])('options %j: %s', (options, message) => {
  expect(() => trainRowEmbedder(randomCounts(3, 3, 1), options)).toThrow(message)
})

test('rows that are no matrix are refused', () => {
  const counts = randomCounts(3, 3, 1, 1)
  expect(() => trainRowEmbedder({ ...counts, indices: counts.indices.slice().reverse() })).toThrow(
    'indices[1]: expected a column from 3 and below 3, got 1'
  )
  expect(() => trainRowEmbedder({ ...counts, values: counts.values.fill(Number.NaN) })).toThrow('values[0]')
})
