import { describe, expect, test } from 'vitest'
import { createReranker, createSearch, loadSearch, type Search } from '../../src/rerank/index.ts'
import { thrownBy } from '../math/matrices.ts'
import { ENGLISH, type Page, plain } from './samples.ts'

const few = ENGLISH.slice(0, 6)
const search = createSearch(few)
const reranker = createReranker(few)
/** Calls that no type checker would let through. */
const loose = { createSearch, createReranker, loadSearch } as unknown as Record<
  string,
  (...given: unknown[]) => unknown
>
const of = (object: object) => object as Record<string, (...given: unknown[]) => unknown>

/** What was thrown, as its name and its message. */
function refusal(call: () => unknown): string {
  const error = thrownBy(call) as Error
  return `${error.name}: ${error.message}`
}

/** A search as anyone sees it. */
const seen = (one: Search<Page>) =>
  plain([one.size, one.info, one.search('oil the chain', { limit: 99 }), one.context('oil the chain')])

describe('a bad document is refused, and the place named', () => {
  const good = { id: 'good', text: 'A good one' }
  const bad: readonly (readonly [string, unknown, string])[] = [
    ['null', null, 'TypeError: %: expected an object, got null'],
    ['undefined', undefined, 'TypeError: %: expected an object, got undefined'],
    ['a number', 5, 'TypeError: %: expected an object, got 5'],
    ['a string', 'text', 'TypeError: %: expected an object, got "text"'],
    ['an array', ['text'], 'TypeError: %: expected an object, got an array of 1'],
    ['no id', { text: 'text' }, 'TypeError: %.id: expected a string or a finite number, got undefined'],
    [
      'an inherited id',
      Object.assign(Object.create({ id: 1 }), { text: '' }),
      'TypeError: %.id: expected a string or a finite number, got undefined'
    ],
    ['an id of null', { id: null, text: '' }, 'TypeError: %.id: expected a string or a finite number, got null'],
    ['an id of NaN', { id: Number.NaN, text: '' }, 'TypeError: %.id: expected a string or a finite number, got NaN'],
    [
      'an infinite id',
      { id: -1 / 0, text: '' },
      'TypeError: %.id: expected a string or a finite number, got -Infinity'
    ],
    [
      'an object for an id',
      { id: {}, text: '' },
      'TypeError: %.id: expected a string or a finite number, got an object'
    ],
    ['a number in a field', { id: 1, text: 5 }, 'TypeError: %.text: expected a string or a list of strings, got 5'],
    [
      'an object in a field',
      { id: 1, title: {} },
      'TypeError: %.title: expected a string or a list of strings, got an object'
    ],
    [
      'a list of other things',
      { id: 1, text: ['a', 5] },
      'TypeError: %.text: expected a string or a list of strings, got an array of 2'
    ]
  ]

  test.each(bad)('%s', (_, document, message) => {
    const at = (place: string) => message.replace('%', place)
    for (const make of [loose.createSearch, loose.createReranker]) {
      expect(refusal(() => make([document], { fields: ['title', 'text'] }))).toBe(at('documents[0]'))
      expect(refusal(() => make([good, document], { fields: ['title', 'text'] }))).toBe(at('documents[1]'))
    }
    const before = seen(search)
    expect(refusal(() => of(search).add(document))).toBe(at('document'))
    expect(refusal(() => of(search).replace(document))).toBe(at('document'))
    expect(refusal(() => of(search).addAll([good, document]))).toBe(at('documents[1]'))
    expect(refusal(() => of(search).addAll([document, good]))).toBe(at('documents[0]'))
    expect(seen(search)).toEqual(before)
  })

  test('before the fields, where there is nothing else', () => {
    for (const document of [null, undefined, 5, 'text', []]) {
      expect(refusal(() => loose.createSearch([document]))).toMatch(
        /^TypeError: documents\[0\]: expected an object, got/
      )
    }
    // biome-ignore-start lint: a hole is what is tested
    expect(refusal(() => loose.createSearch([good, , good]))).toBe(
      'TypeError: documents[1]: expected an object, got undefined'
    )
    // biome-ignore-end lint: a hole is what is tested
  })

  test.each([[null], [undefined], [{}], ['text'], [5], [new Map()]])('%j for documents', documents => {
    for (const call of [loose.createSearch, loose.createReranker, (list: unknown) => of(search).addAll(list)]) {
      expect(refusal(() => call(documents))).toMatch(/^TypeError: documents: expected an array of documents, got /)
    }
  })

  test('no document with any field', () => {
    const documents = [{ id: 1, body: 'text' }, { id: 2 }, Object.create({ text: 'inherited' }, { id: { value: 3 } })]
    for (const make of [loose.createSearch, loose.createReranker]) {
      expect(refusal(() => make(documents))).toBe(
        'RangeError: options.fields: expected fields that some document has, got "title", "text", while documents have none of text'
      )
      expect(refusal(() => make(documents, { fields: ['constructor', 'toString'] }))).toBe(
        'RangeError: options.fields: expected fields that some document has, got "constructor", "toString", while documents have none of text'
      )
    }
  })
})

