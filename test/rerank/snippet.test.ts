import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SNIPPET_DEFAULTS, type SnippetOptions, snippetOf } from '../../src/rerank/snippet.ts'
import { termsInText } from '../../src/rerank/terms-in-text.ts'
import { clusterEnd } from '../../src/text/clusters.ts'
import { anyProse, mayCut, trimmed } from '../text/pieces.ts'
import { analyze, termsOf } from './analyze.ts'

function snip(texts: { readonly [field: string]: string }, query: string, options?: SnippetOptions) {
  const terms = termsOf(query)
  const fields = Object.entries(texts).map(([field, text]) => ({
    field,
    text,
    matches: termsInText(text, analyze, terms)
  }))
  return snippetOf(fields, terms, options)
}
const marked = (text: string, query: string, options?: SnippetOptions) => {
  const { text: piece, marks } = snip({ text }, query, options)
  return marks.map(({ start, end }) => piece.slice(start, end))
}

describe('snippetOf', () => {
  it('is a piece of the field, within the limit, between characters, with marks on what was found', () => {
    fc.assert(
      fc.property(
        anyProse,
        anyProse,
        anyProse,
        fc.integer({ min: 1, max: 90 }),
        (title, text, query, maxCharacters) => {
          const { field, start, end, text: piece, marks } = snip({ title, text }, query, { maxCharacters })
          const whole = field === 'title' ? title : text
          expect(whole.slice(start, end)).toBe(piece)
          expect(trimmed(piece)).toBe(piece)
          const cuts = mayCut(whole)
          expect(cuts.has(start) && cuts.has(end)).toBe(true)
          // One character, as a reader sees it, may be longer than a snippet.
          const least = piece === '' ? 0 : clusterEnd(whole, start) - start
          expect(end - start).toBeLessThanOrEqual(Math.max(maxCharacters, least))
          const found = termsInText(whole, analyze, termsOf(query))
          expect(marks.length > 0).toBe(found.length > 0)
          marks.forEach((mark, i) => {
            expect(mark.end).toBeGreaterThan(mark.start)
            expect(mark.start).toBeGreaterThanOrEqual(i === 0 ? 0 : marks[i - 1].end)
            expect(mark.end).toBeLessThanOrEqual(piece.length)
            expect(found.some(match => match.start === start + mark.start)).toBe(true)
          })
        }
      ),
      { numRuns: 1000 }
    )
  })

  it('marks whole words, apart from one another, never markup', () => {
    expect(marked('He was <b>Running</b> & ran; runs-run.', 'run')).toEqual(['Running', 'runs', 'run'])
    expect(marked('漢字仮名と', '漢字仮')).toEqual(['漢字仮'])
    expect(snip({ text: '一二三四' }, '一二 三四').marks).toHaveLength(2)
  })

  it('shows the sentence with most of the query, whole', () => {
    const text = `${'Filler stands here. '.repeat(20)}A wing has lift. A wing in a slipstream has drag too. ${'More of it. '.repeat(20)}`
    const { text: piece, marks } = snip({ text }, 'wings slipstreams drag', { maxCharacters: 45 })
    expect(piece).toBe('A wing in a slipstream has drag too.')
    expect(marks).toHaveLength(3)
  })

  it('cuts a long sentence between words, with a few before the first match', () => {
    const text = `${'some words before '.repeat(20)}needle ${'and words behind '.repeat(20)}`
    const { start, text: piece, marks } = snip({ text }, 'needle', { maxCharacters: 100 })
    expect(piece.length).toBeGreaterThan(80)
    expect(piece.length).toBeLessThanOrEqual(100)
    expect(/(^|\s)$/.test(text.slice(0, start)) && /^\s/.test(text.slice(start + piece.length))).toBe(true)
    expect(marks[0].start).toBeGreaterThan(10)
    expect(marks[0].start).toBeLessThan(40)
  })

  it('fills its room from before where the text ends', () => {
    const text = 'One sentence stands here. Another stands here. The needle.'
    expect(snip({ text }, 'needle', { maxCharacters: 40 }).text).toBe('Another stands here. The needle.')
    expect(snip({ text }, 'needle').text).toBe(text)
  })

  it('prefers the body to the title, and a title with the terms to a body without', () => {
    const text =
      'It says nothing of that, but lifts it has. And then it goes on for longer than a snippet does, as bodies do.'
    expect(snip({ title: 'Wings and lift', text }, 'wing lift', { maxCharacters: 60 }).field).toBe('text')
    expect(snip({ title: 'Wings and lift', text: 'Any lift is short.' }, 'wing lift').field).toBe('text')
    expect(snip({ title: 'Wings and lift', text }, 'wing', { maxCharacters: 60 })).toMatchObject({
      field: 'title',
      text: 'Wings and lift'
    })
  })

  it('is the beginning of the longest field where nothing is found', () => {
    const text = '  First sentence here. Second sentence here. Third.'
    expect(snip({ title: 'A title', text }, 'needle', { maxCharacters: 30 })).toEqual({
      field: 'text',
      start: 2,
      end: 22,
      text: 'First sentence here.',
      marks: []
    })
    expect(snip({ title: '', text: ' \n ' }, 'x')).toEqual({ field: 'text', start: 0, end: 0, text: '', marks: [] })
    expect(snip({ text: '' }, '')).toEqual({ field: 'text', start: 0, end: 0, text: '', marks: [] })
  })

  it('marks what it is about where that stands among other signs', () => {
    expect(marked('incomprehensibilities.Dr.\n- ', 'Dr', { maxCharacters: 11 })).toEqual(['Dr'])
    expect(snip({ text: '.\u0301' }, '\u0301', { maxCharacters: 1 })).toMatchObject({ text: '.\u0301', start: 0 })
  })

  it('marks a word longer than itself as far as it goes', () => {
    const word = '𝒳'.repeat(50_000)
    const found = { field: 'text', text: word, matches: [{ term: 'x', start: 0, end: word.length }] }
    const { text, marks } = snippetOf([found], new Map([['x', 1]]), { maxCharacters: 201 })
    expect(text).toBe('𝒳'.repeat(100))
    expect(marks).toEqual([{ start: 0, end: 200 }])
  })

  it('takes long fields and terms of any name', () => {
    const text = `${'word '.repeat(20_000)}constructor __proto__ end`
    const { marks, end } = snip({ text }, 'constructor proto')
    expect(marks).toHaveLength(2)
    expect(end).toBe(text.length)
    expect(SNIPPET_DEFAULTS.maxCharacters).toBe(200)
  })

  it('refuses what it cannot use', () => {
    expect(() => snippetOf([], new Map())).toThrow('fields: expected at least one, got none')
    expect(() => snip({ text: 'a' }, 'a', { maxCharacters: 0 })).toThrow('snippetOf.maxCharacters: expected an integer')
    expect(() => snip({ text: 'a' }, 'a', { size: 1 } as SnippetOptions)).toThrow('snippetOf.size: unknown option')
    expect(() => snippetOf([{ field: 'text', text: 'a', matches: [] }], new Map([['a', Number.NaN]]))).toThrow(
      'queryTerms.get("a"): expected a finite number of at least 0, got NaN'
    )
  })
})
