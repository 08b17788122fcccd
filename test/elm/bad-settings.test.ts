import { describe, expect, test } from 'vitest'
import {
  type DualOptions,
  type KernelElmOptions,
  type SelectOptions,
  selectKernelElm,
  solveDual,
  trainOnKernel
} from '../../src/elm/index.ts'
import { dense, denseFromRows, identity, NotPositiveDefiniteError, sparseFromDense } from '../../src/math/index.ts'
import { randomDense } from '../math/matrices.ts'
import { expectThrown } from './rows.ts'

const x = randomDense(4, 3, 1)
const targets = denseFromRows([[0], [1], [1], [0]])

const onKernel = (options: object) => () => trainOnKernel(identity(4), targets, options as KernelElmOptions)
const select = (options: object) => () => selectKernelElm([x], targets, options as SelectOptions)
const dual = (options: object) => () => solveDual(sparseFromDense(x), targets, options as DualOptions)

const ONE = Uint32Array.of(0)
const weights = (...given: number[]) => Float64Array.from(given)

describe('training on a kernel matrix', () => {
  test.each<[string, () => unknown]>([
    ['kernel: expected square with at least one row, got 4 × 3', () => trainOnKernel(x, targets)],
    ['kernel: expected square with at least one row, got 0 × 0', () => trainOnKernel(dense(0, 0), dense(0, 1))],
    [
      'kernel: expected finite numbers, got NaN at position 0',
      () => trainOnKernel(dense(1, 1, weights(Number.NaN)), dense(1, 1))
    ],
    ['targets.rows: expected 4, one per row of features, got 2', () => trainOnKernel(identity(4), dense(2, 1))],
    ['ridge: expected a finite number above 0, got 0', onKernel({ ridge: 0 })]
  ])('%s', (message, run) => {
    expectThrown(run, RangeError, message)
  })

  test('options of no meaning there, and a matrix that is no kernel', () => {
    const message = 'landmarks: unknown option; expected one of ridge, head, sampleWeights, groups, signal'
    expectThrown(onKernel({ landmarks: 2 }), TypeError, message)
    const indefinite = denseFromRows([
      [1, 2],
      [2, 1]
    ])
    expect(() => trainOnKernel(indefinite, dense(2, 1))).toThrow(NotPositiveDefiniteError)
  })
})

describe('selection', () => {
  test.each<[string, object, typeof RangeError | typeof TypeError]>([
    [
      'ridge: unknown option; expected one of kernels, weights, ridges, head, sampleWeights, groups, signal',
      { ridge: 1 },
      TypeError
    ],
    ['kernels: expected 1, one per block, got 0', { kernels: [] }, RangeError],
    ['kernels[0]: expected a list of at least one kernel, got []', { kernels: [[]] }, RangeError],
    [
      'kernels[0]: expected a list of at least one kernel, got {"type":"rbf"}',
      { kernels: [{ type: 'rbf' }] },
      RangeError
    ],
    ['weights: expected at least one candidate, got none', { weights: [] }, RangeError],
    ['weights[1]: expected 1, one per block, got 2', { weights: [[1], [1, 2]] }, RangeError],
    ['weights[0][0]: expected a finite number of at least 0, got -1', { weights: [[-1]] }, RangeError],
    ['ridges: expected at least one candidate, got none', { ridges: [] }, RangeError],
    ['ridges[1]: expected a finite number above 0, got 0', { ridges: [1, 0] }, RangeError],
    ["head: expected 'ridge' or 'logistic', got \"svm\"", { head: 'svm' }, TypeError],
    ['groups: expected every row in one group, got none for row 1', { groups: [ONE] }, RangeError]
  ])('%s', (message, options, type) => {
    expectThrown(select(options), type, message)
  })

  test('blocks', () => {
    expectThrown(() => selectKernelElm([], targets), RangeError, 'blocks: expected at least one, got none')
    const message = 'blocks[1].rows: expected 4 as in blocks[0], got 2'
    expectThrown(() => selectKernelElm([x, dense(2, 2)], targets), RangeError, message)
  })
})

describe('the dual solver', () => {
  const start = { alpha: dense(4, 1), weights: dense(3, 1), ridge: 1, epochs: 1, converged: true }
  test.each<[string, object, typeof RangeError | typeof TypeError]>([
    [
      'landmarks: unknown option; expected one of ridge, head, sampleWeights, offsets, tolerance, maxEpochs, seed, start, signal',
      { landmarks: 1 },
      TypeError
    ],
    ['ridge: expected a finite number above 0, got 0', { ridge: 0 }, RangeError],
    ["head: expected 'ridge' or 'logistic', got \"svm\"", { head: 'svm' }, TypeError],
    ['sampleWeights: expected 4 numbers, got 1', { sampleWeights: weights(1) }, RangeError],
    [
      'sampleWeights[0]: expected a finite number of at least 0, got -1',
      { sampleWeights: weights(-1, 1, 1, 1) },
      RangeError
    ],
    ['offsets: expected 4 × 1, got 1 × 4', { offsets: dense(1, 4) }, RangeError],
    [
      'offsets: expected finite numbers, got NaN at position 0',
      { offsets: dense(4, 1, weights(Number.NaN, 0, 0, 0)) },
      RangeError
    ],
    ['start.alpha: expected 4 × 1, got 2 × 1', { start: { ...start, alpha: dense(2, 1) } }, RangeError],
    ['start.weights: expected 3 × 1, got 4 × 1', { start: { ...start, weights: dense(4, 1) } }, RangeError],
    ['start.ridge: expected a finite number above 0, got 0', { start: { ...start, ridge: 0 } }, RangeError],
    ['signal: expected an AbortSignal, got string', { signal: 'stop' }, TypeError],
    ['tolerance: expected a number of at least 0, got -1', { tolerance: -1 }, RangeError],
    ['tolerance: expected a number of at least 0, got NaN', { tolerance: Number.NaN }, RangeError],
    ['maxEpochs: expected an integer of at least 1, got 0', { maxEpochs: 0 }, RangeError],
    ['seed: expected an integer in 0 … 4294967295, got 0.5', { seed: 0.5 }, RangeError]
  ])('%s', (message, options, type) => {
    expectThrown(dual(options), type, message)
  })

  test('rows and targets', () => {
    const message = 'targets.rows: expected 4, one per row of features, got 2'
    expectThrown(() => solveDual(sparseFromDense(x), dense(2, 1)), RangeError, message)
    const high = dense(4, 1, weights(0, 2, 0, 0))
    const outside = 'targets.data[1]: expected 0 to 1 for a logistic head, got 2'
    expectThrown(() => solveDual(sparseFromDense(x), high), RangeError, outside)
    expect(solveDual(sparseFromDense(x), high, { head: 'ridge' }).converged).toBe(true)
    const lying = { ...sparseFromDense(x), cols: 2 }
    expect(() => solveDual(lying, targets)).toThrow(/^indices\[2\]: expected a column from 2 and below 2, got 2$/)
  })
})
