import type { Dense } from '../math/index.ts'
import { fromHalf, toHalf } from '../model/index.ts'
import { fromEightBits, toEightBits } from './eight-bits.ts'
import type { BlockModel } from './features.ts'
import { type Settings, scalesOf } from './settings.ts'

/** The weights of a model as it predicts with them. */
export interface FoldedWeights {
  /** One (m_b, k) array per block, the scale of the block included. */
  readonly weights: readonly Float32Array[]
  /** (k) */
  readonly bias: Float64Array
}

/** How many bits a weight has: 16 or 8 in a file, 32 where it follows from training rows. */
export type WeightBits = 32 | 16 | 8

/** Weights of a block, (m, k), rounded as a file rounds them. */
export function roundWeights(weights: Float32Array, k: number, bits: WeightBits): Float32Array {
  if (bits === 32) return weights
  return bits === 16 ? fromHalf(toHalf(weights)) : fromEightBits(toEightBits(weights, k))
}

/** Weights on joined features, (Σ m_b + 1, k), by block and with the scales multiplied in, rounded to `bits`. */
export function foldScales(
  joined: Dense,
  settings: Pick<Settings, 'blockWeights'>,
  blocks: readonly BlockModel[],
  bits: WeightBits
): FoldedWeights {
  const { data, cols: k } = joined
  const scales = scalesOf(settings)
  let start = 0
  const weights = blocks.map((block, b) => {
    const size = block.index.columns.length * k
    const folded = new Float32Array(size)
    for (let j = 0; j < size; j++) folded[j] = data[start + j] * scales[b]
    start += size
    return roundWeights(folded, k, bits)
  })
  return { weights, bias: data.slice(start) }
}
