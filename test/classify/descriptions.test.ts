import { describe, expect, test } from 'vitest'
import { evaluate, loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { expectSound, QUICK, sentences, topicVectors } from './samples.ts'

const vectors = topicVectors()
const descriptions = { weather: 'forecast rain', football: 'goal league', cooking: 'oven recipe' }
const tested = sentences(150, 5)

describe('descriptions alone', () => {
  const classifier = trainClassifier([], { ...QUICK, vectors, descriptions })

  test('label texts whose words they do not have', () => {
    expect(evaluate(classifier, tested).accuracy).toBeGreaterThan(0.8)
    expect(classifier.classify('garlic butter').label).toBe('cooking')
    for (const { text } of tested.slice(0, 20)) expectSound(classifier, text)
  })

  test('have no figures to show', () => {
    expect(classifier.info).toMatchObject({ examples: 0, unlabelled: 0 })
    expect(classifier.info.leaveOneOut).toEqual({ accuracy: Number.NaN, logLoss: Number.NaN, ece: Number.NaN })
  })

  test('saved and loaded they say the same, and learn the same', () => {
    const loaded = loadClassifier(classifier.save(), { vectors })
    expect(loaded.info).toEqual(classifier.info)
    expect(loaded.save()).toEqual(classifier.save())
    for (const { text } of tested.slice(0, 20)) expect(loaded.classify(text)).toEqual(classifier.classify(text))
    const more = sentences(6)
    expect(loaded.learn(more).save()).toEqual(trainClassifier(more, { ...QUICK, vectors, descriptions }).save())
  })
})

test('they help examples, which are judged without them', () => {
  const few = sentences(6)
  const plain = trainClassifier(few, QUICK)
  const helped = trainClassifier(few, { ...QUICK, descriptions })
  expect(helped.info.examples).toBe(6)
  expect(evaluate(helped, tested).accuracy).toBeGreaterThan(evaluate(plain, tested).accuracy)
  expect(loadClassifier(helped.save()).classify('oven')).toEqual(helped.classify('oven'))
})

test('they go with many examples and with lists of labels', () => {
  const lists = sentences(150).map(({ text, label }) => ({ text, label: [label as string] }))
  for (const examples of [sentences(150), lists]) {
    const classifier = trainClassifier(examples, { ...QUICK, descriptions })
    expect(classifier.info.examples).toBe(150)
    const loaded = loadClassifier(classifier.save())
    expect(loaded.classifyAll('goal rain')).toEqual(classifier.classifyAll('goal rain'))
  }
})

test('a label may have a description and no example', () => {
  const classifier = trainClassifier(sentences(6, 1, ['cooking', 'football']), { ...QUICK, vectors, descriptions })
  expect(classifier.labels).toEqual(['cooking', 'football', 'weather'])
  expect(classifier.classify('thunder and drizzle').label).toBe('weather')
  expect(classifier.learn(sentences(3, 2, ['weather'])).labels).toEqual(classifier.labels)
})

test('labels that are names of every object', () => {
  const odd = JSON.parse('{"__proto__": "oven recipe", "constructor": "goal league"}')
  const classifier = trainClassifier([], { ...QUICK, vectors, descriptions: odd })
  expect(classifier.labels).toEqual(['__proto__', 'constructor'])
  expect(loadClassifier(classifier.save(), { vectors }).classify('garlic').label).toBe('__proto__')
})

test.each([
  [{ descriptions: ['a'] }, 'options.descriptions: expected an object of texts by label, got a list'],
  [{ descriptions: { a: 5 } }, 'options.descriptions["a"]: expected a string, got 5'],
  [{ descriptions: {} }, 'examples: expected at least two different labels, got none'],
  [{ descriptions: { a: 'oven' } }, 'examples: expected at least two different labels, got only "a"'],
  [{ descriptions: { a: '', b: ' ' } }, 'options.descriptions: expected words, got none'],
  [{}, 'examples: expected at least two, got none']
])('%j without examples: %s', (options, message) => {
  expect(() => trainClassifier([], options as never)).toThrow(message)
})
