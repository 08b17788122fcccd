import { dense, multiplySparseTransposed, type Sparse } from '../math/index.ts'
import { type ModelRecord, tensorOf } from '../model/index.ts'
import { undoGaps, unpackNumbers } from '../model/varint.ts'
import { bad, numbersOf } from './bad-field.ts'
import { layoutOf } from './block-weights.ts'
import { withDescriptions } from './descriptions.ts'
import { LEAST_WEIGHT, lossWeights, MOST_WEIGHT, targetsOf } from './examples.ts'
import { fitBlocks, joinBlocks, weighBlock } from './features.ts'
import { foldScales } from './fold.ts'
import { isExact, readBlocks } from './load-blocks.ts'
import { type Choice, mix } from './mixture.ts'
import { naiveBayesWeights } from './naive-bayes.ts'
import type { FullTrainOptions } from './options.ts'
import { ngramScalesOf, scalesOf } from './settings.ts'
import { denseRowsOf, type TextFeatures } from './text-features.ts'
import type { TextModel } from './text-model.ts'

/** What the config of a file says about its tensors. */
export interface Shape {
  readonly record: ModelRecord
  readonly features: TextFeatures
  readonly labels: readonly string[]
  readonly multiLabel: boolean
  /** Outputs of the machine. */
  readonly k: number
  readonly documents: number
  readonly examples: number
  readonly unlabelled: number
  readonly descriptions: Readonly<Record<string, string>> | undefined
  readonly choice: Choice
  readonly balanced: boolean
  readonly options: FullTrainOptions
  readonly unknownWeight: number
  /** Of each block, the idf of columns it has not, or undefined: that of n-grams no text had. */
  readonly unseen: readonly (number | undefined)[]
}

/** The parts of a model that its tensors hold. */
export type Body = Pick<TextModel, 'blocks' | 'weights' | 'bias' | 'memory'>

/** The largest number of a vector of length 1, and room for rounding. */
const MOST_OF_UNIT = 1 + 1e-3

/** The body of a model that is its training rows. Throws ModelFormatError naming the part at fault. */
export function readRows(shape: Shape): Body {
  const { record, features, documents, examples: n, k, choice, labels, multiLabel, balanced } = shape
  const { featurizer, vectors } = features
  const counts = featurizer.config.blocks.map(({ dims }, b) => readCounts(record, b, n, dims))
  if (vectors !== undefined) counts.push(readVectors(record, n, vectors.dims))
  const lists = readLabelLists(record, n, labels.length, multiLabel)
  const rowWeights = numbersOf(record, 'rows.weights', [n], LEAST_WEIGHT, MOST_WEIGHT)
  const known = { labels: lists, weights: rowWeights, names: labels, multiLabel }
  const { counts: all, table } = withDescriptions(features, counts, known, shape.descriptions)
  const rows = table.labels.length
  if (rows !== documents) {
    throw bad(`config.documents: expected ${rows}, the examples and descriptions, got ${documents}`)
  }
  const alpha = numbersOf(record, 'rows.alpha', [rows, k])
  const blocks = fitBlocks(all, vectors !== undefined, shape.unknownWeight)
  const weighed = blocks.map((block, b) => weighBlock(block, all[b]))
  const x = joinBlocks(weighed, scalesOf(choice))
  const ngrams = joinBlocks(weighed, ngramScalesOf(choice, vectors !== undefined))
  const targets = targetsOf(table.labels, labels.length, multiLabel)
  const bayes = naiveBayesWeights(ngrams, targets, lossWeights(table, balanced))
  const machine = multiplySparseTransposed(x, dense(rows, k, alpha))
  const weights = mix(machine, bayes, choice.naiveBayes, choice.naiveBayesScale)
  const folded = foldScales(weights, choice, blocks, () => 32)
  for (const numbers of [...folded.weights, folded.bias]) {
    if (!numbers.every(Number.isFinite)) {
      throw bad('rows.alpha, rows.weights, naiveBayesScale: expected finite weights to follow from them, got others')
    }
  }
  return { blocks, ...folded, memory: { kind: 'rows', counts, labels: lists, weights: rowWeights, alpha } }
}

