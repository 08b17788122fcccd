import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverage, minCover, minDistance } from '../../src/rerank/proximity.ts'

const anyPositions = fc.array(
  fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 8 }).map(list => list.sort((a, b) => a - b)),
  { maxLength: 6 }
)

test('the smallest of all windows that hold every term', () => {
  fc.assert(
    fc.property(anyPositions, positions => {
      const there = positions.filter(list => list.length > 0)
      let best = there.length === 0 ? 0 : Number.POSITIVE_INFINITY
      for (let from = 0; from <= 40; from++) {
        for (let to = from; to <= 40; to++) {
          if (there.length > 0 && there.every(list => list.some(at => at >= from && at <= to))) {
            best = Math.min(best, to - from + 1)
          }
        }
      }
      expect(minCover(positions)).toBe(best)
      expect(minCover(positions.map(list => Uint32Array.from(list)))).toBe(best)
    })
  )
})

test('the smallest of all distances between two terms', () => {
  fc.assert(
    fc.property(anyPositions, positions => {
      const all = positions.flatMap((list, t) => list.map(at => ({ at, t })))
      const distances = all.flatMap(a => all.filter(b => b.t !== a.t).map(b => Math.abs(a.at - b.at)))
      expect(minDistance(positions)).toBe(Math.min(...distances))
    })
  )
})

test('neighbours, one, none, and more terms than before', () => {
  expect(minCover([[3, 9], [10], [11]])).toBe(3)
  expect(minCover([[7], []])).toBe(1)
  expect(minCover([])).toBe(0)
  expect(minDistance([[3], [4]])).toBe(1)
  expect(minDistance([[3, 4], []])).toBe(Number.POSITIVE_INFINITY)
  expect(minDistance([])).toBe(Number.POSITIVE_INFINITY)
  const many = Array.from({ length: 200 }, (_, i) => [i, i + 1000])
  expect(minCover(many)).toBe(200)
  expect(minDistance(many)).toBe(1)
})

test('the share of the weight that is there', () => {
  expect(coverage([3, 1, 0], [[1], [], [5, 6]])).toBe(0.75)
  expect(coverage(Float64Array.of(2, 2), [[1], [2]])).toBe(1)
  expect(coverage([], [])).toBe(0)
  expect(coverage([0], [[1]])).toBe(0)
})
