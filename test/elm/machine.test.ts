import fc from 'fast-check'
import { Matrix as MlMatrix, solve } from 'ml-matrix'
import { expect, test } from 'vitest'
import {
  type Kernel,
  type KernelTerm,
  kernelSum,
  predictKernelElm,
  trainKernelElm,
  trainOnKernel
} from '../../src/elm/index.ts'
import { createRandom, dense, gramOfRows, multiply, sparseFromDense } from '../../src/math/index.ts'
import { anySeed, distance, fromMl, randomDense, toMl } from '../math/matrices.ts'
import { anyHead, asDense, pick, table } from './rows.ts'

const anyKernel: fc.Arbitrary<Kernel> = fc.constantFrom<Kernel>(
  { type: 'linear' },
  { type: 'cosine' },
  { type: 'rbf', gamma: 0.3 },
  { type: 'laplacian', gamma: 0.2 },
  { type: 'polynomial', degree: 2 }
)
const anyRidge = fc.constantFrom(0.01, 0.3, 1, 20)
const runs = { seed: 11, numRuns: 40 }

test('a linear machine is ridge regression on the features, as ml-matrix solves it', () => {
  fc.assert(
    fc.property(anySeed, anyRidge, fc.constantFrom(3, 20), (seed, ridge, d) => {
      const x = randomDense(10, d, seed)
      const fresh = randomDense(4, d, seed + 1)
      const targets = randomDense(10, 3, seed + 2)
      const { model, scores } = trainKernelElm([x], targets, { ridge })
      const xm = toMl(x)
      const normal = xm.transpose().mmul(xm).add(MlMatrix.eye(d).mul(ridge))
      const weights = solve(normal, xm.transpose().mmul(toMl(targets)))
      expect(distance(scores, fromMl(xm.mmul(weights)))).toBeLessThan(1e-9)
      expect(distance(predictKernelElm(model, [fresh]), fromMl(toMl(fresh).mmul(weights)))).toBeLessThan(1e-9)
    }),
    runs
  )
})

test('every row a landmark, in any order, is the exact machine', () => {
  fc.assert(
    fc.property(anySeed, anyHead, anyKernel, anyRidge, (seed, head, kernel, ridge) => {
      const { blocks, fresh, targets, sampleWeights } = table(14, seed)
      const kernels = [kernel, { kernel: { type: 'rbf' }, weight: 0.7 }] as const
      const exact = trainKernelElm(blocks, targets, { kernels, ridge, head, sampleWeights })
      const all = createRandom(seed).permutation(14)
      for (const landmarks of [all, 14, 1000]) {
        const other = trainKernelElm(blocks, targets, { kernels, ridge, head, sampleWeights, landmarks })
        expect(distance(other.scores, exact.scores)).toBeLessThan(1e-6)
        expect(distance(other.leftOut, exact.leftOut)).toBeLessThan(1e-5)
        const predicted = predictKernelElm(other.model, fresh)
        expect(distance(predicted, predictKernelElm(exact.model, fresh))).toBeLessThan(1e-6)
      }
    }),
    runs
  )
})

test('a number of landmarks is that many rows, drawn by the seed', () => {
  const { blocks, fresh, targets } = table(20, 3)
  const kernels: Kernel[] = [{ type: 'rbf' }, { type: 'rbf' }]
  const drawn = (seed: number) => trainKernelElm(blocks, targets, { kernels, landmarks: 6, seed })
  expect(drawn(5)).toEqual(drawn(5))
  expect(drawn(5).model.landmarks[0].rows).toBe(6)
  expect(distance(drawn(5).scores, drawn(6).scores)).toBeGreaterThan(1e-3)
  const rows = createRandom(5).permutation(20).slice(0, 6)
  const given = trainKernelElm(blocks, targets, { kernels, landmarks: rows })
  const predicted = predictKernelElm(given.model, fresh)
  expect(distance(predicted, predictKernelElm(drawn(5).model, fresh))).toBeLessThan(1e-10)
})

