import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeModel } from '../../src/model/index.ts'
import {
  encodeWordVectors,
  loadWordVectors,
  normalize,
  rankWeights,
  type WordVectorsSource
} from '../../src/text/index.ts'
import { FILE, hashOf, NGRAMS, normals, plainEmbed, SOURCE, WORDS } from './word-samples.ts'

const loaded = loadWordVectors(FILE)
const lengthOf = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector))

/** Texts of known words, of words made of known n-grams, and of anything. */
const anyText = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...WORDS,
        ...NGRAMS,
        'GOAL',
        'ﬁ',
        ' ',
        ', ',
        '\u200b',
        '😀',
        '\ud800',
        'İ',
        'e\u0301',
        '漢字',
        '12'
      )
    )
    .map(parts => parts.join('')),
  fc.array(fc.constantFrom(...WORDS, 'unbanked', 'goals', 'x', '2004')).map(words => words.join(' ')),
  fc.string({ unit: 'binary' })
)

describe('the vector of a text', () => {
  test('has length 1 or is all zeros, and the parts of its words sum to it', () => {
    fc.assert(
      fc.property(anyText, text => {
        const vector = loaded.embed(text)
        const parts = loaded.trace(text)
        const sum = Array.from(vector, (_, j) => parts.reduce((total, { part }) => total + part[j], 0))
        expect(lengthOf(vector)).toBeCloseTo(parts.length === 0 ? 0 : 1, 6)
        sum.forEach((x, j) => {
          expect(x).toBeCloseTo(vector[j], 5)
        })
      }),
      { seed: 1, numRuns: 300 }
    )
  })

  test('is what a plain program says', () => {
    const plain = anyText.filter(text => !/[\u0e00-\uffff\p{Default_Ignorable_Code_Point}]/u.test(text))
    fc.assert(
      fc.property(plain, text => {
        plainEmbed(FILE, text).forEach((x, j) => {
          expect(loaded.embed(text)[j]).toBeCloseTo(x, 6)
        })
      }),
      { seed: 2, numRuns: 300 }
    )
  })

  test('does not depend on texts before it, nor on where it is written', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), texts => {
        const out = new Float32Array(loaded.dims).fill(7)
        for (const text of texts) expect(loaded.embed(text, out)).toBe(out)
        expect(out).toEqual(loadWordVectors(FILE).embed(texts[texts.length - 1]))
      }),
      { seed: 3, numRuns: 60 }
    )
  })

  test.each(['', ' \n', '😀🎉', '\ud800\udc00\udbff', '!!! ???', '2004 17', 'x y z'])('%j: no word counts', text => {
    expect(loaded.embed(text, new Float32Array(5).fill(3))).toEqual(new Float32Array(5))
    expect(loaded.trace(text)).toEqual([])
  })

  test('of a hundred kilobytes, of words or of one run of letters', () => {
    const long = 'late goal, '.repeat(10_000)
    expect(loaded.embed(long)).toEqual(loaded.embed('late goal'))
    expect(loaded.trace(long)).toHaveLength(20_000)
    expect(lengthOf(loaded.embed('goal'.repeat(25_000)))).toBeCloseTo(1, 6)
  })

  test('weighs a rare word by one and a frequent one by less', () => {
    const { words, vectors } = SOURCE
    const rare = { ...SOURCE, weights: words.map(() => 1) }
    expect(loadWordVectors(encodeWordVectors(rare)).embed('the bank')).not.toEqual(loaded.embed('the bank'))
    const none = { ...SOURCE, weights: words.map(word => (word === 'bank' ? 1 : 0)), bits: 8 }
    const one = loadWordVectors(encodeWordVectors(none))
    const row = Array.from(vectors.data.subarray(3 * 5, 4 * 5))
    one.embed('the late bank').forEach((x, j) => {
      expect(x).toBeCloseTo(row[j] / lengthOf(row), 1)
    })
    expect(one.trace('the late bank').map(({ start }) => start)).toEqual([9])
  })

  test('refuses what is no text and what does not fit', () => {
    expect(() => loaded.embed(3 as unknown as string)).toThrow('text: expected a string, got 3')
    expect(() => loaded.trace(null as unknown as string)).toThrow('text: expected a string, got null')
    expect(() => loaded.vectorOf(undefined as unknown as string)).toThrow('text: expected a string, got undefined')
    expect(() => loaded.embed('goal', new Float32Array(4))).toThrow('out: expected 5 numbers, got 4')
  })
})

