import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inJoinedOrder, rescale, weighByFrequency } from '../../src/classify/by-frequency.ts'
import { type BlockModel, fitBlocks, joinBlocks, weighBlock } from '../../src/classify/features.ts'
import { batchOf, writeSorted } from '../../src/classify/sort-columns.ts'
import { checkSparse, createRandom, dense, denseFromSparse, type Sparse, sparseFromRows } from '../../src/math/index.ts'

/** Counts of made-up rows, some of them empty. */
function counted(rows: number, cols: number, most: number, seed: number): Sparse {
  const random = createRandom(seed)
  const made = Array.from({ length: rows }, () => {
    const used = new Set(Array.from({ length: random.below(most + 1) }, () => random.below(cols)))
    const indices = Uint32Array.from(used).sort()
    return { indices, values: Float32Array.from(indices, () => 1 + random.below(3)) }
  })
  return sparseFromRows(made, cols)
}

/** The joined features without being put in order. */
const plainly = (models: readonly BlockModel[], counts: readonly Sparse[], scales: readonly number[]) =>
  joinBlocks(
    models.map((model, b) => weighBlock(model, counts[b])),
    scales
  )

/** The entries of a joined matrix, moved to where an order has them. */
function ordered(joined: Sparse, order: Uint32Array): number[] {
  const whole = denseFromSparse(joined)
  const out: number[] = []
  for (let i = 0; i < whole.rows; i++) for (const j of order) out.push(whole.data[i * whole.cols + j])
  return out
}

const sizes = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  cols: fc.integer({ min: 1, max: 30 }),
  seed: fc.nat(999)
})

describe('joined features in order', () => {
  test('are the joined features with their columns in another order, by falling frequency', () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom([0.5, 0.7], [0, 1], [1, 0]), ({ rows, cols, seed }, scales) => {
        const counts = [counted(rows, cols, 9, seed), counted(rows, 2 * cols, 5, seed + 1)]
        const models = fitBlocks(counts)
        const { x, order, constant } = weighByFrequency(models, counts, scales)
        checkSparse(x)
        expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length: x.cols }, (_, j) => j))
        expect(order[constant]).toBe(x.cols - 1)
        const expected = ordered(plainly(models, counts, scales), order)
        Array.from(denseFromSparse(x).data).forEach((v, at) => {
          expect(v).toBeCloseTo(expected[at], 6)
        })
        const frequency = [...models.flatMap(model => Array.from(model.frequency)), rows]
        const falling = Array.from(order, j => frequency[j])
        expect(falling).toEqual(falling.slice().sort((a, b) => b - a))
      })
    )
  })

  test('of rows longer than what is sorted at once, and of more columns than a digit tells', () => {
    const counts = [counted(4, 2 ** 18, 80_000, 3), counted(4, 5000, 4000, 4)]
    const models = fitBlocks(counts)
    const { x, order } = weighByFrequency(models, counts, [1, 0.5])
    checkSparse(x)
    const joined = plainly(models, counts, [1, 0.5])
    expect(x.indptr).toEqual(joined.indptr)
    const place = new Map(Array.from(order, (j, at) => [j, at]))
    for (let i = 0; i < 4; i++) {
      const row = new Map<number, number>()
      for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) row.set(x.indices[p], x.values[p])
      for (let p = joined.indptr[i]; p < joined.indptr[i + 1]; p++) {
        expect(row.get(place.get(joined.indices[p]) ?? -1)).toBeCloseTo(joined.values[p], 6)
      }
    }
  })

  test('of columns that were left out, whose entries go', () => {
    const counts = [counted(8, 20, 9, 5)]
    const [model] = fitBlocks(counts)
    const fewer = fitBlocks([{ ...counts[0], indices: counts[0].indices.map(j => Math.min(j, 5)) }])[0]
    const { x } = weighByFrequency([fewer], counts, [1])
    checkSparse(x)
    expect(x.indices.length).toBe(plainly([fewer], counts, [1]).indices.length)
    expect(x.indices.length).toBeLessThan(plainly([model], counts, [1]).indices.length)
  })

  test('scaled anew are those of the new scales', () => {
    fc.assert(
      fc.property(sizes, ({ rows, cols, seed }) => {
        const counts = [counted(rows, cols, 9, seed), counted(rows, cols, 5, seed + 1)]
        const models = fitBlocks(counts)
        const before = weighByFrequency(models, counts, [0.5, 0.7])
        const after = rescale(before, models, [0.5, 0.7], [0.9, 0.1])
        const { x } = weighByFrequency(models, counts, [0.9, 0.1])
        expect(after.x.indices).toEqual(x.indices)
        after.x.values.forEach((v, p) => {
          expect(v).toBeCloseTo(x.values[p], 6)
        })
      })
    )
  })

  test('weights go back to where their columns were', () => {
    const weights = dense(3, 2, Float64Array.of(1, 2, 3, 4, 5, 6))
    expect(Array.from(inJoinedOrder(weights, Uint32Array.of(2, 0, 1)).data)).toEqual([3, 4, 5, 6, 1, 2])
  })
})

test('a batch is written row by row, columns ascending', () => {
  const random = createRandom(2)
  const rows = [0, 7, 1, 3000].map(size => Array.from(random.permutation(1 << 20).subarray(0, size)))
  const batch = batchOf(4000)
  const next = new Uint32Array(rows.length)
  let size = 0
  rows.forEach((columns, row) => {
    next[row] = 5 + size
    for (const column of columns) {
      batch.columns[size] = column
      batch.values[size] = column / 2
      batch.rows[size++] = row
    }
  })
  const indices = new Uint32Array(5 + size)
  const values = new Float32Array(5 + size)
  writeSorted(batch, size, 1 << 20, next, indices, values)
  expect(Array.from(indices.subarray(5))).toEqual(rows.flatMap(columns => columns.slice().sort((a, b) => a - b)))
  expect(Array.from(values)).toEqual(Array.from(indices, column => column / 2))
})
