import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearby, pairsOf } from '../../src/rerank/nearby.ts'
import { slowNearby } from './slow-scores.ts'

const WORDS = [...'abcd']
const anyText = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 })
/** Numbers that share some of their bits, and none of them all. */
const NUMBERS = new Map(WORDS.map((word, i) => [word, [1, 33, 1025, 1058][i]]))
const NAMES = new Map(WORDS.map(word => [NUMBERS.get(word), word]))
const idf = Float64Array.from({ length: 1059 }, (_, i) => 0.5 + (i % 7) / 3)
const numberOf = (word: string) => NUMBERS.get(word)
const nameOf = (number: number) => NAMES.get(number) as string
const numbers = (words: readonly string[]) => Uint32Array.from(words, word => numberOf(word) as number)

test('pairs found are those that looking at every place finds', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (query, title, text) => {
      const pairs = pairsOf(query, numberOf, idf)
      const found = new Float64Array(pairs.length)
      for (const field of [title, text]) nearby(numbers(field), pairs, found)
      pairs.forEach(({ first, second }, k) => {
        expect(found[k]).toBe(slowNearby([title, text], nameOf(first), nameOf(second)))
      })
    }),
    { numRuns: 500 }
  )
})

test('a pair is two different neighbours that documents know, and weighs as the more frequent one, as often as it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS, 'unknown'), { maxLength: 12 }), query => {
      const asked = new Map<string, number>()
      query.slice(1).forEach((second, q) => {
        const first = query[q]
        if (first === second || first === 'unknown' || second === 'unknown') return
        const [a, b] = numbers([first, second])
        const weight = Math.min(idf[a], idf[b])
        asked.set(first + second, (asked.get(first + second) ?? 0) + weight)
      })
      const pairs = pairsOf(query, numberOf, idf)
      expect(new Map(pairs.map(pair => [nameOf(pair.first) + nameOf(pair.second), pair.weight]))).toEqual(asked)
      expect(pairs).toHaveLength(asked.size)
    })
  )
})

test('of a page that is asked for, the 256 pairs that tell most', () => {
  const names = Array.from({ length: 600 }, (_, i) => `w${i}`)
  const known = new Map(names.map((name, i) => [name, i]))
  const rarity = Float64Array.from(names, (_, i) => 1 + i)
  const pairs = pairsOf(names, name => known.get(name), rarity)
  expect(pairs.map(({ weight }) => weight).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 256 }, (_, i) => 344 + i)
  )
})
