import { dense, type Sparse } from '../math/index.ts'
import {
  choice,
  decodeModel,
  field,
  fromHalf,
  fromJson,
  type JsonObject,
  ModelFormatError,
  type ModelRecord,
  tensorOf
} from '../model/index.ts'
import { englishStopWords, type Featurizer, type FeaturizerConfig, featurizerFromConfig } from '../text/index.ts'
import { type Classifier, classifierOf } from './classifier.ts'
import { columnIndex } from './column-index.ts'
import { lossWeights, targetsOf } from './examples.ts'
import { blockModel, fitBlocks, joinBlocks, weighBlock } from './features.ts'
import { KIND, VERSION } from './file.ts'
import { collapse, mix, scalesOf } from './fit.ts'
import { naiveBayesWeights } from './naive-bayes.ts'
import { blockNames, type FullTrainOptions, type TrainOptions, trainOptions } from './options.ts'
import type { Choice } from './select.ts'
import { outputsOf, type TextModel } from './text-model.ts'
import { foldScales } from './train.ts'
import { undoGaps, unpackAscending, unpackNumbers, unzigzag } from './varint.ts'

/**
 * The classifier in a file that {@link Classifier.save} made: it answers and learns exactly as the one saved.
 *
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or
 *   whose parts contradict each other
 */
export function loadClassifier(bytes: Uint8Array | ArrayBuffer): Classifier {
  return classifierOf(modelFrom(decodeModel(bytes, { kind: KIND, maxVersion: VERSION })))
}

/** The classifier in the text that {@link Classifier.toJson} made. Throws ModelFormatError as {@link loadClassifier} does. */
export function classifierFromJson(text: string): Classifier {
  return classifierOf(modelFrom(fromJson(text, { kind: KIND, maxVersion: VERSION })))
}

function bad(message: string): ModelFormatError {
  return new ModelFormatError('bad-field', message)
}

function modelFrom(record: ModelRecord): TextModel {
  const { config } = record
  const labels = readLabels(config)
  const multiLabel = field(config, 'multiLabel', 'boolean')
  const options = readOptions(config)
  const featurizer = readFeaturizer(config)
  const names = blockNames(options)
  const blockWeights = field(config, 'blockWeights', 'numbers', { min: 0 })
  if (featurizer.config.blocks.length !== names.length || blockWeights.length !== names.length) {
    throw bad(
      `blockWeights, features.blocks: expected one per block (${names.join(', ')}), got ${blockWeights.length} and ${featurizer.config.blocks.length}`
    )
  }
  const k = outputsOf(labels.length, multiLabel)
  const threshold = config.threshold === null ? undefined : field(config, 'threshold', 'number', { min: 0, max: 1 })
  const shape: Shape = {
    record,
    featurizer,
    labels: labels.length,
    names: labels,
    k,
    documents: field(config, 'documents', 'integer', { min: 1 }),
    choice: {
      blockWeights,
      ridge: field(config, 'ridge', 'number', { min: Number.MIN_VALUE }),
      naiveBayes: field(config, 'naiveBayes', 'number', { min: 0, max: 1 }),
      naiveBayesScale: field(config, 'naiveBayesScale', 'number', { min: 0 })
    },
    multiLabel,
    balanced: options.classWeight === 'balanced'
  }
  const kind = choice(config, 'memory', ['rows', 'certainty'])
  return {
    labels,
    multiLabel,
    options,
    featurizer,
    documents: shape.documents,
    choice: shape.choice,
    calibration: {
      logSlope: field(config, 'logSlope', 'number', { min: -50, max: 50 }),
      bias: finite(record, 'calibration.bias', [k])
    },
    prior: finite(record, 'prior', [labels.length], 0, 1),
    threshold,
    leftOut: {
      accuracy: field(config, 'leaveOneOut.accuracy', 'number'),
      logLoss: field(config, 'leaveOneOut.logLoss', 'number'),
      ece: field(config, 'leaveOneOut.ece', 'number')
    },
    learned: field(config, 'learned', 'integer', { min: 0 }),
    ...(kind === 'rows' ? readRows(shape) : readWeights(shape))
  }
}

interface Shape {
  readonly record: ModelRecord
  readonly featurizer: Featurizer
  readonly labels: number
  readonly names: readonly string[]
  readonly k: number
  readonly documents: number
  readonly choice: Choice
  readonly multiLabel: boolean
  readonly balanced: boolean
}

type Body = Pick<TextModel, 'blocks' | 'weights' | 'bias' | 'memory'>

