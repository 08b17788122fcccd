import { describe, expect, test } from 'vitest'
import {
  CONTEXT_DEFAULTS,
  createReranker,
  createSearch,
  LOAD_SEARCH_DEFAULTS,
  loadSearch,
  QUERY_DEFAULTS,
  RERANK_DEFAULTS,
  SEARCH_DEFAULTS,
  type StageOptions
} from '../../src/rerank/index.ts'
import { thrownBy } from '../math/matrices.ts'
import { ENGLISH, plain } from './samples.ts'

const few = ENGLISH.slice(0, 6)
const search = createSearch(few)
const file = search.save()
const reranker = createReranker(few)

/** Every entry that takes options. */
const ENTRIES: Readonly<Record<string, (options: never) => unknown>> = {
  createSearch: options => createSearch(few, options),
  createReranker: options => createReranker(few, options),
  loadSearch: options => loadSearch(file, options),
  search: options => search.search('chain', options),
  context: options => search.context('chain', options),
  rerank: options => reranker.rerank('chain', [{ id: 'bike-chain' }], options)
}

/** What was thrown, as its name and its message. */
function refusal(entry: string, options: unknown): string {
  const error = thrownBy(() => ENTRIES[entry](options as never)) as Error
  return `${error.name}: ${error.message}`
}

describe.each(Object.keys(ENTRIES))('%s', entry => {
  test('knows its options and no others', () => {
    for (const key of ['limits', '__proto__x', 'toString', 'constructor']) {
      expect(refusal(entry, { [key]: 1 })).toMatch(`TypeError: options.${key}: unknown option, expected one of `)
    }
    expect(refusal(entry, JSON.parse('{"__proto__": 1}'))).toMatch('TypeError: options.__proto__: unknown option')
  })

  test.each([[null], [5], ['text'], [[]]])('takes no %j for them', options => {
    expect(refusal(entry, options)).toMatch(/^TypeError: options: expected an object of options, got /)
  })

  test('takes one that is undefined for one that is not given', () => {
    expect(plain(ENTRIES[entry](undefined as never))).toEqual(plain(ENTRIES[entry]({} as never)))
    const all = { ...SEARCH_DEFAULTS, ...QUERY_DEFAULTS, ...CONTEXT_DEFAULTS, ...LOAD_SEARCH_DEFAULTS }
    for (const key of Object.keys(all)) {
      let error = ''
      try {
        ENTRIES[entry]({ [key]: undefined } as never)
      } catch (thrown) {
        error = String(thrown)
      }
      expect(error).toMatch(new RegExp(`^$|options.${key}: unknown option`))
    }
  })
})