describe('the places of words', () => {
  test('are those in the text as it was given', () => {
    const text = '\u200b“ＧＯＡＬ” at the un\u00adusual Cafe\u0301, x'
    expect(loaded.trace(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'ＧＯＡＬ',
      'the',
      'un\u00adusual',
      'Cafe\u0301'
    ])
  })

  test('hold the word whose vector each part is', () => {
    fc.assert(
      fc.property(anyText, text => {
        for (const { start, end, part } of loaded.trace(text)) {
          const alone = loaded.vectorOf(text.slice(start, end))
          if (alone === undefined) continue
          const cosine = alone.reduce((dot, x, j) => dot + x * part[j], 0) / lengthOf(alone) / lengthOf(part)
          expect(cosine).toBeCloseTo(1, 5)
        }
      }),
      { seed: 4, numRuns: 200 }
    )
  })
})

describe('words the table does not have', () => {
  test('get a vector from their spelling, but are not in the table', () => {
    expect(loaded.vectorOf('goals')).toBeUndefined()
    expect(lengthOf(loaded.embed('goals'))).toBeCloseTo(1, 6)
    expect(loaded.vectorOf('GOAL')).toEqual(loaded.vectorOf('goal'))
    expect(loaded.vectorOf('late goal')).toBeUndefined()
    expect(loaded.vectorOf('')).toBeUndefined()
  })

  test('do not count where nothing of their spelling is known, or the file has no n-grams', () => {
    const { subwords: _, ...rest } = SOURCE
    const without = loadWordVectors(encodeWordVectors(rest))
    expect(without.trace('goals unbanked')).toEqual([])
    expect(without.embed('late goals')).toEqual(without.embed('late'))
    expect(loaded.embed('late xylem')).toEqual(loaded.embed('late'))
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is a word like others', word => {
    expect(loaded.vectorOf(word) === undefined).toBe(word !== 'constructor')
  })
})

