import { solveDual } from '../elm/index.ts'
import { type Dense, dense, multiplySparse, type Sparse } from '../math/index.ts'
import { fromHalf, toHalf } from '../model/index.ts'
import { isBlank } from './blank.ts'
import { roundWeights } from './block-weights.ts'
import { addInformation, type Certainty, curvatures, informationOf, shrinkageOf } from './certainty.ts'
import { columnIndex, usedColumns } from './column-index.ts'
import { type ExampleTable, targetsOf } from './examples.ts'
import { joinBlocks, weighBlock } from './features.ts'
import { growBlock, moveRows } from './grow.ts'
import { scalesOf } from './settings.ts'
import type { TextModel } from './text-model.ts'

/**
 * The model after one step of Bayes' rule for all examples at once. Its weights are a normal distribution, the Laplace
 * approximation on the diagonal (MacKay 1992): the examples move its mean, by the same dual coordinate descent that trained
 * it, and shrink its variances. Only the columns that the examples have are touched.
 */
export function updateModel(model: TextModel, memory: Certainty, table: ExampleTable): TextModel {
  const { choice, multiLabel, labels } = model
  const { ridge } = choice
  const counts = model.features.transform(table.texts)
  const grown = growModel(model, memory, counts)
  const joined = joinBlocks(
    grown.blocks.map((block, b) => weighBlock(block, counts[b])),
    scalesOf(choice)
  )
  const touched = columnIndex(usedColumns(joined.indices, joined.cols), joined.cols)
  const x: Sparse = { ...joined, cols: touched.columns.length, indices: joined.indices.map(touched.slot) }
  const shrinkage = Uint8Array.from(touched.columns, column => grown.shrinkage[column])
  const before = weightsAt(grown, touched.columns, scalesOf(choice))

  // With w = w₀ + S^½v the prior of v is the unit ball's: features are scaled by the deviations, old scores are offsets.
  const deviations = Float64Array.from(shrinkage, s => Math.sqrt(2 ** (-s / 16) / ridge))
  const scaled: Sparse = { ...x, values: x.values.map((v, p) => v * deviations[x.indices[p]]) }
  const sampleWeights = table.weights.map((w, i) => {
    // A text with no features is answered by the prior whatever is learnt; taken in, it would only push all others.
    if (isBlank(counts, i)) return 0
    return multiLabel ? w : w * memory.classWeights[table.labels[i][0]]
  })
  const { weights: v } = solveDual(scaled, targetsOf(table.labels, labels.length, multiLabel), {
    ridge: 1,
    sampleWeights,
    offsets: multiplySparse(x, before),
    tolerance: 1e-4
  })
  const k = before.cols
  const after = dense(x.cols, k)
  for (let j = 0; j < x.cols; j++) {
    for (let o = 0; o < k; o++) after.data[j * k + o] = before.data[j * k + o] + deviations[j] * v.data[j * k + o]
  }
  const information = informationOf(shrinkage, ridge)
  addInformation(information, x, curvatures(multiplySparse(x, after), sampleWeights))
  const shrunk = shrinkageOf(information, ridge)
  touched.columns.forEach((column, j) => {
    grown.shrinkage[column] = shrunk[j]
  })
  writeWeights(grown, touched.columns, after, scalesOf(choice))
  const { blocks, weights, bias } = grown
  return {
    ...model,
    options: { ...model.options, weightBits: 16, maxWeights: undefined },
    blocks,
    weights,
    bias,
    learned: model.learned + table.texts.length,
    memory: { ...memory, shrinkage: grown.shrinkage }
  }
}

/** Copies of what a model knows, with room for new columns; an update writes to them. */
type Grown = Pick<TextModel, 'blocks' | 'weights' | 'bias'> & { readonly shrinkage: Uint8Array }

function growModel({ blocks, weights, bias }: TextModel, memory: Certainty, counts: readonly Sparse[]): Grown {
  const k = bias.length
  const grown = blocks.map((block, b) => growBlock(block, counts[b]))
  const sizes = grown.map(({ block }) => block.index.columns.length)
  const shrinkage = new Uint8Array(sizes.reduce((sum, size) => sum + size, 1))
  let from = 0
  let to = 0
  grown.forEach(({ moved }, b) => {
    moveRows(memory.shrinkage.subarray(from, from + moved.length), shrinkage.subarray(to), moved, 1)
    from += moved.length
    to += sizes[b]
  })
  shrinkage[to] = memory.shrinkage[from]
  return {
    blocks: grown.map(({ block }) => block),
    weights: grown.map(({ moved }, b) =>
      moveRows(roundWeights(weights[b], k, 16), new Float32Array(sizes[b] * k), moved, k)
    ),
    bias: bias.slice(),
    shrinkage
  }
}

/** Calls `visit` with every listed joined column's place: block and slot, or block −1 for the constant. */
function eachPlace(blocks: Grown['blocks'], columns: Uint32Array, visit: (j: number, b: number, slot: number) => void) {
  let b = 0
  let start = 0
  for (let j = 0; j < columns.length; j++) {
    while (b < blocks.length && columns[j] >= start + blocks[b].index.columns.length) {
      start += blocks[b++].index.columns.length
    }
    visit(j, b < blocks.length ? b : -1, columns[j] - start)
  }
}

/** The weights of joined columns, the scales of their blocks taken out: (t, k). */
function weightsAt({ blocks, weights, bias }: Grown, columns: Uint32Array, scales: readonly number[]): Dense {
  const k = bias.length
  const out = dense(columns.length, k)
  eachPlace(blocks, columns, (j, b, slot) => {
    for (let o = 0; o < k; o++) {
      if (b < 0) out.data[j * k + o] = bias[o]
      else out.data[j * k + o] = scales[b] === 0 ? 0 : weights[b][slot * k + o] / scales[b]
    }
  })
  return out
}

/** Writes the weights of joined columns back, scales multiplied in and rounded to the 16 bits of a file. */
function writeWeights(
  { blocks, weights, bias }: Grown,
  columns: Uint32Array,
  after: Dense,
  scales: readonly number[]
): void {
  const k = bias.length
  const folded = new Float32Array(after.data.length)
  eachPlace(blocks, columns, (j, b) => {
    for (let o = 0; o < k; o++) folded[j * k + o] = after.data[j * k + o] * (b < 0 ? 1 : scales[b])
  })
  const rounded = fromHalf(toHalf(folded))
  eachPlace(blocks, columns, (j, b, slot) => {
    for (let o = 0; o < k; o++) {
      if (b < 0) bias[o] = after.data[j * k + o]
      else weights[b][slot * k + o] = rounded[j * k + o]
    }
  })
}
