import type { Experimental_DecisionModelV4 as DecisionModelV4 } from '@ai-sdk/provider'
import { Experimental_DecisionRefusalError as DecisionRefusalError, experimental_decide as decide } from 'ai'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AiDecisionCall, aiDecisionModel, type ClassifierSource } from '../../src/adapters/ai-sdk.ts'
import { type Example, trainClassifier } from '../../src/classify/index.ts'
import { QUICK, sentences, TOPIC_LABELS } from '../classify/samples.ts'

const topics = trainClassifier(sentences(30), QUICK)
const careful = trainClassifier(sentences(30), { ...QUICK, threshold: 0.5 })
const [spamWords, hamWords] = [
  ['prize', 'winner', 'claim'],
  ['lunch', 'meeting', 'notes']
]
const mail = [...spamWords, ...hamWords].map(word => ({
  text: `${word} today`,
  label: spamWords.includes(word) ? 'spam' : 'ham'
}))
const spam = trainClassifier(mail, QUICK)
const moods = trainClassifier(
  sentences(24).map(
    ({ text, label }, i): Example => ({ text, label: i % 5 ? [String(label)] : [String(label), 'loud'] })
  ),
  QUICK
)

// The compiler checks it against what the package asks for.
const model: DecisionModelV4 = aiDecisionModel(topics)

const choice = (...names: string[]) =>
  ({ type: 'choice', criteria: Object.fromEntries(names.map(name => [name, null])) }) as const
const asks = (instructions: string) => ({ type: 'boolean', instructions }) as const
const text = 'the striker and the referee'
const probabilityOf = (classifier: ClassifierSource, label: string, of = text) =>
  Promise.resolve(classifier.classify(of)).then(
    ({ scores }) => scores.find(score => score.label === label)?.probability
  )

describe('a choice', () => {
  test('among all labels has their probabilities', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(text, '', 'rain in the oven', '__proto__ constructor', '\ud800𝒂'),
        async state => {
          const { answers } = await decide({ model, state, questions: { topic: choice(...TOPIC_LABELS) } })
          const { label, scores } = topics.classify(state)
          expect(answers.topic.choice).toBe(label)
          for (const score of scores)
            expect(answers.topic.probabilities?.[score.label]).toBeCloseTo(score.probability, 12)
        }
      ),
      { numRuns: 10 }
    )
  })

  test('among some labels has the probabilities given that it is one of them', async () => {
    const { answers } = await decide({ model, state: text, questions: { topic: choice('weather', 'football') } })
    const [a, b] = await Promise.all(['football', 'weather'].map(label => probabilityOf(topics, label)))
    expect(answers.topic.probabilities?.football).toBeCloseTo(Number(a) / (Number(a) + Number(b)), 12)
    expect(answers.topic.choice).toBe('football')
  })

  test('is refused where the answer is none of the options', async () => {
    const asked = decide({ model, state: text, questions: { topic: choice('weather', 'cooking') } })
    await expect(asked).rejects.toThrow(DecisionRefusalError)
    await expect(asked).rejects.toMatchObject({ questionIds: ['topic'], provider: 'waymark', modelId: 'classifier' })
  })

  test('is refused where the classifier abstains', async () => {
    expect(careful.classify('').label).toBeUndefined()
    const questions = { topic: choice(...TOPIC_LABELS) }
    await expect(decide({ model: aiDecisionModel(careful), state: '', questions })).rejects.toThrow(
      DecisionRefusalError
    )
    const sure = await decide({ model: aiDecisionModel(careful), state: text, questions })
    expect(sure.answers.topic.choice).toBe('football')
  })

  test('among labels that may come together has no distribution', async () => {
    const { answers } = await decide({
      model: aiDecisionModel(moods),
      state: text,
      questions: { topic: choice(...moods.labels) }
    })
    expect(answers.topic).toEqual({ type: 'choice', choice: moods.classify(text).label })
  })

  test('with an option that is no label is an error', async () => {
    const asked = decide({ model, state: text, questions: { topic: choice('football', 'chess') } })
    await expect(asked).rejects.toThrow(
      'questions.topic.criteria: expected options that are labels ("cooking", "football", "weather"), got "chess"'
    )
  })
})

