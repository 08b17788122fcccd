import { answersOf, type Classification, type MultiClassification } from './answers.ts'
import { type Example, show } from './examples.ts'
import { type Reason, reasonsFor } from './explain.ts'
import { type SaveOptions, saveModel } from './file.ts'
import { learnModel } from './learn.ts'
import { blockNames, type TrainOptions } from './options.ts'
import { ngramColumns } from './prune.ts'
import type { LeftOutFigures, TextModel } from './text-model.ts'
import { trainModel } from './train.ts'

/** Facts about a classifier. */
export interface ClassifierInfo {
  readonly examples: number
  /** Texts without a label that training took in; 0 where leave-one-out was better without them. */
  readonly unlabelled: number
  /** Examples learnt after training; those of a small model count as `examples`. */
  readonly learned: number
  /** Hashed columns in use. */
  readonly features: number
  readonly threshold: number | undefined
  /** λ */
  readonly ridge: number
  readonly blockWeights: Readonly<Record<string, number>>
  /** On the examples, or some thousands of more, each answered by a machine that had not seen it; NaN where there are none. */
  readonly leaveOneOut: LeftOutFigures
}

/** A trained text classifier: a value that never changes. */
export interface Classifier {
  /** By code point. */
  readonly labels: readonly string[]
  /** Whether a text may have several labels. */
  readonly multiLabel: boolean
  readonly info: ClassifierInfo
  /**
   * The most probable label of a text, with calibrated probabilities. A text with nothing known in it, an empty one among
   * them, gets the shares of the training labels, and no label where a threshold is set. Throws TypeError unless `text` is a string.
   */
  classify(text: string): Classification
  /** Every label that is probable enough. Throws TypeError unless `text` is a string. */
  classifyAll(text: string): MultiClassification
  /**
   * The pieces of the text that moved the decision, strongest first.
   *
   * @param options `label`: for which label, default the most probable; `limit`: at most so many pieces, default 10
   * @throws TypeError or RangeError on an unknown label or option
   */
  explain(text: string, options?: ExplainOptions): Reason[]
  /**
   * A new classifier that has seen `examples` too; this one stays as it is. Takes milliseconds; texts are not kept. While
   * the classifier is small (up to 128 examples, fewer with more than 16 labels) the result is the same as training on all of them at once, and new labels
   * are welcome; beyond that a label it does not know is an error. Throws TypeError or RangeError naming the example at fault.
   */
  learn(examples: Iterable<Example>): Classifier
  /**
   * The model as one safetensors file; `classifierToJson` makes a readable one. With `learn: false` it holds weights alone and has learnt its last:
   * `learn` of what is loaded from it throws. Throws TypeError naming the option at fault.
   */
  save(options?: SaveOptions): Uint8Array
}

/** Options of {@link Classifier.explain}. */
export interface ExplainOptions {
  readonly label?: string | undefined
  readonly limit?: number | undefined
}

/**
 * Trains a text classifier on texts and their labels: n-gram features, a kernel extreme learning machine with a logistic
 * head, settings and calibrated probabilities from leave-one-out. Deterministic: the same examples, options and seed give
 * the same model, and on another JavaScript engine one that differs by the rounding of its `Math.exp` and `Math.log`.
 *
 * @param examples at least two, with at least two different labels; lists of labels make a multi-label classifier
 * @param options see {@link TrainOptions}
 * @throws TypeError or RangeError naming the example or option, what was expected and what came
 */
export function trainClassifier(examples: Iterable<Example>, options?: TrainOptions): Classifier {
  return classifierOf(trainModel(examples, options))
}

/** The public face of a model. */
export function classifierOf(model: TextModel): Classifier {
  const { labels, multiLabel } = model
  const { classify, classifyAll, best } = answersOf(model)
  return {
    labels,
    multiLabel,
    info: infoOf(model),
    classify,
    classifyAll,
    explain(text, options = {}) {
      const most = best(text)
      if (typeof options !== 'object' || options === null) {
        throw new TypeError(`options: expected an object, got ${show(options)}`)
      }
      for (const key of Object.keys(options)) {
        if (key !== 'label' && key !== 'limit')
          throw new TypeError(`options.${key}: unknown option; expected label, limit`)
      }
      const { label, limit = 10 } = options
      const number = label === undefined ? most : labels.indexOf(label)
      if (number < 0) {
        throw new RangeError(`options.label: expected one of ${labels.map(show).join(', ')}, got ${show(label)}`)
      }
      if (typeof limit !== 'number' || !(limit >= 0)) {
        throw new RangeError(`options.limit: expected a number of at least 0, got ${show(limit)}`)
      }
      return reasonsFor(model, text, number)
        .filter(reason => reason.weight !== 0)
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        .slice(0, limit)
    },
    learn: examples => classifierOf(learnModel(model, examples)),
    save: options => saveModel(model, options)
  }
}

function infoOf(model: TextModel): ClassifierInfo {
  const names = blockNames(model.options)
  return {
    examples: model.examples,
    unlabelled: model.unlabelled,
    learned: model.learned,
    features: ngramColumns(model.blocks),
    threshold: model.threshold,
    ridge: model.choice.ridge,
    blockWeights: Object.fromEntries(model.choice.blockWeights.map((w, b) => [names[b], w])),
    leaveOneOut: model.leftOut
  }
}
