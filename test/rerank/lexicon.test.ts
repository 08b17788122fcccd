import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLexicon } from '../../src/rerank/lexicon.ts'
import { slowLexicon } from './slow-scores.ts'

/** Few letters, so that words share grams, and few grams, so that no two of them share a bucket. */
const anyPart = fc.string({ unit: fc.constantFrom(...'ab'), maxLength: 7 })
const anyWord = fc
  .tuple(fc.constantFrom('', 'aabab', 'bbabaaa', 'aaaabb'), anyPart)
  .map(parts => parts.join(''))
  .filter(word => word !== '')
const anyWords = fc.uniqueArray(anyWord, { maxLength: 25 })

function similarTo(words: readonly string[], word: string, used: (term: number) => boolean = () => true) {
  const { terms, weights } = createLexicon(words, used).similar(word)
  return new Map(Array.from(terms, (term, s) => [words[term], weights[s]]))
}

test('finds what comparing with every word finds, as much alike', () => {
  let others = 0
  fc.assert(
    fc.property(anyWords, anyWord, (words, word) => {
      const found = similarTo(words, word)
      const expected = slowLexicon(words)(word)
      // A word right at the limit may fall on either side of it.
      for (const other of new Set([...found.keys(), ...expected.keys()])) {
        const [a, b] = [found.get(other) ?? 0.5, expected.get(other) ?? 0.5]
        expect(a).toBeCloseTo(b, 9)
        if (other !== word) others++
      }
    }),
    { numRuns: 100 }
  )
  expect(others).toBeGreaterThan(10)
})

test('the nearest first, itself before all others, at most 50', () => {
  fc.assert(
    fc.property(anyWords, fc.nat(), (words, pick) => {
      fc.pre(words.length > 0)
      const own = pick % words.length
      const { terms, weights } = createLexicon(words, () => true).similar(words[own])
      expect(weights[0]).toBeCloseTo(1, 12)
      expect(terms.includes(own)).toBe(true)
      weights.forEach((weight, s) => {
        expect(weight).toBeLessThanOrEqual(s === 0 ? 1 : weights[s - 1])
        expect(weight).toBeGreaterThanOrEqual(0.5)
      })
    }),
    { numRuns: 40 }
  )
  const many = Array.from({ length: 80 }, (_, i) => `incomprehensibility${i}`)
  const others = Array.from({ length: 3000 }, (_, i) => `${i}`)
  expect(createLexicon([...others, ...many], () => true).similar('incomprehensibility').terms).toHaveLength(50)
})

describe('knows words by their spelling', () => {
  const words = [
    'navigation',
    'navigieren',
    'bienenschwarm',
    'schwarm',
    'honigernte',
    'ernte',
    'constructor',
    '__proto__'
  ]

  test.each([
    ['navigations', 'navigation'],
    ['bienenschwärme', 'bienenschwarm'],
    ['honigernten', 'honigernte'],
    ['constructors', 'constructor'],
    ['__proto__', '__proto__']
  ])('%s is like %s', (word, like) => {
    expect([...similarTo(words, word).keys()][0]).toBe(like)
  })

  test('another word is not', () => {
    expect(similarTo(words, 'bread').size).toBe(0)
    expect(similarTo([], 'bread').size).toBe(0)
    expect(similarTo(words, '').size).toBe(0)
  })

  test('of its terms those alone that documents have', () => {
    expect(similarTo(words, 'navigation', term => term !== 0).has('navigation')).toBe(false)
    expect(similarTo(words, 'navigation', () => false).size).toBe(0)
  })

  test('a long word by its beginning, lone surrogates, astral characters', () => {
    const long = 'x'.repeat(10_000)
    expect(similarTo([long, 'y'], `${'x'.repeat(64)}y`).get(long)).toBe(1)
    expect(similarTo(['\ud800abcd', '𝒳𝒳𝒳'], '𝒳𝒳𝒳').get('𝒳𝒳𝒳')).toBeCloseTo(1, 12)
    expect(similarTo(['\ud800abcd'], '\ud800abcd').get('\ud800abcd')).toBeCloseTo(1, 12)
  })
})

test('words of two characters, which have one gram and no other that would tell, are themselves alone', () => {
  const characters = Array.from({ length: 3000 }, (_, i) => String.fromCharCode(0x4e00 + i))
  const words = [
    ...new Set(
      Array.from(
        { length: 8000 },
        (_, i) => characters[(i * 7919) % 3000] + characters[(i * 104_729 + (i >> 6)) % 2999]
      )
    )
  ]
  const latin = Array.from({ length: 8000 }, (_, i) => ((i * 2_654_435_761) % 2 ** 32).toString(26).slice(0, 4))
  const [own, other] = [createLexicon(words, () => true), createLexicon(latin, () => true)]
  for (let t = 0; t < 400; t++) {
    expect([...own.similar(words[t]).terms]).toEqual([t])
    expect(other.similar(words[t]).terms).toHaveLength(0)
  }
})

test('one search leaves nothing behind for the next', () => {
  const words = ['abab', 'ababa', 'baba', 'bbbb']
  const lexicon = createLexicon(words, () => true)
  const before = lexicon.similar('abab')
  for (const word of [...words, 'other', '']) lexicon.similar(word)
  expect(lexicon.similar('abab')).toEqual(before)
})
