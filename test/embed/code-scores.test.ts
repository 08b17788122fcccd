import fc from 'fast-check'
import { expect, test } from 'vitest'
import { integerQuery, scoreRow, scoreRows } from '../../src/embed/code-scores.ts'
import { createVectorIndex, dotQuantizedRows, quantizeRows, vectorIndexFrom } from '../../src/embed/index.ts'
import { createRandom } from '../../src/math/index.ts'
import { anySeed, randomDense } from '../math/matrices.ts'
import { bothRoutes } from '../math/routes.ts'

/** Codes of `rows` rows, all of them at an end of what they may be in a third of the cases. */
function randomCodes(rows: number, dims: number, seed: number): Int8Array {
  const { below } = createRandom(seed)
  const ends = below(3) === 0
  return Int8Array.from({ length: rows * dims }, () => (ends ? 254 * below(2) : below(255)) - 127)
}

/** Queries of many equal numbers, of normal ones, and of one that takes most of the sum. */
function randomQuery(dims: number, seed: number): Float64Array {
  const query = randomDense(1, dims, seed).data
  if (seed % 3 === 0) return query.fill(1)
  if (seed % 3 === 1) query[seed % dims] = 50 * dims
  return query
}

test('every sum is the exact one, however large query and codes are, on every route, alone and among others', () => {
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 700 }), anySeed, (rows, dims, seed) => {
      const codes = randomCodes(rows, dims, seed)
      const query = randomQuery(dims, seed)
      const numbers = new Int32Array(dims)
      const step = integerQuery(query, numbers)
      expect(numbers.every((x, j) => Math.abs(x * step - query[j]) <= step * 0.5000001)).toBe(true)
      const scales = new Float32Array(rows).fill(1)
      const sums = Float64Array.from(scales, (_, i) => numbers.reduce((s, x, j) => s + x * codes[i * dims + j], 0) + 0)
      const outs = bothRoutes(() => {
        const out = new Float64Array(rows)
        scoreRows(codes, scales, rows, numbers, 1, out)
        return out
      })
      expect(outs).toEqual([sums, sums])
      for (let i = 0; i < rows; i++) expect(scoreRow(codes, scales, i, numbers, 1)).toBe(sums[i])
    }),
    { seed: 4, numRuns: 150 }
  )
})

test('codes as large as a query of the same signs keep their sums below 2²⁵', () => {
  for (const dims of [1, 128, 4096]) {
    const codes = Int8Array.from({ length: 8 * dims }, (_, p) => (Math.floor(p / dims) % 2 === 0 ? 127 : -127))
    const numbers = new Int32Array(dims)
    integerQuery(new Float32Array(dims).fill(0.3), numbers)
    const sum = 127 * dims * numbers[0]
    expect(sum).toBeGreaterThan(2 ** 24)
    expect(sum).toBeLessThan(2 ** 25)
    const out = new Float64Array(8)
    scoreRows(codes, new Float32Array(8).fill(1), 8, numbers, 1, out)
    expect(Array.from(out)).toEqual([sum, -sum, sum, -sum, sum, -sum, sum, -sum])
  }
})

test('an index finds the same with compiled kernels and without, beyond what is scanned at a time', () => {
  const rows = 3001
  const vectors = quantizeRows(randomDense(rows, 100, 7))
  const index = vectorIndexFrom({ ids: Array.from({ length: rows }, (_, i) => i), vectors })
  const spiky = randomDense(1, 100, 9).data
  spiky[17] = 100
  for (const query of [randomDense(1, 100, 8).data, spiky]) {
    const [hits, plain] = bothRoutes(() => index.search(query, rows))
    expect(plain).toEqual(hits)
    for (const { id, score } of hits.slice(0, 50)) expect(index.score(id, query)).toBe(score)
  }
})

test('scores are the dot products of quantised rows, to the rounding of a query', () => {
  const vectors = quantizeRows(randomDense(37, 128, 5))
  const index = vectorIndexFrom({ ids: Array.from({ length: 37 }, (_, i) => i), vectors })
  const query = randomDense(1, 128, 6).data
  const tiny = query.map(x => x * 1e-30)
  dotQuantizedRows(vectors, query).forEach((score, i) => {
    expect(Math.abs((index.score(i, query) ?? 99) - score)).toBeLessThan(0.02)
    expect(Math.abs((index.score(i, tiny) ?? 99) - score * 1e-30)).toBeLessThan(2e-32)
  })
})

test('queries of the smallest and the largest numbers', () => {
  const index = createVectorIndex({ dims: 2 })
  index.add('a', Float32Array.of(1, 0.5))
  index.add('b', Float64Array.of(-1e38, 1e38))
  expect(index.score('a', Float64Array.of(1e38, 1e38)) ?? 0).toBeCloseTo(1.5e38, -36)
  expect(index.score('b', Float64Array.of(1e38, -1e38)) ?? 0).toBeCloseTo(-2e76, -72)
  expect(index.search(Float64Array.of(Number.MIN_VALUE, 0), 2).map(hit => hit.score)).toEqual([0, 0])
})
