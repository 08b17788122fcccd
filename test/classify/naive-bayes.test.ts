import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { naiveBayesLeftOut, naiveBayesWeights } from '../../src/classify/naive-bayes.ts'
import {
  createRandom,
  type Dense,
  dense,
  denseFromRows,
  denseFromSparse,
  multiplySparse,
  type Sparse
} from '../../src/math/index.ts'
import { sparse } from './samples.ts'

interface Case {
  readonly x: Sparse
  readonly targets: Dense
  readonly weights: Float64Array
  readonly groups: readonly Uint32Array[]
}

const COLS = 6
const amount = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 2, noNaN: true }))
const cases: fc.Arbitrary<Case> = fc
  .array(
    fc.record({
      row: fc.array(amount, { minLength: COLS, maxLength: COLS }),
      targets: fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)),
      weight: fc.double({ min: 0.1, max: 5, noNaN: true }),
      group: fc.nat(3)
    }),
    { minLength: 2, maxLength: 12 }
  )
  .map(rows => ({
    x: sparse(...rows.map(row => row.row)),
    targets: denseFromRows(rows.map(row => row.targets)),
    weights: Float64Array.from(rows, row => row.weight),
    groups: [0, 1, 2, 3]
      .map(g => Uint32Array.from(Array.from(rows.keys()).filter(i => rows[i].group === g)))
      .filter(group => group.length > 0)
  }))

/**
 * The logarithm of the ratio of two shares, summed afresh for one column and one output.
 */
function naive({ x, targets, weights }: Case, j: number, o: number, smoothing: number): number {
  const full = denseFromSparse(x)
  const share = (side: number) => {
    let here = smoothing
    let all = smoothing * x.cols
    for (let i = 0; i < x.rows; i++) {
      if (targets.data[i * targets.cols + o] !== side) continue
      here += weights[i] * full.data[i * x.cols + j]
      for (let c = 0; c < x.cols; c++) all += weights[i] * full.data[i * x.cols + c]
    }
    return here / all
  }
  const rowsOf = (side: number) => {
    let sum = 0
    for (let i = 0; i < x.rows; i++) {
      if (targets.data[i * targets.cols + o] !== side) continue
      for (let c = 0; c < x.cols; c++) sum += full.data[i * x.cols + c]
    }
    return sum
  }
  return rowsOf(0) === 0 || rowsOf(1) === 0 ? 0 : Math.log(share(1) / share(0))
}

/** From a row of 1 in the first of two columns against one of 1 in the second: ln((1 + s) / s) in the first. */
function smoothingInUse(): number {
  const x = sparse([1, 0], [0, 1])
  const ratio = Math.exp(naiveBayesWeights(x, dense(2, 1, Float64Array.of(1, 0)), Float64Array.of(1, 1)).data[0])
  return 1 / (ratio - 1)
}

describe('naive Bayes', () => {
  test('weights are logarithms of ratios of smoothed shares', () => {
    const s = smoothingInUse()
    expect(s).toBeGreaterThan(0)
    fc.assert(
      fc.property(cases, c => {
        const w = naiveBayesWeights(c.x, c.targets, c.weights)
        expect([w.rows, w.cols]).toEqual([COLS, 3])
        for (let j = 0; j < COLS; j++)
          for (let o = 0; o < 3; o++) expect(w.data[j * 3 + o]).toBeCloseTo(naive(c, j, o, s), 5)
      })
    )
  })

  test('left-out scores are those of weights that the group had no part in', () => {
    fc.assert(
      fc.property(cases, c => {
        const { leftOut, weights } = naiveBayesLeftOut(c.x, c.targets, c.weights, c.groups)
        expect(weights).toEqual(naiveBayesWeights(c.x, c.targets, c.weights))
        for (const group of c.groups) {
          const rest = c.weights.map((w, i) => (group.includes(i) ? 0 : w))
          const scores = multiplySparse(c.x, naiveBayesWeights(c.x, c.targets, rest))
          for (const i of group) {
            for (let o = 0; o < 3; o++) expect(leftOut.data[i * 3 + o]).toBeCloseTo(scores.data[i * 3 + o], 6)
          }
        }
      })
    )
  })

  test('without rows on one side there is nothing to compare', () => {
    const x = sparse([1, 0, 2], [0, 3, 1])
    for (const side of [0, 1]) {
      const w = naiveBayesWeights(x, dense(2, 1, Float64Array.of(side, side)), Float64Array.of(1, 1))
      expect(Array.from(w.data)).toEqual([0, 0, 0])
    }
    const { leftOut: one } = naiveBayesLeftOut(x, dense(2, 1, Float64Array.of(1, 0)), Float64Array.of(1, 1), [
      Uint32Array.of(0),
      Uint32Array.of(1)
    ])
    expect(Array.from(one.data)).toEqual([0, 0])
    // Weights whose sums round: what is left of a class that was taken out again is still nothing.
    const random = createRandom(3)
    const rows = Array.from({ length: 40 }, () => [random.uniform(), random.uniform(), random.uniform()])
    const weights = Float64Array.from(rows, () => 1e6 * random.uniform())
    const targets = dense(
      40,
      1,
      Float64Array.from(rows, (_, i) => i % 2)
    )
    const odd = Uint32Array.from({ length: 20 }, (_, i) => 2 * i + 1)
    const { leftOut: scores } = naiveBayesLeftOut(sparse(...rows), targets, weights, [odd, odd.map(i => i - 1)])
    expect(Array.from(scores.data)).toEqual(new Array(40).fill(0))
  })

  test('swapping the sides changes the sign; a row of weight 2 is two rows', () => {
    const x = sparse([1, 0, 2], [0, 3, 1])
    const yes = naiveBayesWeights(x, dense(2, 1, Float64Array.of(1, 0)), Float64Array.of(1, 2))
    const no = naiveBayesWeights(x, dense(2, 1, Float64Array.of(0, 1)), Float64Array.of(1, 2))
    yes.data.forEach((w, j) => {
      expect(w).toBeCloseTo(-no.data[j], 12)
    })
    const twice = sparse([1, 0, 2], [0, 3, 1], [0, 3, 1])
    const same = naiveBayesWeights(twice, dense(3, 1, Float64Array.of(1, 0, 0)), Float64Array.of(1, 1, 1))
    yes.data.forEach((w, j) => {
      expect(w).toBeCloseTo(same.data[j], 12)
    })
  })

  test('one class, empty rows and everything left out are finite', () => {
    const one = naiveBayesWeights(sparse([1, 2], [3, 0]), dense(2, 1, Float64Array.of(1, 1)), Float64Array.of(1, 1))
    expect(one.data.every(Number.isFinite)).toBe(true)
    const x = sparse([1, 2], [0, 0])
    const { leftOut: all } = naiveBayesLeftOut(x, dense(2, 1, Float64Array.of(1, 0)), Float64Array.of(1, 1), [
      Uint32Array.of(0, 1)
    ])
    expect(Math.abs(all.data[0])).toBeLessThan(1e-9)
    expect(all.data[1]).toBe(0)
  })
})
