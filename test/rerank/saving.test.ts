import { describe, expect, test } from 'vitest'
import { decodeModel } from '../../src/model/index.ts'
import {
  createSearch,
  type LoadSearchOptions,
  loadSearch,
  type Search,
  type SearchOptions
} from '../../src/rerank/index.ts'
import { englishStopWords, porter, stopWordList } from '../../src/text/index.ts'
import { lancaster } from '../../src/text/stem/lancaster.ts'
import { polishStopWords } from '../../src/text/stopwords/polish.ts'
import { GERMAN, JAPANESE, nearlyEqual, type Page, plain, ENGLISH as WHOLE } from './samples.ts'

const ENGLISH = WHOLE.slice(0, 16)
const QUESTIONS = ['oil the chain', 'Brot im Holzofen', 'baking bread', 'チェーンの油', '']

/** Everything that a search says. */
function said(search: Search<Page>) {
  const answers = QUESTIONS.flatMap(question => [
    search.search(question, { limit: 99 }),
    search.search(question, { semantic: 'rerank', diversity: 0.5, limit: 4 }),
    search.search(question, { semantic: 'none', limit: 4 }),
    search.search(question, { stageWeight: 1, minisearch: { prefix: true }, limit: 4 }),
    search.context(question, { limit: 4 })
  ])
  return plain([search.info, search.size, answers])
}

/** A search that learnt, with the same options. */
function learnt(pages: readonly Page[], options?: SearchOptions): Search<Page> {
  const search = createSearch(pages, options)
  search.feedback('oil the chain', pages[1].id)
  search.feedback('greasing a link', pages[1].id)
  search.feedback('oil the chain', pages[2].id, false)
  search.feedback('__proto__ constructor', pages[3].id)
  search.feedback('チェーンの油', pages[0].id)
  return search
}

const three = { name: 'three', stem: (word: string) => word.slice(0, 3) }
const mine = stopWordList('mine', ['the'])
const functions: SearchOptions['minisearch'] = {
  boostDocument: id => (String(id).startsWith('b') ? 2 : 1),
  prefix: term => term.length > 3,
  fuzzy: 0.2
}

interface Saved {
  readonly name: string
  readonly search: Search<Page>
  readonly options?: LoadSearchOptions
}

describe('a loaded search says what the saved one said, to the last bit', () => {
  const saved: readonly Saved[] = [
    { name: 'none', search: createSearch<Page>([]) },
    { name: 'one', search: createSearch(ENGLISH.slice(0, 1)) },
    { name: 'English', search: createSearch(ENGLISH) },
    { name: 'with feedback', search: learnt(ENGLISH) },
    { name: 'German', search: learnt(GERMAN) },
    { name: 'Japanese', search: learnt(JAPANESE) },
    { name: 'of all three', search: learnt([...ENGLISH, ...GERMAN, ...JAPANESE], { seed: 7, dims: 5 }) },
    { name: 'of one field', search: createSearch(ENGLISH, { fields: ['text'] }) },
    { name: 'of fields that none has', search: createSearch(ENGLISH, { fields: ['heading', 'text', 'notes'] }) },
    { name: 'without analysis', search: learnt(ENGLISH, { stem: null, stopWords: null }) },
    {
      name: 'of another analysis',
      search: learnt(ENGLISH, { stem: lancaster, stopWords: polishStopWords }),
      options: { stemmers: [porter, lancaster], stopWords: [polishStopWords] }
    },
    {
      name: 'of our own analysis',
      search: learnt(ENGLISH, { stem: three, stopWords: mine }),
      options: { stemmers: [three], stopWords: [mine] }
    },
    {
      name: 'with options of MiniSearch',
      search: learnt(ENGLISH, { minisearch: { prefix: true, boost: { title: 2 }, fuzzy: 0.2 } })
    },
    {
      name: 'with functions',
      search: learnt(ENGLISH, { minisearch: functions }),
      options: { minisearch: functions }
    }
  ]

  test.each(saved)('$name', ({ search, options }) => {
    const bytes = search.save()
    const loaded = loadSearch<Page>(bytes, options)
    expect(said(loaded)).toEqual(said(search))
    expect(loaded.save()).toEqual(bytes)
    expect(said(loadSearch<Page>(bytes.slice().buffer, options))).toEqual(said(search))
    for (const [id, page] of ENGLISH.entries())
      if (search.has(page.id)) expect(loaded.get(page.id)).toEqual(ENGLISH[id])
  })

  test('and goes on as it would have', () => {
    const search = learnt(ENGLISH.slice(0, 10))
    const loaded = loadSearch<Page>(search.save())
    for (const one of [search, loaded]) {
      one.addAll(ENGLISH.slice(10))
      one.remove('bread-loaf')
      one.replace({ ...ENGLISH[0], text: `${ENGLISH[0].text} Again.` })
      one.feedback('smoke and hives', 'bees-hive')
      one.forget('greasing a link')
    }
    // MiniSearch keeps mean lengths up to date by differences, and in another order here: the last bits of its scores.
    expect(nearlyEqual(said(loaded), said(search), 1e-12)).toBe(true)
    expect(plain(loaded.search('oil the chain'))).toEqual(plain(search.search('oil the chain')))
    expect(loaded.info.judgements).toBe(search.info.judgements)
    expect(search.info.judgements).toBe(5)
  })

  test('the file stays as it is, whatever becomes of the search', () => {
    const bytes = learnt(ENGLISH).save()
    const before = bytes.slice()
    const loaded = loadSearch<Page>(bytes)
    loaded.remove('bike-chain')
    loaded.add({ id: 'new', title: 'New', text: 'and other words' })
    loaded.feedback('new', 'new')
    loaded.refit()
    loaded.search('new')
    expect(bytes).toEqual(before)
  })
})

