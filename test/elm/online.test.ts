import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accumulateElm,
  type ElmStatistics,
  emptyElmStatistics,
  mergeElm,
  onlineElmOf,
  predictElm,
  solveElm,
  trainElm,
  trainOnlineElm,
  updateOnlineElm
} from '../../src/elm/index.ts'
import { type Dense, dense, denseFromRows, identity, type Matrix } from '../../src/math/index.ts'
import { anySeed, distance } from '../math/matrices.ts'
import { pick, pickNumbers, table } from './rows.ts'

const settings = { units: 9, activation: 'tanh', seed: 3, scale: 0.8 } as const
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** Rows, targets and weights in shards that end at `ends`. */
function shards(x: Matrix, targets: Dense, weights: Float64Array, ends: readonly number[]) {
  return ends.map((end, s) => {
    const here = rows(s === 0 ? 0 : ends[s - 1], end)
    return { x: pick(x, here), targets: pick(targets, here), weights: pickNumbers(weights, here) }
  })
}

const anyEnds = fc.array(fc.nat({ max: 30 }), { maxLength: 4 }).map(inner => [...inner.sort((a, b) => a - b), 30])

describe('statistics', () => {
  test('of shards add up to those of all rows: the machines trained apart are the one trained together', () => {
    fc.assert(
      fc.property(anySeed, anyEnds, fc.nat({ max: 1 }), (seed, ends, block) => {
        const { blocks, fresh, targets, sampleWeights } = table(30, seed)
        const none = emptyElmStatistics(blocks[block].cols, 2, settings)
        const parts = shards(blocks[block], targets, sampleWeights, ends)
        const apart = parts.map(shard => accumulateElm(none, shard.x, shard.targets, shard.weights))
        const merged = apart.reduceRight((sum, part) => mergeElm(part, sum), none)
        const inTurn = parts.reduce((sum, shard) => accumulateElm(sum, shard.x, shard.targets, shard.weights), none)
        const { model } = trainElm(blocks[block], targets, { ...settings, ridge: 0.3, sampleWeights })
        const expected = predictElm(model, fresh[block])
        for (const statistics of [merged, inTurn]) {
          expect(statistics.rows).toBe(30)
          expect(distance(predictElm(solveElm(statistics, 0.3), fresh[block]), expected)).toBeLessThan(1e-9)
        }
        expect(mergeElm(merged, none)).toEqual(merged)
      }),
      { seed: 4, numRuns: 50 }
    )
  })

  test('of no rows answer 0, and weights default to 1', () => {
    const none = emptyElmStatistics(4, 2, settings)
    expect(predictElm(solveElm(none), identity(4))).toEqual(dense(4, 2))
    const targets = dense(4, 2, new Float64Array(8).fill(1))
    expect(accumulateElm(none, identity(4), targets)).toEqual(
      accumulateElm(none, identity(4), targets, new Float64Array(4).fill(1))
    )
    expect(solveElm(none)).toEqual(solveElm(none, 1))
  })
})

describe('an online machine', () => {
  test('without forgetting is the machine trained on all rows at once, however they came', () => {
    fc.assert(
      fc.property(anySeed, anyEnds, fc.nat({ max: 1 }), (seed, ends, block) => {
        const { blocks, targets, sampleWeights } = table(30, seed)
        const x = blocks[block]
        const [first, ...others] = shards(x, targets, sampleWeights, ends)
        const options = { ...settings, ridge: 0.3 }
        const begun = trainOnlineElm(first.x, first.targets, { ...options, sampleWeights: first.weights })
        const online = others.reduce((model, s) => updateOnlineElm(model, s.x, s.targets, s.weights), begun)
        const { model } = trainElm(x, targets, { ...options, sampleWeights })
        expect(distance(online.coefficients, model.coefficients)).toBeLessThan(1e-8)
        expect(online.rows).toBe(30)
      }),
      { seed: 4, numRuns: 50 }
    )
  })

  test('with forgetting is the machine where each row counts f times the one after it', () => {
    fc.assert(
      fc.property(anySeed, anyEnds, fc.constantFrom(0.7, 0.95), (seed, ends, forgetting) => {
        const { blocks, targets, sampleWeights } = table(30, seed)
        const options = { ...settings, ridge: 0.3 }
        const [first, ...others] = shards(blocks[1], targets, sampleWeights, ends)
        const begun = trainOnlineElm(first.x, first.targets, { ...options, forgetting, sampleWeights: first.weights })
        const online = others.reduce((model, s) => updateOnlineElm(model, s.x, s.targets, s.weights), begun)
        const aged = sampleWeights.map((w, i) => w * forgetting ** (29 - i))
        const left = 0.3 * forgetting ** 30
        const { model } = trainElm(blocks[1], targets, { ...options, ridge: left, sampleWeights: aged })
        expect(distance(online.coefficients, model.coefficients)).toBeLessThan(1e-5)
      }),
      { seed: 4, numRuns: 50 }
    )
  })

  test('of more rows than a block is that of statistics, and goes on from them', () => {
    const { blocks, fresh, targets, sampleWeights } = table(300, 5)
    const [early, late] = shards(blocks[1], targets, sampleWeights, [170, 300])
    const none = emptyElmStatistics(4, 2, settings)
    const half: ElmStatistics = accumulateElm(none, early.x, early.targets, early.weights)
    const all = accumulateElm(half, late.x, late.targets, late.weights)
    const expected = onlineElmOf(all, 0.2, 1)
    const going = updateOnlineElm(onlineElmOf(half, 0.2), late.x, late.targets, late.weights)
    const whole = trainOnlineElm(blocks[1], targets, { ...settings, ridge: 0.2, sampleWeights })
    for (const online of [going, whole]) {
      expect(distance(online.covariance, expected.covariance)).toBeLessThan(1e-9)
      expect(distance(predictElm(online, fresh[1]), predictElm(solveElm(all, 0.2), fresh[1]))).toBeLessThan(1e-9)
      expect({ ...online, covariance: 0, coefficients: 0 }).toEqual({ ...expected, covariance: 0, coefficients: 0 })
    }
  })

  test('forgets: after a change of the world it answers as the new one does', () => {
    const { blocks, fresh, targets } = table(200, 6)
    const flipped = dense(
      200,
      2,
      targets.data.map(t => 1 - t)
    )
    const learn = (forgetting: number) => {
      const old = trainOnlineElm(blocks[1], targets, { ...settings, forgetting })
      return predictElm(updateOnlineElm(old, blocks[1], flipped), fresh[1])
    }
    const now = predictElm(trainElm(blocks[1], flipped, settings).model, fresh[1])
    expect(distance(learn(0.97), now)).toBeLessThan(distance(learn(1), now) / 3)
  })

  test('begins with no rows, leaves the old value alone, and rows of weight 0 teach nothing', () => {
    const begun = trainOnlineElm(dense(0, 4), dense(0, 1), settings)
    expect([begun.rows, begun.covariance]).toEqual([0, identity(9)])
    expect(predictElm(begun, identity(4))).toEqual(dense(4, 1))
    const before = structuredClone(begun)
    const one = updateOnlineElm(begun, identity(4), denseFromRows([[1], [2], [3], [4]]))
    expect(begun).toEqual(before)
    expect(one.coefficients).not.toEqual(begun.coefficients)
    const same = updateOnlineElm(one, identity(4), dense(4, 1), new Float64Array(4))
    expect(same).toEqual({ ...one, rows: 8 })
    expect(updateOnlineElm(one, dense(0, 4), dense(0, 1))).toEqual(one)
  })
})
