import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { featureSpace } from '../../src/elm/feature-space.ts'
import { fitFeatures, type HeadProblem } from '../../src/elm/fit-features.ts'
import { fitRidge } from '../../src/elm/fit-ridge.ts'
import { fitHead } from '../../src/elm/head.ts'
import {
  accumulateElm,
  emptyElmStatistics,
  type Kernel,
  kernelMatrix,
  predictElm,
  predictKernelElm,
  sigmoid,
  solveElm,
  trainDeepElm,
  trainElm,
  trainKernelElm,
  trainOnKernel
} from '../../src/elm/index.ts'
import { lossOf } from '../../src/elm/losses.ts'
import { heldFeatures } from '../../src/elm/row-features.ts'
import { type Dense, dense, multiply, multiplyTransposed } from '../../src/math/index.ts'
import { anySeed, distance, randomDense, randomWeights } from '../math/matrices.ts'
import { anyHead, asDense, pick, table, without } from './rows.ts'

// More rows than Newton's method is used for: the routes through blocks, sums and quasi-Newton steps.

const kernels: readonly Kernel[] = [{ type: 'cosine' }, { type: 'rbf', gamma: 0.3 }]
const relative = (a: Dense, b: Dense) => distance(a, b) / Math.max(...b.data.map(Math.abs))
const runs = { seed: 8, numRuns: 12 }

/** Features, targets in [0, 1] that follow them, and weights of which some are 0. */
function problem(
  n: number,
  r: number,
  seed: number,
  more: Partial<HeadProblem> = {}
): { phi: Dense; given: HeadProblem } {
  const phi = randomDense(n, r, seed)
  const truth = multiply(phi, randomDense(r, 2, seed + 1))
  const noise = randomWeights(2 * n, seed + 2)
  const targets = dense(
    n,
    2,
    truth.data.map((f, p) => (f + noise[p] > 0 ? 1 : p % 7 === 0 ? 0.3 : 0))
  )
  const weights = randomWeights(n, seed + 3).map((w, i) => (i % 11 === 5 ? 0 : Math.abs(w)))
  return { phi, given: { targets, weights, ridge: 0.5, head: 'ridge', groups: undefined, signal: undefined, ...more } }
}

const newton = (phi: Dense, { targets, weights, ridge, head, groups }: HeadProblem) =>
  fitHead(featureSpace(phi, ridge), targets, weights, ridge, lossOf(head), groups)

test('is the fit of Newton’s method, and so is what leaving out changes', () => {
  fc.assert(
    fc.property(
      anySeed,
      anyHead,
      fc.constantFrom(1e-3, 0.1, 10),
      fc.constantFrom(1, 12),
      fc.boolean(),
      (seed, head, ridge, r, grouped) => {
        const groups = grouped
          ? [0, 1, 2].map(g => Uint32Array.from(without(300, []).filter(i => i % 3 === g)))
          : undefined
        const { phi, given } = problem(300, r, seed, { head, ridge, groups })
        const fit = fitFeatures(heldFeatures(phi), given)
        const expected = newton(phi, given)
        expect(relative(fit.coefficients, expected.coefficients)).toBeLessThan(1e-7)
        expect(relative(fit.scores, expected.scores)).toBeLessThan(1e-7)
        expect(relative(fit.leftOut, expected.leftOut)).toBeLessThan(1e-3)
        const missing = without(300, []).filter(i => given.weights[i] === 0)
        if (!grouped) expect(pick(fit.leftOut, missing)).toEqual(pick(fit.scores, missing))
      }
    ),
    runs
  )
})