describe('a file', () => {
  test.each([
    [8, 0.006],
    [5, 0.06],
    [4, 0.11],
    [3, 0.2],
    [2, 0.36]
  ])('of %i bits a number keeps a vector to within %d of its length', (bits, most) => {
    const words = Array.from({ length: 50 }, (_, i) => `w${i}`)
    const vectors = normals(50, 33, 9)
    const read = loadWordVectors(encodeWordVectors({ name: 'x', words, vectors, bits }))
    let error = 0
    words.forEach((word, i) => {
      const row = read.vectorOf(word)
      if (row === undefined) throw new Error(`${word} is lost`)
      row.forEach((x, j) => {
        error += (x - vectors.data[i * 33 + j]) ** 2
      })
    })
    expect(Math.sqrt(error) / lengthOf(vectors.data)).toBeLessThan(most)
    expect(Math.sqrt(error) / lengthOf(vectors.data)).toBeGreaterThan(most / 4)
  })

  test('keeps zeros, and numbers as small and as large as half precision goes', () => {
    const words = ['zero', 'small', 'large']
    const data = Float64Array.of(0, 0, 2e-7, -2e-7, 65504, -65504)
    const read = loadWordVectors(encodeWordVectors({ name: 'x', words, vectors: { rows: 3, cols: 2, data } }))
    expect(read.vectorOf('zero')).toEqual(new Float32Array(2))
    expect(read.embed('zero')).toEqual(new Float32Array(2))
    for (const word of ['small', 'large']) {
      const [a, b] = read.vectorOf(word) ?? []
      expect(a / -b).toBeCloseTo(1, 1)
      expect(Math.abs(a)).toBeCloseTo(word === 'large' ? 65504 : 0, word === 'large' ? -3 : 6)
    }
    expect(read.embed('small')[0]).toBeCloseTo(Math.SQRT1_2, 2)
  })

  test('is the same bytes each time, says what it is, and is read where it is not aligned', () => {
    expect(encodeWordVectors(SOURCE)).toEqual(FILE)
    expect([loaded.name, loaded.dims, loaded.size]).toEqual(['toy', 5, WORDS.length])
    const shifted = new Uint8Array(FILE.length + 1)
    shifted.set(FILE, 1)
    for (const bytes of [shifted.subarray(1), FILE.slice().buffer]) {
      const read = loadWordVectors(bytes)
      expect(read.fingerprint).toBe(loaded.fingerprint)
      expect(read.embed('late unbanked goal')).toEqual(loaded.embed('late unbanked goal'))
    }
  })

  test('has a fingerprint that anything in it changes', () => {
    const changes: Partial<WordVectorsSource>[] = [
      {},
      { name: 'tox' },
      { bits: 4 },
      { words: ['thy', ...WORDS.slice(1)] },
      { weights: WORDS.map(() => 1) },
      { vectors: normals(WORDS.length, 5, 3) },
      { normalize: { accents: true } },
      { subwords: { ngrams: NGRAMS, vectors: normals(NGRAMS.length, 5, 3), min: 3, max: 4, weight: 0.5 } }
    ]
    const prints = changes.map(change => loadWordVectors(encodeWordVectors({ ...SOURCE, ...change })).fingerprint)
    expect(prints[0]).toBe(loaded.fingerprint)
    for (const print of prints) expect(print).toMatch(/^[0-9a-f]{16}$/)
    expect(new Set(prints).size).toBe(prints.length)
  })

  test('of no words knows none', () => {
    const read = loadWordVectors(
      encodeWordVectors({ name: '', words: [], vectors: { rows: 0, cols: 2, data: new Float64Array() } })
    )
    expect([read.size, read.embed('goal'), read.vectorOf('goal')]).toEqual([0, new Float32Array(2), undefined])
  })

  test('normalises as it was made to', () => {
    const read = loadWordVectors(encodeWordVectors({ ...SOURCE, normalize: { accents: true } }))
    expect(read.vectorOf('cafe')).toEqual(loaded.vectorOf('café'))
    expect(loaded.vectorOf('cafe')).toBeUndefined()
  })
})

describe('of words with one hash', () => {
  test('the first is kept', () => {
    const [frequent, rare] = collision()
    expect(hashOf(frequent)).toBe(hashOf(rare))
    const vectors = { rows: 3, cols: 1, data: Float64Array.of(1, 2, 3) }
    const bytes = encodeWordVectors({ name: 'x', words: [frequent, rare, 'Goal'], vectors })
    const read = loadWordVectors(bytes)
    expect(read.size).toBe(2)
    expect(read.vectorOf(rare)?.[0]).toBeCloseTo(1, 1)
    const twice = loadWordVectors(encodeWordVectors({ name: 'x', words: ['GOAL', 'late', 'goal'], vectors }))
    expect([twice.size, twice.vectorOf('goal')?.[0].toFixed(1)]).toEqual([2, '1.0'])
  })
})

/** The first two numbers in words whose hashes are equal: by the birthday paradox 2¹⁷ are enough. */
function collision(): [string, string] {
  const seen = new Map<number, string>()
  for (let i = 0; i < 2 ** 20; i++) {
    const word = `w${i}`
    const before = seen.get(hashOf(word))
    if (before !== undefined) return [before, word]
    seen.set(hashOf(word), word)
  }
  throw new Error('no collision')
}

