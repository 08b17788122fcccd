import type { Classifier } from './classifier.ts'
import { type Example, readExamples, show } from './examples.ts'
import { expectedCalibrationError, f1Score, logLoss, mean, rocAuc } from './metrics.ts'

/** How well a classifier does on one label. */
export interface LabelEvaluation {
  readonly label: string
  /** Right among the texts given this label; 0 where none was. */
  readonly precision: number
  /** Given this label among the texts that have it; 0 where none has. */
  readonly recall: number
  readonly f1: number
  /** Texts that have the label. */
  readonly support: number
  /** Area under the ROC curve of its probability; NaN where all texts have it or none. */
  readonly rocAuc: number
}

/** How well a classifier does on examples it was not trained on. */
export interface Evaluation {
  readonly examples: number
  /** Share of texts answered exactly right; no answer counts as wrong, all labels must match where there may be several. */
  readonly accuracy: number
  /** Mean F1 of the labels. */
  readonly macroF1: number
  /** Mean −ln of the probability of the truth, summed over labels where there may be several. */
  readonly logLoss: number
  /** Expected calibration error of the most probable label in 15 bins, or of every yes and no where there may be several. */
  readonly ece: number
  /** Mean over the labels that have one. */
  readonly rocAuc: number
  /** Share of texts that got a label. */
  readonly answered: number
  readonly perLabel: readonly LabelEvaluation[]
  /** `counts[actual][given]`; the last column is "no label". Empty for a multi-label classifier. */
  readonly confusion: { readonly labels: readonly string[]; readonly counts: readonly (readonly number[])[] }
}

/**
 * Classifies examples and compares. Throws TypeError or RangeError naming an example that is malformed, has a label the
 * classifier does not know, or several where the classifier gives one; RangeError without examples.
 */
export function evaluate(classifier: Classifier, examples: Iterable<Example>): Evaluation {
  const { labels, multiLabel } = classifier
  const { texts, labels: truth } = readExamples(examples, classifier)
  const n = texts.length
  if (n === 0) throw new RangeError('examples: expected at least one, got none')
  const k = labels.length
  const counts = labels.map(() => new Array<number>(k + 1).fill(0))
  const hits = new Float64Array(k)
  const given = new Float64Array(k)
  const support = new Float64Array(k)
  const probabilities = labels.map(() => new Float64Array(n))
  const has = labels.map(() => new Uint8Array(n))
  const truths: number[] = []
  const confidence: number[] = []
  const right: number[] = []
  const numberOf = numbering(labels)
  let exact = 0
  let answered = 0

  for (let i = 0; i < n; i++) {
    const single = multiLabel ? undefined : classifier.classify(texts[i])
    const { labels: answer, scores } = single
      ? { labels: single.label === undefined ? [] : [single.label], scores: single.scores }
      : classifier.classifyAll(texts[i])
    const chosen = new Set(answer.map(numberOf))
    for (const { label, probability } of scores) probabilities[numberOf(label)][i] = probability
    for (const label of truth[i]) has[label][i] = 1
    if (answer.length > 0) answered++
    if (chosen.size === truth[i].length && truth[i].every(label => chosen.has(label))) exact++
    for (let label = 0; label < k; label++) {
      const yes = has[label][i] === 1
      if (yes) support[label]++
      if (chosen.has(label)) given[label]++
      if (yes && chosen.has(label)) hits[label]++
      if (!multiLabel) continue
      const p = probabilities[label][i]
      truths.push(yes ? p : 1 - p)
      confidence.push(Math.max(p, 1 - p))
      right.push(p >= 0.5 === yes ? 1 : 0)
    }
    if (!multiLabel) {
      const actual = truth[i][0]
      const [first] = chosen
      counts[actual][first ?? k]++
      truths.push(probabilities[actual][i])
      confidence.push(scores[0].probability)
      right.push(numberOf(scores[0].label) === actual ? 1 : 0)
    }
  }

  const perLabel = labels.map((label, i) => ({
    label,
    precision: given[i] === 0 ? 0 : hits[i] / given[i],
    recall: support[i] === 0 ? 0 : hits[i] / support[i],
    f1: f1Score(hits[i], given[i] - hits[i], support[i] - hits[i]),
    support: support[i],
    rocAuc: rocAuc(probabilities[i], has[i])
  }))
  const areas = perLabel.map(row => row.rocAuc).filter(area => !Number.isNaN(area))
  return {
    examples: n,
    accuracy: exact / n,
    macroF1: mean(perLabel.map(row => row.f1)),
    logLoss: (logLoss(truths) * truths.length) / n,
    ece: expectedCalibrationError(confidence, right),
    rocAuc: mean(areas),
    answered: answered / n,
    perLabel,
    confusion: { labels: multiLabel ? [] : labels, counts: multiLabel ? [] : counts }
  }
}

/** From a label to its number. A classifier that gives a label it does not list is refused. */
function numbering(labels: readonly string[]): (label: string) => number {
  const numbers = new Map(labels.map((label, i) => [label, i]))
  return label => {
    const number = numbers.get(label)
    if (number === undefined) throw new RangeError(`classifier: expected labels it lists, got ${show(label)}`)
    return number
  }
}
