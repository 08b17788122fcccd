import { createScorer, type ScoringModel } from './text-model.ts'

/** A label and how probable it is. */
export interface LabelScore {
  readonly label: string
  readonly probability: number
}

/** The answer to one text. */
export interface Classification {
  /** The most probable label, or undefined: none is probable enough. */
  readonly label: string | undefined
  /** Probability of the most probable label, given or not. */
  readonly probability: number
  /** Every label, most probable first. */
  readonly scores: readonly LabelScore[]
}

/** The answer to one text that may have several labels. */
export interface MultiClassification {
  /** Every label at or above the threshold (0.5 unless one was set), most probable first. */
  readonly labels: readonly string[]
  /** Every label, most probable first. */
  readonly scores: readonly LabelScore[]
}

/** Answers about texts. */
export interface Answers {
  /** The most probable label of a text; see `Classifier`. */
  classify(text: string): Classification
  /** Every label that is probable enough; see `Classifier`. */
  classifyAll(text: string): MultiClassification
  /** The number of the most probable label. */
  best(text: string): number
}

/** What answering takes: a model, or as much of it as a file without learning holds. */
export interface AnsweringModel extends ScoringModel {
  readonly threshold: number | undefined
}

/** The answers of a model. */
export function answersOf(model: AnsweringModel): Answers {
  const { labels, multiLabel, threshold } = model
  const scorer = createScorer(model)
  const p = new Float64Array(labels.length)
  const order = Uint32Array.from(labels.keys())

  /** Leaves the probabilities in `p` and the labels' numbers, most probable first, in `order`; returns how many features were known. */
  function rank(text: string): number {
    const known = scorer.probabilities(text, p)
    sortFalling(p, order)
    return known
  }

  function scoresOf(): LabelScore[] {
    const scores = new Array<LabelScore>(order.length)
    for (let i = 0; i < order.length; i++) scores[i] = { label: labels[order[i]], probability: p[order[i]] }
    return scores
  }

  return {
    classify(text) {
      const known = rank(text)
      const probability = p[order[0]]
      const least = threshold ?? (multiLabel ? 0.5 : 0)
      const silent = probability < least || (known === 0 && threshold !== undefined)
      return { label: silent ? undefined : labels[order[0]], probability, scores: scoresOf() }
    },
    classifyAll(text) {
      const known = rank(text)
      const least = threshold ?? 0.5
      const chosen: string[] = []
      if (known > 0 || threshold === undefined) {
        for (let i = 0; i < order.length && p[order[i]] >= least; i++) chosen.push(labels[order[i]])
      }
      return { labels: chosen, scores: scoresOf() }
    },
    best(text) {
      rank(text)
      return order[0]
    }
  }
}

/** So many labels are put in order where they stand. */
const FEW_LABELS = 32

/** Puts the numbers of `order` so that their probabilities fall; equal ones keep the order of their numbers. */
function sortFalling(p: Float64Array, order: Uint32Array): void {
  if (order.length > FEW_LABELS) {
    order.sort((a, b) => p[b] - p[a] || a - b)
    return
  }
  for (let i = 0; i < order.length; i++) {
    const probability = p[i]
    let at = i
    while (at > 0 && p[order[at - 1]] < probability) {
      order[at] = order[at - 1]
      at--
    }
    order[at] = i
  }
}