describe('a boolean', () => {
  const spamModel = aiDecisionModel(spam)

  test('is the probability of the label that names it, or that it is named for', async () => {
    const questions = {
      spam: asks('Is it unwanted?'),
      wanted: { type: 'boolean', criteria: { true: 'ham', false: 'spam' } },
      ham: { type: 'boolean', criteria: { true: 'a friendly message' } }
    } as const
    const { answers } = await decide({ model: spamModel, state: 'claim your prize', questions })
    const unwanted = Number(await probabilityOf(spam, 'spam', 'claim your prize'))
    expect(unwanted).toBeGreaterThan(0.5)
    expect(answers.spam).toEqual({ type: 'boolean', probability: unwanted })
    expect(answers.wanted.probability).toBeCloseTo(1 - unwanted, 12)
    expect(answers.ham).toEqual(answers.wanted)
    const crossed = { spam: { type: 'boolean', criteria: { true: 'ham' } } } as const
    const other = await decide({ model: spamModel, state: 'claim your prize', questions: crossed })
    expect(other.answers.spam).toEqual(answers.wanted)
  })

  test('is that of the label true where there is one', async () => {
    const classifier = trainClassifier(
      mail.map(({ text, label }) => ({ text, label: String(label === 'spam') })),
      QUICK
    )
    const { answers } = await decide({
      model: aiDecisionModel(classifier),
      state: 'prize',
      questions: { bad: asks('Bad?') }
    })
    expect(answers.bad.probability).toBe(await probabilityOf(classifier, 'true', 'prize'))
  })

  test('is refused where the classifier abstains, unless labels may come together', async () => {
    const questions = { weather: asks('On the weather?') }
    const asked = decide({ model: aiDecisionModel(careful), state: '', questions })
    await expect(asked).rejects.toThrow(DecisionRefusalError)
    expect(moods.classify('').label).toBeUndefined()
    const { answers } = await decide({ model: aiDecisionModel(moods), state: '', questions })
    expect(answers.weather.probability).toBe(await probabilityOf(moods, 'weather', ''))
  })

  test('that no label answers is an error', async () => {
    const questions = { urgent: { type: 'boolean', criteria: { true: 'it cannot wait' } } } as const
    await expect(decide({ model: spamModel, state: text, questions })).rejects.toThrow(
      'questions.urgent: expected its name or criteria.true to be a label ("ham", "spam")'
    )
  })
})

describe('several questions', () => {
  test('each by its own classifier, one of them far away', async () => {
    const far: ClassifierSource = { ...topics, classify: async of => topics.classify(of) }
    const both = aiDecisionModel({ spam, topic: far })
    const questions = { topic: choice(...TOPIC_LABELS), spam: asks('Is it unwanted?') }
    const { answers, usage, warnings } = await decide({ model: both, state: text, questions })
    expect(answers.topic).toEqual(
      (await decide({ model, state: text, questions: { topic: questions.topic } })).answers.topic
    )
    expect(answers.spam.probability).toBe(await probabilityOf(spam, 'spam'))
    expect({ usage, warnings }).toEqual({ usage: { inputTokens: 0, outputTokens: 0, totalTokens: 0 }, warnings: [] })
  })

  test('one that has no classifier is an error', async () => {
    const questions = { spam: asks('?'), constructor: asks('?') }
    await expect(decide({ model: aiDecisionModel({ spam }), state: text, questions })).rejects.toThrow(
      'questions.constructor: expected one that has a classifier (spam)'
    )
  })

  test('names that objects have of their own are names like others', async () => {
    const odd = trainClassifier(
      mail.map(({ text, label }) => ({ text, label: label === 'spam' ? '__proto__' : 'constructor' })),
      QUICK
    )
    const questions = JSON.parse(
      '{ "__proto__": { "type": "choice", "criteria": { "__proto__": null, "constructor": null } } }'
    )
    const { answers } = await decide({ model: aiDecisionModel(odd), state: 'prize', questions })
    const [[id, answer]] = Object.entries(answers)
    expect([id, answer]).toMatchObject(['__proto__', { type: 'choice', choice: '__proto__' }])
  })
})

