import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVectorIndex, dotQuantizedRows, quantizeRows, vectorIndexFrom } from '../../src/embed/index.ts'
import { dotLane, dotLanes, emptyLanes, integerQuery, readLane, writeLane } from '../../src/embed/lanes.ts'
import { createRandom } from '../../src/math/index.ts'
import { anySeed, randomDense } from '../math/matrices.ts'

/** Codes of `rows` rows, all of them at an end of what they may be in a third of the cases. */
function randomCodes(rows: number, dims: number, seed: number): Int8Array {
  const { below } = createRandom(seed)
  const ends = below(3) === 0
  return Int8Array.from({ length: rows * dims }, () => (ends ? 254 * below(2) : below(255)) - 127)
}

test('every sum is the exact one, however large query and codes are, alone and among others', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 30 }),
      fc.integer({ min: 1, max: 300 }),
      anySeed,
      fc.boolean(),
      (rows, dims, seed, even) => {
        const codes = randomCodes(rows, dims, seed)
        const room = Math.ceil(rows / 8) * 8
        const lanes = emptyLanes(room, dims)
        for (let i = 0; i < rows; i++) writeLane(lanes, i, codes.subarray(i * dims, (i + 1) * dims))
        const query = even ? new Float64Array(dims).fill(1) : randomDense(1, dims, seed).data
        const numbers = new Float64Array(dims)
        const step = integerQuery(query, numbers)
        expect(numbers.every((x, j) => Number.isInteger(x) && Math.abs(x * step - query[j]) <= step * 0.5000001)).toBe(
          true
        )
        const scales = new Float32Array(room).fill(1)
        const out = new Float64Array(room)
        dotLanes(lanes, scales, rows, numbers, 1, out)
        const back = new Int8Array(dims)
        for (let i = 0; i < rows; i++) {
          readLane(lanes, i, back)
          expect(back).toEqual(codes.slice(i * dims, (i + 1) * dims))
          const sum = numbers.reduce((s, x, j) => s + x * back[j], 0)
          expect(out[i]).toBe(sum + 0)
          expect(dotLane(lanes, scales, i, numbers, 1)).toBe(sum + 0)
        }
      }
    ),
    { seed: 4, numRuns: 100 }
  )
})

test('codes as large as a query of the same signs makes its sums stay apart from their neighbours', () => {
  for (const dims of [1, 128, 4096]) {
    const lanes = emptyLanes(8, dims)
    const codes = new Int8Array(dims)
    for (let i = 0; i < 8; i++) writeLane(lanes, i, codes.fill(i % 2 === 0 ? 127 : -127))
    const numbers = new Float64Array(dims)
    integerQuery(new Float32Array(dims).fill(0.3), numbers)
    const out = new Float64Array(8)
    dotLanes(lanes, new Float32Array(8).fill(1), 8, numbers, 1, out)
    const sum = 127 * dims * numbers[0]
    expect(Array.from(out)).toEqual([sum, -sum, sum, -sum, sum, -sum, sum, -sum])
    expect(sum).toBeGreaterThan(2 ** 24)
    expect(sum).toBeLessThan(2 ** 25)
  }
})

test('scores are the dot products of quantised rows, to the rounding of a query', () => {
  const vectors = quantizeRows(randomDense(37, 128, 5))
  const index = vectorIndexFrom({ ids: Array.from({ length: 37 }, (_, i) => i), vectors })
  const query = randomDense(1, 128, 6).data
  dotQuantizedRows(vectors, query).forEach((score, i) => {
    expect(Math.abs((index.score(i, query) ?? 99) - score)).toBeLessThan(0.02)
    expect(
      Math.abs(
        (index.score(
          i,
          query.map(x => x * 1e-30)
        ) ?? 99) -
          score * 1e-30
      )
    ).toBeLessThan(2e-32)
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
