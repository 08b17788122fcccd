import fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelsOf } from '../../src/classify/level.ts'
import { logisticLoss, sigmoid } from '../../src/elm/index.ts'
import { createRandom, dense } from '../../src/math/index.ts'

const cases = fc.record({
  n: fc.integer({ min: 1, max: 20 }),
  ridge: fc.constantFrom(1e-6, 0.1, 100),
  shift: fc.constantFrom(-80, -2, 0, 3, 500),
  seed: fc.nat(999)
})

test('the objective is least there, as a search of its own finds it', () => {
  fc.assert(
    fc.property(cases, ({ n, ridge, shift, seed }) => {
      const random = createRandom(seed)
      const scores = dense(
        n,
        2,
        Float64Array.from({ length: 2 * n }, () => shift + 2 * random.normal())
      )
      const targets = dense(
        n,
        2,
        Float64Array.from({ length: 2 * n }, () => random.below(2))
      )
      const weights = Float64Array.from({ length: n }, () => random.below(3))
      const constant = Float64Array.of(0.5, -1)
      const levels = levelsOf(scores, targets, weights, ridge, constant)
      levels.forEach((level, o) => {
        const slope = (b: number) => {
          let sum = ridge * (constant[o] + b)
          for (let i = 0; i < n; i++)
            sum += weights[i] * (sigmoid(scores.data[2 * i + o] + b) - targets.data[2 * i + o])
          return sum
        }
        const loss = (b: number) => {
          let sum = (ridge * (constant[o] + b) ** 2) / 2
          for (let i = 0; i < n; i++) {
            sum += weights[i] * logisticLoss.value(targets.data[2 * i + o], scores.data[2 * i + o] + b)
          }
          return sum
        }
        // Bisection on the slope, which rises.
        let low = -1e9
        let high = 1e9
        for (let step = 0; step < 200; step++) {
          const middle = (low + high) / 2
          if (slope(middle) > 0) high = middle
          else low = middle
        }
        expect(loss(level)).toBeLessThanOrEqual(loss(low) + 1e-6 * (1 + Math.abs(loss(low))))
      })
    }),
    // Where steps of Newton's method alone go back and forth.
    { examples: [[{ n: 4, ridge: 1e-6, shift: 3, seed: 551 }]] }
  )
})

test('without rows the constant goes to zero', () => {
  const none = levelsOf(dense(2, 1), dense(2, 1), new Float64Array(2), 0.5, Float64Array.of(3))
  expect(none[0]).toBeCloseTo(-3, 9)
})
