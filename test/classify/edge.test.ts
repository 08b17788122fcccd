import { describe, expect, test } from 'vitest'
import { loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import { createRandom } from '../../src/math/index.ts'
import { expectSound, QUICK, sentences } from './samples.ts'

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

describe('at the limits of what may be asked', () => {
  test('one label that texts may have or not', () => {
    const urgent = trainClassifier([
      { text: 'the server is down', label: ['urgent'] },
      { text: 'nothing works since noon', label: ['urgent'] },
      { text: 'thanks for lunch', label: [] },
      { text: 'see you on monday', label: [] }
    ])
    expect(urgent.labels).toEqual(['urgent'])
    expect(urgent.classifyAll('the server is down again').labels).toEqual(['urgent'])
    expect(urgent.classifyAll('thanks, see you on monday').labels).toEqual([])
    expect(loadClassifier(urgent.save()).classify('is it down')).toEqual(urgent.classify('is it down'))
  })

  test.each([1e-6, 1e6])('ridge %d trains, saves and loads', ridge => {
    const examples = sentences(12)
    const classifier = trainClassifier(examples, { ridge })
    expect(loadClassifier(classifier.save()).classify(examples[0].text)).toEqual(classifier.classify(examples[0].text))
  })

  test.each([1e-6, 1e6])('a weight of %d trains', weight => {
    const examples = sentences(12).map((example, i) => (i === 3 ? { ...example, weight } : example))
    expect(Number.isFinite(trainClassifier(examples).classify(examples[0].text).probability)).toBe(true)
  })

  test('the threshold of several labels is chosen for the labels given', () => {
    const examples = Array.from({ length: 60 }, (_, i) => ({
      text: `${['ball', 'rook', 'rain'][i % 3]} number ${i % 7} ${i % 5 === 0 ? 'pawn' : 'goal'}`,
      label: [['football', 'chess', 'weather'][i % 3]].concat(i % 10 === 9 ? ['chess'] : [])
    }))
    const threshold = (precision: number) => trainClassifier(examples, { precision }).info.threshold ?? Number.NaN
    expect(threshold(0.95)).toBeGreaterThan(threshold(0.3))
    expect(threshold(0.95)).toBeGreaterThan(0.3)
  })
})

test('only the ratios of weights matter', () => {
  for (const count of [12, 300]) {
    const examples = sentences(count).map((example, i) => ({ ...example, weight: 1 + (i % 3) }))
    const heavy = examples.map(example => ({ ...example, weight: example.weight * 1024 }))
    const [a, b] = [trainClassifier(examples, QUICK), trainClassifier(heavy, QUICK)]
    expect(b.classify(examples[0].text).probability).toBeCloseTo(a.classify(examples[0].text).probability, 9)
  }
})

test('a large classifier of light examples loads again', () => {
  const light = sentences(300).map(example => ({ ...example, weight: 1e-6 }))
  const classifier = trainClassifier(light, QUICK)
  expect(loadClassifier(classifier.save()).classify(light[0].text)).toEqual(classifier.classify(light[0].text))
})
