import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { probabilitiesOf } from '../../src/classify/calibration.ts'

describe('probabilities', () => {
  const scores = fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), { minLength: 2, maxLength: 6 })

  const share = fc.double({ min: 0, max: 1, noNaN: true })

  test('of a softmax sum to 1, in the order of slope · score + bias, whatever the size', () => {
    fc.assert(
      fc.property(scores, fc.double({ min: -5, max: 5, noNaN: true }), share, (row, logSlope, noise) => {
        const bias = Float64Array.from(row, (_, o) => o / 7)
        const p = new Float64Array(row.length)
        probabilitiesOf({ logSlope, bias, noise }, 'softmax', Float64Array.from(row), p)
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
        const z = row.map((f, o) => Math.exp(logSlope) * f + bias[o])
        expect(p[z.indexOf(Math.max(...z))]).toBe(Math.max(...p))
      })
    )
  })

  test('of a sigmoid are each their own, and two of a softmax are one sigmoid of the difference', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        (a, b) => {
          const calibration = { logSlope: 0.3, bias: Float64Array.of(0.2, -0.4), noise: 0 }
          const p = new Float64Array(2)
          probabilitiesOf(calibration, 'sigmoid', Float64Array.of(a, b), p)
          expect(p[0]).toBeCloseTo(1 / (1 + Math.exp(-(Math.exp(0.3) * a + 0.2))), 12)
          probabilitiesOf(calibration, 'softmax', Float64Array.of(a, b), p)
          expect(p[1]).toBeCloseTo(1 / (1 + Math.exp(Math.exp(0.3) * (a - b) + 0.6)), 12)
        }
      )
    )
  })
})

test('noise mixes in an even guess', () => {
  const p = new Float64Array(4)
  const c = { logSlope: 0, bias: new Float64Array(4), noise: 0.2 }
  probabilitiesOf(c, 'softmax', Float64Array.of(1e6, 0, 0, 0), p)
  expect(Array.from(p)).toEqual([0.8 + 0.2 / 4, 0.05, 0.05, 0.05])
  probabilitiesOf(c, 'sigmoid', Float64Array.of(1e6, -1e6, 0, 0), p)
  expect(p[0]).toBeCloseTo(0.9, 12)
  expect(p[1]).toBeCloseTo(0.1, 12)
  expect(p[2]).toBeCloseTo(0.5, 12)
})
