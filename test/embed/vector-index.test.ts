import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVectorIndex, type VectorId, type VectorIndex } from '../../src/embed/index.ts'
import { createRandom, rowOf } from '../../src/math/index.ts'
import { anySeed, randomDense } from '../math/matrices.ts'

/** Few different numbers, so that scores tie. */
function coarse(dims: number, seed: number): Float32Array {
  const { below } = createRandom(seed)
  return Float32Array.from({ length: dims }, () => below(3) - 1)
}

const anyId = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 12 }).map(String),
  fc.constantFrom('', '__proto__', 'constructor', '\ud800', -1.5)
)

/** What {@link VectorIndex.search} should say, by sorting everything: scores of coarse vectors are equal or far apart. */
function bruteForce(kept: readonly (readonly [VectorId, Float32Array])[], query: Float32Array, k: number) {
  const hits = kept.map(([id, vector]) => ({ id, score: vector.reduce((sum, x, j) => sum + query[j] * x, 0) }))
  const sorted = hits.sort((a, b) => b.score - a.score).slice(0, k)
  return sorted.map(({ id, score }) => ({ id, score: expect.closeTo(score, 3) }))
}

const indexOf = (kept: readonly (readonly [VectorId, Float32Array])[], dims: number): VectorIndex => {
  const index = createVectorIndex({ dims })
  for (const [id, vector] of kept) index.add(id, vector)
  return index
}

test('search finds what sorting all scores does, ties in the order of adding', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyId, { maxLength: 25 }),
      fc.nat({ max: 9 }),
      fc.nat({ max: 30 }),
      anySeed,
      (ids, dims, k, seed) => {
        const kept = ids.map((id, i) => [id, coarse(dims, seed + i)] as const)
        const index = indexOf(kept, dims)
        const query = coarse(dims, seed + 99)
        expect(index.search(query, k)).toEqual(bruteForce(kept, query, k))
        expect([index.size, index.dims]).toEqual([ids.length, dims])
        for (const { id, score } of index.search(query, 99)) expect(index.score(id, query)).toBe(score)
      }
    ),
    { seed: 4, numRuns: 150 }
  )
})

describe('a thousand adds and removes', () => {
  test('leave what a fresh index of the same vectors is', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 60 }), (seed, ids) => {
        const random = createRandom(seed)
        const index = createVectorIndex({ dims: 5 })
        const kept = new Map<VectorId, Float32Array>()
        for (let step = 0; step < 1000; step++) {
          const number = random.below(ids)
          const id = random.below(2) === 0 ? number : String(number)
          if (kept.has(id)) {
            expect(index.remove(id)).toBe(true)
            kept.delete(id)
          } else {
            expect(index.remove(id)).toBe(false)
            const vector = coarse(5, random.uint32())
            index.add(id, vector)
            kept.set(id, vector)
          }
          // Half way some indices are emptied.
          if (step === 500 && random.below(2) === 0)
            for (const one of [...kept.keys()]) expect(index.remove(one) && kept.delete(one)).toBe(true)
        }
        const fresh = indexOf([...kept], 5)
        const query = coarse(5, seed)
        expect(index.size).toBe(kept.size)
        expect(index.search(query, 1000)).toEqual(fresh.search(query, 1000))
        expect(index.search(query, 7)).toEqual(bruteForce([...kept], query, 7))
        expect(index.rows()).toEqual(fresh.rows())
        for (const id of kept.keys()) expect([index.has(id), index.get(id)]).toEqual([true, fresh.get(id)])
      }),
      { seed: 4, numRuns: 12 }
    )
  })

  test('free the place that was taken', () => {
    const index = createVectorIndex({ dims: 8 })
    const needed = (size: number) => size * (8 + 12)
    expect(index.byteLength).toBe(0)
    for (let i = 0; i < 1000; i++) {
      index.add(i, coarse(8, i))
      expect(index.byteLength).toBeLessThanOrEqual(2 * needed(i + 1))
    }
    for (let i = 0; i < 999; i++) {
      index.remove(i)
      if (i >= 500) expect(index.byteLength).toBeLessThanOrEqual(1.5 * needed(index.size))
    }
    expect(index.search(coarse(8, 999), 5).map(hit => hit.id)).toEqual([999])
    index.remove(999)
    expect([index.byteLength, index.search(coarse(8, 1), 5)]).toEqual([0, []])
  })
})

test('1 and "1" are two ids, -0 is 0, and what is removed is gone', () => {
  const index = indexOf(
    [
      [1, Float32Array.of(1, 0)],
      ['1', Float32Array.of(0, 1)],
      [-0, Float32Array.of(0.6, 0.8)]
    ],
    2
  )
  expect(index.search(Float32Array.of(1, 0), 9).map(hit => hit.id)).toEqual([1, 0, '1'])
  expect([index.has(0), index.has(-0), index.has('0')]).toEqual([true, true, false])
  expect(index.remove(1)).toBe(true)
  expect(index.remove(1)).toBe(false)
  expect([index.has(1), index.get(1), index.score(1, Float32Array.of(1, 0)), index.has('1'), index.size]).toEqual([
    false,
    undefined,
    undefined,
    true,
    2
  ])
  index.add(1, Float32Array.of(0, 1))
  expect(index.search(Float32Array.of(0, 1), 9)).toEqual([
    { id: '1', score: expect.closeTo(1, 6) },
    { id: 1, score: expect.closeTo(1, 6) },
    { id: 0, score: expect.closeTo(0.8, 2) }
  ])
})

test('cosines of unit vectors are right to a hundredth, and zeros score 0', () => {
  const m = randomDense(50, 32, 3)
  for (let i = 0; i < 50; i++) {
    const row = rowOf(m, i)
    const length = Math.hypot(...row)
    for (let j = 0; j < 32; j++) row[j] /= length
  }
  const index = createVectorIndex({ dims: 32 })
  for (let i = 0; i < 50; i++) index.add(i, rowOf(m, i))
  index.add('zero', new Float64Array(32))
  const query = rowOf(m, 0)
  for (let i = 0; i < 50; i++) {
    const cosine = rowOf(m, i).reduce((sum, x, j) => sum + x * query[j], 0)
    expect(Math.abs((index.score(i, query) ?? 9) - cosine)).toBeLessThan(0.01)
  }
  expect(index.score('zero', query)).toBe(0)
  expect(index.search(new Float64Array(32), 3).map(hit => hit.id)).toEqual([0, 1, 2])
  expect(index.get('zero')).toEqual(new Float32Array(32))
})
