import type { Dense } from '../math/index.ts'
import { roundWeights, type WeightLayout } from './block-weights.ts'
import type { BlockModel } from './features.ts'
import { type Settings, scalesOf } from './settings.ts'

/** The weights of a model as it predicts with them. */
export interface FoldedWeights {
  /** One (m_b, k) array per block, the scale of the block included. */
  readonly weights: readonly Float32Array[]
  /** (k) */
  readonly bias: Float64Array
}

/** Weights on joined features, (Σ m_b + 1, k), by block and with the scales multiplied in, rounded as `layout` of a block says. */
export function foldScales(
  joined: Dense,
  settings: Pick<Settings, 'blockWeights'>,
  blocks: readonly BlockModel[],
  layout: (block: BlockModel) => WeightLayout
): FoldedWeights {
  const { data, cols: k } = joined
  const scales = scalesOf(settings)
  let start = 0
  const weights = blocks.map((block, b) => {
    const size = block.index.columns.length * k
    const folded = new Float32Array(size)
    for (let j = 0; j < size; j++) folded[j] = data[start + j] * scales[b]
    start += size
    return roundWeights(folded, k, layout(block))
  })
  return { weights, bias: data.slice(start) }
}
