import { choice, decodeModel, field, type ModelRecord, optionalField } from '../model/index.ts'
import {
  type Disguises,
  englishStopWords,
  type FeatureRows,
  featureRowsFromConfig,
  MissingDisguisesError,
  type WordVectors
} from '../text/index.ts'
import { show, withDefaults } from '../text/options.ts'
import { type Answers, answersOf } from './answers.ts'
import { bad, numbersOf } from './bad-field.ts'
import { layoutOf } from './block-weights.ts'
import { KIND, VERSION } from './kind.ts'
import { isExact, readBlocks } from './load-blocks.ts'
import { checkDims, neededVectors, readAnswering, readLabels, readUnseen } from './load-fields.ts'
import { rowsWithVectors } from './text-features.ts'
import { outputsOf } from './text-model.ts'

/** A classifier that answers and does nothing else: a third of the code. */
export interface Predictor extends Pick<Answers, 'classify' | 'classifyAll'> {
  /** By code point. */
  readonly labels: readonly string[]
  /** Whether a text may have several labels. */
  readonly multiLabel: boolean
  readonly threshold: number | undefined
}

/** What a file may need that is not in it. */
export interface PredictorOptions {
  /** The word vectors the classifier was trained with, if it was. */
  readonly vectors?: WordVectors | undefined
  /** `disguises` of `waymark/text`, which a classifier needs that was trained with `foldEvasion`, `stream` or `slips`. */
  readonly disguises?: Disguises | undefined
}

/** The defaults of {@link PredictorOptions}. */
export const PREDICTOR_DEFAULTS = { vectors: undefined, disguises: undefined } as const

/**
 * The classifier in a file, for answering alone: the same answers as `loadClassifier` gives, to the last bit, from a third of the
 * code. A model of up to 128 examples has to be saved for it with `{ learn: false }`, since from its rows weights only follow by training.
 *
 * @param options `vectors` and `disguises`: needed by a classifier that was trained with them, and not looked at by others
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or with parts
 *   that answering needs and that contradict each other; RangeError where it needs what was not passed, or is one of rows; TypeError on an unknown option
 */
export function loadPredictor(bytes: Uint8Array | ArrayBuffer, options?: PredictorOptions): Predictor {
  const given = withDefaults<PredictorOptions>('options', options, PREDICTOR_DEFAULTS)
  const record = decodeModel(bytes, { kind: KIND, maxVersion: VERSION })
  const { config } = record
  checkDisguises(given.disguises)
  const multiLabel = field(config, 'multiLabel', 'boolean')
  const labels = readLabels(config, multiLabel)
  const kind = choice(config, 'memory', ['rows', 'certainty', 'none'])
  if (kind === 'rows') {
    throw new RangeError('file: expected a model saved with { learn: false }, got one that keeps its training rows')
  }
  const vectors = neededVectors(config, given.vectors)
  const rows = rowsOf(record, given.disguises)
  const { blocks, weights } = readBlocks({
    record,
    vectors,
    blocks: rows.config.blocks,
    k: outputsOf(labels.length, multiLabel),
    documents: field(config, 'documents', 'integer', { min: 1 }),
    unknownWeight: optionalField(config, 'options.unknownWeight', 'number', { min: 0, max: 1 }) ?? 1,
    unseen: readUnseen(config, rows.config.blocks.length),
    layout: layoutIn(record, kind === 'none' && isExact(record))
  })
  const answering = readAnswering(record, labels.length, multiLabel)
  const bias = numbersOf(record, 'bias', [outputsOf(labels.length, multiLabel)])
  const features = { rowsOf: vectors === undefined ? rows.rowsOf : rowsWithVectors(rows, vectors) }
  const { classify, classifyAll } = answersOf({ labels, multiLabel, features, blocks, weights, bias, ...answering })
  return { labels, multiLabel, threshold: answering.threshold, classify, classifyAll }
}

function checkDisguises(disguises: unknown): void {
  if (disguises === undefined) return
  if (typeof (disguises as Partial<Disguises> | null)?.streamOf !== 'function') {
    throw new TypeError(`options.disguises: expected disguises of waymark/text, got ${show(disguises)}`)
  }
}

function rowsOf(record: ModelRecord, disguises: Disguises | undefined): FeatureRows {
  const rows = featureRowsOf(record, disguises)
  checkDims(rows.config.blocks, field(record.config, 'options.dims', 'integer'))
  return rows
}

function featureRowsOf({ config }: ModelRecord, disguises: Disguises | undefined): FeatureRows {
  const features = field(config, 'features', 'object')
  try {
    return featureRowsFromConfig(features, { stopWords: [englishStopWords], disguises })
  } catch (error) {
    if (error instanceof MissingDisguisesError) throw error
    throw bad(`config.features: ${(error as Error).message}`)
  }
}

function layoutIn({ config }: ModelRecord, exact: boolean) {
  const weightBits = optionalField(config, 'options.weightBits', 'integer', { min: 8, max: 16 }) === 8 ? 8 : 16
  const maxWeights = optionalField(config, 'options.maxWeights', 'integer', { min: 1 })
  return (plain: boolean) => (exact ? 32 : layoutOf({ weightBits, maxWeights }, plain))
}
