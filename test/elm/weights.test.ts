import fc from 'fast-check'
import { expect, test } from 'vitest'
import { predictKernelElm, trainKernelElm } from '../../src/elm/index.ts'
import { createRandom } from '../../src/math/index.ts'
import { anySeed, distance } from '../math/matrices.ts'
import { anyHead, pick, pickNumbers, table, without } from './rows.ts'

const kernels = [{ type: 'linear' }, { kernel: { type: 'rbf' }, weight: 0.5 }] as const
const runs = { seed: 3, numRuns: 30 }
const close = 1e-7

test('weight 2 is the row twice', () => {
  fc.assert(
    fc.property(anySeed, anyHead, fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), (seed, head, doubled) => {
      const { blocks, fresh, targets } = table(10, seed)
      const options = { kernels, head, ridge: 0.3 }
      const sampleWeights = Float64Array.from({ length: 10 }, (_, i) => (doubled.includes(i) ? 2 : 1))
      const weighed = trainKernelElm(blocks, targets, { ...options, sampleWeights })
      const rows = [...without(10, []), ...doubled]
      const groups = without(10, []).map(i => Uint32Array.from(rows.keys()).filter(at => rows[at] === i))
      const twice = trainKernelElm(
        blocks.map(block => pick(block, rows)),
        pick(targets, rows),
        { ...options, groups }
      )
      expect(distance(pick(twice.scores, without(10, [])), weighed.scores)).toBeLessThan(close)
      expect(distance(pick(twice.leftOut, without(10, [])), weighed.leftOut)).toBeLessThan(1e-5)
      expect(distance(predictKernelElm(twice.model, fresh), predictKernelElm(weighed.model, fresh))).toBeLessThan(close)
    }),
    runs
  )
})

test('weight 0 is the row absent, and absent rows are scored like new ones', () => {
  fc.assert(
    fc.property(anySeed, anyHead, fc.subarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (seed, head, absent) => {
      const { blocks, fresh, targets, sampleWeights } = table(10, seed)
      const options = { kernels, head, ridge: 0.3 }
      const masked = sampleWeights.map((w, i) => (absent.includes(i) ? 0 : w))
      const without0 = trainKernelElm(blocks, targets, { ...options, sampleWeights: masked })
      const rest = without(10, absent)
      const fewer = trainKernelElm(
        blocks.map(block => pick(block, rest)),
        pick(targets, rest),
        { ...options, sampleWeights: pickNumbers(sampleWeights, rest) }
      )
      expect(distance(predictKernelElm(without0.model, fresh), predictKernelElm(fewer.model, fresh))).toBeLessThan(
        close
      )
      expect(distance(pick(without0.scores, rest), fewer.scores)).toBeLessThan(close)
      expect(distance(pick(without0.leftOut, rest), fewer.leftOut)).toBeLessThan(1e-5)
      const absentRows = blocks.map(block => pick(block, absent))
      expect(distance(pick(without0.scores, absent), predictKernelElm(fewer.model, absentRows))).toBeLessThan(close)
      expect(pick(without0.leftOut, absent)).toEqual(pick(without0.scores, absent))
    }),
    runs
  )
})

test('weights and ridge times one number are the same machine', () => {
  fc.assert(
    fc.property(anySeed, anyHead, fc.constantFrom(1e-9, 0.5, 1e6), (seed, head, factor) => {
      const { blocks, targets, sampleWeights } = table(10, seed)
      const one = trainKernelElm(blocks, targets, { kernels, head, ridge: 0.3, sampleWeights })
      const other = trainKernelElm(blocks, targets, {
        kernels,
        head,
        ridge: 0.3 * factor,
        sampleWeights: sampleWeights.map(w => w * factor)
      })
      expect(distance(other.scores, one.scores)).toBeLessThan(close)
      expect(distance(other.leftOut, one.leftOut)).toBeLessThan(1e-5)
    }),
    runs
  )
})

test('duplicate rows with contradictory targets: as one row of their mean target and the sum of their weights', () => {
  fc.assert(
    fc.property(anySeed, anyHead, (seed, head) => {
      const { blocks, fresh, targets } = table(6, seed)
      const options = { kernels, head, ridge: 0.1 }
      const rows = [0, 1, 2, 3, 4, 5, 0, 0]
      const copies = pick(targets, rows)
      copies.data.set([1, 1, 0, 1], 12)
      const many = trainKernelElm(
        blocks.map(block => pick(block, rows)),
        copies,
        options
      )
      const merged = pick(targets, without(6, []))
      merged.data[0] = (targets.data[0] + 1 + 0) / 3
      merged.data[1] = (targets.data[1] + 1 + 1) / 3
      const once = trainKernelElm(blocks, merged, { ...options, sampleWeights: Float64Array.of(3, 1, 1, 1, 1, 1) })
      expect(many.model.landmarks[0].rows).toBeLessThanOrEqual(6)
      expect(distance(predictKernelElm(many.model, fresh), predictKernelElm(once.model, fresh))).toBeLessThan(close)
      expect(distance(pick(many.scores, [6, 7]), pick(many.scores, [0, 0]))).toBeLessThan(1e-9)
    }),
    runs
  )
})

test('the order of the rows changes nothing', () => {
  fc.assert(
    fc.property(anySeed, anyHead, (seed, head) => {
      const { blocks, fresh, targets, sampleWeights } = table(12, seed)
      const order = createRandom(seed).permutation(12)
      const options = { kernels, head, ridge: 0.3 }
      const one = trainKernelElm(blocks, targets, { ...options, sampleWeights })
      const other = trainKernelElm(
        blocks.map(block => pick(block, order)),
        pick(targets, order),
        { ...options, sampleWeights: pickNumbers(sampleWeights, order) }
      )
      expect(distance(predictKernelElm(other.model, fresh), predictKernelElm(one.model, fresh))).toBeLessThan(1e-9)
      expect(distance(other.scores, pick(one.scores, order))).toBeLessThan(1e-9)
      expect(distance(other.leftOut, pick(one.leftOut, order))).toBeLessThan(1e-8)
    }),
    runs
  )
})

test('outputs do not see each other, and training touches nothing it is given', () => {
  const { blocks, targets, sampleWeights } = table(12, 1, 3)
  const before = structuredClone({ blocks, targets, sampleWeights })
  for (const head of ['ridge', 'logistic'] as const) {
    const all = trainKernelElm(blocks, targets, { kernels, head, sampleWeights })
    for (let o = 0; o < 3; o++) {
      const column = { rows: 12, cols: 1, data: targets.data.filter((_, at) => at % 3 === o) }
      const alone = trainKernelElm(blocks, column, { kernels, head, sampleWeights })
      expect(alone.scores.data).toEqual(all.scores.data.filter((_, at) => at % 3 === o))
      expect(alone.leftOut.data).toEqual(all.leftOut.data.filter((_, at) => at % 3 === o))
    }
    expect(trainKernelElm(blocks, targets, { kernels, head, sampleWeights })).toEqual(all)
  }
  expect({ blocks, targets, sampleWeights }).toEqual(before)
})
