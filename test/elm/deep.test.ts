import { describe, expect, test } from 'vitest'
import {
  encode,
  encodeChain,
  predictDeepElm,
  predictKernelElm,
  trainAutoencoder,
  trainDeepElm,
  trainEncoders,
  trainKernelElm
} from '../../src/elm/index.ts'
import { type Dense, dense, identity } from '../../src/math/index.ts'
import { distance, randomSparse } from '../math/matrices.ts'
import { asDense, table } from './rows.ts'

const meanSquare = ({ data }: Dense) => data.reduce((sum, x) => sum + x * x, 0) / data.length

describe('a chain of encoders', () => {
  const rows = randomSparse(20, 15, 3, 0.4)
  const fresh = randomSparse(4, 15, 9, 0.4)
  const sampleWeights = Float64Array.from({ length: 20 }, (_, i) => 1 + (i % 3))

  test('is each autoencoder on what the one before gave', () => {
    const common = { passes: 2, seed: 5, sampleWeights }
    const chain = trainEncoders(rows, { ...common, dims: [8, 5], activation: ['tanh', 'linear'], encoderRidge: 0.2 })
    const first = trainAutoencoder(rows, { ...common, dims: 8, activation: 'tanh', ridge: 0.2 })
    expect(chain[0].autoencoder).toEqual(first)
    const codes = encode(first, rows)
    const { scale } = chain[0]
    expect(scale).toBeCloseTo(1 / Math.sqrt(meanSquare(codes)), 12)
    const bent = dense(
      20,
      8,
      codes.data.map(x => Math.tanh(scale * x))
    )
    const second = trainAutoencoder(bent, { ...common, dims: 5, ridge: 0.2 })
    expect(chain[1]).toEqual({ autoencoder: second, scale: 1 })
    expect(encodeChain(chain, rows)).toEqual(encode(second, bent))
    expect(encodeChain(chain, asDense(fresh))).toEqual(encodeChain(chain, fresh))
  })

  test('of linear ones is the last of them turned: nothing is lost that fits', () => {
    const chain = trainEncoders(rows, { dims: [6, 6, 6], activation: 'linear' })
    const alone = encode(trainAutoencoder(rows, { dims: 6 }), fresh)
    expect(distance(encodeChain(chain, fresh), alone)).toBeLessThan(1e-5)
  })

  test('defaults, and rows of low rank or of zeros', () => {
    const dimsOf = (x: Dense) => trainEncoders(x).map(({ autoencoder }) => autoencoder.dims)
    expect(dimsOf(identity(3))).toEqual([3, 3])
    expect(dimsOf(dense(2, 3))).toEqual([0, 0])
    expect(encodeChain(trainEncoders(dense(2, 3)), identity(3))).toEqual(dense(3, 0))
  })
})

describe('a deep machine', () => {
  test.each(['ridge', 'logistic'] as const)('is a %s head on the last code and a constant', head => {
    const { blocks, fresh, targets, sampleWeights } = table(24, 2)
    const encoders = { dims: [6, 3], seed: 4, passes: 3, sampleWeights }
    const chain = trainEncoders(blocks[0], encoders)
    const features = (x: Dense) =>
      dense(
        x.rows,
        4,
        Float64Array.from({ length: 4 * x.rows }, (_, p) => (p % 4 === 3 ? 1 : x.data[(p >> 2) * 3 + (p % 4)]))
      )
    const groups = Array.from({ length: 12 }, (_, g) => Uint32Array.of(g, g + 12))
    const common = { head, ridge: 0.3, sampleWeights, groups }
    const kernel = trainKernelElm([features(encodeChain(chain, blocks[0]))], targets, common)
    const { model, scores, leftOut } = trainDeepElm(blocks[0], targets, { ...encoders, ...common })
    expect(model.encoders).toEqual(chain)
    expect(distance(scores, kernel.scores)).toBeLessThan(1e-6)
    expect(distance(leftOut, kernel.leftOut)).toBeLessThan(1e-5)
    const expected = predictKernelElm(kernel.model, [features(encodeChain(chain, fresh[0]))])
    expect(distance(predictDeepElm(model, fresh[0]), expected)).toBeLessThan(1e-6)
    expect(distance(predictDeepElm(model, blocks[0]), scores)).toBeLessThan(1e-6)
  })

  test('on rows of zeros answers by the constant alone', () => {
    const { model } = trainDeepElm(dense(4, 3), dense(4, 1, Float64Array.of(1, 1, 0, 1)), { ridge: 1 })
    expect(predictDeepElm(model, identity(3)).data).toEqual(new Float64Array(3).fill(3 / 5))
  })
})
