import { expect, test } from 'vitest'
import { evaluate, type Preset, trainClassifier } from '../../src/classify/index.ts'
import { demo } from './samples.ts'

// Bounds far below what is reached, and far above guessing: they notice a broken pipeline, not a better setting.
test.each<[Preset, string, number]>([
  ['topics', 'topics', 0.8],
  ['spam', 'spam', 0.85],
  ['toxicity', 'toxicity', 0.75]
])('the demo of %s is clearly better than guessing', (preset, name, least) => {
  const train = demo(`${name}.train`)
  const fresh = demo(`${name}.test`)
  const classifier = trainClassifier(train, { preset })
  const { accuracy, rocAuc, logLoss, ece, answered } = evaluate(classifier, fresh)
  expect(accuracy).toBeGreaterThanOrEqual(least)
  expect(rocAuc).toBeGreaterThan(0.85)
  expect(logLoss).toBeLessThan(0.8 * Math.log(classifier.labels.length))
  expect(ece).toBeLessThan(0.25)
  expect(answered).toBe(1)
  expect(Math.abs(classifier.info.leaveOneOut.accuracy - accuracy)).toBeLessThan(0.15)
})

test('twenty examples of four topics are enough to beat guessing by far', () => {
  const { accuracy } = evaluate(trainClassifier(demo('topics.tiny')), demo('topics.test'))
  expect(accuracy).toBeGreaterThan(0.5)
})

test('labels dealt out at random are not learnt', () => {
  const labels = ['a', 'b', 'c', 'd']
  const shuffled = demo('topics.train').map(({ text }, i) => ({ text, label: labels[(i * i * 7 + (i >> 2)) % 4] }))
  const { info } = trainClassifier(shuffled)
  expect(info.leaveOneOut.accuracy).toBeLessThan(0.5)
  expect(info.leaveOneOut.logLoss).toBeGreaterThan(1)
})
