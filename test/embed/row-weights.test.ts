import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowWeights } from '../../src/embed/index.ts'
import { fitRowWeights, rowsWithCounts, weighRow, weighRows } from '../../src/embed/row-weights.ts'
import { denseFromRows, rowOf, sparseFromDense, sparseRow } from '../../src/math/index.ts'
import { anySeed, spreadColumns } from '../math/matrices.ts'
import { randomCounts, weighedByTfidf } from './samples.ts'

const anyCount = fc.integer({ min: 1, max: 12 })
const ALL = 2 ** 24

test('rows are weighed as sublinear TF-IDF with this idf; for training, the kept columns of each have length 1', () => {
  fc.assert(
    fc.property(anyCount, anyCount, fc.integer({ min: 1, max: 4 }), anySeed, (n, m, minDocuments, seed) => {
      const counts = randomCounts(n, m, seed)
      const weights = fitRowWeights(counts, minDocuments, ALL)
      const expected = weighedByTfidf(weights, counts)
      const rows = weighRows(weights, counts)
      expect([rows.rows, rows.cols]).toEqual([n, weights.columns.length])
      const slots = new Uint32Array(m)
      const values = new Float64Array(m)
      for (let i = 0; i < n; i++) {
        const whole = rowOf(expected, i)
        const length = Math.hypot(...whole)
        const size = weighRow(weights, sparseRow(counts, i), slots, values)
        const { indices, values: trained } = sparseRow(rows, i)
        expect(indices).toEqual(slots.slice(0, size))
        indices.forEach((c, p) => {
          expect(values[p]).toBeCloseTo(whole[c], 6)
          expect(trained[p]).toBeCloseTo(whole[c] / length, 5)
        })
        expect(whole.filter(x => x !== 0).length).toBe(size)
      }
    }),
    { seed: 4, numRuns: 80 }
  )
})

test('the columns of most rows are kept, of equally frequent ones the first', () => {
  const counts = sparseFromDense(
    denseFromRows([
      [1, 1, 0, 0, 2, 1],
      [1, 0, 1, 0, 3, 0],
      [1, 1, 1, 0, 1, 0]
    ])
  )
  const keptOf = (minDocuments: number, maxTerms: number) => {
    const { columns, frequency, documents } = fitRowWeights(counts, minDocuments, maxTerms)
    expect(documents).toBe(3)
    return [Array.from(columns), Array.from(frequency)]
  }
  expect(keptOf(1, 9)).toEqual([
    [0, 1, 2, 4, 5],
    [3, 2, 2, 3, 1]
  ])
  expect(keptOf(2, 9)).toEqual([
    [0, 1, 2, 4],
    [3, 2, 2, 3]
  ])
  expect(keptOf(2, 3)).toEqual([
    [0, 1, 4],
    [3, 2, 3]
  ])
  expect(keptOf(1, 1)).toEqual([[0], [3]])
  expect(keptOf(4, 9)).toEqual([[], []])
})

test('far columns are found as near ones are, and strange ones by neither', () => {
  fc.assert(
    fc.property(anyCount, anySeed, (m, seed) => {
      const near = fitRowWeights(randomCounts(5, m, seed), 1, ALL)
      const spread = spreadColumns(randomCounts(5, m, seed), 2 ** 30)
      const far = fitRowWeights(spread, 1, ALL)
      expect(far.columns.map(column => Math.floor(column / Math.floor(2 ** 30 / m)))).toEqual(near.columns)
      for (const weights of [near, far]) {
        weights.columns.forEach((column, c) => {
          expect(weights.slot(column)).toBe(c)
        })
        const last = weights.columns.at(-1) ?? 0
        expect([weights.slot(last + 1), weights.slot(2 ** 32 - 1)]).toEqual([-1, -1])
      }
    }),
    { seed: 4, numRuns: 40 }
  )
})

/** The idf of a column that so many of nine rows have. */
const idf = (frequency: number) => Math.log(10 / (frequency + 0.5)) ** 1.75

test('signed counts are weighed by their size, and a count of 0 is none', () => {
  const weights = rowWeights(9, Uint32Array.of(2, 5), Uint32Array.of(1, 3))
  const slots = new Uint32Array(3)
  const values = new Float64Array(3)
  const weigh = (indices: number[], counts: number[]) => {
    const row = { indices: Uint32Array.from(indices), values: Float32Array.from(counts) }
    const size = weighRow(weights, row, slots, values)
    return Array.from(values.subarray(0, size))
  }
  const [a, b] = weigh([2, 5], [3, 2])
  expect(weigh([2, 5], [-3, 2])).toEqual([-a, b])
  expect(a / b).toBeCloseTo(((1 + Math.log(3)) * idf(1)) / ((1 + Math.log(2)) * idf(3)), 12)
  expect(weigh([2, 5], [0, 0])).toEqual([0, 0])
  expect(weigh([], [])).toEqual([])
  const [alone] = weigh([2, 7], [1, 1])
  expect(alone).toBeCloseTo(idf(1) / Math.hypot(idf(1), idf(0)), 12)
})

test('rows with counts are counted, whatever zeros stand in others', () => {
  const rows = {
    rows: 4,
    cols: 9,
    indptr: Uint32Array.of(0, 2, 2, 4, 5),
    indices: Uint32Array.of(0, 3, 1, 2, 8),
    values: Float32Array.of(0, 1, 0, 0, -2)
  }
  expect(rowsWithCounts(rows)).toBe(2)
  expect(Array.from(weighRows(fitRowWeights(rows, 1, ALL), rows).values)).toEqual([0, 1, 0, 0, -1])
})
