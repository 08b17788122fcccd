import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as bench from '../../bench/metrics.ts'
import {
  expectedCalibrationError,
  f1Score,
  logLoss,
  recallAtFalsePositiveRate,
  rocAuc
} from '../../src/classify/index.ts'

// Few different scores, so that ties are common.
const score = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.constantFrom(-Infinity, Infinity)
)
const rows = fc
  .array(fc.tuple(score, fc.boolean()), { minLength: 2, maxLength: 30 })
  .filter(list => list.some(([, yes]) => yes) && list.some(([, yes]) => !yes))
  .map(list => ({ scores: list.map(([s]) => s), positive: list.map(([, yes]) => yes) }))

describe('area under the ROC curve', () => {
  test('is the share of pairs in the right order, ties half', () => {
    expect(rocAuc([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1)
    expect(rocAuc([4, 3, 2, 1], [0, 0, 1, 1])).toBe(0)
    expect(rocAuc([1, 1, 1], [true, false, true])).toBe(0.5)
    // pairs: 3 > 2, 3 > 1, 2 = 2, 2 > 1
    expect(rocAuc([3, 2, 2, 1], [1, 1, 0, 0])).toBe(3.5 / 4)
  })

  test('agrees with the bench', () => {
    fc.assert(
      fc.property(rows, ({ scores, positive }) => {
        expect(rocAuc(scores, positive)).toBeCloseTo(bench.rocAuc(scores, positive), 12)
      })
    )
  })

  test('is NaN without rows of both kinds, and refuses what it cannot order', () => {
    expect(rocAuc([], [])).toBeNaN()
    expect(rocAuc([1, 2], [1, 1])).toBeNaN()
    expect(rocAuc([1, 2], [0, 0])).toBeNaN()
    expect(() => rocAuc([1, Number.NaN], [1, 0])).toThrow(new RangeError('scores[1]: expected a number, got NaN'))
    expect(() => rocAuc([1, 2], [1])).toThrow(new RangeError('lengths: expected the same, got 2 and 1'))
  })
})

describe('recall at a false positive rate', () => {
  test('counts what stands above the threshold', () => {
    const scores = [9, 8, 7, 6, 5, 4]
    const positive = [1, 0, 1, 1, 0, 1]
    expect(recallAtFalsePositiveRate(scores, positive, 0)).toBe(1 / 4)
    expect(recallAtFalsePositiveRate(scores, positive, 0.49)).toBe(1 / 4)
    expect(recallAtFalsePositiveRate(scores, positive, 0.5)).toBe(3 / 4)
    expect(recallAtFalsePositiveRate(scores, positive, 1)).toBe(1)
    // A positive that ties with a negative is accepted with it or not at all.
    expect(recallAtFalsePositiveRate([2, 2, 1], [1, 0, 0], 0)).toBe(0)
    expect(recallAtFalsePositiveRate([2, 2, 1], [1, 0, 0], 0.5)).toBe(1)
  })

  test('agrees with the bench', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 0, max: 20 }).map(i => i / 20),
        ({ scores, positive }, rate) => {
          expect(recallAtFalsePositiveRate(scores, positive, rate)).toBeCloseTo(
            bench.recallAtFpr(scores, positive, rate),
            12
          )
        }
      )
    )
  })

  test('is NaN without positives, and refuses what it cannot use', () => {
    expect(recallAtFalsePositiveRate([1], [0], 0.5)).toBeNaN()
    expect(recallAtFalsePositiveRate([1, 2], [1, 1], 0)).toBe(1)
    expect(() => recallAtFalsePositiveRate([Number.NaN], [1], 0)).toThrow('scores[0]: expected a number, got NaN')
    for (const rate of [-0.1, 1.1, Number.NaN]) {
      expect(() => recallAtFalsePositiveRate([1], [1], rate)).toThrow(
        `rate: expected a number from 0 to 1, got ${rate}`
      )
    }
    expect(() => recallAtFalsePositiveRate([1], [], 0)).toThrow('lengths: expected the same, got 1 and 0')
  })
})

describe('expected calibration error', () => {
  const share = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 15 }).map(i => i / 15)
  )

  test('is the gap between confidence and accuracy, bin by bin', () => {
    expect(expectedCalibrationError([0.8, 0.8, 0.8, 0.8, 0.8], [1, 1, 1, 1, 0])).toBeCloseTo(0, 12)
    expect(expectedCalibrationError([0.9, 0.9], [1, 0])).toBeCloseTo(0.4, 12)
    // Two bins whose gaps would cancel if they were one.
    expect(expectedCalibrationError([0.9, 0.6], [0, 1], 2)).toBeCloseTo(0.25, 12)
    expect(expectedCalibrationError([0.9, 0.4], [0, 1], 2)).toBeCloseTo((0.9 + 0.6) / 2, 12)
    expect(expectedCalibrationError([0, 1], [0, 1])).toBe(0)
  })

  test('agrees with the bench', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, fc.boolean()), { minLength: 1 }),
        fc.integer({ min: 1, max: 20 }),
        (list, bins) => {
          const confidence = list.map(([p]) => p)
          const correct = list.map(([, yes]) => yes)
          expect(expectedCalibrationError(confidence, correct, bins)).toBeCloseTo(
            bench.ece(confidence, correct, bins),
            12
          )
        }
      )
    )
  })

  test('is NaN without rows, and refuses what it cannot use', () => {
    expect(expectedCalibrationError([], [])).toBeNaN()
    expect(() => expectedCalibrationError([1.01], [1])).toThrow(
      'confidence[0]: expected a number from 0 to 1, got 1.01'
    )
    expect(() => expectedCalibrationError([0.5], [])).toThrow('lengths: expected the same, got 1 and 0')
    for (const bins of [0, -1, 1.5, Number.NaN]) {
      expect(() => expectedCalibrationError([0.5], [1], bins)).toThrow(`bins: expected an integer above 0, got ${bins}`)
    }
  })
})

describe('log loss and F1', () => {
  test('by hand', () => {
    expect(logLoss([1, 1])).toBe(0)
    expect(logLoss([0.5, 0.25])).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 12)
    expect(logLoss([0])).toBeCloseTo(-Math.log(1e-15), 12)
    expect(logLoss([])).toBeNaN()
    expect(() => logLoss([0.5, Number.NaN])).toThrow('probabilities[1]: expected a number from 0 to 1, got NaN')
    expect(f1Score(2, 1, 1)).toBeCloseTo(2 / 3, 12)
    expect(f1Score(0, 0, 0)).toBe(0)
    expect(f1Score(0, 3, 2)).toBe(0)
  })

  test('agree with the bench', () => {
    const label = fc.integer({ min: 0, max: 2 })
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 1 }), list => {
        const hits = list.filter(([given, actual]) => given === 1 && actual === 1).length
        const alarms = list.filter(([given, actual]) => given === 1 && actual !== 1).length
        const misses = list.filter(([given, actual]) => given !== 1 && actual === 1).length
        const given = list.map(([g]) => g)
        const actual = list.map(([, a]) => a)
        expect(f1Score(hits, alarms, misses)).toBeCloseTo(bench.f1(given, actual, 1), 12)
      })
    )
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), p => {
        expect(logLoss(p)).toBeCloseTo(bench.logLoss(p), 12)
      })
    )
  })
})
