import { describe, expect, test } from 'vitest'
import { type Classifier, type Example, loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { createRandom } from '../../src/math/index.ts'
import { QUICK, sentences, TOPIC_LABELS } from './samples.ts'

function expectSound(classifier: Classifier, text: string): void {
  const { label, probability, scores } = classifier.classify(text)
  expect(scores.map(s => s.label).sort()).toEqual(classifier.labels.slice().sort())
  expect(scores.map(s => s.probability)).toEqual(scores.map(s => s.probability).sort((a, b) => b - a))
  for (const s of scores) expect(s.probability >= 0 && s.probability <= 1).toBe(true)
  if (!classifier.multiLabel) expect(scores.reduce((sum, s) => sum + s.probability, 0)).toBeCloseTo(1, 9)
  expect(probability).toBe(scores[0].probability)
  if (label !== undefined) expect(label).toBe(scores[0].label)
  expect(classifier.classifyAll(text).scores).toEqual(scores)
}

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

describe('examples at the edge', () => {
  const train = (...pairs: [string, string][]) =>
    trainClassifier(
      pairs.map(([text, label]) => ({ text, label })),
      QUICK
    )

  test('two are enough', () => {
    const classifier = train(['cats purr', 'a'], ['dogs bark', 'b'])
    expectSound(classifier, 'cats')
    expect(classifier.classify('a cat purrs').label).toBe('a')
    expect(classifier.classify('the dogs').label).toBe('b')
    expect(classifier.info.examples).toBe(2)
  })

  test('contradictory ones give even odds', () => {
    const classifier = train(['same text', 'a'], ['same text', 'b'])
    expectSound(classifier, 'same text')
    expect(classifier.classify('same text').probability).toBeCloseTo(0.5, 6)
    const three = train(['same', 'a'], ['same', 'b'], ['same', 'c'])
    expect(three.classify('same').probability).toBeCloseTo(1 / 3, 6)
  })

  test('copies are no evidence of skill: each is left out with its twins', () => {
    const random = createRandom(5)
    const word = () => String.fromCharCode(...Array.from({ length: 6 }, () => 97 + random.below(26)))
    const noise = Array.from({ length: 40 }, (_, i): [string, string] => [
      `${word()} ${word()}`,
      i % 2 === 0 ? 'a' : 'b'
    ])
    const classifier = train(...noise, ...noise, ...noise)
    expect(noise.every(([text, label]) => classifier.classify(text).label === label)).toBe(true)
    expect(classifier.info.leaveOneOut.accuracy).toBeLessThan(0.75)
  })

  test('empty texts, all of them or some, leave the shares of the labels', () => {
    const none = train(['', 'a'], [' ', 'b'], ['\n', 'b'])
    expect(none.info.features).toBe(0)
    expect(none.classify('anything').probability).toBeCloseTo(3 / 5, 12)
    expect(none.explain('anything')).toEqual([])
    expectSound(loadClassifier(none.save()), 'anything')
    const some = train(['', 'a'], ['cats purr', 'a'], ['dogs bark', 'b'])
    expectSound(some, 'cats')
    expect(some.classify('cats purr').label).toBe('a')
  })

  test('many empty or equal texts', () => {
    for (const text of ['', 'same text']) {
      const classifier = trainClassifier(
        sentences(270).map(({ label }) => ({ text, label })),
        QUICK
      )
      expectSound(classifier, text)
      expectSound(classifier, 'goal')
      expect(classifier.classify(text).probability).toBeCloseTo(1 / 3, 1)
      expectSound(loadClassifier(classifier.save()).learn([{ text: 'goal', label: 'football' }]), 'goal')
    }
  })

  test('names of the language as words and as labels', () => {
    const names = ['constructor', '__proto__', 'hasOwnProperty', '']
    const classifier = train(...names.map((name): [string, string] => [`${name} ${name} x`, name]), [
      'toString y',
      '\u{1f600}'
    ])
    expect(classifier.labels).toEqual(['', '__proto__', 'constructor', 'hasOwnProperty', '\u{1f600}'])
    for (const name of names.slice(0, 3)) expect(classifier.classify(`${name} ${name}`).label).toBe(name)
    const loaded = loadClassifier(classifier.save())
    expect(loaded.labels).toEqual(classifier.labels)
    expect(loaded.classify('__proto__ constructor')).toEqual(classifier.classify('__proto__ constructor'))
    expect(loaded.explain('constructor', { label: '__proto__' })).toEqual(
      classifier.explain('constructor', { label: '__proto__' })
    )
  })

  test('a label that is half a surrogate pair comes back', () => {
    const classifier = train(['cats purr', '\ud800'], ['dogs bark', 'b'])
    expect(loadClassifier(classifier.save()).labels).toEqual(['b', '\ud800'])
  })

  test('of more weight are believed more', () => {
    for (const weight of [1, 3, 9]) {
      const classifier = trainClassifier(
        [
          { text: 'same text', label: 'a' },
          { text: 'same text', label: 'b', weight }
        ],
        QUICK
      )
      const { label, probability } = classifier.classify('same text')
      if (weight > 1) expect(label).toBe('b')
      expect(probability > 0.5 + 1e-6).toBe(weight > 1)
    }
  })
})