const makers = ['createSearch', 'createReranker']
const askers = ['search', 'context', 'rerank']
test.each<[readonly string[], object, string]>([
  [makers, { idField: 5 }, 'TypeError: options.idField: expected a string, got 5'],
  [makers, { fields: [] }, 'TypeError: options.fields: expected a list of at least one name, got an array of 0'],
  [makers, { fields: 'text' }, 'TypeError: options.fields: expected a list of at least one name, got "text"'],
  [
    makers,
    { fields: ['text', 5] },
    'TypeError: options.fields: expected a list of at least one name, got an array of 2'
  ],
  [makers, { fields: ['text', 'text'] }, 'RangeError: options.fields: expected each name once, got "text" again'],
  [
    makers,
    { stem: 'porter' },
    `TypeError: options.stem: expected a stemmer with a name, such as porter, null or 'auto', got "porter"`
  ],
  [
    makers,
    { stem: {} },
    `TypeError: options.stem: expected a stemmer with a name, such as porter, null or 'auto', got an object`
  ],
  [
    makers,
    { stopWords: ['the'] },
    'TypeError: options.stopWords: expected stop words such as englishStopWords, or null'
  ],
  [makers, { dims: 0 }, 'RangeError: options.dims: expected an integer from 1 to 4096, got 0'],
  [makers, { dims: 4097 }, 'RangeError: options.dims: expected an integer from 1 to 4096, got 4097'],
  [makers, { dims: 1.5 }, 'RangeError: options.dims: expected an integer from 1 to 4096, got 1.5'],
  [makers, { seed: -1 }, 'RangeError: options.seed: expected an integer from 0 to 4294967295, got -1'],
  [makers, { seed: 2 ** 32 }, 'RangeError: options.seed: expected an integer from 0 to 4294967295, got 4294967296'],
  [makers, { onProgress: true }, 'TypeError: options.onProgress: expected a function, got true'],
  [['createReranker'], { minisearch: {} }, 'TypeError: options.minisearch: unknown option, expected one of idField'],
  [askers, { limit: 0 }, 'RangeError: options.limit: expected an integer from 1 to 9007199254740991, got 0'],
  [askers, { limit: 2.5 }, 'RangeError: options.limit: expected an integer from 1 to 9007199254740991, got 2.5'],
  [askers, { limit: '5' }, 'RangeError: options.limit: expected an integer from 1 to 9007199254740991, got "5"'],
  [
    ['search', 'context'],
    { semantic: 'all' },
    'RangeError: options.semantic: expected "union" or "rerank" or "none", got "all"'
  ],
  [['rerank'], { semantic: 'none' }, 'RangeError: options.semantic: expected "rerank" or "union", got "none"'],
  [askers, { diversity: -0.1 }, 'RangeError: options.diversity: expected a number from 0 to 1, got -0.1'],
  [askers, { diversity: 1.1 }, 'RangeError: options.diversity: expected a number from 0 to 1, got 1.1'],
  [askers, { diversity: Number.NaN }, 'RangeError: options.diversity: expected a number from 0 to 1, got NaN'],
  [askers, { diversity: '1' }, 'RangeError: options.diversity: expected a number from 0 to 1, got "1"'],
  [askers, { filter: {} }, 'TypeError: options.filter: expected a function, got an object'],
  [askers, { stageWeight: -1 }, 'RangeError: options.stageWeight: expected a finite number of at least 0, got -1'],
  [
    askers,
    { stageWeight: 1 / 0 },
    'RangeError: options.stageWeight: expected a finite number of at least 0, got Infinity'
  ],
  [askers, { stageWeight: '1' }, 'RangeError: options.stageWeight: expected a finite number of at least 0, got "1"'],
  [['context'], { maxTokens: -1 }, 'RangeError: options.maxTokens: expected an integer from 0 to'],
  [['context'], { countTokens: 5 }, 'TypeError: options.countTokens: expected a function, got 5'],
  [
    ['loadSearch'],
    { stemmers: {} },
    'TypeError: options.stemmers: expected a list of such as have a name, got an object'
  ],
  [['loadSearch'], { stopWords: 5 }, 'TypeError: options.stopWords: expected a list of such as have a name, got 5']
])('%j refuse %j', (entries, options, message) => {
  for (const entry of entries) expect(refusal(entry, options)).toContain(message)
})

