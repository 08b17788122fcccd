import { type Sparse, sparseRows } from '../math/index.ts'
import { isBlank } from './blank.ts'
import { byCodePoint } from './examples.ts'
import type { LabelTable } from './problem.ts'
import type { TextFeatures } from './text-features.ts'
import { stackRows } from './training-rows.ts'

/** As many examples as a description counts for: its words were chosen for the label, those of an example were not. */
const DESCRIPTION_WEIGHT = 4

/** Rows to train on: examples, then descriptions. */
export interface TrainingSet {
  /** One matrix per block. */
  readonly counts: readonly Sparse[]
  readonly table: LabelTable
  /** The first so many rows are examples. */
  readonly examples: number
}

type Descriptions = Readonly<Record<string, string>> | undefined

/** The table with the labels of descriptions among its names. */
export function withDescribedLabels(table: LabelTable, descriptions: Descriptions): LabelTable {
  const names = [...new Set([...table.names, ...Object.keys(descriptions ?? {})])].sort(byCodePoint)
  if (names.length === table.names.length) return table
  const moved = table.names.map(name => names.indexOf(name))
  return { ...table, names, labels: table.labels.map(list => list.map(label => moved[label]).sort()) }
}

/** Counted examples with the descriptions as further rows; a description without any feature is left out. */
export function withDescriptions(
  features: TextFeatures,
  counts: readonly Sparse[],
  table: LabelTable,
  descriptions: Descriptions
): TrainingSet {
  const examples = table.labels.length
  // In the order of the labels: an object in a file need not keep its own.
  const entries = Object.entries(descriptions ?? {}).sort(([a], [b]) => byCodePoint(a, b))
  const rows = features.transform(entries.map(([, text]) => text))
  const shown = entries.map((_, i) => i).filter(i => !isBlank(rows, i))
  if (shown.length === 0) return { counts, table, examples }
  const mean = table.weights.reduce((sum, weight) => sum + weight, 0) / examples
  const weight = DESCRIPTION_WEIGHT * (examples === 0 ? 1 : mean)
  return {
    counts: counts.map((block, b) => stackRows(block, sparseRows(rows[b], shown))),
    table: {
      ...table,
      labels: [...table.labels, ...shown.map(i => Uint32Array.of(table.names.indexOf(entries[i][0])))],
      weights: Float64Array.from([...table.weights, ...shown.map(() => weight)])
    },
    examples
  }
}
