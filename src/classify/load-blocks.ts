import { type ModelRecord, tensorOf } from '../model/index.ts'
import { unpackAscending, unpackNumbers } from '../model/varint.ts'
import { bad } from './bad-field.ts'
import { readBlockWeights, type WeightLayout } from './block-weights.ts'
import { columnIndex } from './column-index.ts'
import { type BlockModel, blockModel, vectorBlock } from './features.ts'

/** What the config of a file says about its blocks of weights. */
export interface BlockShapes {
  readonly record: ModelRecord
  /** The blocks of n-grams. */
  readonly blocks: readonly { readonly dims: number }[]
  /** A last block of vectors. */
  readonly vectors: { readonly dims: number } | undefined
  /** Outputs of the machine. */
  readonly k: number
  readonly documents: number
  readonly unknownWeight: number
  /** Of each block, the idf of columns it has not, or undefined: that of n-grams no text had. */
  readonly unseen: readonly (number | undefined)[]
  /** How the weights of a block are held, one of vectors being `plain`. */
  readonly layout: (plain: boolean) => WeightLayout
}

/** Whether the weights of a file without memory are those of training, not rounded. */
export function isExact({ tensors }: ModelRecord): boolean {
  return tensors.get('block.0.weights')?.dtype === 'F32'
}

/** The blocks of a model and their weights, and how many weights an output has. Throws ModelFormatError naming the part at fault. */
export function readBlocks({ record, k, documents, unknownWeight, ...shapes }: BlockShapes) {
  let size = 1
  const blocks: BlockModel[] = []
  const weights = shapes.blocks.map(({ dims }, b) => {
    const name = `block.${b}.columns`
    const columns = unpackAscending(tensorOf(record, name, 'U8').data, name, dims)
    const { data } = tensorOf(record, `block.${b}.frequency`, 'U8')
    const frequency = unpackNumbers(data, `block.${b}.frequency`, columns.length)
    frequency.forEach((df, j) => {
      if (df > documents) throw bad(`block.${b}.frequency[${j}]: expected at most ${documents}, got ${df}`)
    })
    size += columns.length
    blocks.push(blockModel(columnIndex(columns, dims), frequency, documents, shapes.unseen[b], unknownWeight))
    return readBlockWeights(record, `block.${b}`, [columns.length, k], shapes.layout(false))
  })
  const { vectors } = shapes
  if (vectors !== undefined) {
    weights.push(readBlockWeights(record, `block.${blocks.length}`, [vectors.dims, k], shapes.layout(true)))
    blocks.push(vectorBlock(vectors.dims))
    size += vectors.dims
  }
  return { blocks, weights, size }
}
