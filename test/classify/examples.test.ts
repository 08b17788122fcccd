import { describe, expect, test } from 'vitest'
import { lossWeights, readExamples, show, targetsOf } from '../../src/classify/examples.ts'
import { type Example, trainClassifier } from '../../src/classify/index.ts'
import { QUICK } from './samples.ts'

const good: Example = { text: 'rain today', label: 'weather' }
const bad = (second: unknown) => () => trainClassifier([good, second] as Example[], QUICK)

describe('what is wrong with an example is said', () => {
  test.each<[unknown, string]>([
    [undefined, 'examples[1]: expected { text, label }, got undefined'],
    [null, 'examples[1]: expected { text, label }, got null'],
    ['a text', 'examples[1]: expected { text, label }, got "a text"'],
    [{ label: 'b' }, 'examples[1].text: expected a string, got undefined'],
    [{ text: 7, label: 'b' }, 'examples[1].text: expected a string, got 7'],
    [{ text: 'x' }, 'examples[1].label: expected a string, got undefined'],
    [{ text: 'x', label: 7 }, 'examples[1].label: expected a string, got 7'],
    [{ text: 'x', label: {} }, 'examples[1].label: expected a string, got an object'],
    [{ text: 'x', label: ['b', null] }, 'examples[1].label[1]: expected a string, got null'],
    [{ text: 'x', label: [['b']] }, 'examples[1].label[0]: expected a string, got a list'],
    [{ text: 'x', label: 'b', weight: Number.NaN }, 'examples[1].weight: expected a number from 1e-6 to 1e6, got NaN'],
    [{ text: 'x', label: 'b', weight: 0 }, 'examples[1].weight: expected a number from 1e-6 to 1e6, got 0'],
    [{ text: 'x', label: 'b', weight: -1 }, 'examples[1].weight: expected a number from 1e-6 to 1e6, got -1'],
    [
      { text: 'x', label: 'b', weight: Infinity },
      'examples[1].weight: expected a number from 1e-6 to 1e6, got Infinity'
    ],
    [{ text: 'x', label: 'b', weight: '2' }, 'examples[1].weight: expected a number from 1e-6 to 1e6, got "2"']
  ])('%o', (second, message) => {
    expect(bad(second)).toThrow(message)
  })

  test.each<[unknown, string]>([
    [undefined, 'examples: expected a list of { text, label }, got undefined'],
    [{ length: 2 }, 'examples: expected a list of { text, label }, got an object'],
    ['ab', 'examples: expected a list of { text, label }, got "ab"'],
    [[], 'examples: expected at least two, got none'],
    [[good], 'examples: expected at least two different labels, got only "weather"'],
    [[good, good, good], 'examples: expected at least two different labels, got only "weather"'],
    [
      [
        { text: 'x', label: [] },
        { text: 'y', label: [] }
      ],
      'examples: expected at least one label, got none'
    ]
  ])('as a whole: %o', (examples, message) => {
    expect(() => trainClassifier(examples as Example[], QUICK)).toThrow(message)
  })

  test('a long string is cut, and no error is longer than a line', () => {
    expect(show('x'.repeat(1000))).toBe(`"${'x'.repeat(40)}…"`)
    expect(show([1, 2])).toBe('a list')
    expect(show(Symbol('s'))).toBe('Symbol(s)')
  })
})

