import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sparseRow } from '../../src/math/index.ts'
import { addTerm, dampingOf } from '../../src/rerank/bm25.ts'
import { countTerms, idfOf, numbersOf, rowOfTerms } from '../../src/rerank/term-counts.ts'
import { anyTermLists } from './samples.ts'

const TERMS = 7

/** How often each number is in a list. */
function tally(list: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const term of list) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

test('counts are those of a map, by row and by column', () => {
  fc.assert(
    fc.property(anyTermLists(TERMS), documents => {
      const { rows, postings, lengths, averageLength, idf } = countTerms(documents, TERMS)
      const tallies = documents.map(fields => tally(fields.flatMap(field => [...field])))
      tallies.forEach((expected, i) => {
        const { indices, values } = sparseRow(rows, i)
        expect([...indices]).toEqual([...expected.keys()].sort((a, b) => a - b))
        expect(new Map(Array.from(indices, (term, p) => [term, values[p]]))).toEqual(expected)
        expect(lengths[i]).toBe(documents[i].reduce((sum, field) => sum + field.length, 0))
      })
      for (let term = 0; term < TERMS; term++) {
        const { indices, values } = sparseRow(postings, term)
        const expected = tallies.flatMap((counts, i) => (counts.has(term) ? [[i, counts.get(term)]] : []))
        expect(Array.from(indices, (i, p) => [i, values[p]])).toEqual(expected)
        const df = expected.length
        expect(idf[term]).toBe(Math.log(1 + (documents.length - df + 0.5) / (df + 0.5)))
        expect(idf[term]).toBeGreaterThan(0)
      }
      const total = tallies.reduce((sum, counts) => sum + [...counts.values()].reduce((s, c) => s + c, 0), 0)
      expect(averageLength).toBe(documents.length === 0 ? 0 : total / documents.length)
    })
  )
})

test('a row of a list is the row of a document with that list', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: TERMS - 1 })), list => {
      const terms = Uint32Array.from(list)
      const before = terms.slice()
      expect(rowOfTerms(terms)).toEqual(sparseRow(countTerms([[terms]], TERMS).rows, 0))
      expect(terms).toEqual(before)
    })
  )
})

test('what no document ever had has no number', () => {
  const numbers = new Map([
    ['__proto__', 3],
    ['constructor', 1]
  ])
  expect([...numbersOf(['constructor', 'toString', '__proto__', '', 'constructor'], numbers)]).toEqual([1, 3, 1])
})

test('a frequency may be a part of a document', () => {
  expect(idfOf(10, 0.5)).toBeCloseTo(Math.log(1 + 10 / 1), 12)
  expect(idfOf(0, 0)).toBeCloseTo(Math.log(2), 12)
})

test('adding terms one after another is their sum, and no document of nothing divides by nothing', () => {
  const counts = countTerms([[Uint32Array.of(0, 1, 1)], [new Uint32Array(0)]], 2)
  const damping = dampingOf(counts, 0.75)
  expect(damping[0]).toBeCloseTo(1.2 * (0.25 + (0.75 * 3) / 1.5), 12)
  const scores = Float64Array.of(1, 1)
  addTerm(counts, damping, 0, 2, scores)
  addTerm(counts, damping, 1, 3, scores)
  expect(scores[0]).toBeCloseTo(1 + (2 * 2.2) / (1 + damping[0]) + (3 * 2.2 * 2) / (2 + damping[0]), 12)
  expect(scores[1]).toBe(1)
  const empty = countTerms([[new Uint32Array(0)]], 1)
  expect([...dampingOf(empty, 0.75)].every(Number.isFinite)).toBe(true)
})
