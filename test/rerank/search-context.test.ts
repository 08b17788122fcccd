import { describe, expect, test } from 'vitest'
import { type ContextSource, createSearch, type SearchDocument } from '../../src/rerank/index.ts'
import { ENGLISH, GERMAN, JAPANESE, type Page, plain, questionsIn } from './samples.ts'

/** A long document: every page of the handbook as a paragraph of it, with odd space between. */
const HANDBOOK: Page = {
  id: 'handbook',
  title: ' The whole\n handbook ',
  text: ENGLISH.map(({ title, text }) => `${title}.\r\n${text}`).join('\n\n \u3000\n')
}
const corpora = [
  [createSearch(ENGLISH), questionsIn('english')],
  [createSearch([HANDBOOK, ...GERMAN, ...JAPANESE]), [...questionsIn('english'), ...questionsIn('german')]],
  [createSearch(JAPANESE), questionsIn('japanese')]
] as const

const fieldOf = (document: SearchDocument | undefined, { field }: ContextSource) =>
  (document as Record<string, string> | undefined)?.[field] ?? ''

describe('every source', () => {
  test('is where it says that it is, in the text and in the document, and has its number', () => {
    let count = 0
    for (const [search, questions] of corpora) {
      for (const { query } of questions) {
        for (const maxTokens of [40, 120, 1000]) {
          const { text, sources, tokens } = search.context(query, { maxTokens })
          expect(tokens).toBeLessThanOrEqual(maxTokens)
          sources.forEach((source, i) => {
            const { number, id, start, end, from, to } = source
            expect(text.slice(from, to)).toBe(fieldOf(search.get(id), source).slice(start, end))
            expect(end).toBeGreaterThan(start)
            expect(number).toBe(i + 1)
            const heading = text.slice(i === 0 ? 0 : sources[i - 1].to, from)
            const title = fieldOf(search.get(id), { ...source, field: 'title' })
              .replace(/\s+/gu, ' ')
              .trim()
            expect(heading).toBe(`${i === 0 ? '' : '\n\n'}[${number}] ${title}\n`)
            count++
          })
          expect(sources.at(-1)?.to ?? 0).toBe(text.length)
        }
      }
    }
    expect(count).toBeGreaterThan(100)
  })

  test('is of a document that a search finds, and the best one has the best passage', () => {
    const [search, questions] = corpora[0]
    for (const { query } of questions) {
      const found = search.search(query).map(({ id }) => id)
      const sources = search.context(query).sources.map(({ id }) => id)
      expect(sources.filter(id => !found.includes(id))).toEqual([])
      expect(sources.length).toBeGreaterThan(0)
    }
    expect(search.context('oil the chain').sources[0].id).toBe('bike-chain')
  })
})

describe('of a long document', () => {
  const search = createSearch([HANDBOOK])

  test.each(['bike-chain', 'sail-capsize', 'clock-spring', 'garden-seed'])(
    'the passage that answers comes first: %s',
    id => {
      const page = ENGLISH.find(one => one.id === id) as Page
      const { text, sources } = search.context(page.text.slice(0, 60), { maxTokens: 150 })
      expect(text).toContain(page.text.slice(0, 40))
      expect(sources.every(({ field }) => field === 'text')).toBe(true)
      expect(text.length).toBeLessThan(HANDBOOK.text.length / 3)
    }
  )

  test('all of it is one source where there is room', () => {
    const { sources } = search.context('chain', { maxTokens: 100_000 })
    expect(sources).toMatchObject([{ field: 'text', start: 0, end: HANDBOOK.text.length }])
  })
})

describe('the budget', () => {
  const [search, questions] = corpora[0]

  test.each([
    ['characters', (text: string) => text.length, 900],
    ['words', (text: string) => text.split(/\s+/u).filter(word => word !== '').length, 60],
    ['a fixed price', (text: string) => (text === '' ? 0 : 500 + text.length / 10), 540]
  ] as const)('counted in %s', (_, countTokens, maxTokens) => {
    for (const { query } of questions) {
      let counted = 0
      const counting = (text: string) => {
        counted++
        return countTokens(text)
      }
      const { text, tokens } = search.context(query, { maxTokens, countTokens: counting })
      expect(counted).toBeGreaterThan(0)
      expect(tokens).toBe(countTokens(text))
      expect(tokens).toBeLessThanOrEqual(maxTokens)
      expect(text).not.toBe('')
    }
  })

  test('a greater one holds no less', () => {
    for (const { query } of questions) {
      const lengths = [20, 60, 200, 600, 2000].map(maxTokens => search.context(query, { maxTokens }).text.length)
      expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
    }
  })

  test('a count that is none is refused', () => {
    const countTokens = () => Number.NaN
    expect(() => search.context('chain', { countTokens })).toThrow('options.countTokens: expected a finite number')
  })
})

describe('options of the question', () => {
  const [search] = corpora[0]

  test('as many documents as asked, of those that are let through', () => {
    const filter = ({ id }: Page) => id.startsWith('clock')
    const { sources } = search.context('the spring of the clock', { limit: 2, filter, maxTokens: 5000 })
    expect(sources.map(({ id }) => id)).toEqual(
      search.search('the spring of the clock', { limit: 2, filter }).map(({ id }) => id)
    )
    expect(sources).toHaveLength(2)
  })

  test("'none' finds what MiniSearch finds", () => {
    const found = search.search('clock', { semantic: 'none' }).map(({ id }) => id)
    const { sources } = search.context('clock', { semantic: 'none', maxTokens: 5000 })
    expect(new Set(sources.map(({ id }) => id))).toEqual(new Set(found))
  })
})

test('a title is a passage where there is no more, and a field that is a list is as many lines', () => {
  const search = createSearch([
    { id: 'title', title: 'The otter swims', text: ' ' },
    { id: 'list', title: 'Herons', text: ['The heron waits.', 'The otter eats.'] },
    { id: 'none', title: 'Others' }
  ])
  const { text, sources } = search.context('otter')
  expect(sources).toMatchObject([
    { id: 'title', field: 'title', start: 0, end: 15 },
    { id: 'list', field: 'text', start: 0, end: 32 }
  ])
  expect(text).toBe('[1]\nThe otter swims\n\n[2] Herons\nThe heron waits.\nThe otter eats.')
})

test('feedback that lowers a document below nothing leaves a context', () => {
  const search = createSearch(ENGLISH)
  for (const { id } of search.search('oil the chain', { limit: 3 })) search.feedback('oil the chain', id, false)
  const { sources, text } = search.context('oil the chain')
  expect(sources.length).toBeGreaterThan(0)
  expect(plain(search.context('oil the chain'))).toEqual({
    text,
    sources,
    tokens: search.context('oil the chain').tokens
  })
})
