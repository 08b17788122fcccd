import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedWords, termsInText } from '../../src/rerank/terms-in-text.ts'
import { anyProse } from '../text/pieces.ts'
import { analyze, termsOf } from './analyze.ts'

const words = (text: string, query: string) =>
  termsInText(text, analyze, termsOf(query)).map(({ start, end }) => text.slice(start, end))

test('whole original words, whatever became of them', () => {
  expect(words('Running: he runs the RUN, a runner ran.', 'run')).toEqual(['Running', 'runs', 'RUN'])
  expect(words('ＲＵＮ run\u0301 ﬁnding', 'run finds')).toEqual(['ＲＵＮ', 'ﬁnding'])
  expect(words('constructor __proto__', '__proto__ constructor')).toEqual(['constructor', 'proto'])
  expect(words('漢字仮名', '字仮')).toEqual(['字仮'])
  expect(words('the end', 'the')).toEqual([])
})

test('in the order of the text, all that an analysis of the text finds and no more', () => {
  fc.assert(
    fc.property(anyProse, anyProse, (text, query) => {
      const terms = termsOf(query)
      const found = termsInText(text, analyze, terms)
      expect(found).toHaveLength(analyze(text).filter(({ term }) => terms.has(term)).length)
      found.forEach(({ term, start, end }, i) => {
        expect(terms.has(term)).toBe(true)
        expect(end).toBeGreaterThan(start)
        if (i > 0) expect(start).toBeGreaterThanOrEqual(found[i - 1].start)
      })
      expect(termsInText(text, analyze, new Set(terms.keys()))).toEqual(found)
    })
  )
})

test('in the order of the text, whatever that of the analysis', () => {
  const places = [
    { term: 'a', start: 2, end: 4 },
    { term: 'b', start: 0, end: 4 },
    { term: 'a', start: 0, end: 2 }
  ]
  expect(termsInText('漢字仮名', () => places, new Set(['a', 'b']))).toEqual([places[2], places[1], places[0]])
})

test('an analysis that points elsewhere is refused', () => {
  const lies = () => [{ term: 'a', start: 0, end: 4 }]
  expect(() => termsInText('abc', lies, new Set(['a']))).toThrow(
    new RangeError('analyze: expected ranges within a text of 3, got [0, 4) for "a"')
  )
  expect(termsInText('abc', lies, new Set())).toEqual([])
})

test('the words of a query as they were asked', () => {
  expect([...askedWords('Running the runs, __proto__', analyze)]).toEqual([
    ['run', 'Running'],
    ['proto', 'proto']
  ])
  expect(askedWords('', analyze).size).toBe(0)
})
