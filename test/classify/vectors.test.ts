import { describe, expect, test } from 'vitest'
import {
  classifierFromJson,
  classifierToJson,
  evaluate,
  loadClassifier,
  trainClassifier
} from '../../src/classify/index.ts'
import { createScorer } from '../../src/classify/text-model.ts'
import { trainModel } from '../../src/classify/train.ts'
import { expectSound, QUICK, sentences, topicVectors } from './samples.ts'

const vectors = topicVectors()
const texts = ['', 'goal', 'the striker said butter', 'zzz 😀 \ud800', '100', ...sentences(8, 31).map(e => e.text)]
const tested = sentences(120, 77)

describe.each([
  ['few rows', 12],
  ['rows too many to keep', 150],
  ['many rows', 280]
])('with word vectors, %s', (_, count) => {
  const classifier = trainClassifier(sentences(count), { ...QUICK, vectors })

  test('saved and loaded with the same vectors, it answers, explains and learns the same', () => {
    const more = sentences(5, 8)
    for (const loaded of [
      loadClassifier(classifier.save(), { vectors }),
      classifierFromJson(classifierToJson(classifier), { vectors: topicVectors() })
    ]) {
      expect(loaded.info).toEqual(classifier.info)
      for (const text of texts) {
        expect(loaded.classify(text)).toEqual(classifier.classify(text))
        expect(loaded.explain(text)).toEqual(classifier.explain(text))
        expect(loaded.learn(more).classify(text)).toEqual(classifier.learn(more).classify(text))
      }
      expect(loaded.save()).toEqual(classifier.save())
    }
  })

  test('the file names its vectors and is read with no others', () => {
    const bytes = classifier.save()
    const message = `options.vectors: the classifier needs word vectors "made-up" (${vectors.fingerprint}), got `
    expect(() => loadClassifier(bytes)).toThrow(new RangeError(`${message}none`))
    const others = topicVectors('others')
    expect(() => loadClassifier(bytes, { vectors: others })).toThrow(
      new RangeError(`${message}"others" (${others.fingerprint})`)
    )
  })

  test('answers are sound, and a text without a known word is answered as without vectors', () => {
    for (const text of texts) expectSound(classifier, text)
    expect(classifier.classify('').scores).toEqual(classifier.classify('\u{10ffff}').scores)
  })

  test('the reasons add up to the score, less its constant', () => {
    const model = trainModel(sentences(count, 1, ['cooking', 'weather']), { ...QUICK, vectors })
    const scorer = createScorer(model)
    const pair = trainClassifier(sentences(count, 1, ['cooking', 'weather']), { ...QUICK, vectors })
    const out = new Float64Array(1)
    for (const text of ['the rain in the oven', 'butter', 'goal frost salt']) {
      scorer.scores(text, out)
      const slope = Math.exp(model.calibration.logSlope)
      const sum = pair.explain(text, { label: 'weather', limit: 100 }).reduce((total, r) => total + r.weight, 0)
      expect(sum).toBeCloseTo(slope * (out[0] - model.bias[0]), 5)
    }
  })
})

test('words that no example had are known by their neighbours', () => {
  const examples = [
    { text: 'simmer onion', label: 'cooking' },
    { text: 'butter oven', label: 'cooking' },
    { text: 'goal striker', label: 'football' },
    { text: 'league penalty', label: 'football' }
  ]
  const unseen = [
    { text: 'garlic recipe', label: 'cooking' },
    { text: 'dough salt', label: 'cooking' },
    { text: 'keeper derby', label: 'football' },
    { text: 'referee squad', label: 'football' }
  ]
  const classifier = trainClassifier(examples, { ...QUICK, vectors })
  expect(evaluate(classifier, unseen).accuracy).toBe(1)
  expect(classifier.explain('garlic today', { label: 'cooking' })[0]).toMatchObject({ text: 'garlic' })
  expect(classifier.info.blockWeights.vectors).toBeGreaterThan(0)
})

test('few examples gain by them', () => {
  const few = sentences(9)
  const plain = evaluate(trainClassifier(few, QUICK), tested).accuracy
  expect(evaluate(trainClassifier(few, { ...QUICK, vectors }), tested).accuracy).toBeGreaterThan(plain)
})

test('learning more is training on all, while rows are kept', () => {
  const options = { ...QUICK, vectors }
  const learned = trainClassifier(sentences(12), options).learn(sentences(9, 3))
  expect(learned.save()).toEqual(trainClassifier([...sentences(12), ...sentences(9, 3)], options).save())
})

test('lists of labels, pruning and 8 bits go with them', () => {
  const lists = sentences(200).map(({ text, label }) => ({ text, label: [label as string] }))
  const small = trainClassifier(lists, { ...QUICK, vectors, maxFeatures: 50, weightBits: 8 })
  expect(small.info.features).toBe(50)
  const loaded = loadClassifier(small.save(), { vectors })
  for (const text of texts) expect(loaded.classifyAll(text)).toEqual(small.classifyAll(text))
})

test('what is no vectors is refused by name', () => {
  for (const [given, got] of [
    ['en', '"en"'],
    [{}, 'an object'],
    [5, '5']
  ] as const) {
    expect(() => trainClassifier(sentences(6), { vectors: given as never })).toThrow(
      new TypeError(`options.vectors: expected word vectors, as loadVectors gives them, got ${got}`)
    )
  }
  expect(() => loadClassifier(trainClassifier(sentences(6), QUICK).save(), { vector: vectors } as never)).toThrow(
    new TypeError('options.vector: unknown option; expected vectors')
  )
})
