import { expect, test } from 'vitest'
import {
  type AutoencoderOptions,
  encode,
  encodeRow,
  trainAutoencoder,
  truncateAutoencoder
} from '../../src/elm/index.ts'
import { dense, identity, sparseFromDense } from '../../src/math/index.ts'
import { expectThrown } from './rows.ts'

const x = identity(3)
const train = (options: object) => () => trainAutoencoder(x, options as AutoencoderOptions)
const trained = trainAutoencoder(x)

test.each<[string, () => unknown]>([
  ['dims: expected an integer of at least 1, got 0', train({ dims: 0 })],
  ['dims: expected an integer of at least 1, got 1.5', train({ dims: 1.5 })],
  ['passes: expected an integer of at least 1, got 0', train({ passes: 0 })],
  ['oversampling: expected an integer of at least 0, got -1', train({ oversampling: -1 })],
  ['ridge: expected a finite number of at least 0, got -1', train({ ridge: -1 })],
  ['ridge: expected a finite number of at least 0, got Infinity', train({ ridge: 1 / 0 })],
  ['seed: expected an integer in 0 … 4294967295, got -1', train({ seed: -1 })],
  ['sampleWeights: expected 3 numbers, got 1', train({ sampleWeights: new Float64Array(1) })],
  [
    'sampleWeights[1]: expected a finite number of at least 0, got -1',
    train({ sampleWeights: Float64Array.of(1, -1, 1) })
  ],
  [
    'rows: expected finite numbers, got NaN at position 2',
    () => trainAutoencoder(dense(1, 3, Float64Array.of(0, 1, Number.NaN)))
  ],
  [
    'indices[1]: expected a column from 2 and below 3, got 1',
    () =>
      trainAutoencoder({ ...sparseFromDense(x), indices: Uint32Array.of(1, 1, 1), indptr: Uint32Array.of(0, 3, 3, 3) })
  ],
  ['rows.cols: expected 3, got 2', () => encode(trained, dense(1, 2))],
  ['row: expected 3 numbers, got 2', () => encodeRow(trained, new Float64Array(2))],
  ['out: expected 3 numbers, got 2', () => encodeRow(trained, new Float64Array(3), new Float64Array(2))],
  ['dims: expected an integer of at least 1, got 0', () => truncateAutoencoder(trained, 0)]
])('%s', (message, run) => {
  expectThrown(run, RangeError, message)
})

test.each<[string, () => unknown]>([
  [
    'activation: expected one of linear, tanh, relu, sigmoid, gelu, got "constructor"',
    train({ activation: 'constructor' })
  ],
  [
    'size: unknown option; expected one of dims, activation, ridge, passes, oversampling, seed, sampleWeights, signal',
    train({ size: 3 })
  ]
])('%s', (message, run) => {
  expectThrown(run, TypeError, message)
})

test('the defaults are those of AUTOENCODER_DEFAULTS and of the documents', () => {
  const written = { dims: 64, activation: 'linear', ridge: 0, passes: 5, oversampling: 16, seed: 0 } as const
  expect(trainAutoencoder(x, written)).toEqual(trained)
})
