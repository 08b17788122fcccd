import { describe, expect, test } from 'vitest'
import { type Classifier, type Example, evaluate, trainClassifier } from '../../src/classify/index.ts'
import { QUICK, sentences } from './samples.ts'

/** A classifier whose probabilities are written down: one list per text, in the order of `labels`. */
function scripted(
  labels: readonly string[],
  table: Readonly<Record<string, readonly number[]>>,
  multiLabel: boolean,
  threshold: number
): Classifier {
  const scoresOf = (text: string) =>
    labels.map((label, i) => ({ label, probability: table[text][i] })).sort((a, b) => b.probability - a.probability)
  return {
    ...trainClassifier(sentences(4), QUICK),
    labels,
    multiLabel,
    classify(text) {
      const scores = scoresOf(text)
      const [{ label, probability }] = scores
      return { label: probability >= threshold ? label : undefined, probability, scores }
    },
    classifyAll(text) {
      const scores = scoresOf(text)
      return { labels: scores.filter(s => s.probability >= threshold).map(s => s.label), scores }
    }
  }
}

const asked = (...pairs: [string, string | string[]][]): Example[] => pairs.map(([text, label]) => ({ text, label }))

describe('one label per text', () => {
  const table = { t1: [0.7, 0.2, 0.1], t2: [0.2, 0.5, 0.3], t3: [0.6, 0.3, 0.1], t4: [0.4, 0.35, 0.25] }
  const result = evaluate(
    scripted(['a', 'b', 'c'], table, false, 0.45),
    asked(['t1', 'a'], ['t2', 'b'], ['t3', 'b'], ['t4', 'a'])
  )

  test('no answer counts as wrong', () => {
    expect(result.examples).toBe(4)
    expect(result.accuracy).toBe(2 / 4)
    expect(result.answered).toBe(3 / 4)
    expect(result.confusion).toEqual({
      labels: ['a', 'b', 'c'],
      counts: [
        [1, 0, 0, 1],
        [1, 1, 0, 0],
        [0, 0, 0, 0]
      ]
    })
  })

  test('label by label', () => {
    // a: given t1, t3; has t1, t4. b: given t2; has t2, t3. c: neither.
    const [a, b, c] = result.perLabel
    expect(a).toMatchObject({ label: 'a', precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, support: 2 })
    expect(b).toMatchObject({ label: 'b', precision: 1, recall: 1 / 2, f1: 2 / 3, support: 2 })
    expect(c).toMatchObject({ label: 'c', precision: 0, recall: 0, f1: 0, support: 0 })
    // a: 0.7 and 0.4 against 0.2 and 0.6; b: 0.5 and 0.3 against 0.2 and 0.35.
    expect(a.rocAuc).toBe(3 / 4)
    expect(b.rocAuc).toBe(3 / 4)
    expect(c.rocAuc).toBeNaN()
    expect(result.rocAuc).toBe(3 / 4)
    expect(result.macroF1).toBeCloseTo((1 / 2 + 2 / 3 + 0) / 3, 12)
  })

  test('probabilities, whether a label was given or not', () => {
    expect(result.logLoss).toBeCloseTo(-(Math.log(0.7) + Math.log(0.5) + Math.log(0.3) + Math.log(0.4)) / 4, 12)
    // Confidence 0.7 and 0.4 and 0.5 right, 0.6 wrong, each in a bin of its own.
    expect(result.ece).toBeCloseTo((0.3 + 0.5 + 0.6 + 0.6) / 4, 12)
  })
})

describe('several labels per text', () => {
  const table = { t1: [0.9, 0.6], t2: [0.2, 0.7], t3: [0.4, 0.3] }
  const result = evaluate(
    scripted(['a', 'b'], table, true, 0.5),
    asked(['t1', ['b', 'a']], ['t2', ['a', 'b']], ['t3', []])
  )

  test('all labels of a text must be right; none may be', () => {
    expect(result.accuracy).toBe(2 / 3)
    expect(result.answered).toBe(2 / 3)
    expect(result.confusion).toEqual({ labels: [], counts: [] })
    const [a, b] = result.perLabel
    expect(a).toMatchObject({ precision: 1, recall: 1 / 2, f1: 2 / 3, support: 2, rocAuc: 1 / 2 })
    expect(b).toMatchObject({ precision: 1, recall: 1, f1: 1, support: 2, rocAuc: 1 })
  })

  test('every yes and no counts', () => {
    const truths = [0.9, 0.6, 0.2, 0.7, 0.6, 0.7]
    expect(result.logLoss).toBeCloseTo(-truths.reduce((sum, p) => sum + Math.log(p), 0) / 3, 12)
    // In fifteenths: 0.9, 0.8 (wrong), 0.7 twice, 0.6 twice.
    expect(result.ece).toBeCloseTo((0.1 + 0.8 + 0.6 + 0.8) / 6, 12)
  })
})

describe('a trained classifier', () => {
  const classifier = trainClassifier(sentences(30), QUICK)

  test('is judged on answers it gives', () => {
    const examples = sentences(20, 9)
    const right = examples.filter(({ text, label }) => classifier.classify(text).label === label).length
    const { accuracy, answered, confusion } = evaluate(classifier, examples)
    expect([accuracy, answered]).toEqual([right / 20, 1])
    expect(confusion.counts.flat().reduce((a, b) => a + b, 0)).toBe(20)
  })

  test.each<[unknown, string]>([
    [[], 'examples: expected at least one, got none'],
    [
      [{ text: 'x', label: 'chess' }],
      'examples[0].label: expected one of the labels trained on ("cooking", "football"'
    ],
    [[{ text: 'x', label: [] }], 'examples[0].label: expected one label, as the classifier gives, got 0'],
    [[{ text: 'x', label: ['cooking', 'weather'] }], 'examples[0].label: expected one label, as the classifier gives'],
    [[{ text: 7, label: 'cooking' }], 'examples[0].text: expected a string, got 7'],
    [null, 'examples: expected a list of { text, label }, got null']
  ])('is not judged on %o', (examples, message) => {
    expect(() => evaluate(classifier, examples as Example[])).toThrow(message)
  })

  test('takes a list of one label for that label', () => {
    const examples = sentences(6, 9)
    const listed = examples.map(({ text, label }) => ({ text, label: [label].flat() }))
    expect(evaluate(classifier, listed)).toEqual(evaluate(classifier, examples))
  })
})
