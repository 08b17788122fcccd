import { encodeModel, type JsonObject, type ModelRecord, type Tensor, tensor, toHalf } from '../model/index.ts'
import type { Certainty } from './certainty.ts'
import type { FullTrainOptions } from './options.ts'
import type { TextModel } from './text-model.ts'
import type { TrainingRows } from './training-rows.ts'
import { packAscending, packNumbers } from './varint.ts'

/** What a file of this kind calls itself. */
export const KIND = 'waymark-text-classifier'
/** Version of its layout. */
export const VERSION = 1

/** The model as one safetensors file. */
export function saveModel(model: TextModel): Uint8Array {
  return encodeModel(recordOf(model))
}

/**
 * The record of a model. A small model is its training rows and their dual coefficients, from which its weights follow; a
 * large one is its columns, their document frequencies, weights and certainties. Whole numbers are packed as in varint.ts.
 */
function recordOf(model: TextModel): ModelRecord {
  const { labels, multiLabel, featurizer, documents, choice, calibration, leftOut, learned, memory, prior } = model
  const tensors = new Map<string, Tensor>([
    ['calibration.bias', tensor('F64', [calibration.bias.length], calibration.bias)],
    ['prior', tensor('F64', [prior.length], prior)]
  ])
  const bytes = (name: string, data: Uint8Array) => tensors.set(name, tensor('U8', [data.length], data))
  if (memory.kind === 'rows') writeRows(memory, tensors, bytes)
  else writeWeights(model, memory, tensors, bytes)
  const config: JsonObject = {
    labels,
    multiLabel,
    options: optionsJson(model.options),
    features: JSON.parse(JSON.stringify(featurizer.config)),
    documents,
    learned,
    blockWeights: choice.blockWeights,
    ridge: choice.ridge,
    naiveBayes: choice.naiveBayes,
    naiveBayesScale: choice.naiveBayesScale,
    logSlope: calibration.logSlope,
    noise: calibration.noise,
    threshold: model.threshold ?? null,
    leaveOneOut: { ...leftOut },
    memory: memory.kind
  }
  return { kind: KIND, version: VERSION, config, tensors }
}

function optionsJson({ onProgress, ...options }: FullTrainOptions): JsonObject {
  return JSON.parse(JSON.stringify(options))
}

type WriteBytes = (name: string, data: Uint8Array) => void

function writeRows(memory: TrainingRows, tensors: Map<string, Tensor>, bytes: WriteBytes): void {
  memory.counts.forEach((block, b) => {
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
  const n = memory.weights.length
  tensors.set('rows.weights', tensor('F64', [n], memory.weights))
  tensors.set('rows.alpha', tensor('F64', [n, memory.alpha.length / n], memory.alpha))
}

function writeWeights(model: TextModel, memory: Certainty, tensors: Map<string, Tensor>, bytes: WriteBytes): void {
  const k = model.bias.length
  model.blocks.forEach((block, b) => {
    const m = block.index.columns.length
    bytes(`block.${b}.columns`, packAscending(block.index.columns))
    bytes(`block.${b}.frequency`, packNumbers(block.frequency))
    tensors.set(`block.${b}.weights`, tensor('F16', [m, k], toHalf(model.weights[b])))
  })
  tensors.set('bias', tensor('F64', [k], model.bias))
  tensors.set('class-weights', tensor('F64', [memory.classWeights.length], memory.classWeights))
  tensors.set('shrinkage', tensor('U8', [memory.shrinkage.length], memory.shrinkage))
}
