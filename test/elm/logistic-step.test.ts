import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logisticStep } from '../../src/elm/logistic-step.ts'
import { sigmoid } from '../../src/elm/losses.ts'

const any = fc.record({
  score: fc.double({ min: -40, max: 40, noNaN: true }),
  target: fc.constantFrom(0, 0.3, 1),
  s: fc.double({ min: 1e-3, max: 50, noNaN: true }),
  gain: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  share: fc.double({ min: -2, max: 2, noNaN: true })
})

test('the root of its equation, wherever it starts', () => {
  fc.assert(
    fc.property(any, ({ score, target, s, gain, share }) => {
      const before = share * s
      const alpha = logisticStep(before, score, target, s, gain, 1e-12)
      expect(alpha).toBeGreaterThanOrEqual(s * (target - 1))
      expect(alpha).toBeLessThanOrEqual(s * target)
      const right = s * (target - sigmoid(score + (alpha - before) * gain))
      // In the score, which is what it is exact in.
      expect((Math.abs(alpha - right) * gain) / (1 + gain * s)).toBeLessThan(1e-9)
    })
  )
})

test('what would move the score by less than is asked for is left as it is; what moves comes as near', () => {
  fc.assert(
    fc.property(any, fc.constantFrom(0.5, 0.01), ({ score, target, s, gain, share }, accuracy) => {
      const before = s * (target - Math.abs(share) / 2)
      const exact = logisticStep(before, score, target, s, gain, 1e-12)
      const rough = logisticStep(before, score, target, s, gain, accuracy)
      if (rough === before) return
      // Newton's steps shorten near the root; far from it in the tails of σ they may be short too early.
      expect(Math.abs(rough - exact)).toBeLessThanOrEqual(Math.abs(before - exact) + 1e-12)
    })
  )
  // At the root there is nothing to do, to the last bit.
  const alpha = logisticStep(0, 1, 1, 2, 3, 1e-12)
  expect(logisticStep(alpha, 1 + alpha * 3, 1, 2, 3, 1e-6)).toBe(alpha)
})
