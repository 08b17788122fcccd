import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnIndex } from '../../src/classify/column-index.ts'
import { blockModel, fitBlocks, joinBlocks, weighBlock, weighRow } from '../../src/classify/features.ts'
import { denseFromSparse, type Sparse, sparseRow } from '../../src/math/index.ts'
import { fitTfidf } from '../../src/text/index.ts'
import { sparse } from './samples.ts'

const COLS = 37
const counts = fc
  .array(
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: -4, max: 9 })), {
      minLength: COLS,
      maxLength: COLS
    }),
    {
      minLength: 1,
      maxLength: 6
    }
  )
  .map(rows => sparse(...rows))

/** A matrix over slots as one over all columns. */
function widen(m: Sparse, columns: Uint32Array): number[][] {
  return Array.from({ length: m.rows }, (_, i) => {
    const out = new Array<number>(COLS).fill(0)
    const row = sparseRow(m, i)
    row.indices.forEach((slot, p) => {
      out[columns[slot]] = row.values[p]
    })
    return out
  })
}

describe('weights of counts', () => {
  test('are sublinear tf-idf with unit rows, as the text room computes it', () => {
    fc.assert(
      fc.property(counts, counts, (train, more) => {
        const [block] = fitBlocks([train])
        const tfidf = fitTfidf(train, { sublinearTf: true })
        const seen = widen(weighBlock(block, train), block.index.columns)
        const wanted = denseFromSparse(tfidf.transform(train))
        seen.forEach((row, i) => {
          row.forEach((value, j) => {
            expect(value).toBeCloseTo(wanted.data[i * COLS + j], 6)
          })
        })
        // Columns that training never met have no slot, and still count in the length of the row.
        const other = widen(weighBlock(block, more), block.index.columns)
        const reference = denseFromSparse(tfidf.transform(more))
        const known = new Set(block.index.columns)
        other.forEach((row, i) => {
          row.forEach((value, j) => {
            expect(value).toBeCloseTo(known.has(j) ? reference.data[i * COLS + j] : 0, 6)
          })
        })
      })
    )
  })

  test('count the documents of a column, and know what an unseen one weighs', () => {
    const [block] = fitBlocks([sparse([0, 2, 0, 1], [0, 1, 0, 0], [0, 0, 0, 0])])
    expect(Array.from(block.index.columns)).toEqual([1, 3])
    expect(Array.from(block.frequency)).toEqual([2, 1])
    expect(block.idf[0]).toBeCloseTo(Math.log(4 / 3) + 1, 14)
    expect(block.idf[1]).toBeCloseTo(Math.log(4 / 2) + 1, 14)
    expect(block.unseen).toBeCloseTo(Math.log(4) + 1, 14)
  })

  test('of one row: the unseen half of it takes its share of the length', () => {
    const block = blockModel(columnIndex(Uint32Array.of(2), 8), Uint32Array.of(1), 1)
    const slots = new Uint32Array(4)
    const values = new Float64Array(4)
    const row = { indices: Uint32Array.of(2, 5), values: Float32Array.of(3, -1) }
    expect(weighRow(block, row, slots, values)).toBe(1)
    expect(slots[0]).toBe(0)
    const seen = (1 + Math.log(3)) * 1
    const unseen = Math.log(2) + 1
    expect(values[0]).toBeCloseTo(seen / Math.hypot(seen, unseen), 14)
    expect(weighRow(block, { indices: Uint32Array.of(5), values: Float32Array.of(1) }, slots, values)).toBe(0)
    expect(weighRow(block, { indices: new Uint32Array(0), values: new Float32Array(0) }, slots, values)).toBe(0)
    // Signed counts may cancel: a row of nothing but zeros has no length to divide by.
    expect(weighRow(block, { indices: Uint32Array.of(2), values: Float32Array.of(0) }, slots, values)).toBe(1)
    expect(values[0]).toBe(0)
  })

  test('row by row are those of the whole block', () => {
    fc.assert(
      fc.property(counts, counts, (train, more) => {
        const [block] = fitBlocks([train])
        const whole = weighBlock(block, more)
        const slots = new Uint32Array(COLS)
        const values = new Float64Array(COLS)
        for (let i = 0; i < more.rows; i++) {
          const size = weighRow(block, sparseRow(more, i), slots, values)
          const row = sparseRow(whole, i)
          expect(row.indices).toEqual(slots.slice(0, size))
          expect(row.values).toEqual(Float32Array.from(values.subarray(0, size)))
        }
      })
    )
  })
})

test('blocks side by side: scaled, shifted, and a column of ones', () => {
  const joined = joinBlocks([sparse([1, 0, 2], [0, 0, 0]), sparse([0, 4], [8, 0])], [0.5, 0.25])
  expect(Array.from(denseFromSparse(joined).data)).toEqual([0.5, 0, 1, 0, 1, 1, 0, 0, 0, 2, 0, 1])
  expect([joined.rows, joined.cols]).toEqual([2, 6])
  expect(Array.from(joined.indptr)).toEqual([0, 4, 6])
})
