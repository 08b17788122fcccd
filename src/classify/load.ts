import { choice, decodeModel, field, type JsonObject, type ModelRecord } from '../model/index.ts'
import { englishStopWords, type Featurizer, type FeaturizerConfig, featurizerFromConfig } from '../text/index.ts'
import { type Classifier, classifierOf } from './classifier.ts'
import { byCodePoint } from './examples.ts'
import { KIND, VERSION } from './file.ts'
import { bad, numbersOf, readRows, readWeights, type Shape } from './load-body.ts'
import { blockNames, type FullTrainOptions, type TrainOptions, trainOptions } from './options.ts'
import { outputsOf, type TextModel } from './text-model.ts'

/**
 * The classifier in a file that {@link Classifier.save} made: it answers and learns exactly as the one saved.
 *
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or
 *   whose parts contradict each other
 */
export function loadClassifier(bytes: Uint8Array | ArrayBuffer): Classifier {
  return classifierOf(modelFrom(decodeModel(bytes, { kind: KIND, maxVersion: VERSION })))
}

/** The model in a record. Throws ModelFormatError naming what is wrong. */
function modelFrom(record: ModelRecord): TextModel {
  const { config } = record
  const multiLabel = field(config, 'multiLabel', 'boolean')
  const labels = readLabels(config, multiLabel)
  const options = readOptions(config)
  const featurizer = readFeaturizer(config, options)
  const k = outputsOf(labels.length, multiLabel)
  const shape: Shape = {
    record,
    featurizer,
    labels,
    multiLabel,
    k,
    documents: field(config, 'documents', 'integer', { min: 1 }),
    choice: {
      blockWeights: readBlockWeights(config, options),
      ridge: field(config, 'ridge', 'number', { min: Number.MIN_VALUE }),
      naiveBayes: field(config, 'naiveBayes', 'number', { min: 0, max: 1 }),
      naiveBayesScale: field(config, 'naiveBayesScale', 'number', { min: 0 })
    },
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
      bias: numbersOf(record, 'calibration.bias', [k]),
      noise: field(config, 'noise', 'number', { min: 0, max: 1 })
    },
    prior: readPrior(record, labels.length, multiLabel),
    threshold: config.threshold === null ? undefined : field(config, 'threshold', 'number', { min: 0, max: 1 }),
    leftOut: {
      accuracy: field(config, 'leaveOneOut.accuracy', 'number'),
      logLoss: field(config, 'leaveOneOut.logLoss', 'number'),
      ece: field(config, 'leaveOneOut.ece', 'number')
    },
    learned: field(config, 'learned', 'integer', { min: 0 }),
    ...(kind === 'rows' ? readRows(shape) : readWeights(shape))
  }
}

function readLabels(config: JsonObject, multiLabel: boolean): readonly string[] {
  const labels = field(config, 'labels', 'strings')
  const least = multiLabel ? 1 : 2
  if (labels.length < least) throw bad(`config.labels: expected at least ${least}, got ${labels.length}`)
  for (let i = 1; i < labels.length; i++) {
    if (byCodePoint(labels[i - 1], labels[i]) >= 0) {
      throw bad(`config.labels[${i}]: expected labels by code point, each once, got one at or before its neighbour`)
    }
  }
  return labels
}

function readOptions(config: JsonObject): FullTrainOptions {
  const options = field(config, 'options', 'object')
  try {
    return trainOptions(options as TrainOptions)
  } catch (error) {
    throw bad(`config.${(error as Error).message}`)
  }
}

/** The featurizer of the file, which must make the blocks that the options ask for, with counts that are not negative. */
function readFeaturizer(config: JsonObject, options: FullTrainOptions): Featurizer {
  const featurizer = featurizerOf(field(config, 'features', 'object'))
  const { blocks } = featurizer.config
  const names = blockNames(options)
  if (blocks.length !== names.length) {
    throw bad(`config.features.blocks: expected ${names.length} (${names.join(', ')}), got ${blocks.length}`)
  }
  blocks.forEach((block, b) => {
    const where = `config.features.blocks[${b}]`
    if (block.name !== names[b]) {
      throw bad(`${where}.name: expected ${JSON.stringify(names[b])}, got ${JSON.stringify(block.name)}`)
    }
    if (block.dims !== options.dims) throw bad(`${where}.dims: expected ${options.dims}, got ${block.dims}`)
    if (block.signed) throw bad(`${where}.signed: expected false, got true`)
  })
  return featurizer
}

function featurizerOf(features: JsonObject): Featurizer {
  try {
    return featurizerFromConfig(features as unknown as FeaturizerConfig, { stopWords: [englishStopWords] })
  } catch (error) {
    throw bad(`config.features: ${(error as Error).message}`)
  }
}

function readBlockWeights(config: JsonObject, options: FullTrainOptions): readonly number[] {
  const weights = field(config, 'blockWeights', 'numbers', { min: 0, max: 1 })
  const names = blockNames(options)
  const sum = weights.reduce((a, b) => a + b, 0)
  if (weights.length !== names.length || !(Math.abs(sum - 1) < 1e-6)) {
    throw bad(
      `config.blockWeights: expected ${names.length} with sum 1 (${names.join(', ')}), got ${weights.length} with sum ${sum}`
    )
  }
  return weights
}

function readPrior(record: ModelRecord, labels: number, multiLabel: boolean): Float64Array {
  const prior = numbersOf(record, 'prior', [labels], 0, 1)
  const sum = prior.reduce((a, b) => a + b, 0)
  if (!multiLabel && !(Math.abs(sum - 1) < 1e-6)) throw bad(`prior: expected numbers with sum 1, got sum ${sum}`)
  return prior
}
