import { solveDual } from '../elm/index.ts'
import { dense, multiplySparse, type Sparse } from '../math/index.ts'
import { addInformation, type Certainty, informationOf, shrinkageOf } from './certainty.ts'
import { columnIndex, usedColumns } from './column-index.ts'
import { type Example, type ExampleTable, readExamples, targetsOf } from './examples.ts'
import { type BlockModel, blockModel, joinBlocks, weighBlock } from './features.ts'
import { foldScales } from './fold.ts'
import { scalesOf } from './settings.ts'
import type { TextModel } from './text-model.ts'
import { trainOnCounts } from './train.ts'
import { stackRows } from './training-rows.ts'

/**
 * A model that has seen `examples` too. A model that keeps its training rows is trained again on all of them, exactly as
 * if it had seen them from the start, new labels included. A model of many rows takes the new ones in by Bayes' rule: its
 * weights are a normal distribution (the Laplace approximation on the diagonal; MacKay 1992), and the new examples move
 * its mean and shrink its variances. Calibration and threshold stay as they were then.
 *
 * Throws TypeError or RangeError naming the example at fault, among them a label unknown to a model of many rows.
 */
export function learnModel(model: TextModel, examples: Iterable<Example>): TextModel {
  const { memory, featurizer } = model
  if (memory.kind === 'certainty') {
    const table = readExamples(examples, model)
    return table.texts.length === 0 ? model : update(model, memory, table)
  }
  const table = readExamples(examples)
  if (table.texts.length === 0) return model
  const counts = featurizer.transform(table.texts)
  const lists = memory.labels.map(list => Array.from(list, label => model.labels[label]))
  const named = table.labels.map(list => Array.from(list, label => table.names[label]))
  const several = model.multiLabel || table.multiLabel
  const label = (list: readonly string[]) => (several ? list : list[0])
  const weights = [...memory.weights, ...table.weights]
  // Read once more together, so that labels are numbered as training from the start would number them.
  const all = readExamples(
    [...lists, ...named].map((list, i) => ({ text: '', label: label(list), weight: weights[i] }))
  )
  const stacked = memory.counts.map((block, b) => stackRows(block, counts[b]))
  return trainOnCounts(featurizer, stacked, all, model.options)
}

/** One step of Bayes' rule for all examples at once. */
function update(model: TextModel, memory: Certainty, table: ExampleTable): TextModel {
  const { choice, multiLabel } = model
  const counts = model.featurizer.transform(table.texts)
  const grown = model.blocks.map((block, b) => growBlock(block, counts[b], model.documents))
  const k = model.bias.length
  const shrinkage = growShrinkage(memory.shrinkage, model.blocks, grown)
  const x = joinBlocks(
    grown.map((block, b) => weighBlock(block, counts[b])),
    scalesOf(choice)
  )
  // With w = w₀ + S^½v the prior of v is the unit ball's: features are scaled by the deviations, old scores are offsets.
  const deviations = Float64Array.from(shrinkage, s => Math.sqrt(2 ** (-s / 16) / choice.ridge))
  const scaled: Sparse = { ...x, values: x.values.map((v, p) => v * deviations[x.indices[p]]) }
  const before = joinWeights(model, grown)
  const offsets = multiplySparse(x, before)
  const targets = targetsOf(table.labels, model.labels.length, multiLabel)
  const sampleWeights = table.weights.map((w, i) => (multiLabel ? w : w * memory.classWeights[table.labels[i][0]]))
  const { weights: v } = solveDual(scaled, targets, { ridge: 1, sampleWeights, offsets, tolerance: 1e-4 })
  const after = dense(x.cols, k)
  for (let j = 0; j < x.cols; j++) {
    for (let o = 0; o < k; o++) after.data[j * k + o] = before.data[j * k + o] + deviations[j] * v.data[j * k + o]
  }
  const information = informationOf(shrinkage, choice.ridge)
  addInformation(information, x, multiplySparse(x, after), sampleWeights)
  return {
    ...model,
    ...foldScales(after, choice, grown, true),
    blocks: grown,
    learned: model.learned + table.texts.length,
    memory: { ...memory, shrinkage: shrinkageOf(information, choice.ridge) }
  }
}

/** The block with room for columns first met in `counts`; what was known of the others stays. */
function growBlock(block: BlockModel, counts: Sparse, documents: number): BlockModel {
  const { index, frequency } = block
  const all = new Uint32Array(index.columns.length + counts.indices.length)
  all.set(index.columns)
  all.set(counts.indices, index.columns.length)
  const grown = columnIndex(usedColumns(all, index.dims), index.dims)
  const next = new Uint32Array(grown.columns.length)
  for (let j = 0; j < index.columns.length; j++) next[grown.slot(index.columns[j])] = frequency[j]
  return blockModel(grown, next, documents)
}

function growShrinkage(shrinkage: Uint8Array, from: readonly BlockModel[], to: readonly BlockModel[]): Uint8Array {
  let size = 1
  for (const block of to) size += block.index.columns.length
  const out = new Uint8Array(size)
  let start = 0
  let at = 0
  from.forEach(({ index }, b) => {
    const grown = to[b].index
    for (let j = 0; j < index.columns.length; j++) out[start + grown.slot(index.columns[j])] = shrinkage[at++]
    start += grown.columns.length
  })
  out[size - 1] = shrinkage[at]
  return out
}

/** The model's weights on joined features over grown blocks, scales taken out: (Σ m_b + 1, k). */
function joinWeights(model: TextModel, grown: readonly BlockModel[]) {
  const k = model.bias.length
  const scales = scalesOf(model.choice)
  let size = 1
  for (const block of grown) size += block.index.columns.length
  const out = dense(size, k)
  let start = 0
  model.blocks.forEach(({ index }, b) => {
    for (let j = 0; j < index.columns.length; j++) {
      const to = (start + grown[b].index.slot(index.columns[j])) * k
      const scale = scales[b] === 0 ? 0 : 1 / scales[b]
      for (let o = 0; o < k; o++) out.data[to + o] = model.weights[b][j * k + o] * scale
    }
    start += grown[b].index.columns.length
  })
  out.data.set(model.bias, start * k)
  return out
}
