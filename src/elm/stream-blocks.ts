import { type Dense, isSparse, type Matrix } from '../math/index.ts'
import { checkGiven, checkHead, checkTargets, checkWeights } from './check.ts'

/** A block of a stream: rows of features, what they should score, and how much they weigh. */
export interface RowBlock {
  /** (b, d), or one matrix (b, d_i) for each kernel; all dense or all sparse over the stream, of as many columns. */
  readonly rows: Matrix | readonly Matrix[]
  /** (b, k), one column per output */
  readonly targets: Dense
  /** (b) weight of each row in the loss, at least 0; default 1 each. */
  readonly sampleWeights?: Float64Array | undefined
}

/** Blocks as they come, or a function that begins them anew. */
export type BlockSource =
  | AsyncIterable<RowBlock>
  | Iterable<RowBlock>
  | (() => AsyncIterable<RowBlock> | Iterable<RowBlock> | PromiseLike<AsyncIterable<RowBlock> | Iterable<RowBlock>>)

/** A block that is known to be sound. */
export interface SoundBlock {
  readonly blocks: readonly Matrix[]
  readonly targets: Dense
  readonly weights: Float64Array
}

/** What blocks have in common, by the first one of them. */
export interface BlockShape {
  readonly widths: readonly { readonly cols: number; readonly sparse: boolean }[]
  readonly outputs: number
}

/** The shape of a first block. Throws RangeError or TypeError naming what is wrong with it. */
export function shapeOf(given: RowBlock): BlockShape {
  return within(0, () => {
    const blocks = matricesOf(given)
    return { widths: blocks.map(widthOf), outputs: given.targets.cols }
  })
}

/** Block number `at`, checked against the shape of all. Throws RangeError or TypeError naming the block and what is wrong with it. */
export function soundBlock(given: RowBlock, at: number, shape: BlockShape, head: 'ridge' | 'logistic'): SoundBlock {
  return within(at, () => {
    const blocks = matricesOf(given)
    if (blocks.length !== shape.widths.length) {
      throw new RangeError(`rows: expected ${shape.widths.length} matrices, got ${blocks.length}`)
    }
    const { rows } = blocks[0]
    blocks.forEach((block, b) => {
      const name = Array.isArray(given.rows) ? `rows[${b}]` : 'rows'
      checkWidth(name, block, shape.widths[b])
      if (block.rows !== rows) throw new RangeError(`${name}.rows: expected ${rows} as in rows[0], got ${block.rows}`)
    })
    checkTargets(rows, given.targets, shape.outputs)
    checkHead(head, given.targets)
    return { blocks, targets: given.targets, weights: checkWeights(given.sampleWeights, rows) }
  })
}

function widthOf(block: Matrix): BlockShape['widths'][number] {
  return { cols: block.cols, sparse: isSparse(block) }
}

function checkWidth(name: string, block: Matrix, { cols, sparse }: BlockShape['widths'][number]): void {
  if (block.cols !== cols) throw new RangeError(`${name}.cols: expected ${cols}, got ${block.cols}`)
  if (isSparse(block) === sparse) return
  const [expected, got] = sparse ? ['sparse', 'dense'] : ['dense', 'sparse']
  throw new TypeError(`${name}: expected a ${expected} matrix, got a ${got} one`)
}

function matricesOf(given: RowBlock): readonly Matrix[] {
  if (typeof given !== 'object' || given === null || typeof given.rows !== 'object' || given.rows === null) {
    throw new TypeError(`rows: expected a matrix, got ${given === null ? 'null' : typeof given?.rows}`)
  }
  checkGiven('targets', given.targets)
  if (given.sampleWeights !== undefined && !(given.sampleWeights instanceof Float64Array)) {
    throw new TypeError(`sampleWeights: expected a Float64Array, got ${typeof given.sampleWeights}`)
  }
  if (isMatrix(given.rows)) {
    checkGiven('rows', given.rows)
    return [given.rows]
  }
  if (given.rows.length === 0) throw new RangeError('rows: expected at least one matrix, got none')
  given.rows.forEach((matrix, b) => {
    checkGiven(`rows[${b}]`, matrix)
  })
  return given.rows
}

function isMatrix(rows: Matrix | readonly Matrix[]): rows is Matrix {
  return !Array.isArray(rows)
}

/** Puts the number of a block before what is said of it. */
function within<T>(at: number, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`blocks[${at}].${error.message}`)
    if (error instanceof TypeError) throw new TypeError(`blocks[${at}].${error.message}`)
    throw error
  }
}
