import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KernelElmOptions, predictKernelElm, trainKernelElm } from '../../src/elm/index.ts'
import { type Dense, dense } from '../../src/math/index.ts'
import { anySeed, distance } from '../math/matrices.ts'
import { pick, pickNumbers, rootMeanSquare, type Table, table, without } from './rows.ts'

/** Scores of every row by a machine trained without its group. */
function actuallyLeftOut(
  { blocks, targets, sampleWeights }: Table,
  groups: readonly Uint32Array[],
  options: KernelElmOptions
) {
  const out = dense(targets.rows, targets.cols)
  for (const group of groups) {
    const rest = without(targets.rows, group)
    const { model } = trainKernelElm(
      blocks.map(block => pick(block, rest)),
      pick(targets, rest),
      { ...options, sampleWeights: pickNumbers(sampleWeights, rest) }
    )
    const scores = predictKernelElm(
      model,
      blocks.map(block => pick(block, group))
    )
    group.forEach((row, i) => {
      out.data.set(pick(scores, [i]).data, row * targets.cols)
    })
  }
  return out
}

const singles = (n: number) => Array.from({ length: n }, (_, i) => Uint32Array.of(i))
const dealt = (n: number, count: number) =>
  Array.from({ length: count }, (_, g) => Uint32Array.from(without(n, []).filter(i => i % count === g)))

const kernels: KernelElmOptions['kernels'] = [{ type: 'cosine' }, { kernel: { type: 'rbf' }, weight: 0.5 }]
const runs = { seed: 5, numRuns: 25 }

describe('ridge: closed form is what leaving out gives', () => {
  const check = (rows: Table, groups: readonly Uint32Array[], ridge: number, given: Uint32Array[] | undefined) => {
    const { sampleWeights } = rows
    const { leftOut } = trainKernelElm(rows.blocks, rows.targets, {
      kernels,
      ridge,
      sampleWeights,
      ...(given && { groups: given })
    })
    expect(distance(leftOut, actuallyLeftOut(rows, groups, { kernels, ridge }))).toBeLessThan(1e-8)
  }

  test('one row at a time', () => {
    fc.assert(
      fc.property(anySeed, fc.constantFrom(0.05, 1, 30), (seed, ridge) => {
        check(table(11, seed), singles(11), ridge, undefined)
      }),
      runs
    )
  })

  test('a group at a time', () => {
    fc.assert(
      fc.property(anySeed, fc.constantFrom(0.05, 1, 30), fc.integer({ min: 2, max: 11 }), (seed, ridge, count) => {
        const groups = dealt(11, count)
        check(table(11, seed), groups, ridge, groups)
      }),
      runs
    )
  })

  test('rows of weight 0 and rows of hardly any weight are scored without their group too', () => {
    for (const faint of [0, 1e-300, 1e-12, 1e-7]) {
      const rows = table(12, 9)
      const sampleWeights = rows.sampleWeights.map((w, i) => (i % 4 === 1 ? faint : w))
      const groups = dealt(12, 5)
      check({ ...rows, sampleWeights }, groups, 0.1, groups)
      check({ ...rows, sampleWeights }, singles(12), 0.1, undefined)
    }
  })

  test('on features that are fewer than rows: landmarks that stay while their rows are left out of the loss', () => {
    const rows = table(20, 1)
    const options: KernelElmOptions = { kernels, ridge: 0.2, landmarks: Uint32Array.of(0, 3, 4, 9, 15) }
    const groups = dealt(20, 6)
    const { leftOut } = trainKernelElm(rows.blocks, rows.targets, { ...options, groups })
    for (const group of groups) {
      const sampleWeights = Float64Array.from({ length: 20 }, (_, i) => (group.includes(i) ? 0 : 1))
      const { scores } = trainKernelElm(rows.blocks, rows.targets, { ...options, sampleWeights })
      expect(distance(pick(leftOut, group), pick(scores, group))).toBeLessThan(1e-9)
    }
  })
})

describe('logistic: one Newton step is most of the way', () => {
  const errors = (rows: Table, groups: readonly Uint32Array[], ridge: number): { ours: number; inSample: number } => {
    const { sampleWeights } = rows
    const options: KernelElmOptions = { kernels, ridge, head: 'logistic' }
    const { scores, leftOut } = trainKernelElm(rows.blocks, rows.targets, { ...options, sampleWeights, groups })
    const truth: Dense = actuallyLeftOut(rows, groups, options)
    return { ours: rootMeanSquare(leftOut, truth), inSample: rootMeanSquare(scores, truth) }
  }

  test('one row at a time: within a fifth of the distance that in-sample scores are off', () => {
    for (const ridge of [0.03, 0.3, 3]) {
      const { ours, inSample } = errors(table(40, 2), singles(40), ridge)
      expect(inSample).toBeGreaterThan(0.02)
      expect(ours / inSample).toBeLessThan(0.2)
    }
  })

  test('a tenth at a time: within a third', () => {
    for (const ridge of [0.03, 0.3, 3]) {
      const { ours, inSample } = errors(table(40, 3), dealt(40, 10), ridge)
      expect(ours / inSample).toBeLessThan(0.34)
    }
  })

  test('the error vanishes as the rows left out lose their weight', () => {
    const ratio = (scale: number) => {
      const rows = table(40, 4)
      const group = Uint32Array.of(0, 1)
      const sampleWeights = rows.sampleWeights.map((w, i) => (i < 2 ? w * scale : w))
      const groups = [group, Uint32Array.from(without(40, group))]
      const options: KernelElmOptions = { kernels, ridge: 0.1, head: 'logistic', sampleWeights, groups }
      const { leftOut } = trainKernelElm(rows.blocks, rows.targets, options)
      const truth = pick(
        actuallyLeftOut({ ...rows, sampleWeights }, [group], { kernels, ridge: 0.1, head: 'logistic' }),
        group
      )
      return distance(pick(leftOut, group), truth)
    }
    expect(ratio(0.01)).toBeLessThan(ratio(1) / 100)
    expect(ratio(1e-4)).toBeLessThan(1e-6)
  })
})
