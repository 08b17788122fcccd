import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Example,
  loadClassifier,
  loadPredictor,
  type TrainOptions,
  trainClassifier
} from '../../src/classify/index.ts'
import { decodeModel, encodeModel, ModelFormatError, tensor } from '../../src/model/index.ts'
import { disguises } from '../../src/text/index.ts'
import { QUICK, sentences, TOPIC_LABELS, topicVectors } from './samples.ts'

const texts = [
  '',
  'goal',
  'the striker said butter',
  'rain rain 😀 \ud800',
  'g0al 東京',
  ...sentences(12, 31).map(e => e.text)
]
const vectors = topicVectors()
const several: Example[] = sentences(280).map(({ text, label }, i) => ({
  text,
  label: i % 3 === 0 ? TOPIC_LABELS.slice(0, 2) : [label].flat()
}))

describe.each<[string, readonly Example[], TrainOptions]>([
  ['few rows', sentences(30), {}],
  ['few rows of two labels', sentences(20, 1, ['cooking', 'weather']), { threshold: 0.6 }],
  ['few rows, disguises undone', sentences(30), { preset: 'spam' }],
  ['few rows, vectors', sentences(30), { vectors }],
  ['many rows', sentences(280), {}],
  ['many rows of several labels', several, { threshold: 0.3 }],
  ['many rows, vectors and few features', sentences(280), { vectors, maxFeatures: 90 }],
  ['many rows, unknown words shrink scores less', sentences(280), { unknownWeight: 0.3 }],
  ['many rows, 8 bits', sentences(280), { maxFeatures: 90, weightBits: 8 }],
  ['many rows, few weights', sentences(280), { maxFeatures: 90, maxWeights: 60, weightBits: 8 }]
])('%s', (_, examples, options) => {
  test('answers as the classifier does, to the last bit', () => {
    const classifier = trainClassifier(examples, { ...QUICK, ...options })
    const predictor = loadPredictor(classifier.save({ learn: false }), { vectors, disguises })
    expect(predictor.labels).toEqual(classifier.labels)
    expect(predictor.multiLabel).toBe(classifier.multiLabel)
    expect(predictor.threshold).toBe(classifier.info.threshold)
    for (const text of texts) {
      expect(predictor.classify(text)).toEqual(classifier.classify(text))
      expect(predictor.classifyAll(text)).toEqual(classifier.classifyAll(text))
    }
    if (examples.length > 128) {
      const { classify } = loadPredictor(classifier.save(), { vectors, disguises })
      expect(texts.map(classify)).toEqual(texts.map(classifier.classify))
    }
  })
})

test.each(['spam', 'language'])('the shipped model %s', name => {
  const bytes = readFileSync(new URL(`../../models/${name}/model.safetensors`, import.meta.url))
  const classifier = loadClassifier(bytes)
  const predictor = loadPredictor(bytes, { disguises })
  for (const text of ['Fr33 pr1ze, c a l l now', 'Guten Morgen, wie geht es dir?', '東京は雨です', ...texts]) {
    expect(predictor.classify(text)).toEqual(classifier.classify(text))
  }
})

describe('refused', () => {
  const file = trainClassifier(sentences(30), QUICK).save({ learn: false })

  test('a model that is its rows', () => {
    expect(() => loadPredictor(trainClassifier(sentences(30), QUICK).save())).toThrow(
      new RangeError('file: expected a model saved with { learn: false }, got one that keeps its training rows')
    )
  })

  test('what needs parts that were not passed', () => {
    const spam = trainClassifier(sentences(30), { ...QUICK, preset: 'spam' }).save({ learn: false })
    const missing = 'options.disguises: the model needs disguises, as waymark/text has them, got none'
    expect(() => loadPredictor(spam)).toThrow(missing)
    expect(() => loadPredictor(spam)).toThrow(RangeError)
    const knowing = trainClassifier(sentences(30), { ...QUICK, vectors }).save({ learn: false })
    expect(() => loadPredictor(knowing)).toThrow(/^options.vectors: the classifier needs word vectors/)
  })

  test('what are no disguises', () => {
    for (const disguises of [{}, 5, null]) {
      expect(() => loadPredictor(file, { disguises } as never)).toThrow(
        /^options.disguises: expected disguises of waymark\/text/
      )
    }
  })

  test('an unknown option, and no text', () => {
    expect(() => loadPredictor(file, { vector: vectors } as never)).toThrow(
      new TypeError('options.vector: unknown option, expected one of vectors, disguises')
    )
    expect(() => loadPredictor(file).classify(1 as never)).toThrow(new TypeError('text: expected a string, got 1'))
  })

  test('weights that are no numbers', () => {
    const record = decodeModel(file)
    const weights = record.tensors.get('block.1.weights')?.data
    if (!(weights instanceof Float32Array)) throw new Error('expected weights of 32 bits')
    const data = weights.slice()
    data[5] = Number.NaN
    const tensors = new Map(record.tensors).set('block.1.weights', tensor('F32', [data.length / 3, 3], data))
    const lie = encodeModel({ ...record, tensors })
    for (const load of [loadPredictor, loadClassifier]) {
      expect(() => load(lie)).toThrow('block.1.weights[5]: expected a finite number, got NaN')
    }
  })

  test('a file with a byte changed, as by the classifier, or it answers with probabilities', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = file.slice()
        changed[at] ^= flip
        try {
          const { scores } = loadPredictor(changed).classify('goal and butter')
          expect(scores.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true)
        } catch (error) {
          expect(error instanceof ModelFormatError || error instanceof RangeError).toBe(true)
        }
      }),
      { numRuns: 200 }
    )
  })
})
