import type { Classifier, LabelScore } from '../index.ts'
import { bar, pad, paint, printable } from './look.ts'
import { decimals } from './units.ts'

/** What a classifier says about a text, in one shape for one label and for several. */
export interface Answer {
  /** The labels given, most probable first; none where the classifier abstains. */
  readonly given: readonly LabelScore[]
  /** Every label, most probable first. */
  readonly scores: readonly LabelScore[]
}

/** Shown where a classifier gives no label. */
export const NONE = 'none of these'

/** Asks a classifier. */
export function answer(classifier: Classifier, text: string): Answer {
  if (classifier.multiLabel) {
    const { labels, scores } = classifier.classifyAll(text)
    const given = new Set(labels)
    return { given: scores.filter(({ label }) => given.has(label)), scores }
  }
  const { label, probability, scores } = classifier.classify(text)
  return { given: label === undefined ? [] : [{ label, probability }], scores }
}

/**
 * An answer for machines: `label` and `probability` from a classifier of one label (`label` is null where it abstains, and
 * the probability is that of the best label), `labels` from one of several.
 */
export function answerJson(classifier: Classifier, { given, scores }: Answer, all: boolean): object {
  const rest = all ? { scores } : {}
  if (classifier.multiLabel) return { labels: given.map(({ label }) => label), ...rest }
  return { label: given[0]?.label ?? null, probability: (given[0] ?? scores[0]).probability, ...rest }
}

/** The labels of an answer, for people. */
export function answerText({ given }: Answer): string {
  return given.length > 0 ? given.map(({ label }) => printable(label)).join(', ') : NONE
}

/** A line with label, bar and probability for each score, the given ones bold. */
export function scoreLines({ given, scores }: Answer, labelWidth: number, indent = ''): string[] {
  return scores.map(({ label, probability }) => {
    const name = pad(printable(label), labelWidth)
    const chosen = given.some(one => one.label === label)
    return `${indent}${chosen ? paint.bold(name) : name}  ${paint.cyan(bar(probability))} ${decimals(probability, 3)}`
  })
}
