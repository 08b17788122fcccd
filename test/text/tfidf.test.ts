import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sparse } from '../../src/math/sparse.ts'
import { compareCodePoints } from '../../src/model/utf8.ts'
import {
  createFeaturizer,
  fitTfidf,
  hashingVectorizer,
  type TfidfOptions,
  tfidfFrom,
  trainTfidfVectorizer
} from '../../src/text/index.ts'

const options: fc.Arbitrary<TfidfOptions> = fc.record({
  useIdf: fc.boolean(),
  smoothIdf: fc.boolean(),
  sublinearTf: fc.boolean(),
  norm: fc.constantFrom('l2' as const, 'l1' as const, null)
})
const texts = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'dog', 'cat')).map(words => words.join(' ')))
const small = createFeaturizer({ blocks: [{ name: 'w', kind: 'word', min: 1, max: 2, dims: 5 }] })
const count = (from: readonly string[]): Sparse => small.transform(from)[0]

describe('fitTfidf', () => {
  it('weighs a row alone as it does in a matrix', () => {
    fc.assert(
      fc.property(texts, texts, options, (train, test, given) => {
        const tfidf = fitTfidf(count(train), given)
        const weighed = tfidf.transform(count(test))
        test.forEach((text, i) => {
          const row = tfidf.transformRow(small.transformOne(text)[0])
          expect(weighed.values.slice(weighed.indptr[i], weighed.indptr[i + 1])).toEqual(row.values)
          expect(row.values.every(Number.isFinite)).toBe(true)
        })
      })
    )
  })

  it('is all in its idf and options', () => {
    fc.assert(
      fc.property(texts, options, (train, given) => {
        const counts = count(train)
        const tfidf = fitTfidf(counts, given)
        const again = tfidfFrom(Float64Array.from(tfidf.idf), tfidf.options)
        expect(again.transform(counts)).toEqual(tfidf.transform(counts))
      })
    )
  })

  it('gives rows of unit norm, and leaves its input alone', () => {
    const counts = count(['dog cat dog', '', 'a'])
    const before = Float32Array.from(counts.values)
    const { indptr, values } = fitTfidf(counts).transform(counts)
    const norm = (i: number) => Math.hypot(...values.slice(indptr[i], indptr[i + 1]))
    expect(norm(0)).toBeCloseTo(1, 6)
    expect(norm(1)).toBe(0)
    expect(norm(2)).toBeCloseTo(1, 6)
    expect(counts.values).toEqual(before)
  })

  it('works by hand on signed counts', () => {
    const counts: Sparse = {
      rows: 2,
      cols: 3,
      indptr: Uint32Array.of(0, 2, 3),
      indices: Uint32Array.of(0, 1, 0),
      values: Float32Array.of(-2, 0, 1)
    }
    const tfidf = fitTfidf(counts, { sublinearTf: true, norm: null })
    expect(Array.from(tfidf.idf)).toEqual([1, Math.log(3 / 2) + 1, Math.log(3) + 1])
    expect(Array.from(tfidf.transform(counts).values)).toEqual([Math.fround(-1 - Math.log(2)), 0, 1])
    expect(Array.from(fitTfidf(counts, { smoothIdf: false }).idf)).toEqual([1, Math.log(2) + 1, 0])
    expect(Array.from(fitTfidf(counts, { useIdf: false }).idf)).toEqual([1, 1, 1])
  })

  it('refuses bad options and matrices of another width', () => {
    expect(() => fitTfidf(count(['a']), { smooth: true } as TfidfOptions)).toThrow('tfidf.smooth: unknown option')
    expect(() => fitTfidf(count(['a']), { norm: 'l3' as 'l2' })).toThrow('tfidf.norm: expected "l2" or "l1" or null')
    const tfidf = fitTfidf(count(['a']))
    expect(() => tfidf.transform({ ...count(['a']), cols: 6 })).toThrow('counts.cols: expected 5, got 6')
    expect(() => tfidf.transformRow({ indices: Uint32Array.of(5), values: Float32Array.of(1) })).toThrow(
      'row: expected columns below 5, got 5'
    )
  })
})

describe('trainTfidfVectorizer', () => {
  it('sorts by code point', () => {
    expect(['\u{1d4b3}', '\uff5a', 'z', 'za', ''].sort(compareCodePoints)).toEqual([
      '',
      'z',
      'za',
      '\uff5a',
      '\u{1d4b3}'
    ])
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const bytes = Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))
        expect(Math.sign(compareCodePoints(a, b))).toBe(bytes)
      })
    )
  })

  it('keeps words that objects have of their own', () => {
    const { vocabulary, transform } = trainTfidfVectorizer(['constructor __proto__ toString', '__proto__'], {
      lowercase: false
    })
    expect(vocabulary).toEqual(['__proto__', 'constructor', 'toString'])
    expect(Array.from(transform(['toString valueOf constructor']).indices)).toEqual([1, 2])
  })

  it('passes over unknown terms', () => {
    const { rows, cols, indices } = trainTfidfVectorizer(['some words']).transform(['others', ''])
    expect([rows, cols, indices.length]).toEqual([2, 2, 0])
  })

  it('refuses by name', () => {
    expect(() => trainTfidfVectorizer(['a b'])).toThrow('texts: expected at least one term within minDf 1 and maxDf 1')
    expect(() => trainTfidfVectorizer(['ab'], { minDf: -1 })).toThrow(
      'tfidfVectorizer.minDf: expected a number from 0 up'
    )
    expect(() => trainTfidfVectorizer(['ab'], { maxFeatures: 0 })).toThrow(
      'tfidfVectorizer.maxFeatures: expected an integer'
    )
    expect(() => trainTfidfVectorizer(['ab'], { ngramRange: [2, 1] })).toThrow('tfidfVectorizer.ngramRange: expected')
    expect(() => hashingVectorizer({ analyzer: 'char' as 'word' })).toThrow(
      'hashingVectorizer.analyzer: expected "word"'
    )
  })
})