describe('reading', () => {
  test('labels come by code point, not by UTF-16 unit, each once', () => {
    // U+FF61 stands before U+1F600, whose first unit is U+D83D.
    const names = ['\u{1f600}', '\uff61', 'constructor', '', '__proto__', 'a', 'B', 'aa', '\u{1f600}']
    const table = readExamples(names.map(label => ({ text: 't', label })))
    expect(table.names).toEqual(['', 'B', '__proto__', 'a', 'aa', 'constructor', '\uff61', '\u{1f600}'])
    expect(table.labels.map(([label]) => table.names[label])).toEqual(names)
    expect(table.multiLabel).toBe(false)
  })

  test('any list makes several labels possible; repeats in a list count once, order does not', () => {
    const table = readExamples([
      { text: 'x', label: 'b' },
      { text: 'y', label: ['c', 'a', 'c'] },
      { text: 'z', label: [] }
    ])
    expect(table.multiLabel).toBe(true)
    expect(table.labels.map(list => Array.from(list))).toEqual([[1], [0, 2], []])
  })

  test('an iterable is read once, and other fields are left alone', () => {
    let reads = 0
    function* stream() {
      reads++
      yield { text: 'x', label: 'a', weight: 2, id: 7 }
      yield { text: 'y', label: 'b' }
    }
    const table = readExamples(stream())
    expect([table.texts, Array.from(table.weights), reads]).toEqual([['x', 'y'], [2, 1], 1])
  })

  test('for a classifier, labels are its own, and one each unless it gives several', () => {
    const one = { labels: ['a', 'b', 'z'], multiLabel: false }
    const table = readExamples([{ text: 'x', label: ['z'] }], one)
    expect([table.names, table.multiLabel, Array.from(table.labels[0])]).toEqual([one.labels, false, [2]])
    const read =
      (label: string | string[], known = one) =>
      () =>
        readExamples([good, { text: 'x', label }].slice(1), known)
    expect(read('q')).toThrow('examples[0].label: expected one of the labels trained on ("a", "b", "z"), got "q"')
    expect(read(['a', 'b'])).toThrow('examples[0].label: expected one label, as the classifier gives, got 2')
    expect(read([])).toThrow('examples[0].label: expected one label, as the classifier gives, got 0')
    expect(read(['a', 'b'], { ...one, multiLabel: true })).not.toThrow()
    expect(read(['a', 'q'], { ...one, multiLabel: true })).toThrow('examples[0].label[1]: expected one of the labels')
    expect(readExamples([{ text: 'x', label: 'a' }], { ...one, multiLabel: true }).multiLabel).toBe(true)
  })
})

test('targets: a column per label, one in all for two labels', () => {
  const lists = [[0], [1]].map(list => Uint32Array.from(list))
  expect(targetsOf(lists, 2, false)).toMatchObject({ rows: 2, cols: 1, data: Float64Array.of(0, 1) })
  expect(targetsOf(lists, 2, true)).toMatchObject({ rows: 2, cols: 2, data: Float64Array.of(1, 0, 0, 1) })
  expect(targetsOf(lists, 3, false)).toMatchObject({ rows: 2, cols: 3, data: Float64Array.of(1, 0, 0, 0, 1, 0) })
  const several = [[0, 2], []].map(list => Uint32Array.from(list))
  expect(targetsOf(several, 3, true).data).toEqual(Float64Array.of(1, 0, 1, 0, 0, 0))
})

test('balanced: every label weighs alike, times the weights of its own rows; the mean is 1', () => {
  const weighted = (scale: number) =>
    readExamples(['a', 'a', 'a', 'b'].map((label, i) => ({ text: '', label, weight: (i === 3 ? 2 : 1) * scale })))
  for (const scale of [1, 1000]) {
    // 4/6 three times and 4: the rows of b weigh twice as much as those of a.
    Array.from(lossWeights(weighted(scale), true)).forEach((weight, i) => {
      expect(weight).toBeCloseTo(([4 / 6, 4 / 6, 4 / 6, 4][i] * 4) / 6, 12)
    })
    Array.from(lossWeights(weighted(scale), false)).forEach((weight, i) => {
      expect(weight).toBeCloseTo(([1, 1, 1, 2][i] * 4) / 5, 12)
    })
  }
  const several = readExamples([
    { text: '', label: ['a', 'b'], weight: 3 },
    { text: '', label: [], weight: 3 }
  ])
  expect(Array.from(lossWeights(several, true))).toEqual([1, 1])
})
