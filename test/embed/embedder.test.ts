import { describe, expect, test } from 'vitest'
import { DRIFT_LIMIT, EMBEDDER_DEFAULTS, loadEmbedder, trainEmbedder, trainRowEmbedder } from '../../src/embed/index.ts'
import { rowOf } from '../../src/math/index.ts'
import { createFeaturizer, englishStopWords, porter } from '../../src/text/index.ts'
import { topicTexts } from './samples.ts'

const texts = topicTexts(120, 12, 1)
const embedder = trainEmbedder(texts, { dims: 16 })
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, j) => sum + x * b[j], 0)

/** Words of many kinds, names of what objects have among them. */
const STRANGE = [
  '',
  ' \n',
  '__proto__',
  'constructor',
  '\ud800',
  '\ud83d\ude00',
  'toString hasOwnProperty',
  '懵逼了',
  'a'.repeat(9999)
]

test('vectors have length 1, and texts about one thing are near each other', () => {
  const { rows, cols, data } = embedder.embedAll(texts)
  expect([rows, cols, embedder.dims, data.length]).toEqual([120, 16, 16, 120 * 16])
  let same = 0
  let other = 0
  for (let i = 0; i < 120; i++) {
    const vector = rowOf({ rows, cols, data }, i)
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
    same += dot(vector, rowOf({ rows, cols, data }, (i + 12) % 120)) / 120
    other += dot(vector, rowOf({ rows, cols, data }, (i + 5) % 120)) / 120
  }
  expect(same).toBeGreaterThan(other + 0.4)
})

test('words that never meet are near where they meet the same words', () => {
  const meeting = [
    'car road engine',
    'auto road engine',
    'car wheel engine',
    'auto wheel road',
    'cat milk mouse',
    'cat fur milk',
    'dog fur mouse'
  ]
  const { embed } = trainEmbedder(meeting, { dims: 2 })
  expect(dot(embed('car'), embed('auto'))).toBeGreaterThan(0.9)
  expect(Math.abs(dot(embed('car'), embed('cat')))).toBeLessThan(0.2)
})

test('a text alone has the bits it has among others, trained, folded in or loaded', () => {
  const all = [...texts.slice(0, 5), ...STRANGE, ...topicTexts(5, 30, 2)]
  const loaded = loadEmbedder(embedder.save())
  const vectors = embedder.embedAll(all)
  expect(loaded.embedAll(all)).toEqual(vectors)
  all.forEach((text, i) => {
    expect(embedder.embed(text)).toEqual(rowOf(vectors, i))
    expect(loaded.embed(text)).toEqual(rowOf(vectors, i))
  })
})

test('it is the row embedder over the featurizer that its file names', () => {
  const options = { dims: 8, words: [1, 2] as const, stem: porter, stopWords: englishStopWords, buckets: 4096 }
  const featurizer = createFeaturizer({
    stem: porter,
    stopWords: englishStopWords,
    blocks: [{ name: 'word', kind: 'word', min: 1, max: 2, dims: 4096, signed: false }]
  })
  const [counts] = featurizer.transform(texts)
  const rows = trainRowEmbedder(counts, { dims: 8 })
  const trained = trainEmbedder(texts, options)
  expect(trained.embedAll(texts)).toEqual(rows.encodeRows(counts).vectors)
  expect(trained.rows.share).toBe(rows.share)
  expect(trained.info).toEqual({
    texts: 120,
    terms: rows.weights.columns.length,
    share: rows.share,
    stem: porter.name,
    stopWords: englishStopWords.name
  })
  expect(trained.embed('the of and')).toEqual(new Float32Array(8))
})

test('the first numbers are a smaller embedder', () => {
  const small = embedder.truncate(5)
  const whole = embedder.embed(texts[3]).slice(0, 5)
  const length = Math.hypot(...whole)
  small.embed(texts[3]).forEach((x, j) => {
    expect(x).toBeCloseTo(whole[j] / length, 5)
  })
  expect([small.dims, small.info.texts, small.info.share < embedder.info.share]).toEqual([5, 120, true])
  expect(loadEmbedder(small.save()).embedAll(texts)).toEqual(small.embedAll(texts))
  expect(embedder.truncate(16)).toBe(embedder)
})

