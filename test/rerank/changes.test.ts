import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../../src/math/index.ts'
import { createSearch, loadSearch, type Search } from '../../src/rerank/index.ts'
import { ENGLISH, nearlyEqual, type Page, plain } from './samples.ts'

/** One change of a collection; `pick` says which document. */
type Change = {
  readonly kind: 'add' | 'addAll' | 'remove' | 'replace' | 'save' | 'refit' | 'ask'
  readonly pick: number
}

const QUESTIONS = [
  'oil the chain',
  'bread in the oven',
  'the wheel',
  'bees in winter',
  'wind and clay',
  'chaining breads'
]

/** A page that is made of two others, so that ids may be many and words few. */
function pageOf(id: number, pick: number): Page {
  const [a, b] = [ENGLISH[pick % ENGLISH.length], ENGLISH[(pick * 7 + 3) % ENGLISH.length]]
  return { id: `page${id}`, title: a.title, text: `${b.text.slice(0, pick % 180)} ${a.text}` }
}

/** A search, the documents that it should hold in their order, and what is done to both. */
class Pair {
  readonly documents = new Map<string, Page>()
  search: Search<Page> = createSearch<Page>(ENGLISH.slice(0, 6), { dims: 16 })
  private made = 0

  constructor() {
    for (const page of ENGLISH.slice(0, 6)) this.documents.set(page.id, page)
  }

  do({ kind, pick }: Change): void {
    const ids = [...this.documents.keys()]
    const id = ids[pick % (ids.length || 1)]
    if (kind === 'add') this.add([pageOf(this.made++, pick)], pages => this.search.add(pages[0]))
    else if (kind === 'addAll') {
      const pages = [pick, pick + 1, pick + 2].map(other => pageOf(this.made++, other))
      this.add(pages, () => this.search.addAll(pages))
    } else if (kind === 'save') this.search = loadSearch<Page>(this.search.save())
    else if (kind === 'refit') this.search.refit()
    else if (kind === 'ask') this.search.search(QUESTIONS[pick % QUESTIONS.length])
    else if (id !== undefined) {
      this.documents.delete(id)
      if (kind === 'remove') this.search.remove(id)
      else {
        const page = { ...pageOf(0, pick), id }
        this.documents.set(id, page)
        this.search.replace(page)
      }
    }
  }

  private add(pages: readonly Page[], add: (pages: readonly Page[]) => void): void {
    for (const page of pages) this.documents.set(page.id, page)
    add(pages)
  }

  /** Expects the search to be as one made of the documents that are left. */
  compare(): void {
    const { search, documents } = this
    const fresh = createSearch<Page>([...documents.values()], { dims: 16 })
    expect(search.size).toBe(documents.size)
    expect(plain(search.info)).toEqual(plain(fresh.info))
    for (const [id, page] of documents) {
      expect(search.has(id)).toBe(true)
      expect(search.get(id)).toEqual(page)
    }
    for (const question of QUESTIONS) {
      for (const options of [{ limit: 99 }, { limit: 9, diversity: 0.4 }, { limit: 99, stageWeight: 0.5 }]) {
        expectNearly(search.search(question, options), fresh.search(question, options))
      }
      expectNearly(search.context(question, { maxTokens: 200 }), fresh.context(question, { maxTokens: 200 }))
    }
  }
}

/** Expects ids, terms, snippets and documents to be the same, and scores to nine digits. */
function expectNearly(now: unknown, before: unknown): void {
  const [a, b] = [plain(now), plain(before)]
  // Written out only where something differs.
  if (!nearlyEqual(a, b)) expect(a).toEqual(b)
}

const changing = ['add', 'add', 'addAll', 'remove', 'remove', 'remove', 'replace', 'replace'] as const
const kinds = [...changing, ...changing, 'ask', 'refit'] as const

test('a thousand changes leave what a search made of the remaining documents finds', () => {
  const random = createRandom(5)
  const pair = new Pair()
  let changes = 0
  let largest = 0
  while (changes < 1000) {
    const kind = kinds[random.below(kinds.length)]
    // Between nothing and the size from which on documents are folded in.
    const full = pair.documents.size > 40 && (kind === 'add' || kind === 'addAll')
    pair.do({ kind: full ? 'remove' : kind, pick: random.below(2 ** 31) })
    largest = Math.max(largest, pair.documents.size)
    if (kind !== 'ask' && kind !== 'refit') changes++
    if (changes === 500) pair.do({ kind: 'save', pick: 0 })
    if (changes % 250 === 0) pair.compare()
  }
  pair.compare()
  expect(largest).toBeGreaterThan(20)
})

test('so do any few, saving in between or not', () => {
  const change = fc.record({ kind: fc.constantFrom(...kinds, 'save' as const), pick: fc.nat() })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 25 }), changes => {
      const pair = new Pair()
      for (const one of changes) pair.do(one)
      pair.compare()
    }),
    { numRuns: 12 }
  )
})

describe('a replaced document', () => {
  test('is the last, and found by its new words alone', () => {
    const search = createSearch<Page>(ENGLISH)
    search.replace({ id: 'bike-chain', title: 'Otters', text: 'Otters swim and otters eat' })
    expect(search.search('otter').map(({ id }) => id)).toEqual(['bike-chain'])
    expect(search.search('degreaser toothbrush', { semantic: 'rerank' })).toEqual([])
    const { id, ...same } = ENGLISH[1]
    search.add({ id: 'twin', ...same })
    expect(
      search
        .search('puncture')
        .map(found => found.id)
        .slice(0, 2)
    ).toEqual(['bike-puncture', 'twin'])
    search.replace(ENGLISH[1])
    expect(
      search
        .search('puncture')
        .map(found => found.id)
        .slice(0, 2)
    ).toEqual(['twin', 'bike-puncture'])
  })

  test('of the same words scores as it did', () => {
    const search = createSearch<Page>(ENGLISH)
    const before = search.search('oil the chain')[0]
    search.replace({ ...ENGLISH[0], text: `${ENGLISH[0].text}!` })
    expect(search.search('oil the chain')[0].id).toBe(before.id)
    expect(search.get('bike-chain')?.text.endsWith('!')).toBe(true)
  })
})

test('the order of documents is that of their coming', () => {
  const search = createSearch<Page>([])
  const same = (id: string) => ({ id, title: 'Otters', text: 'all of them swim' })
  search.addAll(['c', 'a', 'b'].map(same))
  search.remove('a')
  search.add(same('a'))
  expect(search.search('otter').map(({ id }) => id)).toEqual(['c', 'b', 'a'])
})