test('logistic: the gradient is zero at the optimum, however small λ is', () => {
  for (const ridge of [10, 0.1, 1e-3, 1e-5]) {
    const { blocks, targets, sampleWeights } = table(400, 3)
    const { model, scores } = trainKernelElm(blocks, targets, {
      kernels,
      ridge,
      head: 'logistic',
      sampleWeights,
      landmarks: 60
    })
    expect(distance(predictKernelElm(model, blocks), scores)).toBeLessThan(1e-6)
    const slopes = (f: Dense, coefficients: Dense) => {
      const misses = f.data.map((x, p) => sampleWeights[Math.floor(p / 2)] * (sigmoid(x) - targets.data[p]))
      const values = (rows: typeof blocks) =>
        rows.map((block, b) => kernelMatrix(kernels[b], block, model.landmarks[b])).reduce((a, b) => plus(a, b))
      const pulled = multiply(values(model.landmarks), coefficients)
      return multiplyTransposed(values(blocks), dense(400, 2, misses)).data.map((g, p) => g + ridge * pulled.data[p])
    }
    const size = (x: Float64Array) => Math.hypot(...x)
    const start = slopes(dense(400, 2), dense(model.coefficients.rows, 2))
    expect(size(slopes(scores, model.coefficients)) / size(start)).toBeLessThan(1e-8)
  }
})

const plus = (a: Dense, b: Dense) =>
  dense(
    a.rows,
    a.cols,
    a.data.map((x, p) => x + b.data[p])
  )

test('every row a landmark: as from the kernel matrix', () => {
  for (const head of ['ridge', 'logistic'] as const) {
    const { blocks, targets, sampleWeights } = table(280, 6)
    const options = { head, ridge: 0.3, sampleWeights }
    const kernel = plus(kernelMatrix(kernels[0], blocks[0], blocks[0]), kernelMatrix(kernels[1], blocks[1], blocks[1]))
    const exact = trainOnKernel(kernel, targets, options)
    const { scores, leftOut, model } = trainKernelElm(blocks, targets, { ...options, kernels })
    expect(relative(scores, exact.scores)).toBeLessThan(1e-7)
    expect(relative(leftOut, exact.leftOut)).toBeLessThan(1e-4)
    expect(relative(predictKernelElm(model, blocks), exact.scores)).toBeLessThan(1e-7)
  }
})

describe('ridge', () => {
  test('leaving out is what a fit without the rows gives', () => {
    const { blocks, targets } = table(320, 2)
    const options = { kernels, ridge: 0.2, landmarks: Uint32Array.of(0, 3, 4, 9, 15, 200) }
    const groups = [0, 1, 2, 3, 4].map(g => Uint32Array.from(without(320, []).filter(i => i % 5 === g)))
    const { leftOut } = trainKernelElm(blocks, targets, { ...options, groups })
    for (const group of groups) {
      const sampleWeights = Float64Array.from({ length: 320 }, (_, i) => (group.includes(i) ? 0 : 1))
      const { scores } = trainKernelElm(blocks, targets, { ...options, sampleWeights })
      expect(distance(pick(leftOut, group), pick(scores, group))).toBeLessThan(1e-9)
    }
  })

  test('features that are made anew each time are those that are kept', () => {
    const groups = [0, 1].map(g => Uint32Array.from(without(900, []).filter(i => i % 2 === g)))
    for (const more of [{}, { groups }]) {
      const { phi, given } = problem(900, 20, 4, more)
      const held = heldFeatures(phi)
      const room = dense(900, 20)
      // As a source that writes over what it gave before.
      const over = (block: Dense) => {
        room.data.fill(Number.NaN).set(block.data)
        return dense(block.rows, 20, room.data.subarray(0, block.data.length))
      }
      const anew = {
        ...held,
        block: (a: number, b: number) => over(held.block(a, b)),
        pick: (rows: Uint32Array) => over(held.pick(rows))
      }
      const kept = fitRidge(held, given, true)
      const fit = fitRidge(anew, given, false)
      for (const key of ['coefficients', 'scores', 'leftOut'] as const)
        expect(distance(fit[key], kept[key])).toBeLessThan(1e-11)
    }
  })

  test('more features than cache: several blocks and strips', () => {
    const { phi, given } = problem(1300, 600, 1)
    const fit = fitFeatures(heldFeatures(phi), given)
    const slopes = multiplyTransposed(
      phi,
      dense(
        1300,
        2,
        fit.scores.data.map((f, p) => given.weights[Math.floor(p / 2)] * (f - given.targets.data[p]))
      )
    ).data.map((g, p) => g + 0.5 * fit.coefficients.data[p])
    expect(Math.hypot(...slopes)).toBeLessThan(1e-9)
    expect(distance(multiply(phi, fit.coefficients), fit.scores)).toBeLessThan(1e-11)
  })
})

