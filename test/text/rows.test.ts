import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/math/index.ts'
import { columnKey, sortKeys } from '../../src/text/columns.ts'
import { Hashes } from '../../src/text/ngram-hashes.ts'
import { RowBuilder } from '../../src/text/rows.ts'

const anyHash = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 2 ** 31 - 1, -(2 ** 31)), fc.integer({ min: -9, max: 9 }))
const anyDims = fc.constantFrom(1, 2, 3, 64, 1000, 2 ** 18, 2 ** 18 - 1, 2 ** 24, 2 ** 30)

function hashesOf(values: ArrayLike<number>): Hashes {
  const hashes = new Hashes()
  hashes.reserve(values.length)
  hashes.values.set(values)
  hashes.count = values.length
  return hashes
}

/** Columns and values, counted the plain way. */
function plainRow(hashes: ArrayLike<number>, dims: number, signed: boolean): [number, number][] {
  const row = new Map<number, number>()
  for (const h of Array.from(hashes)) {
    const column = Math.abs(h) % dims
    row.set(column, (row.get(column) ?? 0) + (signed && h < 0 ? -1 : 1))
  }
  return [...row].sort((a, b) => a[0] - b[0])
}

const many = (count: number, seed: number) => {
  const random = createRandom(seed)
  return Int32Array.from({ length: count }, () => Math.floor(2 ** 32 * random.uniform()))
}

describe('sortKeys', () => {
  it('sorts the keys of hashes by column', () => {
    fc.assert(
      fc.property(fc.array(anyHash, { maxLength: 200 }), anyDims, fc.boolean(), (values, dims, signed) => {
        const keys = sortKeys(Int32Array.from(values), values.length, dims, signed).slice(0, values.length)
        const expected = Int32Array.from(values, h => columnKey(h, dims, signed))
        expect(Array.from(keys).sort((a, b) => a - b)).toEqual(Array.from(expected).sort((a, b) => a - b))
        for (let i = 1; i < keys.length; i++) expect(keys[i] >>> 1).toBeGreaterThanOrEqual(keys[i - 1] >>> 1)
      })
    )
  })

  it.each([2 ** 18 - 1, 2 ** 18, 2 ** 18 + 1])('sorts %i of them', count => {
    const values = many(count, count)
    const keys = sortKeys(values, count, 2 ** 20, true)
    const expected = values.map(h => columnKey(h, 2 ** 20, true)).sort()
    expect(keys.length).toBeGreaterThanOrEqual(count)
    expect(expected.findIndex((key, i) => key >>> 1 !== keys[i] >>> 1)).toBe(-1)
  })
})

describe('RowBuilder', () => {
  it('counts columns of one row after another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyHash, { maxLength: 60 }), { maxLength: 5 }),
        anyDims,
        fc.boolean(),
        (texts, dims, signed) => {
          const builder = new RowBuilder(dims, signed)
          for (const values of texts) builder.add(hashesOf(values))
          const { indices, values } = builder.take()
          const expected = texts.flatMap(one => plainRow(one, dims, signed))
          expect(Array.from(indices, (column, i) => [column, values[i]])).toEqual(expected)
          expect(builder.total).toBe(0)
        }
      )
    )
  })

  it('puts many chunks together, and is empty again', () => {
    const texts = Array.from({ length: 40 }, (_, i) => many(i === 30 ? 70_000 : 3000, i))
    const builder = new RowBuilder(2 ** 18, false)
    const ends = texts.map(values => {
      builder.add(hashesOf(values))
      return builder.total
    })
    const { indices, values } = builder.take()
    const expected = texts.map(one => plainRow(one, 2 ** 18, false))
    const all = expected.flat()
    expect([indices.length, values.length]).toEqual([all.length, all.length])
    expect(all.findIndex(([column, value], i) => column !== indices[i] || value !== values[i])).toBe(-1)
    let end = 0
    expect(ends).toEqual(expected.map(row => (end += row.length)))
    builder.add(hashesOf([5]))
    expect(builder.total).toBe(1)
    expect(builder.take()).toEqual({ indices: Uint32Array.of(5), values: Float32Array.of(1) })
  })
})