test('landmarks are rows of the training set, and their scores those of the machine on it', () => {
  const { blocks, targets } = table(20, 4)
  const { model, scores } = trainKernelElm(blocks, targets, { landmarks: Uint32Array.of(2, 11, 5) })
  const kept = Array.from({ length: 3 }, (_, i) => [2, 11, 5].findIndex(row => sameRow(i, row)))
  expect(kept.sort()).toEqual([0, 1, 2])
  expect(distance(predictKernelElm(model, blocks), scores)).toBeLessThan(1e-12)

  function sameRow(landmark: number, row: number): boolean {
    return blocks.every((block, b) => {
      const a = asDense(pick(model.landmarks[b], [landmark]))
      return distance(a, asDense(pick(block, [row]))) === 0
    })
  }
})

test('sparse rows and dense rows give the same machine, whichever side they stand on', () => {
  fc.assert(
    fc.property(anySeed, anyHead, anyKernel, (seed, head, kernel) => {
      const { blocks, fresh, targets } = table(12, seed)
      const options = { kernels: [kernel, kernel], head }
      const full = trainKernelElm(blocks.map(asDense), targets, options)
      const thin = trainKernelElm(
        blocks.map(block => sparseFromDense(asDense(block))),
        targets,
        options
      )
      expect(distance(thin.scores, full.scores)).toBeLessThan(1e-9)
      const expected = predictKernelElm(full.model, fresh.map(asDense))
      for (const model of [full.model, thin.model]) {
        for (const rows of [fresh, fresh.map(asDense), fresh.map(block => sparseFromDense(asDense(block)))]) {
          expect(distance(predictKernelElm(model, rows), expected)).toBeLessThan(1e-9)
        }
      }
    }),
    runs
  )
})

test('rows one by one score as in a batch, to the last bit', () => {
  fc.assert(
    fc.property(anySeed, anyKernel, (seed, kernel) => {
      const { blocks, fresh, targets } = table(12, seed)
      const { model } = trainKernelElm(blocks, targets, { kernels: [kernel, kernel] })
      const batch = predictKernelElm(model, fresh)
      for (let i = 0; i < batch.rows; i++) {
        const alone = predictKernelElm(
          model,
          fresh.map(block => pick(block, [i]))
        )
        expect(alone.data).toEqual(pick(batch, [i]).data)
      }
    }),
    runs
  )
})

test('from a kernel matrix as from features', () => {
  fc.assert(
    fc.property(anySeed, anyHead, anyKernel, anyRidge, fc.boolean(), (seed, head, kernel, ridge, grouped) => {
      const { blocks, fresh, targets, sampleWeights } = table(12, seed)
      const terms: KernelTerm[] = [{ kernel, weight: 0.5 }, { kernel }]
      const groups = grouped
        ? [Uint32Array.of(0, 5, 7), Uint32Array.of(1, 2, 3, 4, 6, 8), Uint32Array.of(9, 10, 11)]
        : []
      const options = { ridge, head, sampleWeights, ...(grouped && { groups }) }
      const onKernel = trainOnKernel(kernelSum(terms, blocks, blocks), targets, options)
      const onFeatures = trainKernelElm(blocks, targets, { ...options, kernels: terms })
      expect(distance(onKernel.scores, onFeatures.scores)).toBeLessThan(1e-6)
      expect(distance(onKernel.leftOut, onFeatures.leftOut)).toBeLessThan(1e-5)
      const predicted = multiply(kernelSum(terms, fresh, blocks), onKernel.alpha)
      expect(distance(predicted, predictKernelElm(onFeatures.model, fresh))).toBeLessThan(1e-6)
    }),
    runs
  )
})

test('the coefficients on rows are their gradients over λ', () => {
  const x = randomDense(9, 12, 8)
  const targets = randomDense(9, 2, 9)
  const { alpha, scores } = trainOnKernel(gramOfRows(x), targets, { ridge: 0.4 })
  const expected = dense(
    9,
    2,
    targets.data.map((t, i) => (t - scores.data[i]) / 0.4)
  )
  expect(distance(alpha, expected)).toBeLessThan(1e-12)
})