describe('an id stands for one document', () => {
  const again = (place: string) => `RangeError: ${place}.id: expected an id of its own, got "bike-chain" again`
  const twin = { id: 'bike-chain', title: 'Another', text: 'of the same id' }
  const fresh = { id: 'fresh', title: 'Fresh', text: 'new here' }

  test('twice in a call', () => {
    expect(refusal(() => createSearch([few[0], fresh, twin]))).toBe(again('documents[2]'))
    expect(refusal(() => createReranker([few[0], twin]))).toBe(again('documents[1]'))
    const before = seen(search)
    expect(refusal(() => search.addAll([fresh, { ...fresh }]))).toBe(
      'RangeError: documents[1].id: expected an id of its own, got "fresh" again'
    )
    expect(seen(search)).toEqual(before)
  })

  test('there already', () => {
    const before = seen(search)
    expect(refusal(() => search.add(twin))).toBe(again('document'))
    expect(refusal(() => search.addAll([fresh, twin]))).toBe(again('documents[1]'))
    expect(search.has('fresh')).toBe(false)
    expect(seen(search)).toEqual(before)
  })

  test('there not at all', () => {
    const before = seen(search)
    const unknown = 'expected the id of a document, got "nowhere"'
    expect(refusal(() => search.remove('nowhere'))).toBe(`RangeError: id: ${unknown}`)
    expect(refusal(() => search.replace({ ...fresh, id: 'nowhere' }))).toBe(`RangeError: document.id: ${unknown}`)
    expect(refusal(() => search.feedback('chain', 'nowhere'))).toBe(`RangeError: id: ${unknown}`)
    expect(refusal(() => of(search).remove({}))).toBe(
      'TypeError: id: expected a string or a finite number, got an object'
    )
    expect(refusal(() => of(search).feedback('chain', undefined))).toMatch(
      /^TypeError: id: expected a string or a finite/
    )
    expect([search.has('nowhere'), search.get('nowhere')]).toEqual([false, undefined])
    expect([of(search).has({}), of(search).get(null)]).toEqual([false, undefined])
    expect(seen(search)).toEqual(before)
  })
})

describe('arguments of another type', () => {
  test.each([[undefined], [null], [5], [{}], [['chain']]])('%j for a question', query => {
    expect(refusal(() => of(search).search(query))).toMatch(/^TypeError: query: expected a string, got /)
    expect(refusal(() => of(search).context(query))).toMatch(/^TypeError: question: expected a string, got /)
    expect(refusal(() => of(search).feedback(query, 'bike-chain'))).toMatch(
      /^TypeError: query: expected a string, got /
    )
    expect(refusal(() => of(reranker).rerank(query, []))).toMatch(/^TypeError: query: expected a string, got /)
    if (query !== undefined) {
      expect(refusal(() => of(search).forget(query))).toMatch(/^TypeError: query: expected a string, got /)
    }
  })

  test.each([[1], ['yes'], [null], [{}]])('%j for relevant', relevant => {
    expect(refusal(() => of(search).feedback('chain', 'bike-chain', relevant))).toMatch(
      /^TypeError: relevant: expected true or false, got /
    )
    expect(search.info.judgements).toBe(0)
  })

  test('no file', () => {
    for (const bytes of [undefined, null, 'text', []]) expect(() => loose.loadSearch(bytes)).toThrow(TypeError)
  })
})

test('an id, a list of lines, fields of other names', () => {
  const documents = [
    { key: 7, body: ['An otter', 'swims'], note: 'no field' },
    { key: 8, body: null, heading: 'The heron waits' },
    { key: 9, heading: undefined }
  ]
  const named = createSearch(documents, { idField: 'key', fields: ['heading', 'body'] })
  expect(named.search('otters').map(({ id }) => id)).toEqual([7])
  expect(named.search('otter')[0].snippet).toMatchObject({ field: 'body', text: 'An otter\nswims' })
  expect(named.search('heron').map(({ id }) => id)).toEqual([8])
  expect(named.get(9)).toBe(documents[2])
  expect(refusal(() => of(named).add({ id: 10, body: 'text' }))).toBe(
    'TypeError: document.key: expected a string or a finite number, got undefined'
  )
})
