import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnIndex } from '../../src/classify/column-index.ts'
import { blockModel, vectorBlock, weighRow } from '../../src/classify/features.ts'
import { addPlainRow, RowScorer } from '../../src/classify/score-row.ts'
import { createRandom } from '../../src/math/index.ts'

const DIMS = 100
const columns = fc.uniqueArray(fc.nat(DIMS - 1), { maxLength: 60 }).map(all => Uint32Array.from(all).sort())
const counts = fc.constantFrom(1, 1, 1, 2, 3, 63, 64, 1000, 0, -2)

/** A row in arrays longer than it. */
const row = columns.chain(indices =>
  fc.array(counts, { minLength: indices.length, maxLength: indices.length }).map(values => ({
    size: indices.length,
    indices: Uint32Array.from([...indices, 7, 7, 7]),
    values: Float32Array.from([...values, 9, 9, 9])
  }))
)

const randoms = (length: number, seed: number) => {
  const random = createRandom(seed)
  return Float32Array.from({ length }, () => random.normal())
}

test('scores are the product of the weighed row and the weights', () => {
  fc.assert(
    fc.property(
      columns,
      row,
      row,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(1, 0.3, 0),
      (known, a, b, k, unknownWeight) => {
        const frequency = known.map(column => column % 5)
        const block = blockModel(columnIndex(known, DIMS), frequency, 10, undefined, unknownWeight)
        const w = randoms(known.length * k, k)
        const scorer = new RowScorer(k)
        for (const given of [a, b]) {
          const indices = given.indices.subarray(0, given.size)
          const slots = new Uint32Array(given.size)
          const values = new Float64Array(given.size)
          const size = weighRow(block, { indices, values: given.values.subarray(0, given.size) }, slots, values)
          const out = Float64Array.from(randoms(k, 5))
          const expected = out.map((start, o) => {
            let sum = start
            for (let p = 0; p < size; p++) sum += values[p] * w[slots[p] * k + o]
            return sum
          })
          expect(scorer.add(block, given, w, out)).toBe(size)
          for (let o = 0; o < k; o++) expect(out[o]).toBeCloseTo(expected[o], 12)
        }
      }
    )
  )
})

test('a row longer than any before, and one of nothing', () => {
  const indices = Uint32Array.from({ length: 5000 }, (_, j) => j)
  const block = blockModel(columnIndex(indices, 8192), new Uint32Array(5000).fill(1), 3)
  const scorer = new RowScorer(1)
  const out = Float64Array.of(2)
  const w = new Float32Array(5000).fill(1)
  expect(scorer.add(block, { size: 0, indices, values: new Float32Array(5000) }, w, out)).toBe(0)
  expect(out[0]).toBe(2)
  expect(scorer.add(block, { size: 5000, indices, values: new Float32Array(5000).fill(1) }, w, out)).toBe(5000)
  expect(out[0]).toBeCloseTo(2 + Math.sqrt(5000), 10)
})

test('a plain row counts as it is, unless all of it is zero', () => {
  const k = 3
  const { columns } = vectorBlock(4).index
  const w = randoms(4 * k, 1)
  const values = Float32Array.of(0.5, 0, -2, 1)
  const out = Float64Array.of(1, 2, 3)
  const expected = out.map((start, o) => values.reduce((sum, v, j) => sum + v * w[j * k + o], start))
  expect(addPlainRow({ size: 4, indices: columns, values }, w, k, out)).toBe(4)
  for (let o = 0; o < k; o++) expect(out[o]).toBeCloseTo(expected[o], 12)
  expect(addPlainRow({ size: 4, indices: columns, values: new Float32Array(4) }, w, k, out)).toBe(0)
})
