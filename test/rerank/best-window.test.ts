import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestWindow } from '../../src/rerank/best-window.ts'

/** Matches apart from one another, as words are: gaps, lengths and few different terms. */
const anyMatches = fc
  .array(
    fc.record({ gap: fc.nat({ max: 8 }), length: fc.integer({ min: 1, max: 6 }), term: fc.constantFrom(...'abcd') }),
    {
      maxLength: 14
    }
  )
  .map(steps => {
    let at = 0
    return steps.map(({ gap, length, term }) => {
      const start = at + gap
      at = start + length
      return { term, start, end: at }
    })
  })
const anyWeights = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.constantFrom(0, 0.125, 0.75, 0.75, 1, 1, 3)))
  .map(weights => new Map(weights.map((weight, i) => ['abcd'[i], weight])))

test('no window of that size holds more, and of those that hold as much without repeating none is shorter', () => {
  fc.assert(
    fc.property(anyMatches, anyWeights, fc.integer({ min: 6, max: 40 }), (matches, weights, size) => {
      const best = bestWindow(matches, weights, size)
      let most = -1
      let shortest = Number.POSITIVE_INFINITY
      for (let i = 0; i < matches.length; i++) {
        for (let j = i; j < matches.length && matches[j].end - matches[i].start <= size; j++) {
          const within = matches.slice(i, j + 1).map(({ term }) => term)
          const sum = [...'abcd'].reduce((s, t) => s + (within.includes(t) ? (weights.get(t) ?? 0) : 0), 0)
          const length = matches[j].end - matches[i].start
          if (sum > most + 1e-9) shortest = Number.POSITIVE_INFINITY
          if (sum > most - 1e-9) shortest = Math.min(shortest, length)
          most = Math.max(most, sum)
        }
      }
      if (matches.length === 0) {
        expect(best).toBeUndefined()
        return
      }
      expect(best?.weight).toBeCloseTo(most, 9)
      const { start, end } = best as { start: number; end: number }
      expect(end - start).toBeLessThanOrEqual(size)
      expect(matches.some(match => match.start === start) && matches.some(match => match.end === end)).toBe(true)
      const once = new Set(matches.map(({ term }) => term)).size === matches.length
      if (once && [...weights.values()].every(weight => weight > 0)) expect(end - start).toBe(shortest)
    }),
    { numRuns: 2000 }
  )
})

const at = (term: string, start: number, end = start + 3) => ({ term, start, end })

test('a repeated term counts little, a closer pair more', () => {
  const weights = new Map(Object.entries({ a: 2, b: 1 }))
  const many = [at('a', 0), at('a', 5), at('a', 10), at('a', 15), at('a', 100), at('b', 120)]
  expect(bestWindow(many, weights, 50)).toEqual({ start: 100, end: 123, weight: 3 })
  expect(bestWindow([at('a', 0), at('b', 40), at('a', 100), at('b', 110)], weights, 50)).toMatchObject({ start: 100 })
  expect(bestWindow([at('a', 0), at('a', 100), at('a', 200)], weights, 50)).toMatchObject({ start: 0 })
  expect(bestWindow([at('a', 0), at('a', 100), at('a', 110)], new Map([['a', 1]]), 50)).toMatchObject({ start: 110 })
})

test('words and pairs that overlap, and words longer than the window', () => {
  const weights = new Map(Object.entries({ word: 1, one: 1, two: 1 }))
  expect(bestWindow([at('one', 0, 2), at('word', 0, 4), at('two', 2, 4)], weights, 10)).toMatchObject({ weight: 3 })
  expect(bestWindow([at('word', 0, 40), at('one', 10, 12), at('two', 15, 17)], weights, 10)).toEqual({
    start: 10,
    end: 17,
    weight: 2
  })
  expect(bestWindow([at('word', 0, 10), at('one', 1, 2)], weights, 10)).toEqual({ start: 0, end: 10, weight: 2 })
  expect(bestWindow([at('word', 5, 40)], weights, 10)).toEqual({ start: 5, end: 15, weight: 1 })
})

test('linear in the matches', () => {
  const matches = Array.from({ length: 50_000 }, (_, i) => at(`t${i % 7}`, 4 * i))
  expect(bestWindow(matches, new Map(matches.map(({ term }) => [term, 1])), 200)?.weight).toBe(7)
})