describe('options of MiniSearch', () => {
  const bad: readonly (readonly [unknown, string])[] = [
    [5, "TypeError: %: expected an object of MiniSearch's options, got 5"],
    [[], "TypeError: %: expected an object of MiniSearch's options, got an array of 0"],
    [{ prefixes: true }, 'TypeError: %.prefixes: unknown option, expected one of fields, '],
    [JSON.parse('{"__proto__": 5}'), 'TypeError: %.__proto__: unknown option'],
    [{ filter: () => true }, 'TypeError: %.filter: expected filter beside minisearch in its place'],
    [{ tokenize: () => [] }, 'TypeError: %.tokenize: expected stem and stopWords in its place'],
    [{ processTerm: undefined }, 'TypeError: %.processTerm: expected stem and stopWords in its place'],
    [{ fields: 'text' }, 'TypeError: %.fields: expected a list of names, got "text"'],
    [{ boost: [2] }, 'TypeError: %.boost: expected an object of numbers, got an array of 1'],
    [{ boost: { title: -1 } }, 'RangeError: %.boost.title: expected a number from 0 to 1000000000, got -1'],
    [{ boost: { title: '2' } }, 'RangeError: %.boost.title: expected a number from 0 to 1000000000, got "2"'],
    [{ boostTerm: 2 }, 'TypeError: %.boostTerm: expected a function, got 2'],
    [{ boostDocument: 2 }, 'TypeError: %.boostDocument: expected a function, got 2'],
    [{ weights: { fuzzy: 1 } }, 'TypeError: %.weights.prefix: expected a number, got none'],
    [
      { weights: { fuzzy: 1, prefix: 1, exact: 1 } },
      'TypeError: %.weights.exact: unknown, expected one of fuzzy, prefix'
    ],
    [{ prefix: 'yes' }, 'TypeError: %.prefix: expected true, false or a function, got "yes"'],
    [{ fuzzy: -0.2 }, 'RangeError: %.fuzzy: expected a number from 0 to 100, got -0.2'],
    [{ fuzzy: 1e9 }, 'RangeError: %.fuzzy: expected a number from 0 to 100, got 1000000000'],
    [{ fuzzy: null }, 'RangeError: %.fuzzy: expected a number from 0 to 100, got null'],
    [{ maxFuzzy: 1 / 0 }, 'RangeError: %.maxFuzzy: expected a number from 0 to 100, got Infinity'],
    [{ combineWith: 'XOR' }, 'RangeError: %.combineWith: expected "AND" or "OR" or'],
    [{ bm25: { k: 1, b: 2, d: 0 } }, 'RangeError: %.bm25.b: expected a number from 0 to 1, got 2'],
    [{ bm25: { k: 1, b: 1 } }, 'TypeError: %.bm25.d: expected a number, got none'],
    [{ bm25: null }, 'TypeError: %.bm25: expected an object of numbers, got null']
  ]

  test.each(bad)('%j is refused at every entry', (minisearch, message) => {
    for (const entry of ['createSearch', 'loadSearch', 'search', 'context']) {
      expect(refusal(entry, { minisearch })).toContain(message.replace('%', 'options.minisearch'))
    }
  })

  test('all that it has are taken, undefined for not given', () => {
    const all: StageOptions = {
      fields: ['text'],
      boost: { title: 2, nowhere: 1 },
      boostTerm: () => 1,
      boostDocument: () => 1,
      weights: { fuzzy: 0.3, prefix: 0.4 },
      prefix: () => false,
      fuzzy: () => 0.2,
      maxFuzzy: 3,
      combineWith: 'And_not',
      bm25: { k: 1, b: 1, d: 0.5 }
    }
    expect(search.search('chain', { minisearch: all }).length).toBeGreaterThan(0)
    const missing = Object.fromEntries(Object.keys(all).map(key => [key, undefined]))
    const wanted = createSearch(few).search('chain')
    expect(plain(createSearch(few, { minisearch: missing }).search('chain', { minisearch: missing }))).toEqual(
      plain(wanted)
    )
  })
})

test('the defaults are what nothing given means', () => {
  const { onProgress, ...made } = SEARCH_DEFAULTS
  const same = createSearch(few, made)
  expect(same.info).toEqual(search.info)
  expect(plain(same.search('chain', QUERY_DEFAULTS))).toEqual(plain(search.search('chain')))
  expect(same.context('chain', { ...QUERY_DEFAULTS, ...CONTEXT_DEFAULTS })).toEqual(search.context('chain'))
  const candidates = few.map(({ id }) => ({ id }))
  expect(plain(reranker.rerank('chain', candidates, RERANK_DEFAULTS))).toEqual(
    plain(reranker.rerank('chain', candidates))
  )
})

test('progress rises from 0 to 1', () => {
  for (const make of [createSearch, createReranker]) {
    const told: [number, string][] = []
    make(ENGLISH, { onProgress: (done, step) => told.push([done, step]) })
    expect(told.length).toBeGreaterThan(1)
    expect(told[0][0]).toBe(0)
    expect(told.at(-1)).toEqual([1, 'training'])
    told.forEach(([done], i) => {
      expect(done).toBeGreaterThanOrEqual(i === 0 ? 0 : told[i - 1][0])
    })
  }
  const none: number[] = []
  createSearch([], { onProgress: done => none.push(done) })
  expect(none.at(-1)).toBe(1)
})