test('a classifier that leaves labels out is refused', async () => {
  const sparse: ClassifierSource = {
    ...topics,
    classify: () => ({ label: 'football', scores: [{ label: 'football', probability: 1 }] })
  }
  for (const question of [choice(...TOPIC_LABELS), { type: 'boolean', criteria: { true: 'cooking' } } as const]) {
    await expect(decide({ model: aiDecisionModel(sparse), state: text, questions: { question } })).rejects.toThrow(
      'scores: expected one for every label, got none for "cooking"'
    )
  }
})

describe('the state', () => {
  const questions = { topic: choice(...TOPIC_LABELS) }
  const answerTo = async (state: Parameters<typeof decide>[0]['state']) =>
    (await decide({ model, state, questions })).answers.topic

  test('is one text, whether it comes as text, data or parts', async () => {
    const whole = await answerTo('the striker\n7\nfrost and rain')
    expect(
      await answerTo({ title: 'the striker', shirt: 7, captain: true, more: [{ weather: 'frost and rain' }, null] })
    ).toEqual(whole)
    const parts = [
      { type: 'text', text: 'the striker' },
      { type: 'json', value: [7, 'frost and rain'] }
    ] as const
    expect(await answerTo(parts)).toEqual(whole)
  })

  test('an empty one is answered as an empty text is', async () => {
    expect(await answerTo([])).toEqual(await answerTo(''))
  })

  test('a file is no text', async () => {
    const file = { type: 'file', mediaType: 'image/png', data: new Uint8Array(4) } as const
    await expect(answerTo([{ type: 'text', text }, file])).rejects.toThrow(
      'state[1]: expected text or JSON, got a file'
    )
    const state = [{ type: 'text', text: 3 as unknown as string }] as const
    await expect(model.doDecide({ state, questions })).rejects.toThrow('state[0].text: expected a string, got 3')
  })
})

test('a question of another type is refused before and by the model', async () => {
  const score = { type: 'score', criteria: ['bad', 'good'] } as const
  await expect(decide({ model, state: text, questions: { score } })).rejects.toThrow(/score/)
  await expect(model.doDecide({ state: [], questions: { score } })).rejects.toThrow(
    'questions.score.type: expected "choice" or "boolean", got "score"'
  )
})

test('a signal stops it before the first question and between two', async () => {
  const asked: string[] = []
  const controller = new AbortController()
  const slow: ClassifierSource = {
    ...topics,
    async classify(of) {
      asked.push(of)
      controller.abort(new Error('enough'))
      return topics.classify(of)
    }
  }
  const questions = { topic: choice(...TOPIC_LABELS), weather: asks('On the weather?') }
  const call = { model: aiDecisionModel(slow), state: text, questions }
  await expect(decide({ ...call, abortSignal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone')
  expect(asked).toEqual([])
  await expect(decide({ ...call, abortSignal: controller.signal })).rejects.toThrow('enough')
  expect(asked).toEqual([text])
  const later: AiDecisionCall = { state: [], questions, abortSignal: controller.signal }
  await expect(aiDecisionModel(slow).doDecide(later)).rejects.toThrow('enough')
  expect(asked).toEqual([text])
})

test.each([
  [null, {}, 'classifier: expected a classifier, or one for each question, got null'],
  [{ spam: 'spam' }, {}, 'classifiers.spam: expected an object with classify(), got "spam"'],
  [topics, { label: 'x' }, 'options.label: unknown option; expected modelId']
])('at the door: %#', (given, options, message) => {
  expect(() => aiDecisionModel(given as ClassifierSource, options as object)).toThrow(new TypeError(message))
})
