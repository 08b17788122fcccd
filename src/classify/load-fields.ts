import { field, type JsonObject, type ModelRecord } from '../model/index.ts'
import type { WordVectors } from '../text/index.ts'
import { show } from '../text/options.ts'
import { bad, numbersOf } from './bad-field.ts'
import { byCodePoint } from './examples.ts'
import { outputsOf, type TextModel } from './text-model.ts'

/** No idf of texts that fit into a computer is above this. */
const MOST_IDF = 100

/** The labels of a file. */
export function readLabels(config: JsonObject, multiLabel: boolean): readonly string[] {
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

/** How scores become an answer. */
export function readAnswering(
  record: ModelRecord,
  labels: number,
  multiLabel: boolean
): Pick<TextModel, 'calibration' | 'prior' | 'threshold'> {
  const { config } = record
  return {
    calibration: {
      logSlope: field(config, 'logSlope', 'number', { min: -50, max: 50 }),
      bias: numbersOf(record, 'calibration.bias', [outputsOf(labels, multiLabel)]),
      noise: field(config, 'noise', 'number', { min: 0, max: 1 })
    },
    prior: readPrior(record, labels, multiLabel),
    threshold: config.threshold === null ? undefined : field(config, 'threshold', 'number', { min: 0, max: 1 })
  }
}

function readPrior(record: ModelRecord, labels: number, multiLabel: boolean): Float64Array {
  const prior = numbersOf(record, 'prior', [labels], 0, 1)
  const sum = prior.reduce((a, b) => a + b, 0)
  if (!multiLabel && !(Math.abs(sum - 1) < 1e-6)) throw bad(`prior: expected numbers with sum 1, got sum ${sum}`)
  return prior
}

/** Throws ModelFormatError unless every block of a file has the columns that its options say. */
export function checkDims(blocks: readonly { readonly dims: number }[], dims: number): void {
  blocks.forEach((block, b) => {
    if (block.dims !== dims) throw bad(`config.features.blocks[${b}].dims: expected ${dims}, got ${block.dims}`)
  })
}

/** The idf of unseen columns of each block, where a file says it. */
export function readUnseen(config: JsonObject, blocks: number): readonly (number | undefined)[] {
  if (config.unseen === undefined) return new Array(blocks).fill(undefined)
  const unseen = field(config, 'unseen', 'numbers', { min: 0, max: MOST_IDF })
  if (unseen.length !== blocks) throw bad(`config.unseen: expected ${blocks}, got ${unseen.length}`)
  return unseen
}

/** The vectors that the file names, which must be those given. */
export function neededVectors(config: JsonObject, given: WordVectors | undefined): WordVectors | undefined {
  if (config.vectors === undefined) return undefined
  const name = field(config, 'vectors.name', 'string')
  const fingerprint = field(config, 'vectors.fingerprint', 'string')
  if (given?.fingerprint === fingerprint) return given
  const got = given === undefined ? 'none' : `${show(given.name)} (${given.fingerprint})`
  throw new RangeError(`options.vectors: the classifier needs word vectors ${show(name)} (${fingerprint}), got ${got}`)
}