describe('what is computed later', () => {
  const { blocks, targets, sampleWeights } = table(300, 9)
  const x = asDense(blocks[1])
  const trainers = {
    kernel: (t: Dense, options: object) => trainKernelElm(blocks, t, { kernels, landmarks: 20, ...options }),
    'every row': (t: Dense, options: object) => trainKernelElm(blocks, t, { kernels, ...options }),
    random: (t: Dense, options: object) => trainElm(x, t, { units: 20, ...options }),
    deep: (t: Dense, options: object) => trainDeepElm(x, t, { dims: [3], ...options })
  }
  const cases = Object.entries(trainers).flatMap(([name, train]) =>
    (['ridge', 'logistic'] as const).map(head => [name, head, train] as const)
  )

  test.each(cases)('%s, %s: is the same whatever became of arguments and scores', (_, head, train) => {
    const groups = [0, 1, 2, 3].map(g => Uint32Array.from(without(300, []).filter(i => i % 4 === g)))
    const expected = train(targets, { head, sampleWeights, groups }).leftOut
    const mine = structuredClone({ targets, sampleWeights, groups })
    const trained = train(mine.targets, { head, sampleWeights: mine.sampleWeights, groups: mine.groups })
    mine.targets.data.fill(7)
    mine.sampleWeights.fill(3)
    for (const group of mine.groups) group.fill(0)
    trained.scores.data.fill(9)
    expect(trained.leftOut).toEqual(expected)
    expect(trained.leftOut).toBe(trained.leftOut)
    expect(structuredClone(trained).leftOut).toEqual(expected)
  })

  test('is no longer stopped by the signal', () => {
    const controller = new AbortController()
    const { leftOut } = trainKernelElm(blocks, targets, { kernels, landmarks: 20, head: 'logistic' })
    const later = trainKernelElm(blocks, targets, {
      kernels,
      landmarks: 20,
      head: 'logistic',
      signal: controller.signal
    })
    controller.abort()
    expect(later.leftOut).toEqual(leftOut)
  })
})

test('outputs do not see each other', () => {
  const { blocks, targets, sampleWeights } = table(300, 1, 3)
  for (const head of ['ridge', 'logistic'] as const) {
    for (const ridge of [0.3, 1e-5]) {
      const options = { kernels, head, ridge, sampleWeights, landmarks: 30 }
      const all = trainKernelElm(blocks, targets, options)
      for (let o = 0; o < 3; o++) {
        const alone = trainKernelElm(
          blocks,
          dense(
            300,
            1,
            targets.data.filter((_, p) => p % 3 === o)
          ),
          options
        )
        expect(alone.scores.data).toEqual(all.scores.data.filter((_, p) => p % 3 === o))
        expect(alone.leftOut.data).toEqual(all.leftOut.data.filter((_, p) => p % 3 === o))
      }
    }
  }
})

test('statistics and answers of more rows than a block', () => {
  const x = randomDense(4500, 3, 6)
  const { given } = problem(4500, 3, 6)
  const layer = { units: 12, seed: 1 } as const
  const { model } = trainElm(x, given.targets, { ...layer, ridge: 0.5, sampleWeights: given.weights })
  const sums = accumulateElm(emptyElmStatistics(3, 2, layer), x, given.targets, given.weights)
  expect(distance(solveElm(sums, 0.5).coefficients, model.coefficients)).toBeLessThan(1e-9)
  const kernel = trainKernelElm([x], given.targets, { kernels: [{ type: 'rbf' }], landmarks: Uint32Array.of(5, 4400) })
  const scores = predictKernelElm(kernel.model, [x])
  expect(distance(scores, kernel.scores)).toBeLessThan(1e-12)
  const last = Array.from({ length: 500 }, (_, i) => 4000 + i)
  expect(pick(scores, last)).toEqual(predictKernelElm(kernel.model, [pick(x, last)]))
})

test('a random layer is the same by blocks', () => {
  const x = randomDense(700, 5, 2)
  const { given } = problem(700, 5, 2)
  for (const head of ['ridge', 'logistic'] as const) {
    const { model, scores } = trainElm(x, given.targets, { units: 40, head })
    expect(distance(predictElm(model, x), scores)).toBeLessThan(1e-9)
  }
})
