import { type Calibration, type Link, probabilitiesOf } from './calibration.ts'
import type { Certainty } from './certainty.ts'
import type { BlockModel } from './features.ts'
import type { Choice } from './mixture.ts'
import type { FullTrainOptions } from './options.ts'
import { addPlainRow, RowScorer } from './score-row.ts'
import type { TextFeatures } from './text-features.ts'
import type { TrainingRows } from './training-rows.ts'

/**
 * How well a model answered its own training texts, each left out; of many texts some thousands are. Settings and calibration were chosen
 * on these same answers, so the figures flatter a little: `evaluate` on texts of its own is the fair judge. NaN where there were no examples.
 */
export interface LeftOutFigures {
  readonly accuracy: number
  readonly logLoss: number
  readonly ece: number
}

/** The figures of a model without examples. */
export const NO_FIGURES: LeftOutFigures = { accuracy: Number.NaN, logLoss: Number.NaN, ece: Number.NaN }

/** What is kept of training where nothing is to be learnt any more. */
export interface NoMemory {
  readonly kind: 'none'
  /** Whether weights are as training left them, in 32 bits, and not rounded as the options say. */
  readonly exact: boolean
}

/** A text classifier as a value: all that predicting, explaining, learning and saving need. */
export interface TextModel {
  readonly labels: readonly string[]
  readonly multiLabel: boolean
  readonly options: FullTrainOptions
  readonly features: TextFeatures
  readonly blocks: readonly BlockModel[]
  /** Training texts of all kinds, the n of the idf. */
  readonly documents: number
  /** Those of them that were examples. */
  readonly examples: number
  /** Those of them that came without a label. */
  readonly unlabelled: number
  readonly choice: Choice
  /** One (m_b, k) array per block: scores are sums of weighed features times these, the scale of the block included. */
  readonly weights: readonly Float32Array[]
  /** (k) */
  readonly bias: Float64Array
  readonly calibration: Calibration
  /** (labels) share of the training texts that had each label, what is said of a text with nothing known in it */
  readonly prior: Float64Array
  readonly threshold: number | undefined
  readonly leftOut: LeftOutFigures
  /** Examples learnt after training, when their rows are not kept. */
  readonly learned: number
  readonly memory: TrainingRows | Certainty | NoMemory
}

/** How many outputs the machine has: one per label, or one in all for two labels that exclude each other. */
export function outputsOf(labels: number, multiLabel: boolean): number {
  return labels === 2 && !multiLabel ? 1 : labels
}

/** Labels that exclude each other share one softmax; two of them, or labels that may come together, are yes or no each. */
export function linkOf(labels: number, multiLabel: boolean): Link {
  return multiLabel || labels === 2 ? 'sigmoid' : 'softmax'
}

/** What scoring takes of a model. */
export interface ScoringModel
  extends Pick<TextModel, 'labels' | 'multiLabel' | 'blocks' | 'weights' | 'bias' | 'calibration' | 'prior'> {
  readonly features: Pick<TextFeatures, 'rowsOf'>
}

/** Scores texts with buffers of its own, used again from text to text. */
export interface Scorer {
  /** Writes the probability of every label to `out`; returns how many known features the text had. */
  probabilities(text: string, out: Float64Array): number
  /** Writes the raw scores, (k), to `out`; returns how many known features the text had. */
  scores(text: string, out: Float64Array): number
}

/** A scorer for a model. */
export function createScorer(model: ScoringModel): Scorer {
  const { blocks, weights, bias, features, calibration, prior } = model
  const k = bias.length
  const link = linkOf(model.labels.length, model.multiLabel)
  const scorer = new RowScorer(k)
  const raw = new Float64Array(k)
  const linked = new Float64Array(k)

  function scores(text: string, out: Float64Array): number {
    out.set(bias)
    const rows = features.rowsOf(text)
    let known = 0
    for (let b = 0; b < blocks.length; b++) {
      const row = rows[b]
      known += blocks[b].plain ? addPlainRow(row, weights[b], k, out) : scorer.add(blocks[b], row, weights[b], out)
    }
    return known
  }

  return {
    scores,
    probabilities(text, out) {
      const known = scores(text, raw)
      if (known === 0) {
        out.set(prior)
        return 0
      }
      probabilitiesOf(calibration, link, raw, linked)
      spread(linked, out)
      return known
    }
  }
}

/** The probabilities of outputs as those of labels: a single output is the second label's. */
export function spread(outputs: Float64Array, labels: Float64Array): void {
  if (outputs.length === labels.length) {
    labels.set(outputs)
    return
  }
  labels[0] = 1 - outputs[0]
  labels[1] = outputs[0]
}
