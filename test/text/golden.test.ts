import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Sparse } from '../../src/math/sparse.ts'
import {
  hashingVectorizer,
  murmur3,
  normalize,
  stopWordList,
  trainTfidfVectorizer,
  utf8
} from '../../src/text/index.ts'

interface GoldenMatrix {
  rows: number
  cols: number
  indptr: number[]
  indices: number[]
  values: number[]
}

interface GoldenCase {
  options: Record<string, unknown> & { stopWords?: string[] }
  matrix: GoldenMatrix
  vocabulary: string[]
  idf?: number[]
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/golden/text/${name}.json`, import.meta.url), 'utf8'))

function optionsOf({ stopWords, ...rest }: GoldenCase['options']): Record<string, unknown> {
  return stopWords === undefined ? rest : { ...rest, stopWords: stopWordList('golden', stopWords) }
}

function expectSame(ours: Sparse, golden: GoldenMatrix): void {
  expect([ours.rows, ours.cols]).toEqual([golden.rows, golden.cols])
  expect(Array.from(ours.indptr)).toEqual(golden.indptr)
  expect(Array.from(ours.indices)).toEqual(golden.indices)
  expect(ours.values.length).toBe(golden.values.length)
  let worst = 0
  for (let i = 0; i < golden.values.length; i++) {
    worst = Math.max(worst, Math.abs(ours.values[i] - golden.values[i]) / Math.max(1, Math.abs(golden.values[i])))
  }
  expect(worst).toBeLessThan(1e-6)
}

describe('scikit-learn HashingVectorizer', () => {
  const { texts, cases } = read('hashing') as { texts: string[]; cases: GoldenCase[] }
  it.each(cases.map(one => [JSON.stringify(one.options), one] as const))('%s', (_, { options, matrix }) => {
    expectSame(hashingVectorizer(optionsOf(options)).transform(texts), matrix)
  })

  it('covers a column whose signs cancel', () => {
    expect(cases.some(({ matrix }) => matrix.values.includes(0))).toBe(true)
  })
})

describe('scikit-learn TfidfVectorizer', () => {
  const { texts, cases } = read('tfidf') as { texts: string[]; cases: GoldenCase[] }
  it.each(cases.map(one => [JSON.stringify(one.options), one] as const))('%s', (_, golden) => {
    const vectorizer = trainTfidfVectorizer(texts, optionsOf(golden.options))
    expect(vectorizer.vocabulary).toEqual(golden.vocabulary)
    golden.idf?.forEach((idf, column) => {
      expect(vectorizer.tfidf.idf[column]).toBeCloseTo(idf, 10)
    })
    expectSame(vectorizer.transform(texts), golden.matrix)
  })
})

describe('scikit-learn murmurhash3_32', () => {
  const { vectors } = read('murmur') as { vectors: { text: string; seed: number; hash: number }[] }
  it.each(vectors)('$text with seed $seed', ({ text, seed, hash }) => {
    const bytes = utf8(text)
    expect(murmur3(bytes, 0, bytes.length, seed)).toBe(hash)
  })
})

describe('Python str.lower', () => {
  const { words } = read('lower') as { words: { text: string; lower: string }[] }
  it.each(words)('$text', ({ text, lower }) => {
    expect(normalize(text, { marks: false, unicode: false })).toBe(lower)
  })
})
