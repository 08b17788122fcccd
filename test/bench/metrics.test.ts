import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accuracy, ece, f1, logLoss, macroF1, meanAndSpread, median, recallAtFpr, rocAuc } from '../../bench/metrics.ts'

describe('labels given', () => {
  const actual = [0, 0, 0, 1, 1, 2]
  const given = [0, 0, 1, 1, 2, -1]

  it('counts no label as wrong', () => {
    expect(accuracy(given, actual)).toBeCloseTo(3 / 6, 12)
  })

  it('has F1 of each label, and their mean', () => {
    // label 0: 2 right, 0 false, 1 missed; label 1: 1, 1, 1; label 2: 0, 1, 1
    expect(f1(given, actual, 0)).toBeCloseTo(4 / 5, 12)
    expect(f1(given, actual, 1)).toBeCloseTo(2 / 4, 12)
    expect(f1(given, actual, 2)).toBe(0)
    expect(macroF1(given, actual, 3)).toBeCloseTo((0.8 + 0.5) / 3, 12)
  })

  it('is 0 where a label is neither given nor wanted', () => {
    expect(f1(given, actual, 7)).toBe(0)
  })

  it('refuses no rows and lists of two lengths', () => {
    expect(() => accuracy([], [])).toThrow('expected at least one')
    expect(() => accuracy([1], [1, 2])).toThrow('got 1 and 2')
  })
})

describe('rocAuc', () => {
  it('counts pairs, ties half', () => {
    // positives 0.9, 0.5, 0.2 against negatives 0.5, 0.1: 2 + 1.5 + 1 of 6
    expect(rocAuc([0.9, 0.5, 0.5, 0.2, 0.1], [true, true, false, true, false])).toBeCloseTo(4.5 / 6, 12)
  })

  it('is one half where all scores are equal', () => {
    expect(rocAuc([1, 1, 1], [true, false, false])).toBe(0.5)
  })

  it('refuses rows of one kind', () => {
    expect(() => rocAuc([1, 2], [true, true])).toThrow('2 positive of 2')
    expect(() => recallAtFpr([1, 2], [false, false], 0.1)).toThrow('0 positive of 2')
  })
})

describe('recallAtFpr', () => {
  const scores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.5]
  const positive = [true, true, false, true, false, true]

  it('takes the lowest threshold that keeps the rate', () => {
    expect(recallAtFpr(scores, positive, 0)).toBe(1 / 4)
    expect(recallAtFpr(scores, positive, 0.49)).toBe(1 / 4)
    expect(recallAtFpr(scores, positive, 0.5)).toBe(3 / 4)
    expect(recallAtFpr(scores, positive, 1)).toBe(1)
  })

  it('cannot cut between equal scores', () => {
    expect(recallAtFpr([0.5, 0.5, 0.1], [true, false, false], 0.4)).toBe(0)
  })
})

describe('against counting every pair and every threshold', () => {
  const rows = fc
    .array(fc.record({ score: fc.integer({ min: 0, max: 6 }), positive: fc.boolean() }), {
      minLength: 2,
      maxLength: 30
    })
    .filter(list => new Set(list.map(row => row.positive)).size === 2)

  it('agrees', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 1, noNaN: true }), (list, rate) => {
        const scores = list.map(row => row.score)
        const positive = list.map(row => row.positive)
        const ups = list.filter(row => row.positive)
        const downs = list.filter(row => !row.positive)
        let wins = 0
        for (const u of ups) for (const d of downs) wins += u.score > d.score ? 1 : u.score === d.score ? 0.5 : 0
        expect(rocAuc(scores, positive)).toBeCloseTo(wins / (ups.length * downs.length), 12)

        let best = 0
        for (const t of [...scores, Number.POSITIVE_INFINITY]) {
          const alarms = downs.filter(d => d.score >= t).length / downs.length
          if (alarms <= rate) best = Math.max(best, ups.filter(u => u.score >= t).length / ups.length)
        }
        expect(recallAtFpr(scores, positive, rate)).toBeCloseTo(best, 12)
      })
    )
  })
})

describe('ece', () => {
  it('weighs the gap of each bin by its rows', () => {
    // two bins: (0, ½] holds 0.4 right and 0.5 wrong, (½, 1] holds 0.9 right and 0.7 right
    expect(ece([0.4, 0.5, 0.9, 0.7], [true, false, true, true], 2)).toBeCloseTo((0.1 + 0.4) / 4, 12)
  })

  it('is 0 for sure and right, 1 for sure and wrong, and takes probability 0', () => {
    expect(ece([1, 1], [true, true])).toBe(0)
    expect(ece([1, 1], [false, false])).toBe(1)
    expect(ece([0], [false])).toBe(0)
  })
})

describe('logLoss', () => {
  it('is the mean of −ln p, and finite at 0', () => {
    expect(logLoss([1, 0.5])).toBeCloseTo(Math.LN2 / 2, 12)
    expect(logLoss([0])).toBeCloseTo(-Math.log(1e-15), 12)
  })
})

describe('summaries', () => {
  it('has the median of odd and even counts, by value', () => {
    expect(median([10, 9, 100])).toBe(10)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(() => median([])).toThrow('at least one')
  })

  it('has mean and sample deviation, no deviation of one value', () => {
    expect(meanAndSpread([1, 2, 3, 4])).toEqual({ mean: 2.5, spread: Math.sqrt(5 / 3) })
    expect(meanAndSpread([7])).toEqual({ mean: 7, spread: undefined })
  })
})
