import { describe, expect, test } from 'vitest'
import {
  type Classifier,
  classifierFromJson,
  classifierToJson,
  type Example,
  loadClassifier,
  type TrainOptions,
  trainClassifier
} from '../../src/classify/index.ts'
import { decodeModel } from '../../src/model/index.ts'
import { QUICK, sentences, TOPIC_LABELS } from './samples.ts'

const texts = ['', 'goal', 'the striker said butter', 'rain rain 😀 \ud800', ...sentences(12, 31).map(e => e.text)]

/** Everything a classifier says of some texts. */
function answers(classifier: Classifier) {
  return texts.map(text => ({
    one: classifier.classify(text),
    all: classifier.classifyAll(text),
    why: classifier.explain(text, { limit: 100 })
  }))
}

const several = (count: number): Example[] =>
  sentences(count).map(({ text, label }, i) => ({
    text,
    label: i % 3 === 0 ? TOPIC_LABELS.slice(0, 2) : [label].flat()
  }))

describe.each<[string, readonly Example[], TrainOptions]>([
  ['few rows', sentences(30), {}],
  ['few rows of two labels', sentences(20, 1, ['cooking', 'weather']), { threshold: 0.6 }],
  ['few rows of uneven labels', [...sentences(15), ...sentences(15, 2, ['weather'])], {}],
  ['few rows of several labels', several(30), {}],
  [
    'few rows, weighed',
    sentences(30).map((e, i) => ({ ...e, weight: 1 + (i % 3) })),
    { precision: 0.9, classWeight: 'none' }
  ],
  ['few rows, two blocks', sentences(30), { preset: 'intent', seed: 5 }],
  ['few rows, disguises undone', sentences(30), { preset: 'spam', ridge: 0.3, blockWeights: [1, 2, 0, 1, 1] }],
  ['rows too many to keep', sentences(150), {}],
  ['many rows', sentences(280), {}],
  ['many rows of two labels', sentences(280, 1, ['cooking', 'weather']), { precision: 0.9 }],
  ['many rows of several labels', several(280), { threshold: 0.3 }],
  ['many rows, few features', sentences(280), { maxFeatures: 90 }],
  ['many rows, few features of 8 bits', sentences(280), { maxFeatures: 90, weightBits: 8, precision: 0.9 }],
  ['many rows, few weights', sentences(280), { maxFeatures: 90, maxWeights: 60, weightBits: 8 }],
  ['many rows of two labels in 8 bits', sentences(280, 1, ['cooking', 'weather']), { weightBits: 8 }],
  ['rows that the limits do not concern', sentences(30), { maxFeatures: 5, weightBits: 8 }]
])('%s', (_, examples, options) => {
  const classifier = trainClassifier(examples, { ...QUICK, ...options })
  const more = sentences(5, 8, classifier.labels)
  const loaded = loadClassifier(classifier.save())
  const read = classifierFromJson(classifierToJson(classifier))

  test('saved and loaded answers, explains and says the same, to the last bit', () => {
    for (const other of [loaded, read]) {
      expect(other.labels).toEqual(classifier.labels)
      expect(other.multiLabel).toBe(classifier.multiLabel)
      expect(other.info).toEqual(classifier.info)
      expect(answers(other)).toEqual(answers(classifier))
    }
  })

  test('saved again is the same file, from either form', () => {
    for (const other of [loaded, read]) {
      expect(other.save()).toEqual(classifier.save())
      expect(classifierToJson(other)).toBe(classifierToJson(classifier))
    }
  })

  test('learns the same after loading, time and again', () => {
    const twice = classifier.learn(more).learn(more.slice(0, 2))
    for (const other of [loaded, read]) {
      const again = loadClassifier(other.learn(more).save()).learn(more.slice(0, 2))
      expect(again.save()).toEqual(twice.save())
      expect(answers(again)).toEqual(answers(twice))
    }
  })

  test('saved without what it needs to learn it says the same, and learns no more', () => {
    const file = classifier.save({ learn: false })
    const still = loadClassifier(file)
    expect(decodeModel(file).version).toBe(3)
    expect(still.info).toEqual(classifier.info)
    expect(answers(still)).toEqual(answers(classifier))
    for (const save of [still.save(), still.save({ learn: false }), still.save({ learn: true })]) {
      expect(save).toEqual(file)
    }
    expect(classifierToJson(classifier, { learn: false })).toBe(classifierToJson(still))
    expect(() => still.learn(more)).toThrow(
      new TypeError('learn: expected a classifier that can learn, got one saved with { learn: false }')
    )
    if (!decodeModel(classifier.save()).tensors.has('rows.alpha')) {
      expect(file.length).toBeLessThan(classifier.save().length)
    }
  })

  test('trained again is the same file', () => {
    expect(trainClassifier(examples, { ...QUICK, ...options }).save()).toEqual(classifier.save())
  })
})

test('a file read from the middle of a buffer, or as a buffer, is the same', () => {
  const file = trainClassifier(sentences(12), QUICK).save()
  for (const shift of [1, 3, 8]) {
    const wide = new Uint8Array(file.length + 11)
    wide.set(file, shift)
    expect(loadClassifier(wide.subarray(shift, shift + file.length)).save()).toEqual(file)
  }
  expect(loadClassifier(file.slice().buffer).save()).toEqual(file)
})

test.each([30, 280])('another seed deals or visits %d rows otherwise, to about the same model', count => {
  const [a, b] = [1, 2].map(seed => trainClassifier(sentences(count), { ...QUICK, seed }).classify('goal and butter'))
  expect(a.scores).not.toEqual(b.scores)
  expect(Math.abs(a.probability - b.probability)).toBeLessThan(0.2)
})

test('options of saving are checked', () => {
  const classifier = trainClassifier(sentences(12), QUICK)
  expect(() => classifier.save({ learn: 0 } as never)).toThrow(
    new TypeError('options.learn: expected true or false, got 0')
  )
  expect(() => classifier.save({ small: true } as never)).toThrow(
    new TypeError('options.small: unknown option, expected one of learn')
  )
  expect(classifier.save({ learn: undefined })).toEqual(classifier.save())
})