function readLabels(config: JsonObject): readonly string[] {
  const labels = field(config, 'labels', 'strings')
  if (labels.length === 0 || new Set(labels).size !== labels.length) {
    throw bad(`labels: expected different strings, at least one, got ${labels.length} of them`)
  }
  return labels
}

function readOptions(config: JsonObject): FullTrainOptions {
  try {
    return trainOptions(field(config, 'options', 'object') as TrainOptions)
  } catch (error) {
    throw bad((error as Error).message)
  }
}

function readFeaturizer(config: JsonObject): Featurizer {
  try {
    const features = field(config, 'features', 'object') as unknown as FeaturizerConfig
    return featurizerFromConfig(features, { stopWords: [englishStopWords] })
  } catch (error) {
    throw bad(`features: ${(error as Error).message}`)
  }
}

/** A tensor of finite 64-bit floats in a range. */
function finite(record: ModelRecord, name: string, shape: readonly number[], min = -1e300, max = 1e300): Float64Array {
  const { data } = tensorOf(record, name, 'F64', shape)
  data.forEach((x, i) => {
    if (!(x >= min && x <= max)) throw bad(`${name}[${i}]: expected a number from ${min} to ${max}, got ${x}`)
  })
  return data
}

function readRows(shape: Shape): Body {
  const { record, featurizer, documents: n, k, choice } = shape
  const counts = featurizer.config.blocks.map(({ dims }, b) => readCounts(record, b, n, dims))
  const sizes = unpackNumbers(tensorOf(record, 'rows.label-counts', 'U8').data, 'rows.label-counts', n)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const flat = unpackNumbers(tensorOf(record, 'rows.labels', 'U8').data, 'rows.labels', total)
  flat.forEach((label, i) => {
    if (label >= shape.labels) throw bad(`rows.labels[${i}]: expected a number below ${shape.labels}, got ${label}`)
  })
  if (!shape.multiLabel && sizes.some(size => size !== 1)) {
    throw bad('rows.label-counts: expected 1 for every row of a classifier with one label per text')
  }
  let at = 0
  const labels = Array.from(sizes, size => {
    at += size
    return flat.slice(at - size, at)
  })
  const alpha = finite(record, 'rows.alpha', [n, k])
  const blocks = fitBlocks(counts)
  const weighed = blocks.map((block, b) => weighBlock(block, counts[b]))
  const rowWeights = finite(record, 'rows.weights', [n], Number.MIN_VALUE)
  const x = joinBlocks(weighed, scalesOf(choice))
  const targets = targetsOf(labels, shape.labels, shape.multiLabel)
  const table = { labels, weights: rowWeights, names: shape.names, multiLabel: shape.multiLabel }
  const bayes = naiveBayesWeights(x, targets, lossWeights(table, shape.balanced))
  const weights = mix(collapse(x, dense(n, k, alpha)), bayes, choice.naiveBayes, choice.naiveBayesScale)
  return {
    blocks,
    ...foldScales({ weights, choice }, blocks, false),
    memory: { kind: 'rows', counts, labels, weights: rowWeights, alpha }
  }
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
  return { rows: n, cols: dims, indptr, indices, values: Float32Array.from(counts, unzigzag) }
}

function readWeights({ record, featurizer, documents, k, labels }: Shape): Body {
  let size = 1
  const parts = featurizer.config.blocks.map(({ dims }, b) => {
    const name = `block.${b}.columns`
    const columns = unpackAscending(tensorOf(record, name, 'U8').data, name, dims)
    const { data } = tensorOf(record, `block.${b}.frequency`, 'U8')
    const frequency = unpackNumbers(data, `block.${b}.frequency`, columns.length)
    frequency.forEach((df, j) => {
      if (df > documents) throw bad(`block.${b}.frequency[${j}]: expected at most ${documents}, got ${df}`)
    })
    const weights = fromHalf(tensorOf(record, `block.${b}.weights`, 'F16', [columns.length, k]).data)
    weights.forEach((w, j) => {
      if (!Number.isFinite(w)) throw bad(`block.${b}.weights[${j}]: expected a finite number, got ${w}`)
    })
    size += columns.length
    return { block: blockModel(columnIndex(columns, dims), frequency, documents), weights }
  })
  return {
    blocks: parts.map(part => part.block),
    weights: parts.map(part => part.weights),
    bias: finite(record, 'bias', [k]),
    memory: {
      kind: 'certainty',
      shrinkage: tensorOf(record, 'shrinkage', 'U8', [size]).data,
      classWeights: finite(record, 'class-weights', [labels], 0)
    }
  }
}
