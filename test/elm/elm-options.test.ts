import { expect, test } from 'vitest'
import {
  accumulateElm,
  emptyElmStatistics,
  encodeChain,
  hiddenFeatures,
  hiddenLayer,
  mergeElm,
  onlineElmOf,
  predictElm,
  solveElm,
  trainDeepElm,
  trainElm,
  trainEncoders,
  trainOnlineElm,
  updateOnlineElm
} from '../../src/elm/index.ts'
import { dense, denseFromRows, identity, sparseFromDense } from '../../src/math/index.ts'
import { expectThrown } from './rows.ts'

const x = identity(3)
const targets = denseFromRows([[0], [1], [1]])
const none = emptyElmStatistics(3, 1, { units: 2 })
const online = trainOnlineElm(x, targets, { units: 2 })
const elm = (options: object) => () => trainElm(x, targets, options)
const deep = (options: object) => () => trainDeepElm(x, targets, options)
const bad = denseFromRows([[Number.NaN, 0, 0]])
const one = denseFromRows([[1]])

test.each<[string, () => unknown]>([
  ['units: expected an integer of at least 1, got 0', elm({ units: 0 })],
  ['scale: expected a finite number above 0, got 0', elm({ scale: 0 })],
  ['seed: expected an integer in 0 … 4294967295, got 0.5', elm({ seed: 0.5 })],
  ['ridge: expected a finite number above 0, got 0', elm({ ridge: 0 })],
  ['groups: expected every row in one group, got none for row 1', elm({ groups: [Uint32Array.of(0, 2)] })],
  ['sampleWeights: expected 3 numbers, got 2', elm({ sampleWeights: new Float64Array(2) })],
  ['rows.rows: expected at least 1, got 0', () => trainElm(dense(0, 3), dense(0, 1))],
  ['rows.rows: expected at least 1, got 0', () => trainDeepElm(dense(0, 3), dense(0, 1))],
  ['rows: expected finite numbers, got NaN at position 0', () => trainElm(bad, one)],
  ['targets.rows: expected 3, one per row of features, got 1', () => trainElm(x, one)],
  [
    'targets: expected finite numbers, got NaN at position 0',
    () => trainElm(identity(1), denseFromRows([[Number.NaN]]))
  ],
  [
    'targets.data[1]: expected 0 to 1 for a logistic head, got 2',
    () => trainElm(identity(2), denseFromRows([[0], [2]]), { head: 'logistic' })
  ],
  [
    'indices[1]: expected a column from 2 and below 3, got 1',
    () =>
      trainElm({ ...sparseFromDense(x), indices: Uint32Array.of(1, 1, 1), indptr: Uint32Array.of(0, 3, 3, 3) }, targets)
  ],
  ['rows.cols: expected 3, got 1', () => predictElm(online, one)],
  ['rows.cols: expected 3, got 1', () => hiddenFeatures(hiddenLayer(3), one)],
  ['cols: expected an integer of at least 0, got -1', () => hiddenLayer(-1)],
  ['outputs: expected an integer of at least 1, got 0', () => emptyElmStatistics(3, 0)],
  ['targets.cols: expected 1, one per output, got 3', () => accumulateElm(none, x, x)],
  ['rows: expected finite numbers, got NaN at position 0', () => accumulateElm(none, bad, one)],
  [
    'sampleWeights[0]: expected a finite number of at least 0, got -1',
    () => accumulateElm(none, x, targets, Float64Array.of(-1, 1, 1))
  ],
  [
    'layer.seed: expected 0 in both statistics, got 1',
    () => mergeElm(none, emptyElmStatistics(3, 1, { units: 2, seed: 1 }))
  ],
  ['layer.cols: expected 3 in both statistics, got 4', () => mergeElm(none, emptyElmStatistics(4, 1, { units: 2 }))],
  [
    'cross.cols: expected 1 outputs in both statistics, got 2',
    () => mergeElm(none, emptyElmStatistics(3, 2, { units: 2 }))
  ],
  ['ridge: expected a finite number above 0, got -1', () => solveElm(none, -1)],
  ['forgetting: expected a number above 0 and at most 1, got 0', () => onlineElmOf(none, 1, 0)],
  [
    'forgetting: expected a number above 0 and at most 1, got 1.01',
    () => trainOnlineElm(x, targets, { forgetting: 1.01 })
  ],
  ['ridge: expected a finite number above 0, got 0', () => trainOnlineElm(x, targets, { ridge: 0 })],
  ['targets.cols: expected 1, one per output, got 3', () => updateOnlineElm(online, x, x)],
  ['rows: expected finite numbers, got NaN at position 0', () => updateOnlineElm(online, bad, one)],
  ['dims: expected at least one number, got none', deep({ dims: [] })],
  ['dims[1]: expected an integer of at least 1, got 0', deep({ dims: [3, 0] })],
  ['activation: expected one, or 2, one for each of dims, got 1', deep({ activation: ['tanh'] })],
  ['encoderRidge: expected a finite number of at least 0, got -1', deep({ encoderRidge: -1 })],
  ['ridge: expected a finite number above 0, got 0', deep({ ridge: 0 })],
  ['rows.cols: expected 3, got 1', () => encodeChain(trainEncoders(x), one)]
])('%s', (message, run) => {
  expectThrown(run, RangeError, message)
})

test.each<[string, () => unknown]>([
  ['activation: expected one of linear, tanh, relu, sigmoid, gelu, got "sin"', elm({ activation: 'sin' })],
  ['activation: expected one of linear, tanh, relu, sigmoid, gelu, got "sin"', deep({ activation: 'sin' })],
  ["head: expected 'ridge' or 'logistic', got \"svm\"", elm({ head: 'svm' })],
  [
    'hidden: unknown option; expected one of units, activation, scale, seed, ridge, head, sampleWeights, groups, signal',
    elm({ hidden: 1 })
  ],
  [
    'units: unknown option; expected one of dims, activation, encoderRidge, passes, seed, sampleWeights, signal, ridge, head, groups',
    deep({ units: 1 })
  ],
  [
    'head: unknown option; expected one of units, activation, scale, seed, ridge, forgetting, sampleWeights, signal',
    () => trainOnlineElm(x, targets, { head: 'ridge' } as object)
  ],
  [
    'ridge: unknown option; expected one of dims, activation, encoderRidge, passes, seed, sampleWeights, signal',
    () => trainEncoders(x, { ridge: 1 } as object)
  ]
])('%s', (message, run) => {
  expectThrown(run, TypeError, message)
})

test('defaults are those written in the documents', () => {
  const written = { units: 256, activation: 'tanh', scale: 1, seed: 0, ridge: 1 } as const
  expect(trainElm(x, targets, { ...written, head: 'ridge' })).toEqual(trainElm(x, targets))
  expect(trainOnlineElm(x, targets, { ...written, forgetting: 1 })).toEqual(trainOnlineElm(x, targets))
  const chain = { dims: [128, 64], activation: ['tanh', 'tanh'], encoderRidge: 0, passes: 5, seed: 0 } as const
  expect(trainEncoders(x, chain)).toEqual(trainEncoders(x))
  expect(trainDeepElm(x, targets, { ...chain, ridge: 1, head: 'ridge' })).toEqual(trainDeepElm(x, targets))
})
