import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode, loadAutoencoder, saveAutoencoder, trainAutoencoder } from '../../src/elm/index.ts'
import {
  decodeModel,
  encodeModel,
  type JsonObject,
  ModelFormatError,
  type Tensor,
  tensor
} from '../../src/model/index.ts'
import { anySeed, anySize, randomSparse, spreadColumns, thrownBy } from '../math/matrices.ts'

test('a saved autoencoder encodes the same to the last bit, and saves to the same bytes', () => {
  const anyActivation = fc.constantFrom('linear' as const, 'tanh' as const)
  fc.assert(
    fc.property(anySize, fc.integer({ min: 1, max: 9 }), anyActivation, anySeed, (n, m, activation, seed) => {
      const rows = spreadColumns(randomSparse(n, m, seed, 0.5), 2 ** 18)
      const autoencoder = trainAutoencoder(rows, { dims: 4, activation, ridge: 0.1, passes: 1 })
      const bytes = saveAutoencoder(autoencoder)
      const loaded = loadAutoencoder(bytes)
      expect(loaded).toEqual(autoencoder)
      expect(encode(loaded, rows)).toEqual(encode(autoencoder, rows))
      expect(saveAutoencoder(loaded)).toEqual(bytes)
      expect(loadAutoencoder(bytes.buffer as ArrayBuffer)).toEqual(loaded)
    }),
    { seed: 4, numRuns: 40 }
  )
})

describe('a lie in the file is named', () => {
  const rows = spreadColumns(randomSparse(6, 5, 2, 0.9), 100)
  const autoencoder = trainAutoencoder(rows, { dims: 3 })
  const sound = decodeModel(saveAutoencoder(autoencoder))

  const withConfig = (config: object) => encodeModel({ ...sound, config: { ...sound.config, ...config } as JsonObject })
  const withTensor = (name: string, value: Tensor | undefined) => {
    const tensors = new Map(sound.tensors)
    if (value === undefined) tensors.delete(name)
    else tensors.set(name, value)
    return encodeModel({ ...sound, tensors })
  }
  const columns = (...given: number[]) => withTensor('columns', tensor('U32', [given.length], Uint32Array.from(given)))
  const lengths = (...given: number[]) =>
    withTensor('singular-values', tensor('F64', [given.length], Float64Array.from(given)))

  test('the sound one loads', () => {
    expect(encode(loadAutoencoder(encodeModel(sound)), rows)).toEqual(encode(autoencoder, rows))
    expect(Array.from(autoencoder.columns)).toEqual([19, 39, 59, 79, 99])
  })

  const lies: readonly (readonly [string, string, () => Uint8Array])[] = [
    ['wrong-kind', 'kind', () => encodeModel({ ...sound, kind: 'waymark-kernel-elm' })],
    ['newer-version', 'version', () => encodeModel({ ...sound, version: 2 })],
    ['truncated', '', () => saveAutoencoder(autoencoder).slice(0, -1)],
    ['bad-field', 'config.activation', () => withConfig({ activation: 'constructor' })],
    ['bad-field', 'config.ridge', () => withConfig({ ridge: -1 })],
    ['bad-field', 'config.cols', () => withConfig({ cols: 2 ** 33 })],
    ['bad-field', 'config.squaredLength', () => withConfig({ squaredLength: '1' })],
    ['bad-field', 'columns[4]: expected a column from 80 and below 99, got 99', () => withConfig({ cols: 99 })],
    ['bad-field', 'columns[1]: expected a column from 20 and below 100, got 19', () => columns(19, 19, 59, 79, 99)],
    ['bad-shape', 'tensor "basis"', () => columns(1, 2, 3, 4)],
    ['missing-tensor', 'tensor "columns"', () => withTensor('columns', undefined)],
    ['missing-tensor', 'tensor "basis"', () => withTensor('basis', undefined)],
    ['bad-dtype', 'tensor "basis"', () => withTensor('basis', tensor('F64', [5, 3], new Float64Array(15)))],
    ['bad-field', 'basis[0]', () => withTensor('basis', tensor('F32', [5, 3], new Float32Array(15).fill(1 / 0)))],
    ['bad-shape', 'tensor "basis"', () => lengths(3, 2)],
    ['bad-field', 'singular-values[1]: expected a number above 0 and at most 3, got 4', () => lengths(3, 4, 1)],
    ['bad-field', 'singular-values[2]', () => lengths(3, 3, 0)],
    ['bad-field', 'singular-values[0]', () => lengths(Number.NaN, 2, 1)],
    ['bad-field', 'singular-values[0]', () => lengths(1 / 0, 2, 1)]
  ]
  test.each(lies)('%s: %s', (code, start, bytes) => {
    const error = thrownBy(() => loadAutoencoder(bytes()))
    expect(error).toBeInstanceOf(ModelFormatError)
    expect([(error as ModelFormatError).code, (error as Error).message.slice(0, start.length)]).toEqual([code, start])
  })

  test('cut anywhere, it never loads and never throws anything else', () => {
    const bytes = saveAutoencoder(autoencoder)
    for (let length = 0; length < bytes.length; length++) {
      expect(thrownBy(() => loadAutoencoder(bytes.slice(0, length)))).toBeInstanceOf(ModelFormatError)
    }
  })
})
