import { describe, expect, test } from 'vitest'
import { type Classifier, type Example, loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { QUICK, sentences } from './samples.ts'

const of = (classifier: Classifier, text: string, label: string) =>
  classifier.classify(text).scores.find(score => score.label === label)?.probability ?? Number.NaN

describe('a small classifier', () => {
  const all = sentences(40)

  test.each([2, 3, 20, 39])('after %d examples learns the rest as if it had seen them from the start', first => {
    const grown = trainClassifier(all.slice(0, first), QUICK).learn(all.slice(first))
    expect(grown.save()).toEqual(trainClassifier(all, QUICK).save())
    expect(grown.info).toEqual(trainClassifier(all, QUICK).info)
  })

  test('one by one, saved in between, is all at once', () => {
    const options = { ...QUICK, precision: 0.8, seed: 3 }
    let classifier = trainClassifier(all.slice(0, 30), options)
    for (const example of all.slice(30)) classifier = loadClassifier(classifier.save()).learn([example])
    expect(classifier.save()).toEqual(trainClassifier(all, options).save())
  })

  test('past 128 examples becomes a large one, the same as trained on all', () => {
    const many = sentences(134)
    const grown = trainClassifier(many.slice(0, 124), QUICK).learn(many.slice(124))
    expect(grown.save()).toEqual(trainClassifier(many, QUICK).save())
    expect(grown.info).toMatchObject({ examples: 134, learned: 0 })
    expect(() => grown.learn([{ text: 'x', label: 'new' }])).toThrow('examples[0].label: expected one of')
  })

  test('takes new labels in, before and between the old ones, and lists', () => {
    for (const label of ['aaa', 'cricket', '\u{1f600}', '__proto__', ['chess', 'weather'], []]) {
      const more: Example[] = [{ text: 'rook takes bishop', label, weight: 2 }]
      const grown = trainClassifier(sentences(12), QUICK).learn(more)
      expect(grown.save()).toEqual(trainClassifier([...sentences(12), ...more], QUICK).save())
      expect(grown.multiLabel).toBe(Array.isArray(label))
    }
    const several = sentences(12).map(({ text, label }) => ({ text, label: [label].flat() }))
    const grown = trainClassifier(several, QUICK).learn([{ text: 'rook takes bishop', label: 'chess' }])
    expect(grown.multiLabel).toBe(true)
    expect(grown.labels).toContain('chess')
  })

  test('stays as it was; nothing to learn is no change', () => {
    const classifier = trainClassifier(sentences(12), QUICK)
    const before = classifier.save()
    classifier.learn([{ text: 'goal', label: 'weather' }])
    expect(classifier.save()).toEqual(before)
    expect(classifier.learn([]).save()).toEqual(before)
  })

  test.each<[unknown, string]>([
    [
      [
        { text: 'x', label: 'cooking' },
        { text: 3, label: 'x' }
      ],
      'examples[1].text: expected a string, got 3'
    ],
    [[{ text: 'x', label: 'cooking', weight: 0 }], 'examples[0].weight: expected a number from 1e-6 to 1e6, got 0'],
    [undefined, 'examples: expected a list of { text, label }, got undefined']
  ])('refuses %o', (examples, message) => {
    expect(() => trainClassifier(sentences(12), QUICK).learn(examples as Example[])).toThrow(message)
  })
})

describe.each([
  ['three labels', ['cooking', 'football', 'weather']],
  ['two labels', ['cooking', 'football']]
])('a large classifier of %s', (_, labels) => {
  const classifier = trainClassifier(sentences(300, 1, labels), QUICK)
  const news: Example = { text: 'kombucha zymurgy frothing ferment', label: 'football' }

  test('moves a corrected text to its label, and leaves others nearly alone', () => {
    const grown = classifier.learn([news])
    expect(of(grown, news.text, 'football')).toBeGreaterThan(of(classifier, news.text, 'football'))
    expect(grown.classify(news.text).label).toBe('football')
    for (const { text } of sentences(40, 17, labels)) {
      for (const label of labels)
        expect(Math.abs(of(grown, text, label) - of(classifier, text, label))).toBeLessThan(0.1)
      expect(grown.classify(text).label).toBe(classifier.classify(text).label)
    }
    expect(grown.info).toMatchObject({ examples: 300, learned: 1 })
    expect(grown.info.features).toBeGreaterThan(classifier.info.features)
  })

  test('learns nothing from texts without features, which would only push all other answers', () => {
    const blanks: Example[] = Array.from({ length: 50 }, (_, i) => ({ text: ' '.repeat(i % 3), label: 'football' }))
    for (const grown of [classifier.learn(blanks), blanks.reduce((c, blank) => c.learn([blank]), classifier)]) {
      expect(grown.info.learned).toBe(50)
      for (const { text } of [news, ...sentences(20, 17, labels)]) {
        expect(grown.classify(text)).toEqual(classifier.classify(text))
      }
    }
    expect(classifier.learn([...blanks, news]).classify('kombucha')).toEqual(
      classifier.learn([news]).classify('kombucha')
    )
  })

  test('is corrected in what it was sure of, step by step', () => {
    const [{ text }] = sentences(1, 23, ['cooking'])
    expect(classifier.classify(text).label).toBe('cooking')
    let grown = classifier
    let last = of(grown, text, 'football')
    for (let i = 0; i < 5; i++) {
      grown = grown.learn([{ text, label: 'football' }])
      const now = of(grown, text, 'football')
      expect(now).toBeGreaterThanOrEqual(last)
      last = now
    }
    expect(last).toBeGreaterThan(of(classifier, text, 'football'))
    expect(grown.info.learned).toBe(5)
  })

  test('learns more from more weight', () => {
    const light = classifier.learn([{ ...news, text: 'butter goal town' }])
    const heavy = classifier.learn([{ ...news, text: 'butter goal town', weight: 5 }])
    expect(of(heavy, 'butter goal town', 'football')).toBeGreaterThan(of(light, 'butter goal town', 'football'))
  })

  test('is the same every time, and stays as it was', () => {
    const before = classifier.save()
    const grown = classifier.learn([news, ...sentences(4, 5, labels)])
    expect(classifier.learn([news, ...sentences(4, 5, labels)]).save()).toEqual(grown.save())
    expect(classifier.save()).toEqual(before)
    expect(classifier.learn([]).save()).toEqual(before)
  })

  test('learnt from nothing visible is sound', () => {
    const grown = classifier.learn([
      { text: '', label: 'cooking' },
      { text: '😀', label: 'football' }
    ])
    for (const text of ['', '😀', 'goal']) {
      expect(grown.classify(text).scores.reduce((sum, s) => sum + s.probability, 0)).toBeCloseTo(1, 9)
    }
  })

  test.each<[unknown, string]>([
    [
      [news, { text: 'x', label: 'chess' }],
      'examples[1].label: expected one of the labels trained on ("cooking", "football"'
    ],
    [[{ text: 'x', label: 'constructor' }], 'examples[0].label: expected one of the labels trained on ("cooking"'],
    [[{ text: 'x', label: [] }], 'examples[0].label: expected one label, as the classifier gives, got 0'],
    [
      [{ text: 'x', label: ['cooking', 'football'] }],
      'examples[0].label: expected one label, as the classifier gives, got 2'
    ],
    [[{ text: 'x' }], 'examples[0].label: expected a string, got undefined']
  ])('refuses %o', (examples, message) => {
    expect(() => classifier.learn(examples as Example[])).toThrow(message)
  })
})

test('a large classifier of several labels learns lists', () => {
  const listed = sentences(300).map(({ text, label }) => ({ text, label: [label].flat() }))
  const classifier = trainClassifier(listed, QUICK)
  const text = 'kombucha zymurgy frothing ferment'
  const grown = classifier.learn([{ text, label: ['cooking', 'weather'] }])
  expect(of(grown, text, 'cooking')).toBeGreaterThan(of(classifier, text, 'cooking'))
  expect(of(grown, text, 'weather')).toBeGreaterThan(of(classifier, text, 'weather'))
  expect(of(grown, text, 'football')).toBeLessThan(0.5)
  const none = classifier.learn([{ text: 'goal penalty', label: [] }])
  expect(of(none, 'goal penalty', 'football')).toBeLessThan(of(classifier, 'goal penalty', 'football'))
})
