import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge, STEPS } from '../../bench/retrieval/judge.ts'
import { type Judged, readCollection } from '../../bench/retrieval/read.ts'
import { SYSTEMS } from '../../bench/retrieval/registry.ts'
import { changeOf, changesTable, rowsOf } from '../../bench/retrieval/rows.ts'
import { COLLECTIONS, requireCollections } from '../../bench/retrieval/sets.ts'
import { measureSpeed } from '../../bench/retrieval/speed.ts'
import { speedRows } from '../../bench/retrieval/speed-rows.ts'
import type { Engine, System } from '../../bench/retrieval/system.ts'
import { ndcgAt, recallAt, reciprocalRankAt } from '../../bench/retrieval/trec.ts'
import { knownItems, RETRIEVAL_WORKS, type Task, testQueries } from '../../bench/retrieval/works.ts'
import { retrieval } from '../../bench/suites/retrieval.ts'
import { RETRIEVAL_TARGETS } from '../../bench/targets.ts'

const grades = (list: Record<string, number>) => new Map(Object.entries(list))

describe('measures', () => {
  it('are those worked out by hand', () => {
    // Found at ranks 1, 3 and 4; best order c, a, e, b of grades 3, 2, 2, 1.
    const judged = grades({ a: 2, b: 1, c: 3, e: 2, x: 0, y: -1 })
    const found = ['a', 'x', 'c', 'b', 'z', 'y']
    const dcg = 2 + 3 / 2 + 1 / Math.log2(5)
    const best = 3 + 2 / Math.log2(3) + 2 / 2 + 1 / Math.log2(5)
    expect(ndcgAt(10, found, judged)).toBeCloseTo(dcg / best, 12)
    expect(ndcgAt(2, found, judged)).toBeCloseTo(2 / (3 + 2 / Math.log2(3)), 12)
    expect(recallAt(100, found, judged)).toBe(3 / 4)
    expect(recallAt(3, found, judged)).toBe(2 / 4)
    expect(reciprocalRankAt(10, found, judged)).toBe(1)
    expect(reciprocalRankAt(10, found.slice(1), judged)).toBe(1 / 2)
    expect(reciprocalRankAt(1, found.slice(1), judged)).toBe(0)
  })

  it('are 0 for nothing found and 1 for the best order', () => {
    const judged = fc.dictionary(
      fc.constantFrom('__proto__', 'constructor', '0', 'a', 'b', 'c'),
      fc.integer({ min: 1, max: 4 })
    )
    fc.assert(
      fc.property(judged, fc.integer({ min: 1, max: 8 }), (list, k) => {
        const map = new Map(Object.entries(list))
        fc.pre(map.size > 0)
        const best = [...map].sort((a, b) => b[1] - a[1]).map(([id]) => id)
        expect(ndcgAt(k, best, map)).toBeCloseTo(1, 12)
        expect(recallAt(k, best, map)).toBeCloseTo(Math.min(k, map.size) / map.size, 12)
        expect(reciprocalRankAt(k, best, map)).toBe(1)
        for (const measure of [ndcgAt, recallAt, reciprocalRankAt]) expect(measure(k, [], map)).toBe(0)
      })
    )
  })

  it('have no value where nothing is relevant, nor for a document found twice', () => {
    for (const measure of [ndcgAt, recallAt, reciprocalRankAt]) {
      expect(() => measure(10, ['a'], grades({ a: 0 }))).toThrow('expected a relevant document, got none')
      expect(() => measure(10, ['a', 'b', 'a'], grades({ a: 1 }))).toThrow('each document once, got 1 again')
    }
  })
})

describe('collections', () => {
  let data = ''
  const write = (name: string, lines: readonly string[]) => {
    writeFileSync(join(data, 'ir/cranfield', name), lines.map(line => `${line}\n`).join(''))
  }
  const judgements = (...lines: string[]) => write('qrels.tsv', ['query-id\tdoc-id\tgrade', ...lines])
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
    mkdirSync(join(data, 'ir/cranfield'), { recursive: true })
    write('corpus.jsonl', [
      '{"id":"1","title":"wing","text":"lift"}',
      '',
      '{"id":"__proto__","title":"","text":"heat"}'
    ])
    write('queries.jsonl', ['{"id":"q2","text":"drag?"}', '{"id":"q1","text":"lift?"}', '{"id":"q0","text":"none"}'])
    judgements('q1\t1\t3', 'q0\t1\t0', 'q1\t__proto__\t-1', 'q2\t__proto__\t1', 'q2\t1\t2')
  })
  afterAll(() => rmSync(data, { recursive: true }))

  it('are read without what was judged irrelevant, and queries without anything relevant are left out', () => {
    const read = readCollection(data, COLLECTIONS.cranfield)
    expect(read.documents.map(({ id }) => id)).toEqual(['1', '__proto__'])
    expect(read.train).toEqual([])
    expect(testQueries(read)).toEqual([
      { text: 'drag?', grades: grades({ ['__proto__']: 1, 1: 2 }) },
      { text: 'lift?', grades: grades({ 1: 3 }) }
    ])
  })

  it('say where a row is none, and how to get what is missing', () => {
    judgements('q1\t1\t3', 'q1\t7\t1')
    expect(() => readCollection(data, COLLECTIONS.cranfield)).toThrow(
      /qrels\.tsv:3: .*document that are there, got q1\t7\t1/
    )
    judgements('q1\t1\t')
    expect(() => readCollection(data, COLLECTIONS.cranfield)).toThrow(/qrels\.tsv:2: .*a whole grade, got q1\t1\t/)
    judgements('q1 1 3')
    expect(() => readCollection(data, COLLECTIONS.cranfield)).toThrow(/qrels\.tsv:2: .*a whole grade, got q1 1 3/)
    write('corpus.jsonl', ['{"id":"1","title":"wing"}'])
    expect(() => readCollection(data, COLLECTIONS.cranfield)).toThrow(/corpus\.jsonl:1: .*id, title, text/)
    expect(() => requireCollections(data, [COLLECTIONS.cranfield])).not.toThrow()
    expect(() => requireCollections(data, [COLLECTIONS.cranfield, COLLECTIONS.cisi])).toThrow(
      /ir\/cisi.*corpus\.jsonl/s
    )
  })
})

