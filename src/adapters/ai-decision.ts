import type { AbortSignalLike } from '../hub/index.ts'
import type { AiModelOptions } from './ai-embedding.ts'
import { expectKnown, expectMethod, expectString, show } from './check.ts'
import { type AiDecisionAnswer, type AiDecisionQuestion, answer } from './decide.ts'
import { jsonText } from './json-text.ts'
import type { ClassifierSource } from './sources.ts'

/** The part of `DecisionModelV4` that a classifier fills; AI SDK 7 takes it as one. */
export interface AiDecisionModel {
  readonly specificationVersion: 'v4'
  readonly provider: string
  readonly modelId: string
  readonly supportedQuestionTypes: readonly ('choice' | 'boolean')[]
  doDecide(options: AiDecisionCall): Promise<AiDecisions>
}

/** What a call gives; what is meant for language models is not looked at. */
export interface AiDecisionCall {
  /** Parts of one text. */
  readonly state: readonly AiDecisionPart[]
  readonly questions: Readonly<Record<string, AiDecisionQuestion>>
  readonly abortSignal?: AbortSignalLike | undefined
}

/** A part of the state that a decision is about. */
export type AiDecisionPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'json'; readonly value: unknown }
  | { readonly type: 'file' }

/** One answer for each question. */
export interface AiDecisions {
  answers: Record<string, AiDecisionAnswer>
  /** 0: no model counts tokens, and nobody bills them. */
  usage: { inputTokens: number; outputTokens: number }
  warnings: never[]
}

/** A classifier for every question, or one for each, by the name of the question. */
export type AiClassifiers = ClassifierSource | Readonly<Record<string, ClassifierSource>>

/**
 * A classifier as a decision model of AI SDK 7, for `experimental_decide`. The state is the text to classify: its text parts
 * and the strings and numbers of its JSON parts, one a line.
 *
 * A **choice** has labels as the names of its options, all or some: its probabilities are those of the options, given that it
 * is one of them. It is refused where the classifier abstains or answers a label that is no option. Labels that may come together
 * have no such distribution, and the answer has none.
 *
 * A **boolean** is the probability of one label: the one that `criteria.true` names, else the one that the question is
 * named for, else `true`. It is refused where the classifier abstains; one of several labels never does.
 *
 * Instructions and descriptions are for people and language models: a classifier knows what its labels mean from its
 * examples. Calls reject with a TypeError or RangeError on a question that no label answers or a state that is no text.
 *
 * @throws TypeError on a classifier without `classify`, or an unknown option
 */
export function aiDecisionModel(classifiers: AiClassifiers, options: AiModelOptions = {}): AiDecisionModel {
  const classifierOf = byQuestion(classifiers)
  expectKnown(options, ['modelId'])
  const { modelId = 'classifier' } = options
  expectString('options.modelId', modelId)
  return {
    specificationVersion: 'v4',
    provider: 'waymark',
    modelId,
    supportedQuestionTypes: ['choice', 'boolean'],
    async doDecide({ state, questions, abortSignal }) {
      const text = textOf(state)
      const answers: [string, AiDecisionAnswer][] = []
      abortSignal?.throwIfAborted()
      for (const [id, question] of Object.entries(questions)) {
        answers.push([id, await answer(classifierOf(id), text, id, question)])
        abortSignal?.throwIfAborted()
      }
      // Not by assignment, which a question named __proto__ would make something else.
      return { answers: Object.fromEntries(answers), usage: { inputTokens: 0, outputTokens: 0 }, warnings: [] }
    }
  }
}

function byQuestion(classifiers: AiClassifiers): (id: string) => ClassifierSource {
  if (isClassifier(classifiers)) return () => classifiers
  if (typeof classifiers !== 'object' || classifiers === null) {
    throw new TypeError(`classifier: expected a classifier, or one for each question, got ${show(classifiers)}`)
  }
  const each = new Map(Object.entries(classifiers))
  for (const [id, classifier] of each) expectMethod(`classifiers.${id}`, classifier, 'classify')
  return id => {
    const classifier = each.get(id)
    if (classifier !== undefined) return classifier
    throw new RangeError(`questions.${id}: expected one that has a classifier (${[...each.keys()].join(', ')})`)
  }
}

function isClassifier(value: AiClassifiers): value is ClassifierSource {
  return typeof value === 'object' && value !== null && typeof value.classify === 'function'
}

function textOf(state: readonly AiDecisionPart[]): string {
  const parts = state.map((part, i) => {
    if (part.type === 'json') return jsonText(part.value)
    if (part.type === 'text') {
      expectString(`state[${i}].text`, part.text)
      return part.text
    }
    throw new TypeError(`state[${i}]: expected text or JSON, got a ${part.type}`)
  })
  return parts.join('\n')
}
