import { describe, expect, test } from 'vitest'
import {
  type Kernel,
  loadKernelElm,
  predictKernelElm,
  saveKernelElm,
  selectKernelElm,
  trainKernelElm,
  trainOnKernel
} from '../../src/elm/index.ts'
import { dense, denseFromRows, gramOfRows, sparseFromDense } from '../../src/math/index.ts'
import { distance, randomDense } from '../math/matrices.ts'
import { pick, table, without } from './rows.ts'

const KERNELS: readonly Kernel[] = [
  { type: 'linear' },
  { type: 'cosine' },
  { type: 'rbf' },
  { type: 'laplacian' },
  { type: 'polynomial' }
]

describe.each(['ridge', 'logistic'] as const)('%s', head => {
  test('one row: without it there is nothing, so it scores 0', () => {
    for (const kernel of KERNELS) {
      const { scores, leftOut } = trainKernelElm([denseFromRows([[1, 2]])], denseFromRows([[1, 0]]), {
        kernels: [kernel],
        head
      })
      expect(scores.data[0]).toBeGreaterThan(0)
      expect(Array.from(leftOut.data)).toEqual([0, 0].map(v => expect.closeTo(v, head === 'ridge' ? 12 : 0)))
    }
  })

  test('no features to speak of: rows of zeros, blocks without columns, kernels of weight 0', () => {
    const targets = denseFromRows([[1], [0], [1]])
    const zero = dense(3, 1)
    for (const rows of [dense(3, 4), dense(3, 0), sparseFromDense(dense(3, 4)), sparseFromDense(dense(3, 0))]) {
      const trained = trainKernelElm([rows], targets, { head })
      expect(trained.model.landmarks[0].rows).toBe(0)
      expect([trained.scores, trained.leftOut, predictKernelElm(trained.model, [rows])]).toEqual([zero, zero, zero])
      expect(predictKernelElm(loadKernelElm(saveKernelElm(trained.model)), [rows])).toEqual(zero)
      expect(trainKernelElm([rows], targets, { head, kernels: [{ type: 'cosine' }] }).scores).toEqual(zero)
      expect(trainOnKernel(dense(3, 3), targets, { head })).toEqual({ alpha: zero, scores: zero, leftOut: zero })
      expect(selectKernelElm([rows], targets, { head }).tried.length).toBe(5)
      for (const kernel of KERNELS.slice(2)) {
        const same = trainKernelElm([rows], targets, { head, kernels: [kernel] }).scores.data
        expect(same[0]).toBeGreaterThan(head === 'ridge' ? 0.3 : 0)
        expect(Array.from(same)).toEqual([same[0], same[0], same[0]].map(v => expect.closeTo(v, 10)))
      }
    }
    const weightless = [{ kernel: { type: 'rbf' }, weight: 0 }] as const
    expect(trainKernelElm([randomDense(3, 2, 1)], targets, { head, kernels: weightless }).scores).toEqual(zero)
  })

  test('constant targets', () => {
    const { blocks } = table(10, 1)
    for (const value of [0, 1]) {
      const targets = dense(10, 2, new Float64Array(20).fill(value))
      const { scores, leftOut } = trainKernelElm(blocks, targets, { head, kernels: [{ type: 'rbf' }, { type: 'rbf' }] })
      if (head === 'ridge' && value === 0) expect([scores, leftOut]).toEqual([dense(10, 2), dense(10, 2)])
      else for (const f of scores.data) expect(f * (value === 1 ? 1 : -1)).toBeGreaterThan(0)
    }
  })

  test('no outputs', () => {
    const { blocks } = table(5, 1)
    const trained = trainKernelElm(blocks, dense(5, 0), { head })
    expect([trained.scores, trained.leftOut]).toEqual([dense(5, 0), dense(5, 0)])
    expect(predictKernelElm(trained.model, blocks)).toEqual(dense(5, 0))
  })

  test('every row the same', () => {
    const rows = dense(6, 2, new Float64Array(12).fill(3))
    const targets = denseFromRows([[1], [1], [0], [1], [0], [1]])
    const { model, scores } = trainKernelElm([rows], targets, { head, ridge: 1e-6 })
    expect(model.landmarks[0].rows).toBe(1)
    const expected = head === 'ridge' ? 4 / 6 : Math.log(4 / 2)
    for (const f of scores.data) expect(f).toBeCloseTo(expected, 5)
  })

  test('a huge ridge leaves nothing but the gradient over λ', () => {
    const { blocks, targets } = table(10, 2)
    for (const ridge of [1e12, 1e150]) {
      const { scores, leftOut } = trainKernelElm(blocks, targets, { head, ridge })
      const pull = dense(
        10,
        2,
        targets.data.map(t => (head === 'ridge' ? t : t - 0.5) / ridge)
      )
      const k = gramOfRows(blocks[0])
      const other = gramOfRows(blocks[1])
      for (let i = 0; i < 10; i++) {
        for (let o = 0; o < 2; o++) {
          let sum = 0
          for (let j = 0; j < 10; j++) sum += (k.data[i * 10 + j] + other.data[i * 10 + j]) * pull.data[j * 2 + o]
          expect(scores.data[i * 2 + o] * ridge).toBeCloseTo(sum * ridge, 6)
        }
      }
      expect(leftOut.data.every(Number.isFinite)).toBe(true)
    }
  })
})