describe('works', () => {
  const document = (id: string, title: string, text: string) => ({ id, title, text })
  const judged: Judged = {
    documents: [
      document('a', 'wing', 'lift'),
      document('b', ' ', 'drag'),
      document('c', 'heat', ''),
      document('d', 'jet', 'noise')
    ],
    queries: new Map([
      ['q', 'question'],
      ['t', 'lesson']
    ]),
    test: [{ query: 'q', document: 'a', grade: 2 }],
    train: [{ query: 't', document: 'd', grade: 1 }]
  }

  it('known items ask by the title for a document that does not have it', () => {
    const { documents, queries } = knownItems(judged)
    expect(documents).toEqual([
      { id: 'a', text: 'lift' },
      { id: 'b', text: 'drag' },
      { id: 'd', text: 'noise' }
    ])
    expect(queries).toEqual([
      { text: 'wing', grades: new Map([['a', 1]]) },
      { text: 'jet', grades: new Map([['d', 1]]) }
    ])
    const many = Array.from({ length: 600 }, (_, i) => document(`${i}`, `title ${i}`, `text ${i}`))
    const most = knownItems({ ...judged, documents: many })
    expect([most.documents.length, most.queries.length]).toEqual([600, 500])
  })

  it('give lessons where they say so, and never the tested queries as such', () => {
    for (const work of RETRIEVAL_WORKS) {
      const { lessons } = work.task(judged)
      expect(lessons, work.name).toEqual(work.lessons ? [{ query: 'lesson', document: 'd' }] : [])
    }
  })

  it('are what the targets speak of, as are the measures', () => {
    for (const { work, measure } of RETRIEVAL_TARGETS) {
      expect(retrieval.works.map(({ name }) => name)).toContain(work)
      expect(retrieval.measures.map(({ name }) => name)).toContain(measure)
    }
    expect(new Set(SYSTEMS.map(({ name }) => name)).size).toBe(SYSTEMS.length)
  })
})

/** A system that gives the same answer to everything. */
const fixed = (name: string, engine: Partial<Engine> = {}): System => {
  return { name, load: async () => () => ({ search: () => ['a', 'b'], bytes: () => 7, ...engine }) }
}
const task: Task = {
  documents: [
    { id: 'a', text: 'a' },
    { id: 'b', text: 'b' }
  ],
  lessons: [],
  queries: Array.from({ length: 250 }, (_, i) => ({ text: `${i}`, grades: new Map([[i % 2 === 0 ? 'a' : 'b', 1]]) }))
}
const none = () => undefined

