import { describe, test } from 'vitest'
import {
  type Kernel,
  type KernelElmOptions,
  kernelMatrix,
  kernelSum,
  predictKernelElm,
  trainKernelElm
} from '../../src/elm/index.ts'
import { dense, denseFromRows, sparseFromDense } from '../../src/math/index.ts'
import { randomDense } from '../math/matrices.ts'
import { expectThrown } from './rows.ts'

const x = randomDense(4, 3, 1)
const targets = denseFromRows([[0], [1], [1], [0]])

const train = (options: object) => () => trainKernelElm([x], targets, options as KernelElmOptions)

const ONE = Uint32Array.of(0)
const weights = (...given: number[]) => Float64Array.from(given)

describe('options of training', () => {
  test.each<[string, object, typeof RangeError | typeof TypeError]>([
    [
      'lambda: unknown option; expected one of kernels, landmarks, seed, ridge, head, sampleWeights, groups, signal',
      { lambda: 1 },
      TypeError
    ],
    ['ridge: expected a finite number above 0, got 0', { ridge: 0 }, RangeError],
    ['ridge: expected a finite number above 0, got -1', { ridge: -1 }, RangeError],
    ['ridge: expected a finite number above 0, got NaN', { ridge: Number.NaN }, RangeError],
    ['ridge: expected a finite number above 0, got Infinity', { ridge: Number.POSITIVE_INFINITY }, RangeError],
    ["head: expected 'ridge' or 'logistic', got \"svm\"", { head: 'svm' }, TypeError],
    ["head: expected 'ridge' or 'logistic', got \"constructor\"", { head: 'constructor' }, TypeError],
    ['kernels: expected 1, one per block, got 2', { kernels: [{ type: 'linear' }, { type: 'linear' }] }, RangeError],
    ['kernels: expected 1, one per block, got 0', { kernels: [] }, RangeError],
    ['kernels[0]: expected a kernel, such as { type: \'rbf\' }, got "rbf"', { kernels: ['rbf'] }, TypeError],
    ["kernels[0]: expected a kernel, such as { type: 'rbf' }, got null", { kernels: [null] }, TypeError],
    ['sampleWeights: expected 4 numbers, got 3', { sampleWeights: weights(1, 1, 1) }, RangeError],
    [
      'sampleWeights[1]: expected a finite number of at least 0, got -1',
      { sampleWeights: weights(1, -1, 1, 1) },
      RangeError
    ],
    [
      'sampleWeights[2]: expected a finite number of at least 0, got NaN',
      { sampleWeights: weights(1, 1, Number.NaN, 1) },
      RangeError
    ],
    [
      'sampleWeights[3]: expected a finite number of at least 0, got Infinity',
      { sampleWeights: weights(1, 1, 1, Number.POSITIVE_INFINITY) },
      RangeError
    ],
    ['sampleWeights: expected at least one above 0, got none', { sampleWeights: weights(0, 0, 0, 0) }, RangeError],
    ["landmarks: expected 'all', a count of at least 1 or row numbers, got 0", { landmarks: 0 }, RangeError],
    ["landmarks: expected 'all', a count of at least 1 or row numbers, got 1.5", { landmarks: 1.5 }, RangeError],
    [
      "landmarks: expected 'all', a count of at least 1 or a Uint32Array of row numbers, got 0,1",
      { landmarks: [0, 1] },
      TypeError
    ],
    [
      "landmarks: expected 'all', a count of at least 1 or a Uint32Array of row numbers, got some",
      { landmarks: 'some' },
      TypeError
    ],
    [
      "landmarks: expected 'all', a count of at least 1 or a Uint32Array of row numbers, got ",
      { landmarks: new Uint32Array(0) },
      TypeError
    ],
    ['landmarks[1]: expected a row below 4, got 4', { landmarks: Uint32Array.of(0, 4) }, RangeError],
    ['groups[1]: expected rows below 4, got 9', { groups: [ONE, Uint32Array.of(9)] }, RangeError],
    ['groups[1]: expected every row in one group, got row 0 twice', { groups: [ONE, ONE] }, RangeError],
    ['groups: expected every row in one group, got none for row 1', { groups: [ONE] }, RangeError],
    ['seed: expected an integer in 0 … 4294967295, got -1', { landmarks: 2, seed: -1 }, RangeError]
  ])('%s', (message, options, type) => {
    expectThrown(train(options), type, message)
  })
})

