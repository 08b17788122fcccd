import { describe, expect, test } from 'vitest'
import { evaluate, loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { expectSound, QUICK, sentences, topicVectors } from './samples.ts'

const vectors = topicVectors()
const pool = sentences(300, 40).map(({ text }) => text)
const tested = sentences(200, 5)
const descriptions = { cooking: 'oven recipe', football: 'goal league', weather: 'forecast rain' }

describe.each([
  ['n-grams', {}],
  ['vectors', { vectors }],
  ['vectors and descriptions', { vectors, descriptions }]
])('unlabelled texts beside %s', (_, options) => {
  const few = sentences(9)
  const alone = trainClassifier(few, { ...QUICK, ...options })
  const helped = trainClassifier(few, { ...QUICK, ...options, unlabelled: pool })

  test('raise accuracy and not the log loss of examples left out', () => {
    expect(helped.info.unlabelled).toBe(300)
    expect(helped.info.examples).toBe(9)
    expect(evaluate(helped, tested).accuracy).toBeGreaterThan(evaluate(alone, tested).accuracy)
    expect(helped.info.leaveOneOut.logLoss).toBeLessThanOrEqual(alone.info.leaveOneOut.logLoss)
  })

  test('saved and loaded it answers and learns the same', () => {
    const loaded = loadClassifier(helped.save(), 'vectors' in options ? { vectors } : {})
    expect(loaded.info).toEqual(helped.info)
    const more = sentences(4, 9)
    for (const { text } of tested.slice(0, 20)) {
      expectSound(helped, text)
      expect(loaded.classify(text)).toEqual(helped.classify(text))
      expect(loaded.learn(more).classify(text)).toEqual(helped.learn(more).classify(text))
    }
  })
})

test('where they speak against the examples, the classifier is the one without them', () => {
  // Every text of the pool mixes the two labels evenly, and so has nothing of either.
  const examples = sentences(12, 1, ['cooking', 'weather'])
  const mixed = Array.from({ length: 60 }, (_, i) => `onion rain ${i} butter frost salt gale`)
  const alone = trainClassifier(examples, QUICK)
  const helped = trainClassifier(examples, { ...QUICK, unlabelled: mixed })
  expect(helped.info.leaveOneOut.logLoss).toBeLessThanOrEqual(alone.info.leaveOneOut.logLoss)
  if (helped.info.unlabelled === 0) expect(helped.save()).toEqual(alone.save())
})

test('descriptions and unlabelled texts make a classifier without examples', () => {
  const zero = trainClassifier([], { ...QUICK, vectors, descriptions })
  const helped = trainClassifier([], { ...QUICK, vectors, descriptions, unlabelled: pool })
  expect(helped.info.unlabelled).toBe(300)
  expect(evaluate(helped, tested).accuracy).toBeGreaterThanOrEqual(evaluate(zero, tested).accuracy)
})

test('two labels, many rows and few features', () => {
  for (const count of [10, 150, 280]) {
    const examples = sentences(count, 1, ['cooking', 'weather'])
    const two = trainClassifier(examples, { ...QUICK, vectors, unlabelled: pool, maxFeatures: 100 })
    expect(two.labels).toEqual(['cooking', 'weather'])
    if (two.info.unlabelled > 0) expect(two.info.features).toBeLessThanOrEqual(100)
    expectSound(two, 'onion rain')
  }
})

test('an empty list is none; any iterable is read once', () => {
  const examples = sentences(9)
  expect(trainClassifier(examples, { ...QUICK, unlabelled: [] }).save()).toEqual(
    trainClassifier(examples, QUICK).save()
  )
  function* once() {
    yield* pool
  }
  expect(trainClassifier(examples, { ...QUICK, unlabelled: once() }).save()).toEqual(
    trainClassifier(examples, { ...QUICK, unlabelled: pool }).save()
  )
})

test('blank texts, copies and surrogates are no trouble', () => {
  const odd = ['', ' ', '\ud800', ...new Array(40).fill('goal'), ...pool.slice(0, 20)]
  expectSound(trainClassifier(sentences(9), { ...QUICK, vectors, unlabelled: odd }), 'goal')
})

test.each([
  [{ unlabelled: 'text' }, 'options.unlabelled: expected a list of strings, got "text"'],
  [{ unlabelled: ['a', 5] }, 'options.unlabelled[1]: expected a string, got 5']
])('%j: %s', (options, message) => {
  expect(() => trainClassifier(sentences(6), options as never)).toThrow(new TypeError(message))
})

test('lists of labels are refused', () => {
  const lists = sentences(6).map(({ text, label }) => ({ text, label: [label as string] }))
  expect(() => trainClassifier(lists, { unlabelled: pool })).toThrow(
    new TypeError('options.unlabelled: expected examples with one label each, got lists of labels')
  )
})