describe('judge', () => {
  it('asks every query at depth 100, at most a hundred again for their first ten, in turn', async () => {
    const depths: number[] = []
    const log: string[] = []
    const search = async (_: string, limit: number) => {
      depths.push(limit)
      return ['a', 'b']
    }
    const verdicts = await judge(task, [fixed('x', { search }), fixed('y')], 1e6, system => log.push(system))
    expect(log).toEqual(Array.from({ length: STEPS }, () => ['x', 'y']).flat())
    expect(depths.filter(depth => depth === 100)).toHaveLength(250)
    expect(depths.filter(depth => depth === 10)).toHaveLength(84)
    const rows = rowsOf('w', task, verdicts)
    const value = (measure: string) => rows.find(row => row.measure === measure && row.system === 'x')?.value
    expect(value('ndcg@10')).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 12)
    expect([value('recall@100'), value('mrr@10'), value('index_bytes')]).toEqual([1, 0.75, 7])
    expect(rows.find(row => row.measure === 'build_ms')).toMatchObject({ n: 3, spread: expect.any(Number) })
    expect(rows.map(row => row.measure)).not.toContain('feedback_ms')
  })

  it('gives the lessons before the questions', async () => {
    const log: string[] = []
    const feedback = (query: string, id: string) => log.push(`${query} ${id}`)
    const search = (query: string) => {
      log.push(query)
      return ['a', 'b']
    }
    const lessons = [{ query: 'how', document: 'b' }]
    const verdicts = await judge(
      { ...task, lessons },
      [fixed('waymark', { search, feedback, lexical: search })],
      1e6,
      none
    )
    expect(log.slice(0, 3)).toEqual(['how b', '0', '0'])
    const measures = rowsOf('w', task, verdicts).map(({ measure }) => measure)
    expect(measures).toContain('feedback_ms')
    expect(measures).not.toContain('lexical_ndcg@10')
  })

  it('leaves a rival that fails or is slow with its reason, and throws what goes wrong in ours', async () => {
    const fails = (name: string) => {
      const search = () => {
        throw new Error('no such index')
      }
      return fixed(name, { search })
    }
    const slow = () => new Promise<string[]>(resolve => setTimeout(resolve, 30, []))
    const verdicts = await judge(task, [fails('x'), fixed('y', { search: slow }), fixed('z')], 20, none)
    expect(verdicts.map(verdict => ('reason' in verdict ? verdict.reason : 'done'))).toEqual([
      'no such index',
      'stopped: its time was spent',
      'done'
    ])
    await expect(judge(task, [fails('waymark')], 1e6, none)).rejects.toThrow('no such index')
  })
})

describe('what the embeddings add', () => {
  it('is set beside lexical search and the MiniSearch inside', async () => {
    // Half of the queries find their document second without embeddings, all find it first with them.
    const search = (query: string) => (Number(query) % 2 === 0 ? ['a', 'b'] : ['b', 'a'])
    const ours = fixed('waymark', { search, lexical: () => ['a', 'b'] })
    const verdicts = await judge(task, [ours, fixed('waymark-stage', { search: () => ['b', 'a'] })], 1e6, none)
    const rows = rowsOf('w', task, verdicts)
    const value = (measure: string) => rows.find(row => row.measure === measure && row.system === 'waymark')?.value ?? 0
    const before = (1 + 1 / Math.log2(3)) / 2
    expect(value('lexical_ndcg@10')).toBeCloseTo(before, 12)
    expect(value('gain_over_lexical')).toBeCloseTo(100 * (1 / before - 1), 9)
    expect(value('gain_over_stage')).toBeCloseTo(100 * (1 / before - 1), 9)
    const [answers] = verdicts
    if ('reason' in answers) throw new Error(answers.reason)
    const changes = changeOf('w', task, answers)
    expect(changes).toMatchObject([{ better: 125, worse: 0, queries: 250 }])
    const { body, notes } = changesTable([
      ...changes,
      { work: 'v', lexical: 0.5, full: 0.49, better: 1, worse: 2, queries: 3 }
    ])
    expect(body[1]).toEqual(['v', '0.500', '0.490', '−2.0 %', '1', '2', '3'])
    expect(notes[0]).toContain('least −2.0 %')
  })
})

describe('speed', () => {
  it('is a ratio of sums within a round, the median of the rounds', () => {
    const pair = (ours: number, inside: number) => ({ ours, inside })
    const builds = [pair(6, 2), pair(10, 2), pair(8, 2)]
    // Rounds of two queries: (3 + 6 − 4) / 4, (8 − 4) / 4 and (4 − 4) / 4.
    const asked = [pair(3, 1), pair(6, 3), pair(4, 2), pair(4, 2), pair(1, 3), pair(3, 1)]
    const rows = speedRows(builds, asked, 2, pair(2000, 1500), 5)
    const row = (measure: string, system = 'waymark') => rows.find(r => r.measure === measure && r.system === system)
    expect(row('query_added_over_minisearch')).toMatchObject({ value: 1, n: 3 })
    expect(row('build_over_minisearch')).toMatchObject({ value: 4, spread: 1, n: 3 })
    expect(row('index_bytes_beyond')?.value).toBe(500)
    expect(row('index_bytes_beyond_each')?.value).toBe(100)
    expect(row('build_ms')?.value).toBe(8)
    expect(row('query_us', 'waymark-stage')).toMatchObject({ value: 2000, n: 6 })
  })

  it('asks both the same, in turn', async () => {
    const log: string[] = []
    const build = (name: string, bytes: number) => (documents: readonly unknown[]) => {
      log.push(`${name} ${documents.length}`)
      const search = (query: string) => {
        log.push(name + query)
        return []
      }
      return { search, bytes: () => bytes }
    }
    const documents = Array.from({ length: 501 }, (_, i) => ({ id: `${i}`, text: '' }))
    const rows = await measureSpeed(build('o', 30), build('i', 10), documents, ['1', '2'])
    expect(rows.find(row => row.measure === 'index_bytes_beyond')?.value).toBe(20)
    expect(log.slice(0, 6)).toEqual(['o 500', 'i 500', 'o 501', 'i 501', 'i 501', 'o 501'])
    expect(log.slice(12, 20)).toEqual(['i1', 'o1', 'o2', 'i2', 'o1', 'i1', 'i2', 'o2'])
  })
})
