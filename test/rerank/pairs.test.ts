import { describe, expect, test } from 'vitest'
import type { Engine } from '../../src/rerank/engine.ts'
import { fuse } from '../../src/rerank/fusion.ts'
import { createSearch, loadSearch } from '../../src/rerank/index.ts'
import { pairFeatures } from '../../src/rerank/pair-features.ts'
import { queryVector } from '../../src/rerank/ranker.ts'
import { ENGLISH, madeDocuments, type Page, plain } from './samples.ts'

/** Questions of one word each. One document has it in its title, one often, one rarely in its text. */
const WORDS = Array.from({ length: 24 }, (_, i) => String.fromCharCode(97 + i).repeat(4))
const documents = WORDS.flatMap((word, w) => {
  const [a, b, c] = madeDocuments(3, 0, w)
  return [
    { ...a, id: `${word}-titled`, title: `${a.title} ${word}` },
    { ...b, id: `${word}-often`, text: `${b.text.slice(0, 60)} ${word} of ${word} and ${word}` },
    { ...c, id: `${word}-once`, text: `${c.text.slice(0, 60)} ${word}` }
  ]
})
const [judged, others] = [WORDS.slice(0, 16), WORDS.slice(16)]
const fresh = () => createSearch(documents, { dims: 16 })
const rankOf = (search: ReturnType<typeof fresh>, word: string, kind: string) =>
  search.search(word, { semantic: 'rerank' }).findIndex(({ id }) => id === `${word}-${kind}`)
const sum = (numbers: readonly number[]) => numbers.reduce((total, x) => total + x, 0)

describe('what judgements have in common is learnt for questions never judged', () => {
  test('that titles helped', () => {
    const search = fresh()
    const ranks = () => others.map(word => rankOf(search, word, 'titled'))
    const before = ranks()
    for (const word of judged) search.feedback(word, `${word}-titled`)
    const after = ranks()
    expect(sum(before)).toBeGreaterThanOrEqual(others.length)
    expect(sum(after)).toBeLessThan(sum(before) / 2)
    for (const word of others) {
      for (const { score, parts } of search.search(word)) expect(sum(Object.values(parts))).toBeCloseTo(score, 12)
    }
    // It is forgotten with the judgements.
    search.forget()
    expect(ranks()).toEqual(before)
  })

  test('few of them, or such as have nothing in common, change nothing', () => {
    const search = fresh()
    const answers = () => others.map(word => plain(search.search(word)))
    const before = answers()
    for (const word of judged.slice(0, 5)) search.feedback(word, `${word}-titled`)
    expect(answers()).toEqual(before)
    search.forget()
    judged.forEach((word, w) => {
      search.feedback(word, `${word}-${['titled', 'often', 'once', 'often'][(w * 7) % 4]}`)
    })
    expect(answers()).toEqual(before)
  })

  test('a file keeps it', () => {
    const search = fresh()
    for (const word of judged) search.feedback(word, `${word}-titled`)
    const loaded = loadSearch(search.save())
    for (const word of others) expect(plain(loaded.search(word))).toEqual(plain(search.search(word)))
  })
})

describe('what is said of a question and a document', () => {
  const engine = createSearch(ENGLISH) as Engine<Page>
  const ranking = engine.ranker.settled()
  const { counts } = ranking.index
  const rows = Uint32Array.from(ENGLISH.keys())

  test.each(['oil the chain of the wheel', 'a wheel', 'reef the sail before the wind, sail', 'xyzzy', 'xyzzy clay'])(
    'is what its words say: %s',
    query => {
      const terms = engine.collection.analysis.terms(query)
      const known = [...new Set(terms)].flatMap(term => ranking.numbers.get(term) ?? [])
      const vector = queryVector(ranking, Uint32Array.from(known))
      const fused = fuse(ranking.scorer.score(terms), ranking.vectors, vector, 1)
      const { cols, data } = pairFeatures(ranking, terms, fused, rows)
      const whole = sum(known.map(term => counts.idf[term])) || 1
      const titles: number[] = []
      for (const i of rows) {
        const [lexical, expansion, semantic, first, coverage, proximity, length] = data.subarray(
          i * cols,
          (i + 1) * cols
        )
        expect([lexical, expansion, semantic]).toEqual([fused.lexical[i], fused.expansion[i], fused.semantic[i]])
        const fields = ranking.entries[i].terms.map(list => [...list])
        const all = fields.flat()
        const there = known.filter(term => all.includes(term))
        expect(coverage).toBeCloseTo(sum(there.map(term => counts.idf[term])) / whole, 12)
        expect(length).toBeCloseTo(Math.log1p(all.length / counts.averageLength), 12)
        expect(proximity).toBeCloseTo(there.length === 0 ? 0 : there.length / smallestWindow(fields, there), 12)
        expect(first > 0).toBe(fields[0].some(term => known.includes(term)))
        titles.push(first)
      }
      expect([0, 1]).toContain(Math.max(...titles))
    }
  )

  /** The least number of words that hold all of them, with a hundred between one field and the next. */
  function smallestWindow([title, text]: readonly number[][], terms: readonly number[]): number {
    const words = [...title, ...new Array(100).fill(-1), ...text]
    for (let size = terms.length; ; size++) {
      for (let at = 0; at + size <= words.length; at++) {
        const window = words.slice(at, at + size)
        if (terms.every(term => window.includes(term))) return size
      }
    }
  }
})
