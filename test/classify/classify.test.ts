import { describe, expect, test } from 'vitest'
import { type Example, loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { expectSound, QUICK, sentences, TOPIC_LABELS } from './samples.ts'

const small = trainClassifier(sentences(30), QUICK)
const large = trainClassifier(sentences(270), QUICK)
const pair = trainClassifier(sentences(20, 1, ['cooking', 'weather']), QUICK)

describe('answers', () => {
  test.each([
    ['few examples', small],
    ['many', large],
    ['two labels', pair]
  ])('are right on what was made to be easy, and sound: %s', (_, classifier) => {
    const fresh = sentences(60, 77, classifier.labels)
    const right = fresh.filter(({ text, label }) => classifier.classify(text).label === label).length
    expect(right / 60).toBeGreaterThan(0.8)
    for (const { text } of fresh.slice(0, 10)) expectSound(classifier, text)
    expect(classifier.labels).toEqual(TOPIC_LABELS.filter(label => classifier.labels.includes(label)))
  })

  test.each([
    '',
    ' ',
    '\n\t\u3000',
    '\u200b',
    '😀😀',
    '\u{1f9ff}',
    '\ud800',
    'goal \udc00 keeper',
    '\udc00\ud800',
    '\u0000',
    'constructor',
    '__proto__',
    'toString hasOwnProperty',
    '\u0301'
  ])('to %o are sound', text => {
    for (const classifier of [small, large, pair]) {
      expectSound(classifier, text)
      for (const { start, end, text: piece, weight } of classifier.explain(text)) {
        expect(text.slice(start, end)).toBe(piece)
        expect(Number.isFinite(weight)).toBe(true)
      }
    }
  })

  test('to a text with nothing known in it are the shares of the labels', () => {
    const uneven = trainClassifier(
      sentences(9).map((example, i) => ({ ...example, label: i < 6 ? 'b' : 'a' })),
      QUICK
    )
    for (const nothing of ['', '  ', '\u{1f9ff}']) {
      expect(uneven.classify(nothing)).toEqual({
        label: 'b',
        probability: 7 / 11,
        scores: [
          { label: 'b', probability: 7 / 11 },
          { label: 'a', probability: 4 / 11 }
        ]
      })
    }
  })

  test('to a megabyte of text come, and leave the next answer as it was', () => {
    const before = small.classify('goal')
    const long = 'A striker took the penalty before the derby, again. '.repeat(20_000)
    expect(long.length).toBeGreaterThan(1e6)
    expectSound(small, long)
    expect(small.classify(long).label).toBe('football')
    expect(small.classify('goal')).toEqual(before)
  })
})

test('a text of thousands of known n-grams has its answer, and the next one its own', () => {
  const words = Array.from(
    { length: 1500 },
    (_, i) => `${(i * 7919).toString(36)}${String.fromCharCode(97 + (i % 26))}`
  )
  const long = words.join(' ')
  const examples = [...sentences(12), { text: long, label: 'cooking' }]
  const classifier = trainClassifier(examples, QUICK)
  expect(classifier.info.features).toBeGreaterThan(5000)
  const first = classifier.classify('goal')
  expectSound(classifier, long)
  expect(classifier.classify(long).label).toBe('cooking')
  expect(classifier.classify('goal')).toEqual(first)
})

describe('a threshold', () => {
  test('keeps the label back, not the probabilities', () => {
    const strict = trainClassifier(sentences(30), { ...QUICK, threshold: 0.9 })
    expect(strict.info.threshold).toBe(0.9)
    const answers = sentences(60, 3).map(({ text }) => ({ free: small.classify(text), strict: strict.classify(text) }))
    for (const { free, strict } of answers) {
      expect(strict).toEqual({ ...free, label: free.probability >= 0.9 ? free.label : undefined })
    }
    expect(new Set(answers.map(({ strict }) => strict.label === undefined)).size).toBe(2)
  })

  test('of any height keeps back the label of a text with nothing known in it', () => {
    for (const threshold of [0, 0.01, 1]) {
      const { label, probability } = trainClassifier(sentences(30), { ...QUICK, threshold }).classify(' ')
      expect(label).toBeUndefined()
      expect(probability).toBeCloseTo(1 / 3, 12)
    }
    expect(small.classify(' ').label).toBeDefined()
  })
})

describe('several labels', () => {
  const both = (count: number, seed: number): Example[] =>
    sentences(count, seed).map(({ text, label }, i, all) => {
      const other = all[(i + 1) % count]
      if (i % 4 === 3) return { text: 'nearly the people said today very town week', label: [] }
      return i % 2 === 0
        ? { text: `${text} ${other.text}`, label: [label, other.label].flat() }
        : { text, label: [label].flat() }
    })
  const classifier = trainClassifier(both(80, 1), QUICK)

  test('are given above a half, or above the threshold', () => {
    expect(classifier.multiLabel).toBe(true)
    const fresh = both(40, 50)
    let right = 0
    for (const { text, label } of fresh) {
      expectSound(classifier, text)
      const { labels, scores } = classifier.classifyAll(text)
      expect(labels).toEqual(scores.filter(s => s.probability >= 0.5).map(s => s.label))
      if (labels.slice().sort().join() === [label].flat().sort().join()) right++
      expect(classifier.classify(text).label).toBe(labels[0])
    }
    expect(right / 40).toBeGreaterThan(0.5)
    const eager = trainClassifier(both(80, 1), { ...QUICK, threshold: 0.2 })
    for (const { text } of fresh) {
      const { labels, scores } = eager.classifyAll(text)
      expect(labels).toEqual(scores.filter(s => s.probability >= 0.2).map(s => s.label))
    }
  })

  test('many rows', () => {
    const many = trainClassifier(both(300, 1), QUICK)
    const fresh = both(40, 50)
    for (const { text } of fresh) expectSound(many, text)
    expect(many.classifyAll('onion garlic butter with rain frost').labels.slice().sort()).toEqual([
      'cooking',
      'weather'
    ])
    expectSound(loadClassifier(many.save()), fresh[0].text)
  })
})
