import { describe, expect, test } from 'vitest'
import { createReranker, createSearch, type SearchResult } from '../../src/rerank/index.ts'
import { porter } from '../../src/text/index.ts'
import { ENGLISH, GERMAN, JAPANESE, madeDocuments, type Page, plain, questionsIn } from './samples.ts'

const english = createSearch(ENGLISH)
const german = createSearch(GERMAN)
const japanese = createSearch(JAPANESE)

/** The words that a snippet marks. */
const marked = ({ snippet }: SearchResult<Page>) =>
  snippet.marks.map(({ start, end }) => snippet.text.slice(start, end))

/** Whether two words have four characters in common, or their beginnings or ends of three. */
function shareLetters(a: string, b: string): boolean {
  const grams = Array.from({ length: a.length - 1 }, (_, at) => ` ${a} `.slice(at, at + 4))
  return a === b || grams.some(gram => ` ${b} `.includes(gram))
}

describe('snippets', () => {
  const corpora = [
    [english, questionsIn('english')],
    [german, questionsIn('german')],
    [japanese, questionsIn('japanese')]
  ] as const

  test('are pieces of the document as it was given, with marks in them', () => {
    let marks = 0
    for (const [search, questions] of corpora) {
      for (const { query } of questions) {
        for (const { document, snippet } of search.search(query)) {
          expect(document[snippet.field as 'title' | 'text'].slice(snippet.start, snippet.end)).toBe(snippet.text)
          snippet.marks.forEach(({ start, end }, i) => {
            expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : snippet.marks[i - 1].end)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(snippet.text.length)
            marks++
          })
        }
      }
    }
    expect(marks).toBeGreaterThan(100)
  })

  test('mark words that are asked for, in whatever form they stand', () => {
    const stems = (text: string) => (text.toLowerCase().match(/\p{L}+/gu) ?? []).map(word => porter.stem(word))
    let inflected = 0
    for (const { query } of questionsIn('english')) {
      const asked = new Set(stems(query))
      const words = new Set(query.toLowerCase().split(/\P{L}+/u))
      for (const found of english.search(query)) {
        for (const word of marked(found)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u)
          // Those that are no form of a word that is asked are spelled like one.
          expect([word, [...asked].some(stem => shareLetters(stem, porter.stem(word.toLowerCase())))]).toEqual([
            word,
            true
          ])
          if (asked.has(porter.stem(word.toLowerCase())) && !words.has(word.toLowerCase())) inflected++
        }
      }
    }
    expect(inflected).toBeGreaterThan(10)
  })

  test.each([
    ['run runs', english, 'radio-receiver', ['runs']],
    ['swarming', english, 'bees-swarm', ['swarm']],
    ['GLUED veneers', english, 'clock-case', ['Veneer', 'glued', 'glue']],
    ['Fahrradketten', german, 'fahrradkette', ['Fahrradkette']],
    ['Bienenschwärme', german, 'bienenschwarm', ['Bienenschwarm']],
    ['Gezeitentafeln', german, 'gezeiten', ['Gezeitentafel']],
    ['quietschende', german, 'felgenbremse', ['Quietschende']],
    ['女王蜂', japanese, '蜜蜂', ['女王蜂']]
  ])('%s', (query, search, id, words) => {
    const found = search.search(query)[0]
    expect(found.id).toBe(id)
    expect(marked(found)).toEqual(expect.arrayContaining(words.slice(0, 1)))
    for (const word of marked(found)) expect(words.join()).toContain(word)
  })

  test('are markup of no kind, and marks are of the text as it was given', () => {
    const text = 'He was <b>ＲＵＮＮＩＮＧ</b> & ran; ru\u00adns.'
    const [found] = createSearch([{ id: 1, text }], { stem: porter }).search('run', { minisearch: {} })
    expect(found.snippet.text).toBe(text)
    const own = createSearch([{ id: 1, text }], { stem: porter }).search('run')[0]
    expect(own.snippet.marks.map(({ start, end }) => text.slice(start, end))).toEqual(['ＲＵＮＮＩＮＧ', 'ru\u00adns'])
  })

  test('of what only the embeddings find are its beginning, without marks', () => {
    const made = createSearch(madeDocuments(240, 12, 1), { dims: 12 })
    const others = [0, 1, 2, 3].flatMap(id => {
      const query = made.get(id)?.text.split(' ').slice(0, 3).join(' ') ?? ''
      return made.search(query, { limit: 240 }).filter(({ parts }) => parts.lexical === 0)
    })
    expect(others.length).toBeGreaterThan(0)
    for (const { terms, snippet } of others) expect([terms, snippet.start, snippet.marks]).toEqual([[], 0, []])
  })
})

describe('terms', () => {
  test('are the words of the question that the document has, as they were asked', () => {
    const found = english.search('HOW do Tyres hold the patches; patch, xyzzy')
    const best = found.find(({ id }) => id === 'bike-puncture')
    expect(best?.terms).toEqual(['Tyres', 'hold', 'patches'])
    for (const { id, terms, parts } of found) {
      expect([id, terms.length > 0]).toEqual([id, parts.lexical > 0])
    }
  })

  test('stand for words spelled alike too', () => {
    expect(german.search('Bienenschwärme im Kasten')[0].terms).toEqual(
      expect.arrayContaining(['Bienenschwärme', 'Kasten'])
    )
  })
})

describe('a result', () => {
  const [found] = english.search('oil the chain')

  test('is a plain object: spread, listed and written as JSON it has all it has', () => {
    const keys = ['id', 'score', 'parts', 'terms', 'snippet', 'document']
    expect(Object.keys(found)).toEqual(keys)
    const copy = { ...found }
    expect(Object.keys(copy)).toEqual(keys)
    expect(copy.snippet).toBe(found.snippet)
    expect(copy.terms).toBe(found.terms)
    expect(Object.getOwnPropertyDescriptor(copy, 'snippet')?.value).toEqual(found.snippet)
    expect(plain(found)).toEqual(copy)
    expect(JSON.stringify(found)).toBe(JSON.stringify(copy))
    expect(structuredClone(found)).toEqual(copy)
    expect(found.document).toBe(ENGLISH[0])
  })

  test('says of the moment of the search, whatever comes after', () => {
    const search = createSearch(ENGLISH)
    const query = 'oil the chain and the wheel of the clock'
    const eager = plain(search.search(query, { limit: 99 }))
    const change = [
      () => search.remove('bike-chain'),
      () => search.replace({ id: 'clock-oil', title: 'Other', text: 'Other words altogether' }),
      () => search.add({ id: 'new', title: 'New', text: 'zymurgy comes first, oil too' }),
      () => search.refit()
    ]
    for (const next of change) {
      const lazy = search.search(query, { limit: 99 })
      const before = plain(search.search(query, { limit: 99 }))
      next()
      search.search('something else')
      expect(plain(lazy)).toEqual(before)
    }
    const untouched = createSearch(ENGLISH).search(query, { limit: 99 })
    expect(plain(untouched)).toEqual(eager)
  })

  test('of a reranker is the same', () => {
    const [own] = createReranker(ENGLISH).rerank('oil the chain', [{ id: 'bike-chain' }])
    expect(plain(own.snippet)).toEqual(plain(found.snippet))
    expect(own.terms).toEqual(found.terms)
    expect(Object.keys({ ...own })).toEqual(Object.keys(found))
  })
})
