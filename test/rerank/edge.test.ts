import { describe, expect, test } from 'vitest'
import { createReranker, createSearch, type DocumentId, loadSearch } from '../../src/rerank/index.ts'
import { ENGLISH, JAPANESE, plain } from './samples.ts'

const NOTHING = { text: '', sources: [], tokens: 0 }

describe('no documents', () => {
  test('nothing is found, and all else works', () => {
    for (const search of [createSearch([]), loadSearch(createSearch([]).save())]) {
      for (const semantic of ['union', 'rerank', 'none'] as const)
        expect(search.search('bees', { semantic })).toEqual([])
      expect(search.search('bees', { diversity: 1, minisearch: { prefix: true, fuzzy: 1 } })).toEqual([])
      expect(search.context('bees')).toEqual(NOTHING)
      expect(search.info).toEqual({
        documents: 0,
        fields: ['title', 'text'],
        terms: 0,
        stem: 'porter',
        stopWords: 'english-search',
        dims: 0,
        trust: 0.5,
        drift: 0,
        judgements: 0
      })
      expect([search.size, search.has(1), search.forget(), search.forget('bees')]).toEqual([0, false, 0, 0])
      search.addAll([])
      search.refit()
      expect(search.search('bees')).toEqual([])
      expect(() => search.remove(1)).toThrow('id: expected the id of a document, got 1')
    }
    expect(createReranker([]).rerank('bees', [])).toEqual([])
  })

  test('the first ones may come later, and the last ones go', () => {
    const search = createSearch<object>([])
    search.add(ENGLISH[0])
    expect(search.search('chains').map(({ id }) => id)).toEqual(['bike-chain'])
    search.addAll(ENGLISH.slice(1))
    expect(plain(search.search('oiled chain'))).toEqual(plain(createSearch(ENGLISH).search('oiled chain')))
    for (const { id } of ENGLISH) search.remove(id)
    expect([search.size, search.search('chain'), search.context('chain')]).toEqual([0, [], NOTHING])
    expect(plain(loadSearch(search.save()).info)).toEqual(plain(search.info))
    search.add({ id: 1, text: 'a chain again' })
    expect(search.search('chain')).toHaveLength(1)
  })
})

describe('documents of little', () => {
  test('one alone, one without fields, one without words', () => {
    const search = createSearch([
      { id: 'text', text: 'An otter swims' },
      { id: 'none' },
      { id: 'signs', text: '!? … 😀' }
    ])
    expect(search.search('otters').map(({ id }) => id)).toEqual(['text'])
    expect(search.search('😀')).toEqual([])
    expect(search.context('otter').sources.map(({ id }) => id)).toEqual(['text'])
    expect(search.size).toBe(3)
    search.add({ id: 'late' })
    search.replace({ id: 'text' })
    expect(search.search('otter')).toEqual([])
    expect(search.get('text')).toEqual({ id: 'text' })
    expect(createSearch([{ id: 1, text: '' }]).search('otter')).toEqual([])
    expect(createSearch([{ id: 1, text: '' }]).context('otter')).toEqual(NOTHING)
  })

  test('copies are all found, in the order they came', () => {
    const search = createSearch(Array.from({ length: 12 }, (_, id) => ({ id, text: 'the same otter swims' })))
    for (const semantic of ['union', 'rerank', 'none'] as const) {
      const found = search.search('otter', { semantic, limit: 20 })
      expect(found.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, id) => id))
      expect(new Set(found.map(({ score }) => score)).size).toBe(1)
    }
    expect(search.search('otter', { diversity: 0.5, limit: 20 })).toHaveLength(12)
    // What says the same is said once.
    expect(search.context('otter').sources).toHaveLength(1)
  })

  test('a thousand terms alike, a word of any length', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `otter${i}`).join(' ')
    const long = 'x'.repeat(100_000)
    const search = createSearch([
      { id: 1, text },
      { id: 2, text: long }
    ])
    expect(search.search('otter7')[0]).toMatchObject({ id: 1, terms: ['otter7'] })
    expect(search.search(long)[0]).toMatchObject({ id: 2, snippet: { start: 0, marks: [{ start: 0 }] } })
  })
})

describe('ids', () => {
  const IDS: readonly DocumentId[] = [
    '__proto__',
    'constructor',
    'toString',
    '',
    0,
    '0',
    1,
    '1',
    -1.5,
    'true',
    '\ud800',
    '\0id'
  ]
  const documents = IDS.map((id, i) => ({
    id,
    title: `Page ${i}`,
    text: `word${String.fromCharCode(97 + i)} and otters`
  }))
  const query = (i: number) => `word${String.fromCharCode(97 + i)}`

  test('of any name and both kinds are told apart', () => {
    const made = createSearch(documents)
    for (const search of [made, loadSearch(made.save())]) {
      IDS.forEach((id, i) => {
        expect(search.has(id)).toBe(true)
        expect(search.get(id)).toEqual(documents[i])
        expect(search.search(query(i))[0].id).toBe(id)
        expect(search.context(query(i)).sources[0].id).toBe(id)
      })
      expect(search.search('otters', { limit: 99 }).map(({ id }) => id)).toEqual(IDS)
      expect([search.has('hasOwnProperty'), search.has(2), search.has('-1.5')]).toEqual([false, false, false])
    }
    const reranked = createReranker(documents).rerank(
      query(5),
      IDS.map(id => ({ id })),
      { limit: 99 }
    )
    expect(new Set(reranked.map(({ id }) => id))).toEqual(new Set(IDS))
    expect(reranked[0].id).toBe('0')
  })

  test('are learnt of, replaced and removed one by one', () => {
    const search = createSearch(documents)
    IDS.forEach((id, i) => {
      search.feedback('which otters', id)
      search.replace({ ...documents[i], text: `${documents[i].text} again` })
      expect(search.search(query(i))[0].id).toBe(id)
      expect(search.size).toBe(IDS.length - i)
      search.remove(id)
      expect([search.has(id), search.info.judgements]).toEqual([false, 0])
    })
    expect(search.size).toBe(0)
  })

  test('0 and -0 are one', () => {
    const search = createSearch([{ id: -0, text: 'an otter' }])
    expect(() => search.add({ id: 0, text: 'another' })).toThrow('document.id: expected an id of its own, got 0 again')
    expect(search.has(0)).toBe(true)
  })
})