describe('rows and targets', () => {
  const nan = dense(4, 3, x.data.with(5, Number.NaN))
  test.each<[string, () => unknown]>([
    ['blocks: expected at least one, got none', () => trainKernelElm([], targets)],
    ['blocks[0].rows: expected at least 1, got 0', () => trainKernelElm([dense(0, 3)], dense(0, 1))],
    ['blocks[1].rows: expected 4 as in blocks[0], got 2', () => trainKernelElm([x, dense(2, 2)], targets)],
    ['blocks[1]: expected finite numbers, got NaN at position 5', () => trainKernelElm([x, nan], targets)],
    [
      'blocks[0]: expected finite numbers, got Infinity at position 0',
      () => trainKernelElm([{ ...sparseFromDense(x), values: new Float32Array(12).fill(1 / 0) }], targets)
    ],
    ['targets.rows: expected 4, one per row of features, got 3', () => trainKernelElm([x], dense(3, 1))],
    [
      'targets: expected finite numbers, got NaN at position 2',
      () => trainKernelElm([x], dense(4, 1, weights(0, 1, Number.NaN, 1)))
    ],
    [
      'targets.data[1]: expected 0 to 1 for a logistic head, got 1.5',
      () => trainKernelElm([x], dense(4, 1, weights(0, 1.5, 0, 1)), { head: 'logistic' })
    ],
    [
      'targets.data[0]: expected 0 to 1 for a logistic head, got -1',
      () => trainKernelElm([x], dense(4, 1, weights(-1, 1, -1, 1)), { head: 'logistic' })
    ],
    ['blocks: expected 1, one per kernel, got 2', () => predictKernelElm(trainKernelElm([x], targets).model, [x, x])],
    ['blocks[0].cols: expected 3, got 2', () => predictKernelElm(trainKernelElm([x], targets).model, [dense(1, 2)])],
    ['blocks[0].cols: expected 3, got 2', () => predictKernelElm(trainKernelElm([x], targets).model, [dense(0, 2)])],
    ['blocks: expected 1, one per kernel, got 0', () => predictKernelElm(trainKernelElm([x], targets).model, [])],
    [
      'a.cols and b.cols: expected equal sizes, got 2 and 3',
      () => kernelMatrix({ type: 'laplacian' }, dense(1, 2), dense(1, 3))
    ]
  ])('%s', (message, run) => {
    expectThrown(run, RangeError, message)
  })
})

describe('kernels', () => {
  const rangeErrors: readonly (readonly [string, object])[] = [
    ['kernel.gamma: expected a finite number above 0, got 0', { type: 'rbf', gamma: 0 }],
    ['kernel.gamma: expected a finite number above 0, got -1', { type: 'laplacian', gamma: -1 }],
    ['kernel.gamma: expected a finite number above 0, got NaN', { type: 'polynomial', gamma: Number.NaN }],
    ['kernel.degree: expected an integer of at least 1, got 0', { type: 'polynomial', degree: 0 }],
    ['kernel.degree: expected an integer of at least 1, got 2.5', { type: 'polynomial', degree: 2.5 }],
    ['kernel.offset: expected a finite number of at least 0, got -1', { type: 'polynomial', offset: -1 }]
  ]
  test.each(rangeErrors)('%s', (message, kernel) => {
    expectThrown(train({ kernels: [kernel] }), RangeError, message)
    expectThrown(() => kernelMatrix(kernel as Kernel, x, x), RangeError, message)
  })

  test.each<[string, object]>([
    ['kernel.type: expected linear, cosine, rbf, laplacian, polynomial, got "tanh"', { type: 'tanh' }],
    ['kernel.type: expected linear, cosine, rbf, laplacian, polynomial, got "toString"', { type: 'toString' }],
    ['kernel.type: expected linear, cosine, rbf, laplacian, polynomial, got undefined', {}],
    ['kernel.width: expected type, gamma of rbf, got an unknown parameter', { type: 'rbf', width: 2 }],
    ['kernel.gamma: expected type of linear, got an unknown parameter', { type: 'linear', gamma: 2 }]
  ])('%s', (message, kernel) => {
    expectThrown(train({ kernels: [kernel] }), TypeError, message)
  })

  test('weights and row counts of a sum', () => {
    for (const weight of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const message = `kernels[0].weight: expected a finite number of at least 0, got ${weight}`
      expectThrown(train({ kernels: [{ kernel: { type: 'linear' }, weight }] }), RangeError, message)
    }
    const linear = { kernel: { type: 'linear' } } as const
    const other = dense(2, 3)
    expectThrown(
      () => kernelSum([linear, linear], [x, other], [x, x]),
      RangeError,
      'blocks[1]: expected 4 and 4 rows as in blocks[0], got 2 and 4'
    )
    expectThrown(
      () => kernelSum([], [], []),
      RangeError,
      'kernels: expected one per block of features, got 0 for 0 and 0'
    )
  })
})