test('a small ridge runs through the targets, and leaving out still is leaving out', () => {
  const x = randomDense(8, 20, 3)
  const targets = randomDense(8, 2, 4)
  for (const ridge of [1e-6, 1e-11, 1e-18, 1e-300]) {
    const { scores, leftOut, model } = trainKernelElm([x], targets, { ridge })
    expect(distance(scores, targets)).toBeLessThan(ridge + 1e-12)
    expect(distance(predictKernelElm(model, [x]), scores)).toBeLessThan(1e-12)
    expect(distance(trainOnKernel(gramOfRows(x), targets, { ridge }).leftOut, leftOut)).toBeLessThan(1e-12)
    for (let i = 0; i < 8; i++) {
      const rest = without(8, [i])
      const alone = trainKernelElm([pick(x, rest)], pick(targets, rest), { ridge }).model
      expect(distance(predictKernelElm(alone, [pick(x, [i])]), pick(leftOut, [i]))).toBeLessThan(1e-12)
    }
  }
})

test('a ridge so small beside duplicate rows that leaving out has no digits left is refused, not guessed at', () => {
  const x = pick(randomDense(8, 20, 3), [0, 1, 2, 3, 4, 5, 6, 7, 0])
  const targets = randomDense(9, 2, 4)
  const refused = /^ridge: expected a value large enough to leave rows out at, got pivot/
  expect(() => trainKernelElm([x], targets, { ridge: 1e-18 }).leftOut).toThrow(refused)
  expect(() => trainOnKernel(gramOfRows(x), targets, { ridge: 1e-18 })).toThrow(refused)
  for (const ridge of [1e-6, 1e-8]) {
    const { leftOut } = trainOnKernel(gramOfRows(x), targets, { ridge })
    expect(distance(leftOut, trainKernelElm([x], targets, { ridge }).leftOut)).toBeLessThan(1e-6)
  }
})

test('separable rows, a small ridge, a logistic head: large scores, all finite', () => {
  const x = denseFromRows(Array.from({ length: 12 }, (_, i) => [i - 5.5, 1]))
  const targets = denseFromRows(Array.from({ length: 12 }, (_, i) => [i < 6 ? 0 : 1]))
  for (const ridge of [1e-2, 1e-5, 1e-8]) {
    for (const kernel of KERNELS.filter(({ type }) => type !== 'cosine')) {
      const { scores, leftOut } = trainKernelElm([x], targets, { ridge, head: 'logistic', kernels: [kernel] })
      scores.data.forEach((f, i) => {
        expect(f * (i < 6 ? -1 : 1)).toBeGreaterThan(0.5)
      })
      expect(leftOut.data.every(Number.isFinite)).toBe(true)
    }
  }
})

test('more landmarks than rows, and the same row many times over, are what there is', () => {
  const { blocks, targets } = table(6, 5)
  const all = trainKernelElm(blocks, targets)
  expect(trainKernelElm(blocks, targets, { landmarks: 99 })).toEqual(all)
  const repeated = trainKernelElm(blocks, targets, { landmarks: Uint32Array.of(2, 2, 2) })
  expect(repeated.model.landmarks.map(block => block.rows)).toEqual([1, 1])
})
