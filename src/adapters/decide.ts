import { show } from './check.ts'
import type { ClassifierSource, LabelProbability } from './sources.ts'

/** What can be asked of a text; scores and boxes are none of a classifier's answers. */
export type AiDecisionQuestion =
  | { readonly type: 'choice'; readonly criteria: Readonly<Record<string, unknown>> }
  | { readonly type: 'boolean'; readonly criteria?: { readonly true?: unknown; readonly false?: unknown } | null }
  | { readonly type: 'score' | 'box' }

/** The answer to one question, or that there is none. */
export type AiDecisionAnswer =
  | { type: 'choice'; choice: string; probabilities?: Record<string, number> }
  | { type: 'boolean'; probability: number }
  | { type: 'refusal' }

/**
 * The answer of a classifier to one question on a text; `id` is the name of the question.
 *
 * @throws TypeError on a question of another type, RangeError on one that no label answers
 */
export async function answer(
  classifier: ClassifierSource,
  text: string,
  id: string,
  question: AiDecisionQuestion
): Promise<AiDecisionAnswer> {
  if (question.type === 'choice') return choose(classifier, text, id, Object.keys(question.criteria))
  if (question.type !== 'boolean') {
    throw new TypeError(`questions.${id}.type: expected "choice" or "boolean", got ${show(question.type)}`)
  }
  const { labels, multiLabel } = classifier
  const named = [question.criteria?.true, id, 'true'].find(name => labels.some(label => label === name))
  if (named === undefined) {
    throw new RangeError(
      `questions.${id}: expected its name or criteria.true to be a label (${labels.map(show).join(', ')})`
    )
  }
  const { label, scores } = await classifier.classify(text)
  if (label === undefined && !multiLabel) return { type: 'refusal' }
  return { type: 'boolean', probability: probabilityOf(scores, String(named)) }
}

async function choose(
  classifier: ClassifierSource,
  text: string,
  id: string,
  options: readonly string[]
): Promise<AiDecisionAnswer> {
  const { labels, multiLabel } = classifier
  const strange = options.find(option => !labels.includes(option))
  if (strange !== undefined) {
    throw new RangeError(
      `questions.${id}.criteria: expected options that are labels (${labels.map(show).join(', ')}), got ${show(strange)}`
    )
  }
  const { label, scores } = await classifier.classify(text)
  if (label === undefined || !options.includes(label)) return { type: 'refusal' }
  if (multiLabel) return { type: 'choice', choice: label }
  const among = options.map(option => probabilityOf(scores, option))
  const sum = among.reduce((total, p) => total + p, 0)
  const probabilities = Object.fromEntries(options.map((option, i) => [option, among[i] / sum]))
  return { type: 'choice', choice: label, probabilities }
}

function probabilityOf(scores: readonly LabelProbability[], label: string): number {
  const found = scores.find(score => score.label === label)
  if (found === undefined) throw new RangeError(`scores: expected one for every label, got none for ${show(label)}`)
  return found.probability
}
