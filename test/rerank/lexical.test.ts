import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LexicalScorer } from '../../src/rerank/lexical.ts'
import { createLexicon, type Lexicon } from '../../src/rerank/lexicon.ts'
import { countTerms } from '../../src/rerank/term-counts.ts'
import { type Fields, type Similar, slowLexicon, slowScores } from './slow-scores.ts'

/** Words that share beginnings and ends; each is spelled like some of the others. */
const WORDS = 'abaab abaaba abab baab baabaa a b aabb aabba bbbaa bbbaab abaabab'.split(' ')
const anyWord = fc.constantFrom(...WORDS)
const anyField = fc.array(anyWord, { maxLength: 9 })
const anyDocuments = fc
  .integer({ min: 1, max: 3 })
  .chain(fields =>
    fc.array(fc.array(anyField, { minLength: fields, maxLength: fields }), { minLength: 1, maxLength: 9 })
  )
const anyQuery = fc.array(fc.oneof(anyWord, fc.constantFrom('abaabb', 'unknown')), { maxLength: 7 })

/** A scorer over words that need no analysis, with a lexicon or with none. */
function scorerOf(given: readonly Fields[], stemmed: boolean, spelling: boolean) {
  const words = [...new Set(given.flat(2))]
  const numbers = new Map(words.map((word, t) => [word, t]))
  const documents = given.map(fields => fields.map(list => Uint32Array.from(list, word => numbers.get(word) as number)))
  const counts = countTerms(documents, words.length)
  const itself: Lexicon = {
    similar(word) {
      const term = numbers.get(word)
      return { terms: Uint32Array.from(term === undefined ? [] : [term]), weights: Float64Array.of(1) }
    }
  }
  const first =
    documents[0].length > 1
      ? countTerms(
          documents.map(fields => fields.slice(0, 1)),
          words.length
        )
      : undefined
  const lexicon = spelling ? createLexicon(words, () => true) : itself
  const scorer = new LexicalScorer({ documents, numberOf: word => numbers.get(word), counts, first, lexicon, stemmed })
  const similar: Similar = spelling ? slowLexicon(words) : word => new Map(numbers.has(word) ? [[word, 1]] : [])
  return { scorer, slow: (query: readonly string[]) => slowScores(given, query, similar, stemmed) }
}

describe('the score by words is BM25 worked out word by word', () => {
  test.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true]
  ])('stems %s, spelling %s', (stemmed, spelling) => {
    let different = 0
    fc.assert(
      fc.property(anyDocuments, fc.array(anyQuery, { minLength: 1, maxLength: 3 }), (documents, queries) => {
        const { scorer, slow } = scorerOf(documents, stemmed, spelling)
        // One after another, since a scorer keeps its room for sums.
        for (const query of queries) {
          const scores = scorer.score(query)
          const expected = slow(query)
          expect(scores).toHaveLength(documents.length)
          scores.forEach((score, i) => {
            expect(score).toBeCloseTo(expected[i], 10)
          })
          if (new Set(expected).size > 1) different++
        }
      }),
      { numRuns: 60 }
    )
    expect(different).toBeGreaterThan(30)
  })
})

test('one field, one word: the formula by hand', () => {
  const { scorer } = scorerOf([[['a', 'a', 'b']], [['b']], [['b', 'b']]], false, false)
  const idf = Math.log(1 + 2.5 / 1.5)
  expect(scorer.score(['a'])[0]).toBeCloseTo((idf * 2 * 2.2) / (2 + 1.2 * (0.25 + (0.75 * 3) / 2)), 12)
  expect(Array.from(scorer.score(['a']).subarray(1))).toEqual([0, 0])
  // Asked twice, it counts twice, but makes no pair with itself.
  expect(scorer.score(['a', 'a'])[0]).toBeCloseTo(2 * scorer.score(['a'])[0], 12)
})

test('the order of the words of a query counts, where they stand together', () => {
  const { scorer } = scorerOf([[['a', 'b', 'abab', 'aabb']], [['b', 'abab', 'a', 'aabb']]], false, false)
  const [together, apart] = scorer.score(['a', 'b'])
  expect(together).toBeGreaterThan(apart)
  expect(scorer.score(['b', 'a'])[0]).toBeLessThan(together)
})

test('no documents, no words', () => {
  const nothing = countTerms([], 0)
  const index = { documents: [], numberOf: () => undefined, counts: nothing, first: nothing, stemmed: true }
  const scorer = new LexicalScorer({ ...index, lexicon: createLexicon([], () => true) })
  expect(scorer.score(['a', 'b'])).toEqual(new Float64Array(0))
})
