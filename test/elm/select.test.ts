import { expect, test } from 'vitest'
import {
  type Kernel,
  predictKernelElm,
  SELECT_DEFAULTS,
  selectKernelElm,
  sigmoid,
  trainKernelElm
} from '../../src/elm/index.ts'
import { distance, randomDense } from '../math/matrices.ts'
import { table } from './rows.ts'

const wide: Kernel = { type: 'rbf', gamma: 0.05 }
const narrow: Kernel = { type: 'rbf', gamma: 2 }
const options = {
  kernels: [[{ type: 'cosine' } as const], [wide, narrow]],
  weights: [
    [1, 1],
    [0, 1],
    [1, 0]
  ],
  ridges: [0.1, 10]
}

test.each(['ridge', 'logistic'] as const)('%s: every combination once, each as trainKernelElm would', head => {
  const { blocks, fresh, targets, sampleWeights } = table(24, 1)
  const groups = Array.from({ length: 8 }, (_, g) => Uint32Array.of(g, g + 8, g + 16))
  const common = { head, sampleWeights, groups }
  const { tried, model, scores, leftOut } = selectKernelElm(blocks, targets, { ...options, ...common })
  expect(tried.map(({ terms, ridge }) => [terms[1].kernel, terms[0].weight, terms[1].weight, ridge])).toEqual(
    [wide, narrow].flatMap(kernel =>
      options.weights.flatMap(([a, b]) => options.ridges.map(ridge => [kernel, a, b, ridge]))
    )
  )
  for (const { terms, ridge, loss } of tried) {
    const alone = trainKernelElm(blocks, targets, { ...common, kernels: terms, ridge })
    let sum = 0
    let total = 0
    alone.leftOut.data.forEach((f, at) => {
      const t = targets.data[at]
      const w = sampleWeights[at >> 1]
      const p = sigmoid(f)
      sum += w * (head === 'ridge' ? (t - f) ** 2 : -t * Math.log(p) - (1 - t) * Math.log(1 - p))
      total += w
    })
    expect(loss).toBeCloseTo(sum / total, 6)
  }
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a))
  expect([model.terms, model.ridge, model.head]).toEqual([best.terms, best.ridge, head])
  const alone = trainKernelElm(blocks, targets, { ...common, kernels: best.terms, ridge: best.ridge })
  expect(distance(scores, alone.scores)).toBeLessThan(1e-6)
  expect(distance(leftOut, alone.leftOut)).toBeLessThan(1e-5)
  expect(distance(predictKernelElm(model, fresh), predictKernelElm(alone.model, fresh))).toBeLessThan(1e-6)
})

test('finds the block that matters, the width that fits, and less λ where there is less noise', () => {
  const x = randomDense(60, 2, 3)
  const noise = randomDense(60, 2, 4)
  const targets = { rows: 60, cols: 1, data: Float64Array.from({ length: 60 }, (_, i) => Math.sin(2 * x.data[2 * i])) }
  const { model } = selectKernelElm([noise, x], targets, {
    kernels: [
      [wide],
      [
        { type: 'rbf', gamma: 1e-4 },
        { type: 'rbf', gamma: 0.5 },
        { type: 'rbf', gamma: 500 }
      ]
    ],
    weights: [
      [1, 0],
      [0.5, 0.5],
      [0, 1]
    ]
  })
  expect(model.terms).toEqual([
    { kernel: wide, weight: 0 },
    { kernel: { type: 'rbf', gamma: 0.5 }, weight: 1 }
  ])
  expect(model.ridge).toBe(SELECT_DEFAULTS.ridges[0])
})

test('by default: linear kernels of equal weights, ridge head; of equal losses the first wins', () => {
  const { blocks, targets } = table(10, 6)
  const { tried, model } = selectKernelElm(blocks, targets)
  const linear = { kernel: { type: 'linear' }, weight: 0.5 }
  expect(tried.map(one => one.ridge)).toEqual(SELECT_DEFAULTS.ridges)
  for (const { terms } of tried) expect(terms).toEqual([linear, linear])
  expect(model.head).toBe('ridge')
  const twice = selectKernelElm(blocks, targets, { kernels: [[wide], [{ type: 'linear' }, { type: 'linear' }]] })
  expect(twice.model.terms[1].kernel).toBe(twice.tried[0].terms[1].kernel)
})

test('the machine keeps rows of its own', () => {
  const { blocks, fresh, targets } = table(10, 7)
  const { model } = selectKernelElm(blocks, targets)
  const before = predictKernelElm(model, fresh)
  for (const block of blocks) ('indptr' in block ? block.values : block.data).fill(0)
  expect(predictKernelElm(model, fresh)).toEqual(before)
})
