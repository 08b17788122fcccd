import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearlySame, wordSet } from '../../src/rerank/near-duplicates.ts'
import { anyProse } from '../text/pieces.ts'

const anySet = fc.uniqueArray(fc.nat({ max: 25 }), { maxLength: 25 }).map(list => new Set(list.map(String)))

test('nine tenths of all words of the two', () => {
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      const both = [...a].filter(word => b.has(word)).length
      const all = new Set([...a, ...b]).size
      expect(nearlySame(a, b)).toBe(10 * both >= 9 * all)
      expect(nearlySame(b, a)).toBe(nearlySame(a, b))
    }),
    { numRuns: 500 }
  )
  const ten = 'a b c d e f g h i j'
  expect(nearlySame(wordSet(ten), wordSet(ten.slice(0, -2)))).toBe(true)
  expect(nearlySame(wordSet(ten.slice(0, -2)), wordSet(ten.slice(0, -4)))).toBe(false)
})

test('every text is the same as itself in other letters, signs and order', () => {
  fc.assert(fc.property(anyProse, text => void expect(nearlySame(wordSet(text), wordSet(text))).toBe(true)))
  expect(nearlySame(wordSet('One, two!'), wordSet('two ONE'))).toBe(true)
  expect(nearlySame(wordSet('😀'), wordSet('😁'))).toBe(false)
  expect(wordSet(' ')).toEqual(new Set(['']))
})
