import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minCover } from '../../src/rerank/proximity.ts'

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

test('neighbours, one, none, and more terms than before', () => {
  expect(minCover([[3, 9], [10], [11]])).toBe(3)
  expect(minCover([[7], []])).toBe(1)
  expect(minCover([])).toBe(0)
  const many = Array.from({ length: 200 }, (_, i) => [i, i + 1000])
  expect(minCover(many)).toBe(200)
})
