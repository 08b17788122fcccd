import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topK } from '../../src/math/index.ts'

/** Few distinct values, so that ties and every special number meet. */
const anyScores = fc.array(
  fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(Number.NaN, -0, 1 / 0, -1 / 0), fc.double()),
  { maxLength: 40 }
)

function bySorting(scores: readonly number[], k: number): number[] {
  const order = Array.from(scores.keys()).filter(i => !Number.isNaN(scores[i]))
  order.sort((a, b) => (scores[a] === scores[b] ? a - b : scores[b] > scores[a] ? 1 : -1))
  return order.slice(0, k)
}

test('the same positions as sorting everything', () => {
  fc.assert(
    fc.property(anyScores, fc.nat({ max: 45 }), (scores, k) => {
      expect(Array.from(topK(scores, k))).toEqual(bySorting(scores, k))
      expect(topK(Float64Array.from(scores), k)).toEqual(topK(scores, k))
    }),
    { seed: 5, numRuns: 500 }
  )
})

test('equal scores in order of position', () => {
  expect(Array.from(topK([1, 2, 2, 1, 2], 4))).toEqual([1, 2, 4, 0])
  expect(Array.from(topK([0, -0, 0], 2))).toEqual([0, 1])
  expect(Array.from(topK(new Float32Array(1000), 3))).toEqual([0, 1, 2])
})

test('NaN is never picked', () => {
  expect(Array.from(topK([Number.NaN, -1 / 0, Number.NaN, 3], 4))).toEqual([3, 1])
  expect(topK([Number.NaN], 1)).toHaveLength(0)
})

test('nothing of nothing', () => {
  expect(topK([], 3)).toEqual(new Uint32Array(0))
  expect(topK([1, 2], 0)).toEqual(new Uint32Array(0))
})

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('k = %d is refused', k => {
  expect(() => topK([1, 2, 3], k)).toThrow(new RangeError(`k: expected a non-negative integer, got ${k}`))
})