describe('texts without anything known', () => {
  test.each(STRANGE)('%j is zeros', text => {
    expect(embedder.embed(text)).toEqual(new Float32Array(16))
  })

  test.each<[string, string[]]>([
    ['no texts', []],
    ['one text', ['a single text']],
    ['empty texts', ['', ' ', '…']],
    ['texts that share no word', ['one two', 'three four']]
  ])('%s train an embedder of 0 dims, which gives empty vectors', (_, given) => {
    const none = trainEmbedder(given)
    expect([none.dims, none.info.texts, none.info.terms, none.info.share]).toEqual([0, given.length, 0, 0])
    expect(none.embed('one two')).toEqual(new Float32Array(0))
    expect(none.embedAll(['one', 'two'])).toEqual({ rows: 2, cols: 0, data: new Float32Array(0) })
    expect(none.embedAll([])).toEqual({ rows: 0, cols: 0, data: new Float32Array(0) })
    expect(loadEmbedder(none.save()).info).toEqual(none.info)
    expect(none.drift(['one two'])).toBe(1)
    expect(none.drift([''])).toBe(0)
  })

  test('words of objects are words', () => {
    const odd = trainEmbedder(
      ['__proto__ constructor', 'constructor __proto__', 'toString valueOf', 'valueOf toString'],
      { dims: 4 }
    )
    expect(odd.dims).toBe(2)
    expect(dot(odd.embed('constructor'), odd.embed('__proto__'))).toBeCloseTo(1, 5)
    expect(dot(odd.embed('constructor'), odd.embed('valueOf'))).toBeCloseTo(0, 5)
  })
})

describe('drift', () => {
  test('is 0 for the training texts, whatever their order, and grows with the share of words that were never seen', () => {
    expect(Math.abs(embedder.drift(texts))).toBeLessThan(1e-6)
    expect(embedder.drift(['', ...texts.slice().reverse(), ' '])).toBeCloseTo(embedder.drift(texts), 12)
    const unseen = texts.map(text => text.replaceAll('topic', 'new'))
    const drifts = [0, 30, 60, 90, 120].map(count => embedder.drift([...texts.slice(count), ...unseen.slice(0, count)]))
    for (let i = 1; i < drifts.length; i++) expect(drifts[i]).toBeGreaterThan(drifts[i - 1] + 0.1)
    expect(drifts[4]).toBeLessThan(1)
  })

  test('is 1 for strange words, 0 for no texts, and below 0 for what is held best', () => {
    expect(embedder.drift(['nothing here was ever seen'])).toBe(1)
    expect(embedder.drift([])).toBe(0)
    expect(embedder.drift(['', ' '])).toBe(0)
    const shares = texts.map(text => 1 - embedder.drift([text]))
    const best = texts[shares.indexOf(Math.max(...shares))]
    expect(embedder.drift([best, best])).toBeLessThan(-0.05)
  })

  test('of more texts of the same kind is far from that of others, and stays below the limit while they are few', () => {
    const known = topicTexts(600, 12, 1)
    const large = trainEmbedder(known, { dims: 16 })
    const more = topicTexts(600, 12, 9)
    const other = topicTexts(600, 40, 9)
    expect(large.drift(more)).toBeLessThan(large.drift(other) - 0.2)
    expect(large.drift([...known, ...more.slice(0, 60)])).toBeLessThan(DRIFT_LIMIT)
    expect(large.drift([...known, ...other])).toBeGreaterThan(DRIFT_LIMIT)
  })
})

test('what is no text is named', () => {
  const bad = ['fine', 3] as unknown as string[]
  const message = 'texts[1]: expected a string, got 3'
  expect(() => trainEmbedder(bad)).toThrow(new TypeError(message))
  expect(() => embedder.embedAll(bad)).toThrow(new TypeError(message))
  expect(() => embedder.drift(bad)).toThrow(new TypeError(message))
  expect(() => embedder.embed(undefined as unknown as string)).toThrow(TypeError)
  expect(() => trainEmbedder('text' as unknown as string[])).toThrow(
    new TypeError('texts: expected an array of strings, got "text"')
  )
})

test.each<[object, string]>([
  [{ dims: 5000 }, 'options.dims: expected an integer from 1 to 4096, got 5000'],
  [{ words: [2, 1] }, 'options.words: expected [shortest, longest] within 1 to 8, got [2,1]'],
  [{ words: [1, 9] }, 'options.words: expected [shortest, longest] within 1 to 8, got [1,9]'],
  [{ words: 2 }, 'options.words: expected [shortest, longest] within 1 to 8, got 2'],
  [{ buckets: 0 }, 'options.buckets: expected an integer from 1 to 16777216, got 0'],
  [{ stem: 'porter' }, 'stem: expected a stemmer such as porter, or null, got "porter"'],
  [{ stopWords: ['the'] }, 'stopWords: expected stop words such as englishStopWords, or null'],
  [{ bits: 8 }, `options.bits: unknown option, expected one of ${Object.keys(EMBEDDER_DEFAULTS).join(', ')}`]
])('options %j: %s', (options, message) => {
  expect(() => trainEmbedder(texts, options)).toThrow(message)
})