describe('weights by rank', () => {
  test('rise from frequent words to rare ones, and are those of the formula', () => {
    const weights = rankWeights(20_000)
    expect(Array.from(weights).every((w, i) => i === 0 || w > weights[i - 1])).toBe(true)
    const total = Array.from(weights, (_, i) => 1 / (i + 2.7)).reduce((sum, p) => sum + p)
    expect(weights[99]).toBeCloseTo(1e-3 / (1e-3 + 1 / 101.7 / total), 12)
    expect(rankWeights(0)).toEqual(new Float64Array())
  })
})

describe('what no file can be made of', () => {
  const bad: [string, Partial<Record<keyof WordVectorsSource, unknown>>][] = [
    ['name: expected a string, got 3', { name: 3 }],
    ['source.wrods: unknown option, expected one of name, words', { wrods: [] } as object],
    ['words: expected an array of strings, got undefined', { words: undefined }],
    ['vectors: expected { rows, cols, data }, got undefined', { vectors: undefined }],
    ['subwords.alphabet: unknown option', { subwords: { ...SOURCE.subwords, alphabet: 'a' } }],
    ['bits: expected an integer from 2 to 8, got 1', { bits: 1 }],
    ['bits: expected an integer from 2 to 8, got 9', { bits: 9 }],
    ['vectors.rows: expected 10, got 11', { words: WORDS.slice(1) }],
    [
      'words[10]: expected one token, of letters, digits and marks, got "don\'t"',
      { words: [...WORDS.slice(1), "don't"] }
    ],
    ['words[10]: expected one token, of letters, digits and marks, got ""', { words: [...WORDS.slice(1), ''] }],
    ['words[10]: expected a string, got 3', { words: [...WORDS.slice(1), 3] }],
    ['weights: expected 11, got 1', { weights: [1] }],
    ['expected a number from 0 to 1, got 1.1', { weights: WORDS.map(() => 1.1) }],
    ['expected a number from 0 to 1, got NaN', { weights: WORDS.map(() => Number.NaN) }],
    ['vectors.cols: expected an integer from 1', { vectors: { rows: 11, cols: 0, data: new Float64Array() } }],
    ['vectors.data: expected 55, got 54', { vectors: { rows: 11, cols: 5, data: new Float64Array(54) } }],
    [
      '][0]: expected a number within ±65504, got NaN',
      { vectors: { rows: 11, cols: 5, data: new Float64Array(55).fill(Number.NaN) } }
    ],
    [
      '][0]: expected a number within ±65504, got 70000',
      { vectors: { rows: 11, cols: 5, data: new Float64Array(55).fill(70_000) } }
    ],
    ['normalize.case: unknown option', { normalize: { case: true } }],
    ['subwords.min: expected an integer from 1 to 64, got 0', { subwords: { ...SOURCE.subwords, min: 0 } }],
    ['subwords.max: expected an integer from 3 to 64, got 2', { subwords: { ...SOURCE.subwords, max: 2 } }],
    ['subwords.weight: expected a number from 0 to 1, got 2', { subwords: { ...SOURCE.subwords, weight: 2 } }],
    ['subwords.vectors.rows: expected 8, got 9', { subwords: { ...SOURCE.subwords, ngrams: NGRAMS.slice(1) } }],
    ['subwords.ngrams[0]: expected a string, got 1', { subwords: { ...SOURCE.subwords, ngrams: [1] } }],
    [
      'subwords.vectors.cols: expected 5, got 4',
      { subwords: { ...SOURCE.subwords, vectors: normals(NGRAMS.length, 4, 1) } }
    ]
  ]
  test.each(bad)('%s', (message, change) => {
    expect(() => encodeWordVectors({ ...SOURCE, ...change } as WordVectorsSource)).toThrow(message)
  })

  test('the sample itself is sound', () => {
    expect(decodeModel(FILE).kind).toBe('waymark-word-vectors')
    expect(normalize('Café')).toBe('café')
  })
})
