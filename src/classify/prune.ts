import type { Dense, Sparse } from '../math/index.ts'
import { columnIndex } from './column-index.ts'
import { type BlockModel, blockModel } from './features.ts'

/** What each column counts in the rows: (d), Σ_i s_i x_ij². */
export function energies(x: Sparse, sampleWeights: Float64Array): Float64Array {
  const out = new Float64Array(x.cols)
  for (let i = 0; i < x.rows; i++) {
    for (let p = x.indptr[i]; p < x.indptr[i + 1]; p++) out[x.indices[p]] += sampleWeights[i] * x.values[p] ** 2
  }
  return out
}

/**
 * What each column adds to the scores of the training rows: (d), Σ_o w_jo² · Σ_i s_i x_ij², its summed square in all of
 * them.
 *
 * @param x (n, d) joined features
 * @param weights (d, k)
 * @param sampleWeights (n)
 */
export function usefulness(x: Sparse, weights: Dense, sampleWeights: Float64Array): Float64Array {
  const out = energies(x, sampleWeights)
  const k = weights.cols
  for (let j = 0; j < out.length; j++) {
    let squared = 0
    for (let o = 0; o < k; o++) squared += weights.data[j * k + o] ** 2
    out[j] *= squared
  }
  return out
}

/** How many columns the blocks of n-grams have together; a block of vectors comes last and does not count. */
export function ngramColumns(blocks: readonly BlockModel[]): number {
  return blocks.reduce((sum, block) => sum + (block.plain ? 0 : block.index.columns.length), 0)
}

/**
 * The blocks of n-grams with their `limit` most useful columns alone; of equal ones those that come first. From then on the others are
 * as if training had never seen them, but lengthen a row by their mean idf: most are more common than a new word.
 *
 * @param useful (Σ m_b, or more) of the columns of all blocks, one after the other
 * @param documents training texts
 */
export function pruneBlocks(
  blocks: readonly BlockModel[],
  useful: Float64Array,
  limit: number,
  documents: number
): BlockModel[] {
  const total = ngramColumns(blocks)
  const order = Uint32Array.from({ length: total }, (_, j) => j).sort((a, b) => useful[b] - useful[a] || a - b)
  const kept = new Uint8Array(total)
  for (const j of order.subarray(0, limit)) kept[j] = 1
  let start = 0
  return blocks.map(block => {
    if (block.plain) return block
    const { index, frequency } = block
    const size = index.columns.length
    const stays = kept.subarray(start, start + size)
    start += size
    const columns = columnIndex(
      index.columns.filter((_, slot) => stays[slot] === 1),
      index.dims
    )
    const seen = frequency.filter((_, slot) => stays[slot] === 1)
    return blockModel(columns, seen, documents, meanIdf(block, stays), block.unknownWeight)
  })
}

/** The mean idf of the columns that do not stay, in all their texts; of unseen ones where all stay. */
function meanIdf({ frequency, idf, unseen }: BlockModel, stays: Uint8Array): number {
  let sum = 0
  let count = 0
  for (let j = 0; j < stays.length; j++) {
    if (stays[j] === 1) continue
    sum += frequency[j] * idf[j]
    count += frequency[j]
  }
  return count === 0 ? unseen : sum / count
}
