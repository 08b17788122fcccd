import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAnalysis } from '../../src/rerank/analysis.ts'
import { englishStopWords, porter, stopWordList } from '../../src/text/index.ts'
import { spanishStemmer } from '../../src/text/stem/spanish.ts'
import { anyProse } from '../text/pieces.ts'

const english = createAnalysis(porter, englishStopWords)
const bare = createAnalysis(null, null)

/** Characters that change their length or their neighbours when they are folded. */
const odd = fc.constantFrom(
  ...'İ ß ẞ ﬁ Σ ς ΑΣ ＡＢ ½ ℌ K Å … ㎏ 가 ゙ か゚ é e\u0301 \u00ad \u200b \u200d \ufeff 😀 \ud800 \udc00 ٣ ² Ⅷ ǅ'.split(
    ' '
  ),
  ' ',
  'a',
  'the',
  'running'
)
const anyText = fc.oneof(
  anyProse,
  fc.array(odd, { maxLength: 30 }).map(parts => parts.join(''))
)

describe('the terms of a text', () => {
  test('are the same with their places as without', () => {
    fc.assert(
      fc.property(anyText, text => {
        for (const analysis of [english, bare]) {
          expect(analysis.locate(text).map(({ term }) => term)).toEqual(analysis.terms(text))
        }
      }),
      { numRuns: 1000 }
    )
  })

  test('stand for words of the text as it was given', () => {
    fc.assert(
      fc.property(anyText, text => {
        for (const { term, start, end } of bare.locate(text)) {
          expect(start >= 0 && start < end && end <= text.length).toBe(true)
          // Alone, the word is one of that term, or of several of which it is one.
          expect(bare.terms(text.slice(start, end)).join('')).toContain(term)
        }
      }),
      { numRuns: 500 }
    )
  })

  test('are never empty', () => {
    fc.assert(fc.property(anyText, text => void expect(english.terms(text).every(term => term !== '')).toBe(true)))
    const nothing = createAnalysis({ name: 'nothing', stem: () => '' }, null)
    expect(nothing.terms('some words')).toEqual([])
    expect(nothing.locate('some words')).toEqual([])
  })
})

test('folds, cuts, leaves stop words out, and stems what is left', () => {
  expect(english.terms('The Runners were RUNNING, ﬁnding’s')).toEqual(['runner', 'run', 'find'])
  expect(bare.terms('Soft\u00adware ＡＢＣ \u200bx')).toEqual(['software', 'abc', 'x'])
  expect(createAnalysis(spanishStemmer, stopWordList('mine', ['las'])).terms('Las CASAS')).toEqual([
    spanishStemmer.stem('casas')
  ])
  expect(bare.locate('Soft\u00adware')).toEqual([{ term: 'software', start: 0, end: 9 }])
})

test('no prototype is looked into', () => {
  expect(english.terms('constructor __proto__ toString')).toEqual(['constructor', 'proto', 'tostr'])
})
