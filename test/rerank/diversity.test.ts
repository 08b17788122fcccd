import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topK } from '../../src/math/index.ts'
import { mmr } from '../../src/rerank/diversity.ts'

const anyScores = fc
  .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true })), {
    maxLength: 25
  })
  .map(scores => Float64Array.from(scores))
const anyDiversity = fc.constantFrom(0, 0.1, 0.5, 0.9, 1)

/** A similarity that is symmetric, has no order to it and few values, so that gains are equal now and then. */
const hashed = (a: number, b: number) =>
  Math.round(2 * Math.sin(Math.min(a, b) * 12.9898 + Math.max(a, b) * 78.233)) / 2

/** As the definition says, from the beginning at each step. */
function byDefinition(scores: Float64Array, limit: number, d: number): number[] {
  const best = Math.max(...scores)
  const worst = Math.min(...scores)
  const relevance = (i: number) => (best > worst ? (scores[i] / 2 - worst / 2) / (best / 2 - worst / 2) : 1)
  const left = Array.from(topK(scores, scores.length))
  const out: number[] = []
  while (out.length < limit && left.length > 0) {
    const gains = left.map(i =>
      out.length === 0 ? relevance(i) : (1 - d) * relevance(i) - d * Math.max(...out.map(j => hashed(i, j)))
    )
    const first = out.length === 0 ? 0 : gains.indexOf(Math.max(...gains))
    out.push(...left.splice(first, 1))
  }
  return out
}

test('what the definition says', () => {
  fc.assert(
    fc.property(anyScores, fc.nat({ max: 30 }), anyDiversity, (scores, limit, diversity) => {
      let calls = 0
      const order = mmr(
        scores,
        (a, b) => {
          calls++
          return hashed(a, b)
        },
        limit,
        diversity
      )
      expect(Array.from(order)).toEqual(byDefinition(scores, limit, diversity))
      expect(calls).toBeLessThanOrEqual(limit * scores.length)
    }),
    { numRuns: 500 }
  )
})

test('the plain order without diversity, and where all are alike', () => {
  fc.assert(
    fc.property(anyScores, fc.nat({ max: 30 }), anyDiversity, (scores, limit, diversity) => {
      expect(mmr(scores, hashed, limit, 0)).toEqual(topK(scores, limit))
      if (diversity < 1) expect(mmr(scores, () => 0.5, limit, diversity)).toEqual(topK(scores, limit))
    })
  )
})

test('a copy gives way to another, and a shift or a factor changes nothing', () => {
  const scores = Float64Array.of(10, 9.9, 5, 0)
  const copies = (a: number, b: number) => (a + b === 1 ? 1 : 0)
  expect(Array.from(mmr(scores, copies, 3, 0.5))).toEqual([0, 2, 3])
  expect(Array.from(mmr(scores, copies, 3, 0.2))).toEqual([0, 1, 2])
  expect(
    mmr(
      scores.map(s => 7 * s - 40),
      copies,
      4,
      0.5
    )
  ).toEqual(mmr(scores, copies, 4, 0.5))
  expect(Array.from(mmr(Float64Array.of(1, 1, 1), copies, 3, 1))).toEqual([0, 2, 1])
})

test('nothing of nothing', () => {
  expect(mmr(new Float64Array(), hashed, 5, 0.5)).toHaveLength(0)
  expect(mmr(Float64Array.of(1), hashed, 0, 0.5)).toHaveLength(0)
  expect(Array.from(mmr(Float64Array.of(1), hashed, 9, 1))).toEqual([0])
})

test('arguments are checked', () => {
  const two = Float64Array.of(1, 2)
  expect(() => mmr(two, hashed, 2, 1.5)).toThrow('diversity: expected a number from 0 to 1, got 1.5')
  expect(() => mmr(two, hashed, -1, 0.5)).toThrow('k: expected a non-negative integer, got -1')
  expect(() => mmr(Float64Array.of(1, Number.NaN), hashed, 2, 0)).toThrow(
    'scores[1]: expected a finite number, got NaN'
  )
  expect(() => mmr(two, () => Number.NaN, 2, 0.5)).toThrow('similarity(0, 1): expected a finite number, got NaN')
})