describe('fields that are not named', () => {
  const fieldsOf = (...documents: object[]) => createSearch(documents).info.fields

  test("are those of 'title' and 'text' that some document has", () => {
    expect(fieldsOf({ id: 1, text: 'otters swim' })).toEqual(['text'])
    expect(fieldsOf({ id: 1, title: 'otters' })).toEqual(['title'])
    expect(fieldsOf({ id: 1, text: 'otters swim' }, { id: 2, title: 'otters' })).toEqual(['title', 'text'])
    expect(fieldsOf()).toEqual(['title', 'text'])
  })

  test('must be, where documents have texts elsewhere', () => {
    expect(() => fieldsOf({ id: 1, title: 'otters', body: 'All otters swim' })).toThrow(
      /^options\.fields: expected .*"body"/
    )
    expect(() => fieldsOf({ id: 1, body: 'All otters swim' })).toThrow(/^options\.fields: expected .*"body"/)
    expect(fieldsOf({ id: 1, title: 'otters', tag: 'one-word' })).toEqual(['title'])
  })
})

test('fields of any name', () => {
  const documents = [
    JSON.parse('{"id": 1, "__proto__": "an otter", "constructor": "a heron"}'),
    JSON.parse('{"id": 2, "constructor": "an otter"}'),
    { id: 3 }
  ]
  const made = createSearch<object>(documents, { fields: ['__proto__', 'constructor', 'hasOwnProperty'] })
  for (const search of [made, loadSearch(made.save())]) {
    const fields = new Map(search.search('otter').map(({ id, snippet }) => [id, snippet.field]))
    expect(fields).toEqual(
      new Map<unknown, string>([
        [1, '__proto__'],
        [2, 'constructor']
      ])
    )
    expect(search.search('herons')[0].id).toBe(1)
    expect(search.context('heron').sources[0]).toMatchObject({ id: 1, field: 'constructor', start: 0, end: 7 })
    expect(search.search('function')).toEqual([])
  }
  for (const { id } of documents) made.remove(id)
  expect(made.search('otter', { semantic: 'none' })).toEqual([])
})

describe('questions', () => {
  const search = createSearch(ENGLISH)
  const everything = { limit: 99 }

  test.each([[''], [' \n'], ['?!'], ['the of and'], ['The, of. AND'], ['😀'], ['\ud800'], ['\udc00\ud800'], ['\0']])(
    '%j has no terms and finds nothing',
    query => {
      expect(search.search(query, everything)).toEqual([])
      expect(search.search(query, { semantic: 'none', minisearch: { prefix: true, fuzzy: 0.2 } })).toEqual([])
      expect(search.context(query)).toEqual(NOTHING)
    }
  )

  test.each([['蜜蜂の群れ'], ['пчелиный рой'], ['नमस्ते'], ['xyzzyquux'], ['constructor'], ['__proto__ hasOwnProperty']])(
    '%j has none that any document is like',
    query => {
      expect(search.search(query, everything)).toEqual([])
      expect(search.context(query)).toEqual(NOTHING)
    }
  )

  test('what is known of a question counts, whatever else is in it', () => {
    const plainly = search.search('reef the sail')
    for (const query of ['reef 蜜蜂 the sail', '\ud800reef\udc00 sail', 'REEF, sail!', 'xyzzyquux reef sail']) {
      expect(search.search(query)[0].id).toBe(plainly[0].id)
    }
    expect(plain(search.search('ＲＥＥＦ the ſail'))).toEqual(
      plain(search.search('reef the sail')).map(found => ({
        ...found,
        terms: found.terms.map(term => (term === 'reef' ? 'ＲＥＥＦ' : 'ſail'))
      }))
    )
  })

  test('a hundred thousand characters are a question as well', () => {
    const page = ENGLISH.map(({ text }) => text).join(' ')
    const long = page.repeat(Math.ceil(100_000 / page.length)).slice(0, 100_000)
    expect(search.search(long, everything).length).toBe(ENGLISH.length)
    expect(search.search('reef '.repeat(20_000))[0].id).toBe('sail-reef')
    expect(search.search('x'.repeat(100_000))).toEqual([])
    expect(search.search(`${'x'.repeat(100_000)} reef`)[0].id).toBe('sail-reef')
  })

  test('a word alone, in scripts without spaces too', () => {
    const japanese = createSearch(JAPANESE)
    expect(japanese.search('女王蜂')[0].id).toBe('蜜蜂')
    expect(japanese.search('the chain')).toEqual([])
    expect(japanese.search('チェーン')[0].snippet.marks.length).toBeGreaterThan(0)
  })
})

test('a budget of no tokens is an empty context', () => {
  const search = createSearch(ENGLISH)
  expect(search.context('reef the sail', { maxTokens: 0 })).toEqual(NOTHING)
  expect(search.context('reef the sail', { maxTokens: 1 })).toEqual(NOTHING)
})
