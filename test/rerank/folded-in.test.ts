import { describe, expect, test } from 'vitest'
import { createSearch, loadSearch } from '../../src/rerank/index.ts'
import { type Made, madeDocuments, plain } from './samples.ts'

/** So many that few changes do not train the space anew. */
const made = madeDocuments(300, 12, 1)
const options = { dims: 16 }
const query = made[0].text.split(' ').slice(0, 5).join(' ')
const late = (id: number): Made => ({ ...made[id % 300], id: 1000 + id })

describe('in a large collection', () => {
  test('a document that comes later is found, and lies where its like do', () => {
    const search = createSearch(made, options)
    search.add({ ...made[0], id: 1000 })
    const [first, second] = search.search(query)
    expect([first.id, second.id]).toEqual([0, 1000])
    // The vector of a folded-in document is that which training would have given it.
    expect(second.parts).toEqual(first.parts)
  })

  test('few changes keep the space, many or a wish train it anew', () => {
    const search = createSearch(made, options)
    const fresh = () => createSearch([...made, ...Array.from({ length: added }, (_, i) => late(i))], options)
    const trust = () => search.info.dims > 0 && search.info.trust
    let added = 0
    const before = trust()
    for (; added < 30; added++) search.add(late(added))
    expect(trust()).toBe(before)
    expect(plain(search.search(query))).not.toEqual(plain(fresh().search(query)))
    for (; added < 40; added++) search.add(late(added))
    // Beyond a tenth.
    expect(plain(search.search(query))).toEqual(plain(fresh().search(query)))
    search.add(late(added++))
    expect(plain(search.search(query))).not.toEqual(plain(fresh().search(query)))
    search.refit()
    expect(plain(search.search(query))).toEqual(plain(fresh().search(query)))
    expect(plain(search.info)).toEqual(plain(fresh().info))
  })

  test('drift tells when documents are of another kind', () => {
    const search = createSearch(made, options)
    const before = search.info.drift
    for (let i = 0; i < 28; i++) search.add(late(i))
    const same = search.info.drift
    expect(Math.abs(same - before)).toBeLessThan(0.02)
    const others = createSearch(made, options)
    const strange = madeDocuments(28, 0, 9).map(document => ({
      ...document,
      id: document.id + 5000,
      text: document.text.replace(/[a-z]+/g, word => `${word}q${document.id}`)
    }))
    others.addAll(strange)
    expect(others.info.drift).toBeGreaterThan(same + 0.02)
    others.refit()
    expect(others.info.drift).toBeLessThan(same + 0.05)
  })

  test('words by themselves are counted anew at once', () => {
    const search = createSearch(made, options)
    search.addAll([
      { id: 2000, title: 'zymurgy', text: 'zymurgy kombucha' },
      { id: 2001, title: '', text: 'kombucha' }
    ])
    expect(search.search('zymurgy').map(({ id }) => id)[0]).toBe(2000)
    expect(search.search('kombuchas', { semantic: 'rerank' })).toEqual([])
    search.remove(2000)
    expect(search.search('zymurgy')).toEqual([])
    expect(search.search('kombucha')[0].id).toBe(2001)
  })
})

test('a file knows how much has changed since training', () => {
  const search = createSearch(made, options)
  for (let i = 0; i < 30; i++) search.add(late(i))
  const loaded = loadSearch<Made>(search.save())
  const before = plain(search.search(query))
  expect(plain(loaded.search(query))).toEqual(before)
  // With these it is more than a tenth.
  const more = Array.from({ length: 4 }, (_, i) => late(30 + i))
  search.addAll(more)
  loaded.addAll(more)
  expect(plain(loaded.search(query))).toEqual(plain(search.search(query)))
  expect(loaded.info.drift).toBeCloseTo(0, 6)
})

test('is the same again when it was saved, and after what comes next', () => {
  const search = createSearch(made, options)
  search.addAll([late(1), late(2)])
  search.remove(5)
  search.feedback(query, 7)
  let other = loadSearch<Made>(search.save())
  const same = () => {
    for (const semantic of ['union', 'rerank'] as const) {
      for (const question of [query, 'zymurgy', made[3].title]) {
        const found = plain(search.search(question, { semantic, limit: 400 }))
        expect(plain(other.search(question, { semantic, limit: 400 }))).toEqual(found)
      }
    }
    expect(plain(other.info)).toEqual(plain(search.info))
  }
  same()
  expect(other.save()).toEqual(search.save())
  for (const step of [() => late(3), () => late(4)].map(page => page())) {
    search.add(step)
    other.add(step)
    same()
  }
  other = loadSearch<Made>(other.save())
  same()
  for (let i = 5; i < 40; i++) {
    search.add(late(i))
    other.add(late(i))
  }
  // Both are trained anew by now.
  same()
})
