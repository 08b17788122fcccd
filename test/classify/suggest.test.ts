import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { suggestExamples, trainClassifier } from '../../src/classify/index.ts'
import { QUICK, sentences, topicVectors } from './samples.ts'

const pool = sentences(90, 3)
const texts = pool.map(({ text }) => text)
const vectors = topicVectors()

describe.each([
  ['n-grams', {}],
  ['vectors', { vectors }]
])('by %s', (_, options) => {
  test('the first few show every label', () => {
    const labels = suggestExamples(texts, 6, options).map(({ index }) => pool[index].label)
    expect(new Set(labels).size).toBe(3)
  })

  test('more of them begin with the fewer', () => {
    const ten = suggestExamples(texts, 10, options)
    expect(suggestExamples(texts, 4, options)).toEqual(ten.slice(0, 4))
    for (const { index, text } of ten) expect(texts[index]).toBe(text)
  })

  test('a classifier turns them to what it does not know', () => {
    const known = trainClassifier(sentences(60, 8, ['cooking', 'football']), QUICK)
    const labels = suggestExamples(texts, 8, { ...options, classifier: known }).map(({ index }) => pool[index].label)
    const blind = suggestExamples(texts, 8, options).map(({ index }) => pool[index].label)
    const weather = (list: unknown[]) => list.filter(label => label === 'weather').length
    expect(weather(labels)).toBeGreaterThanOrEqual(weather(blind))
  })
})

test('any strings: as many as asked or all different ones, each once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 15 }),
      (list, count) => {
        const found = suggestExamples(list, count)
        const different = new Set(list)
        expect(found.length).toBe(Math.min(count, different.size))
        expect(new Set(found.map(({ text }) => text)).size).toBe(found.length)
        for (const { index, text } of found) expect(list.indexOf(text)).toBe(index)
      }
    ),
    { numRuns: 30 }
  )
})

test('a sample is drawn by the seed', () => {
  const some = suggestExamples(texts, 5, { sample: 20 })
  expect(suggestExamples(texts, 5, { sample: 20 })).toEqual(some)
  expect(suggestExamples(texts, 5, { sample: 20, seed: 1 })).not.toEqual(some)
  expect(suggestExamples(texts, 50, { sample: 20 })).toHaveLength(20)
})

test.each([
  ['text', 1, {}, 'pool: expected a list of strings, got "text"'],
  [[1], 1, {}, 'pool[0]: expected a string, got 1'],
  [[], 0, {}, 'count: expected an integer of at least 1, got 0'],
  [[], 1, { size: 1 }, 'options.size: unknown option; expected one of classifier, vectors, sample, seed'],
  [[], 1, { sample: 0 }, 'options.sample: expected an integer of at least 1, got 0']
])('%j, %j, %j: %s', (given, count, options, message) => {
  expect(() => suggestExamples(given as never, count, options as never)).toThrow(message)
})
