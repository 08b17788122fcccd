import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { trainRowEmbedder } from '../../src/embed/index.ts'
import { createSearch } from '../../src/rerank/index.ts'
import { type Probe, takeProbes, vectorSkill } from '../../src/rerank/self-supervision.ts'
import { fitSpace } from '../../src/rerank/space.ts'
import { countTerms } from '../../src/rerank/term-counts.ts'
import { codedRows, readyVectors } from '../../src/rerank/vectors.ts'
import { anyTermLists, madeDocuments } from './samples.ts'

const ascending = (terms: Iterable<number>) => [...terms].sort((a, b) => a - b)

/** What a list has more than another, each term as often as it has; undefined where the other is no part of it. */
function without(list: Iterable<number>, part: Iterable<number>): number[] | undefined {
  const rest = [...list]
  for (const term of part) {
    const at = rest.indexOf(term)
    if (at < 0) return undefined
    rest.splice(at, 1)
  }
  return ascending(rest)
}

describe('takeProbes', () => {
  test('takes pieces out, and neither loses a word nor makes one up', () => {
    fc.assert(
      fc.property(anyTermLists(9, 30), fc.nat(), (documents, seed) => {
        const given = documents.map(fields => fields.map(field => [...field]))
        const { documents: left, probes } = takeProbes(documents, seed)
        expect(documents.map(fields => fields.map(field => [...field]))).toEqual(given)
        expect(left).toHaveLength(documents.length)
        expect(new Set(probes.map(({ document }) => document)).size).toBe(probes.length)
        expect(probes.length).toBeLessThanOrEqual(documents.length / 3)
        const of = new Map(probes.map(probe => [probe.document, probe]))
        documents.forEach((fields, i) => {
          const probe = of.get(i)
          if (probe === undefined) expect(left[i]).toBe(fields)
          else expectTaken(fields, left[i], probe)
        })
      }),
      { numRuns: 300 }
    )
  })

  function expectTaken(fields: readonly Uint32Array[], left: readonly Uint32Array[], { query, kind }: Probe): void {
    const changed = fields.flatMap((field, f) => (field.length === left[f].length ? [] : [f]))
    expect(changed).toHaveLength(1)
    const [f] = changed
    const taken = without(fields[f], left[f])
    expect(taken).toBeDefined()
    fields.forEach((field, other) => {
      if (other !== f) expect(left[other]).toBe(field)
    })
    if (kind === 'first') {
      expect(f).toBe(0)
      expect(left[0]).toHaveLength(0)
      expect(query).toBe(fields[0])
      return
    }
    // A window of at most twelve words goes; half of them are asked for, the others are given away by nothing.
    expect(without(taken ?? [], query)).toBeDefined()
    expect(query.length).toBeGreaterThanOrEqual(2)
    expect(taken?.length).toBe(Math.min(12, fields[f].length >> 1))
    expect(query.length).toBe(Math.max(2, (taken?.length ?? 0) >> 1))
    const gone = fields[f].length - left[f].length
    const windows = Array.from({ length: fields[f].length - gone + 1 }, (_, at) => [
      ...fields[f].subarray(0, at),
      ...fields[f].subarray(at + gone)
    ])
    // What is left stands in its order.
    expect(windows.some(rest => rest.join() === left[f].join())).toBe(true)
  }

  test('by turns the first field and words of the longest, drawn by the seed', () => {
    const documents = Array.from({ length: 90 }, (_, i) => [
      Uint32Array.of(i, 1, 2),
      Uint32Array.from({ length: 30 }, (_, p) => 100 + ((i + p) % 50))
    ])
    const { probes } = takeProbes(documents, 7)
    expect(probes).toHaveLength(30)
    expect(probes.map(({ kind }) => kind)).toEqual(Array.from({ length: 30 }, (_, k) => ['first', 'words'][k % 2]))
    expect(takeProbes(documents, 7)).toEqual(takeProbes(documents, 7))
    expect(takeProbes(documents, 8).probes.map(({ document }) => document)).not.toEqual(
      probes.map(({ document }) => document)
    )
    const many = Array.from({ length: 1000 }, () => [Uint32Array.of(1, 2, 3, 4, 5)])
    expect(takeProbes(many, 0).probes).toHaveLength(256)
  })

  test('leaves short texts whole', () => {
    const short = Array.from({ length: 30 }, () => [Uint32Array.of(1), Uint32Array.of(1, 2, 3)])
    expect(takeProbes(short, 0)).toEqual({ documents: short, probes: [] })
    expect(takeProbes([], 0)).toEqual({ documents: [], probes: [] })
  })
})

/** How well vectors do on documents that they are trained on, but for what was taken out. */
function skillOf(documents: readonly (readonly Uint32Array[])[], terms: number, seed: number): number {
  const probes = takeProbes(documents, seed)
  const counts = countTerms(probes.documents, terms)
  const embedder = trainRowEmbedder(counts.rows, { dims: 32, seed })
  const vectors = readyVectors(codedRows(embedder.encodeRows(counts.rows).vectors), embedder.dims)
  return vectorSkill(probes, counts, embedder, vectors)
}

/** Documents as numbers of terms, and how many terms there are. */
function numbered(topics: number, seed: number, count = 240) {
  const numbers = new Map<string, number>()
  const documents = madeDocuments(count, topics, seed).map(({ title, text }) =>
    [title, text].map(field =>
      Uint32Array.from(field.split(' '), word => numbers.get(word) ?? numbers.set(word, numbers.size).size - 1)
    )
  )
  return { documents, terms: numbers.size }
}

describe('vectorSkill', () => {
  const skill = (topics: number, seed: number) => {
    const { documents, terms } = numbered(topics, seed)
    return skillOf(documents, terms, seed)
  }

  test('is high where documents have topics, and 0 where words are drawn alike', () => {
    for (const seed of [1, 2]) {
      expect(skill(24, seed)).toBeGreaterThan(0.7)
      expect(skill(24, seed)).toBeLessThanOrEqual(1)
      expect(skill(0, seed)).toBe(0)
    }
  })

  test('is not known from too few', () => {
    const { documents, terms } = numbered(3, 1, 24)
    expect(takeProbes(documents, 0).probes).toHaveLength(8)
    expect(skillOf(documents, terms, 0)).toBeNaN()
  })
})

describe('trust', () => {
  test('is there where documents have topics, and not where their words are drawn alike', () => {
    const trustOf = (topics: number) => createSearch(madeDocuments(240, topics, 5)).info.trust
    expect(trustOf(0)).toBe(0)
    expect(trustOf(24)).toBeGreaterThan(0.7)
  })

  test('is a half where nothing can be told', () => {
    expect(createSearch(madeDocuments(20, 4, 1)).info.trust).toBe(0.5)
    expect(createSearch([]).info.trust).toBe(0.5)
  })

  test('is from 0 to 1 whatever the documents', () => {
    fc.assert(
      fc.property(anyTermLists(12, 60), fc.nat(), (documents, seed) => {
        const { space, vectors } = fitSpace(documents, countTerms(documents, 12), { dims: 6, seed })
        expect(space.trust >= 0 && space.trust <= 1).toBe(true)
        expect(vectors).toHaveLength(documents.length)
      }),
      { numRuns: 60 }
    )
  })
})
