import { choice, decodeModel, field, type JsonObject, type ModelRecord } from '../model/index.ts'
import { englishStopWords, type Featurizer, featurizerFromConfig, type WordVectors } from '../text/index.ts'
import { bad } from './bad-field.ts'
import { type Classifier, classifierOf } from './classifier.ts'
import { show } from './examples.ts'
import { KIND, VERSION } from './kind.ts'
import { readRows, readWeights, type Shape } from './load-body.ts'
import { checkDims, neededVectors, readAnswering, readLabels, readUnseen } from './load-fields.ts'
import {
  blockNames,
  type FullTrainOptions,
  ngramNames,
  type TrainOptions,
  trainOptions,
  withBlocks
} from './options.ts'
import { textFeatures } from './text-features.ts'
import { type LeftOutFigures, NO_FIGURES, outputsOf, type TextModel } from './text-model.ts'

/** What a file may need that is not in it. */
export interface LoadOptions {
  /** The word vectors the classifier was trained with, if it was. */
  readonly vectors?: WordVectors | undefined
}

/**
 * The classifier in a file that {@link Classifier.save} made: it answers and learns exactly as the one saved.
 *
 * @param options `vectors`: needed by a classifier that was trained with word vectors, and not looked at by others
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or
 *   whose parts contradict each other; RangeError where the vectors it needs were not passed, TypeError on an unknown option
 */
export function loadClassifier(bytes: Uint8Array | ArrayBuffer, options: LoadOptions = {}): Classifier {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`options: expected an object, got ${show(options)}`)
  }
  for (const key of Object.keys(options)) {
    if (key !== 'vectors') throw new TypeError(`options.${key}: unknown option; expected vectors`)
  }
  return classifierOf(modelFrom(decodeModel(bytes, { kind: KIND, maxVersion: VERSION }), options.vectors))
}

/** The model in a record. Throws ModelFormatError naming what is wrong. */
function modelFrom(record: ModelRecord, given: WordVectors | undefined): TextModel {
  const { config } = record
  const multiLabel = field(config, 'multiLabel', 'boolean')
  const labels = readLabels(config, multiLabel)
  const vectors = neededVectors(config, given)
  const options = readOptions(config, vectors)
  checkDescriptions(options, labels)
  const features = textFeatures(readFeaturizer(config, options), vectors)
  const k = outputsOf(labels.length, multiLabel)
  const shape: Shape = {
    record,
    features,
    labels,
    multiLabel,
    k,
    ...readCounts(config),
    descriptions: options.descriptions,
    choice: {
      blockWeights: readBlockWeights(config, options),
      ridge: field(config, 'ridge', 'number', { min: Number.MIN_VALUE }),
      naiveBayes: field(config, 'naiveBayes', 'number', { min: 0, max: 1 }),
      naiveBayesScale: field(config, 'naiveBayesScale', 'number', { min: 0 })
    },
    balanced: options.classWeight === 'balanced',
    options,
    unknownWeight: options.unknownWeight,
    unseen: readUnseen(config, ngramNames(options).length)
  }
  const kind = choice(config, 'memory', ['rows', 'certainty', 'none'])
  return {
    labels,
    multiLabel,
    options,
    features,
    documents: shape.documents,
    examples: shape.examples,
    unlabelled: shape.unlabelled,
    choice: shape.choice,
    ...readAnswering(record, labels.length, multiLabel),
    leftOut: shape.examples === 0 ? NO_FIGURES : readLeftOut(config),
    learned: field(config, 'learned', 'integer', { min: 0 }),
    ...(kind === 'rows' ? readRows(shape) : readWeights(shape, kind))
  }
}

function readLeftOut(config: JsonObject): LeftOutFigures {
  return {
    accuracy: field(config, 'leaveOneOut.accuracy', 'number'),
    logLoss: field(config, 'leaveOneOut.logLoss', 'number'),
    ece: field(config, 'leaveOneOut.ece', 'number')
  }
}

/** How many texts of each kind the model was trained on; a file says only one number where all are examples. */
function readCounts(config: JsonObject) {
  const documents = field(config, 'documents', 'integer', { min: 1 })
  if (config.examples === undefined) return { documents, examples: documents, unlabelled: 0 }
  const examples = field(config, 'examples', 'integer', { min: 0, max: documents })
  return {
    documents,
    examples,
    unlabelled: field(config, 'unlabelled', 'integer', { min: 0, max: documents - examples })
  }
}

function checkDescriptions({ descriptions }: FullTrainOptions, labels: readonly string[]): void {
  for (const label of Object.keys(descriptions ?? {})) {
    if (!labels.includes(label)) {
      throw bad(`config.options.descriptions: expected labels of the classifier, got ${show(label)}`)
    }
  }
}

function readOptions(config: JsonObject, vectors: WordVectors | undefined): FullTrainOptions {
  const options = field(config, 'options', 'object')
  try {
    return withBlocks(trainOptions({ ...(options as TrainOptions), vectors }))
  } catch (error) {
    throw bad(`config.${(error as Error).message}`)
  }
}

/** The featurizer of the file, which must make the blocks that the options ask for, with counts that are not negative. */
function readFeaturizer(config: JsonObject, options: FullTrainOptions): Featurizer {
  const featurizer = featurizerOf(field(config, 'features', 'object'))
  const { blocks } = featurizer.config
  const names = ngramNames(options)
  if (blocks.length !== names.length) {
    throw bad(`config.features.blocks: expected ${names.length} (${names.join(', ')}), got ${blocks.length}`)
  }
  blocks.forEach((block, b) => {
    const where = `config.features.blocks[${b}]`
    if (block.name !== names[b]) {
      throw bad(`${where}.name: expected ${JSON.stringify(names[b])}, got ${JSON.stringify(block.name)}`)
    }
    if (block.signed) throw bad(`${where}.signed: expected false, got true`)
  })
  checkDims(blocks, options.dims)
  return featurizer
}

function featurizerOf(features: JsonObject): Featurizer {
  try {
    return featurizerFromConfig(features, { stopWords: [englishStopWords] })
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
