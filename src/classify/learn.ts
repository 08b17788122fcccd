import { type Example, readExamples } from './examples.ts'
import type { TextModel } from './text-model.ts'
import { trainOnCounts } from './train.ts'
import { stackRows } from './training-rows.ts'
import { updateModel } from './update.ts'

/**
 * A model that has seen `examples` too. A model that keeps its training rows is trained again on all of them, exactly as
 * if it had seen them from the start, new labels included. A model of many rows takes the new ones in by Bayes' rule, see
 * {@link updateModel}; its calibration and threshold stay as they are.
 *
 * Throws TypeError or RangeError naming the example at fault, among them a label unknown to a model of many rows; TypeError where
 * the model was saved without what it needs to learn.
 */
export function learnModel(model: TextModel, examples: Iterable<Example>): TextModel {
  const { memory, features } = model
  if (memory.kind === 'none') {
    throw new TypeError('learn: expected a classifier that can learn, got one saved with { learn: false }')
  }
  if (memory.kind === 'certainty') {
    const table = readExamples(examples, model)
    return table.texts.length === 0 ? model : updateModel(model, memory, table)
  }
  const table = readExamples(examples)
  if (table.texts.length === 0) return model
  const counts = features.transform(table.texts)
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
  return trainOnCounts(features, stacked, all, model.options)
}
