import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { thresholdForPrecision } from '../../src/classify/abstain.ts'

const answers = fc.array(
  fc.tuple(
    fc.oneof(
      fc.integer({ min: 1, max: 9 }).map(i => i / 10),
      fc.double({ min: 0.01, max: 0.99, noNaN: true })
    ),
    fc.nat(1)
  ),
  {
    maxLength: 30
  }
)

const take = (list: readonly (readonly [number, number])[], precision: number) =>
  thresholdForPrecision(
    Float64Array.from(list, ([p]) => p),
    Uint8Array.from(list, ([, right]) => right),
    precision
  )

/** The share of right answers among those at or above `threshold`, with half a right one and half a wrong one added. */
function shareAt(list: readonly (readonly [number, number])[], threshold: number): number {
  const given = list.filter(([p]) => p >= threshold)
  return (given.filter(([, right]) => right === 1).length + 0.5) / (given.length + 1)
}

describe('the threshold for a precision', () => {
  test('is the lowest that reaches it, and 1 where none does', () => {
    fc.assert(
      fc.property(answers, fc.double({ min: 0, max: 1, noNaN: true }), (list, precision) => {
        const threshold = take(list, precision)
        const levels = [...new Set(list.map(([p]) => p))].sort((a, b) => a - b)
        const lowest = levels.find(level => shareAt(list, level) >= precision)
        if (lowest === undefined) {
          expect(threshold).toBe(1)
          return
        }
        expect(shareAt(list, threshold)).toBeGreaterThanOrEqual(precision)
        expect(threshold).toBeLessThanOrEqual(lowest)
        expect(threshold).toBeGreaterThan(Math.max(0, ...levels.filter(level => level < lowest)))
      })
    )
  })

  test('by hand: halfway between the last answer taken and the first one left', () => {
    const list = [
      [0.9, 1],
      [0.8, 1],
      [0.7, 0],
      [0.6, 0]
    ] as const
    expect(take(list, 2.5 / 3)).toBeCloseTo(0.75, 12)
    expect(take(list, 2.5 / 4)).toBeCloseTo(0.65, 12)
    expect(take(list, 0.5)).toBeCloseTo(0.3, 12)
    expect(take(list, 0.9)).toBe(1)
    expect(take([], 0.5)).toBe(1)
  })

  test('takes answers of one confidence together', () => {
    const tied = [
      [0.9, 1],
      [0.9, 0],
      [0.5, 0]
    ] as const
    expect(take(tied, 0.7)).toBe(1)
    expect(take(tied, 0.5)).toBeCloseTo(0.7, 12)
  })

  test('does not trust one lucky answer', () => {
    expect(take([[0.99, 1]], 0.9)).toBe(1)
  })
})