/** The mean vectors of the examples, (n, d). */
function readVectors(record: ModelRecord, n: number, d: number): Sparse {
  const { data } = tensorOf(record, 'rows.vectors', 'F32', [n, d])
  data.forEach((x, i) => {
    if (!(Math.abs(x) <= MOST_OF_UNIT)) throw bad(`rows.vectors[${i}]: expected a number from -1 to 1, got ${x}`)
  })
  return denseRowsOf(data, n, d)
}

function readLabelLists(record: ModelRecord, n: number, count: number, multiLabel: boolean): Uint32Array[] {
  const sizes = unpackNumbers(tensorOf(record, 'rows.label-counts', 'U8').data, 'rows.label-counts', n)
  if (!multiLabel && sizes.some(size => size !== 1)) {
    throw bad('rows.label-counts: expected 1 for every row of a classifier with one label per text')
  }
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const flat = unpackNumbers(tensorOf(record, 'rows.labels', 'U8').data, 'rows.labels', total)
  let at = 0
  return Array.from(sizes, size => {
    const start = at
    at += size
    for (let i = start; i < at; i++) {
      if (flat[i] >= count) throw bad(`rows.labels[${i}]: expected a number below ${count}, got ${flat[i]}`)
      if (i > start && flat[i] <= flat[i - 1]) {
        throw bad(`rows.labels[${i}]: expected the labels of a row ascending, got ${flat[i]} after ${flat[i - 1]}`)
      }
    }
    return flat.slice(start, at)
  })
}

function readCounts(record: ModelRecord, b: number, n: number, dims: number): Sparse {
  const lengths = unpackNumbers(tensorOf(record, `rows.${b}.lengths`, 'U8').data, `rows.${b}.lengths`, n)
  const name = `rows.${b}.columns`
  const indices = unpackNumbers(tensorOf(record, name, 'U8').data, name)
  const indptr = new Uint32Array(n + 1)
  let total = 0
  lengths.forEach((length, i) => {
    total += length
    if (total > indices.length) throw bad(`rows.${b}.lengths: expected ${indices.length} columns in all, got more`)
    indptr[i + 1] = total
    undoGaps(indices, total - length, total, name, dims)
  })
  if (total !== indices.length) throw bad(`rows.${b}.lengths: expected ${indices.length} columns in all, got ${total}`)
  const counts = unpackNumbers(tensorOf(record, `rows.${b}.counts`, 'U8').data, `rows.${b}.counts`, total)
  const values = Float32Array.from(counts)
  values.forEach((count, i) => {
    if (!(count >= 1)) throw bad(`rows.${b}.counts[${i}]: expected a count of at least 1, got ${count}`)
  })
  return { rows: n, cols: dims, indptr, indices, values }
}

/** The body of a model that is its weights. Throws ModelFormatError naming the part at fault. */
export function readWeights(shape: Shape, kind: 'certainty' | 'none'): Body {
  const { record, features, documents, k, labels, options } = shape
  const exact = kind === 'none' && isExact(record)
  const { blocks, weights, size } = readBlocks({
    ...shape,
    blocks: features.featurizer.config.blocks,
    vectors: features.vectors,
    layout: plain => (exact ? 32 : layoutOf(options, plain))
  })
  return {
    blocks,
    weights,
    bias: numbersOf(record, 'bias', [k]),
    memory:
      kind === 'none'
        ? { kind, exact }
        : {
            kind,
            shrinkage: tensorOf(record, 'shrinkage', 'U8', [size]).data,
            // A row weighs at most n in the loss, where the mean is 1, and that is its own weight times that of its class.
            classWeights: numbersOf(record, 'class-weights', [labels.length], 0, documents / LEAST_WEIGHT)
          }
  }
}
