import { encodeModel, type JsonObject, type ModelRecord, type Tensor, tensor } from '../model/index.ts'
import { packAscending, packNumbers } from '../model/varint.ts'
import { expectBooleans, withDefaults } from '../text/options.ts'
import { layoutOf, writeBlockWeights } from './block-weights.ts'
import type { Certainty } from './certainty.ts'
import { idfOf } from './features.ts'
import { KIND } from './kind.ts'
import { type FullTrainOptions, TRAIN_DEFAULTS } from './options.ts'
import { NO_FIGURES, type NoMemory, type TextModel } from './text-model.ts'
import type { TrainingRows } from './training-rows.ts'

/** How a classifier is saved. */
export interface SaveOptions {
  /**
   * Whether the classifier in the file can go on learning. Without, the file holds its weights alone: what `loadPredictor` needs. A model
   * of many examples gets up to a fifth smaller, one of few, whose file is else its rows, two or three times as large. Default true.
   */
  readonly learn?: boolean | undefined
}

/** The defaults of {@link SaveOptions}. */
export const SAVE_DEFAULTS = { learn: true } as const

/** The model as one safetensors file. Throws TypeError naming the option at fault. */
export function saveModel(model: TextModel, options: SaveOptions = {}): Uint8Array {
  const { learn } = withDefaults('options', options, SAVE_DEFAULTS as Required<SaveOptions>)
  expectBooleans('options', { learn }, 'learn')
  return encodeModel(recordOf(learn ? model : { ...model, memory: withoutMemory(model) }))
}

/** What is left of what a model keeps to learn from: whether its weights are rounded. */
function withoutMemory({ memory }: TextModel): NoMemory {
  return { kind: 'none', exact: memory.kind === 'rows' || (memory.kind === 'none' && memory.exact) }
}

/**
 * The record of a model. A small model is its training rows and their dual coefficients, from which its weights follow; a
 * large one is its columns, their document frequencies, weights and certainties; one that learns no more is the same without the last. Whole numbers are packed as in varint.ts.
 */
function recordOf(model: TextModel): ModelRecord {
  const { labels, multiLabel, features, documents, choice, calibration, leftOut, learned, memory, prior } = model
  const tensors = new Map<string, Tensor>([
    ['calibration.bias', tensor('F64', [calibration.bias.length], calibration.bias)],
    ['prior', tensor('F64', [prior.length], prior)]
  ])
  const bytes = (name: string, data: Uint8Array) => tensors.set(name, tensor('U8', [data.length], data))
  const unseen = model.blocks.filter(block => !block.plain).map(block => block.unseen)
  const plain = idfOf(0, documents)
  if (memory.kind === 'rows') writeRows(model, memory, tensors, bytes)
  else writeWeights(model, memory, tensors, bytes)
  const options = optionsJson(model.options)
  const knowledge = knowledgeOf(model)
  const config: JsonObject = {
    labels,
    multiLabel,
    options,
    features: JSON.parse(JSON.stringify(features.featurizer.config)),
    documents,
    learned,
    blockWeights: choice.blockWeights,
    ridge: choice.ridge,
    naiveBayes: choice.naiveBayes,
    naiveBayesScale: choice.naiveBayesScale,
    logSlope: calibration.logSlope,
    noise: calibration.noise,
    threshold: model.threshold ?? null,
    leaveOneOut: leftOut === NO_FIGURES ? null : { ...leftOut },
    memory: memory.kind,
    ...(unseen.every(idf => idf === plain) ? {} : { unseen }),
    ...knowledge
  }
  const isNew = NEW_OPTIONS.some(key => key in options) || Object.keys(knowledge).length > 0
  return { kind: KIND, version: memory.kind === 'none' ? 3 : isNew ? 2 : 1, config, tensors }
}

/** What a model stands on beside its examples. Word vectors are not in the file, which names them. */
function knowledgeOf({ features: { vectors }, documents, examples, unlabelled }: TextModel): JsonObject {
  return {
    ...(vectors === undefined
      ? {}
      : { vectors: { name: vectors.name, dims: vectors.dims, fingerprint: vectors.fingerprint } }),
    ...(documents === examples ? {} : { examples, unlabelled })
  }
}

/** The options that version 2 brought. A file has them only where they say something. */
const NEW_OPTIONS = [
  'maxFeatures',
  'maxWeights',
  'weightBits',
  'descriptions',
  'stream',
  'slips',
  'unknownWeight'
] as const

function optionsJson({ onProgress, signal, vectors, unlabelled, ...options }: FullTrainOptions): JsonObject {
  const said: Record<string, unknown> = { ...options }
  for (const key of NEW_OPTIONS) if (said[key] === TRAIN_DEFAULTS[key]) delete said[key]
  return JSON.parse(JSON.stringify(said))
}

type WriteBytes = (name: string, data: Uint8Array) => void

function writeRows(model: TextModel, memory: TrainingRows, tensors: Map<string, Tensor>, bytes: WriteBytes): void {
  memory.counts.forEach((block, b) => {
    if (model.blocks[b].plain) {
      tensors.set('rows.vectors', tensor('F32', [block.rows, block.cols], Float32Array.from(block.values)))
      return
    }
    const lengths = new Uint32Array(block.rows)
    const gaps = new Uint32Array(block.indices.length)
    for (let i = 0; i < block.rows; i++) {
      const start = block.indptr[i]
      lengths[i] = block.indptr[i + 1] - start
      for (let p = start; p < block.indptr[i + 1]; p++) {
        gaps[p] = p === start ? block.indices[p] : block.indices[p] - block.indices[p - 1] - 1
      }
    }
    bytes(`rows.${b}.lengths`, packNumbers(lengths))
    bytes(`rows.${b}.columns`, packNumbers(gaps))
    bytes(`rows.${b}.counts`, packNumbers(block.values))
  })
  bytes('rows.label-counts', packNumbers(memory.labels.map(list => list.length)))
  bytes('rows.labels', packNumbers(memory.labels.flatMap(list => Array.from(list))))
  const k = model.bias.length
  tensors.set('rows.weights', tensor('F64', [memory.weights.length], memory.weights))
  tensors.set('rows.alpha', tensor('F64', [memory.alpha.length / k, k], memory.alpha))
}

function writeWeights(
  model: TextModel,
  memory: Certainty | NoMemory,
  tensors: Map<string, Tensor>,
  bytes: WriteBytes
): void {
  const k = model.bias.length
  model.blocks.forEach((block, b) => {
    if (!block.plain) {
      bytes(`block.${b}.columns`, packAscending(block.index.columns))
      bytes(`block.${b}.frequency`, packNumbers(block.frequency))
    }
    const exact = memory.kind === 'none' && memory.exact
    writeBlockWeights(tensors, `block.${b}`, model.weights[b], k, exact ? 32 : layoutOf(model.options, block.plain))
  })
  tensors.set('bias', tensor('F64', [k], model.bias))
  if (memory.kind === 'none') return
  tensors.set('class-weights', tensor('F64', [memory.classWeights.length], memory.classWeights))
  tensors.set('shrinkage', tensor('U8', [memory.shrinkage.length], memory.shrinkage))
}