describe('what is code is passed', () => {
  const named = learnt(ENGLISH, { stem: lancaster, stopWords: polishStopWords }).save()

  test.each<[object, string]>([
    [{}, `options.stemmers: expected "${lancaster.name}", which the file needs, among them, got "${porter.name}"`],
    [
      { stemmers: [lancaster] },
      `options.stopWords: expected "${polishStopWords.name}", which the file needs, among them, got "english-search", "${englishStopWords.name}"`
    ]
  ])('%j is not enough', (options, message) => {
    expect(() => loadSearch(named, options)).toThrow(new RangeError(message))
  })

  test('functions of MiniSearch by name', () => {
    const bytes = createSearch(ENGLISH, { minisearch: functions }).save()
    expect(() => loadSearch(bytes)).toThrow(
      new RangeError('options.minisearch.boostDocument: expected the function that the file needs, got none')
    )
    expect(() => loadSearch(bytes, { minisearch: { boostDocument: () => 1 } })).toThrow(
      'options.minisearch.prefix: expected'
    )
    expect(decodeModel(bytes).config).toMatchObject({
      functions: ['boostDocument', 'prefix'],
      minisearch: { fuzzy: 0.2 }
    })
  })

  test('options of MiniSearch stand over those in the file', () => {
    const bytes = createSearch(ENGLISH, { minisearch: { prefix: true } }).save()
    expect(loadSearch(bytes).search('degr')).not.toEqual([])
    expect(loadSearch(bytes, { minisearch: { prefix: false } }).search('degr', { semantic: 'none' })).toEqual([])
  })
})

describe('documents', () => {
  test('come back as JSON has them, with all that is not searched', () => {
    const document = {
      id: '\ud800',
      text: 'lone \udc00 otter \0 😀',
      list: [1, null, { deep: [true] }],
      when: new Date(0),
      missing: undefined,
      __proto__x: 1
    }
    const odd = JSON.parse('{"id": 0, "text": "otters", "__proto__": {"text": "no"}, "constructor": 5}')
    const loaded = loadSearch(createSearch<object>([document, odd]).save())
    expect(loaded.get('\ud800')).toEqual(plain(document))
    const back = loaded.get(0) as object
    expect(Object.keys(back)).toEqual(['id', 'text', '__proto__', 'constructor'])
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
    expect(plain(loaded.search('otter'))).toEqual(plain(createSearch<object>([document, odd]).search('otter')))
  })

  const cycle: Record<string, unknown> = { id: 1, text: 'otter' }
  cycle.self = { cycle }
  test.each<[string, object, string]>([
    ['a function', { act() {} }, 'got a function at "act"'],
    ['a symbol in a list', { list: [Symbol('s')] }, 'got a symbol at "0"'],
    ['NaN', { deep: { price: Number.NaN } }, 'got NaN at "price"'],
    ['an infinite number', { price: -1 / 0 }, 'got -Infinity at "price"'],
    ['a bigint', { price: 1n }, 'BigInt'],
    ['a cycle', cycle, 'circular'],
    ['nothing to write', { toJSON: () => undefined }, 'expected JSON'],
    ['other texts than it has', { toJSON: () => ({ id: 1, text: 'badger' }) }, 'another text than when it was added'],
    ['another id than it has', { toJSON: () => ({ id: 7, text: 'otter' }) }, 'another id, 7 for 1'],
    ['more levels than a file may have', { deep: JSON.parse('['.repeat(90) + ']'.repeat(90)) }, 'levels of nesting']
  ])('with %s cannot be saved, and the place is named', (_, more, message) => {
    const search = createSearch<object>([
      { id: 0, text: 'otter' },
      { id: 1, text: 'otter', ...more }
    ])
    expect(() => search.save()).toThrow(TypeError)
    expect(() => search.save()).toThrow(/^documents\[1\]: expected a document that can be written as JSON, got /)
    expect(() => search.save()).toThrow(message)
    search.remove(1)
    expect(loadSearch(search.save()).size).toBe(1)
  })
})

test('160 bytes a document beside texts and words', () => {
  const many = Array.from({ length: 200 }, (_, i) => ({ id: i, title: `${i}`, text: WHOLE[i % 40].text }))
  const file = createSearch(many).save()
  const bytes = file.length
  const record = decodeModel(file)
  const texts = ['documents', 'words'].flatMap(name => [`${name}.bytes`, `${name}.offsets`])
  const known = texts.reduce((sum, name) => sum + (record.tensors.get(name)?.data.byteLength ?? 0), 0)
  const terms = record.tensors.get('terms')?.data.length ?? 0
  const words = (record.tensors.get('words.offsets')?.data.length ?? 0) - 1
  expect(bytes - known - terms - words * (128 + 12)).toBeLessThan(160 * 200 + 4096)
})
