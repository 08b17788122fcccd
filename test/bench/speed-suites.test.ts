import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BUNDLE } from '../../bench/bundle/work.ts'
import { cloud, nearestByLoop, overlap } from '../../bench/embed/plain-loop.ts'
import { EMBED_WORKS, ndcgOf } from '../../bench/embed/works.ts'
import { sameRows, sharedFeaturizer } from '../../bench/featurize/features.ts'
import { sameWords } from '../../bench/featurize/words.ts'
import { FEATURIZE_WORKS } from '../../bench/featurize/works.ts'
import { drawDocuments, sentencePool } from '../../bench/growth/documents.ts'
import type { Growing } from '../../bench/growth/growing.ts'
import { growthOutcome } from '../../bench/growth/outcome.ts'
import { grow } from '../../bench/growth/works.ts'
import { productError, relativeError, triangularError } from '../../bench/kernels/errors.ts'
import { choleskyOf, expOf, solveOf } from '../../bench/kernels/factors.ts'
import { curved, measureHeads, rightSide } from '../../bench/kernels/heads.ts'
import { measureOperation } from '../../bench/kernels/measure.ts'
import { gemmOf, syrkOf } from '../../bench/kernels/products.ts'
import { PREDICT_WORKS } from '../../bench/predict/works.ts'
import { SEARCH_WORKS, searchRows } from '../../bench/search/works.ts'
import { contest } from '../../bench/speed/contest.ts'
import { fastTextFor } from '../../bench/speed/fasttext.ts'
import { type Field, runWorks, type SpeedWork } from '../../bench/speed/field.ts'
import { isRunning, startPython } from '../../bench/speed/python.ts'
import type { Outcome, Row } from '../../bench/suite.ts'
import { TRAIN_WORKS } from '../../bench/train/works.ts'
import { createRandom, dense, denseFromRows, kernels } from '../../src/math/index.ts'
import { root } from '../house/package.ts'

const LABELS = ['World', 'Sports', 'Business', 'Sci/Tech']
let data = ''

/** Authored words, some of them a label's own. */
function sentence(random: ReturnType<typeof createRandom>, own: string): string {
  const word = () => (random.below(3) === 0 ? `${own}${random.below(20)}` : `word${random.below(200)}`)
  return `${Array.from({ length: 12 }, word).join(' ')}.`
}

const lines = (rows: readonly object[]) => rows.map(row => `${JSON.stringify(row)}\n`).join('')

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'waymark-speed-'))
  const random = createRandom(1)
  mkdirSync(join(data, 'topics'))
  const news = Array.from({ length: 480 }, (_, i) => {
    const label = LABELS[i % 4]
    const text = `${sentence(random, label.slice(0, 3))} ${sentence(random, label.slice(0, 3))}`
    return { text, label, split: i < 320 ? 'train' : 'test' }
  })
  writeFileSync(join(data, 'topics/ag_news.jsonl'), lines(news))
  const folder = join(data, 'ir/cranfield')
  mkdirSync(folder, { recursive: true })
  const documents = Array.from({ length: 240 }, (_, i) => {
    return { id: `${i}`, title: `title${i} word${i % 200}`, text: sentence(random, `topic${i % 8}x`) }
  })
  writeFileSync(join(folder, 'corpus.jsonl'), lines(documents))
  const queries = documents
    .slice(0, 12)
    .map(({ id, title, text }) => ({ id: `q${id}`, text: `${title} ${text.slice(0, 40)}` }))
  writeFileSync(join(folder, 'queries.jsonl'), lines(queries))
  const judged = documents.slice(0, 12).map(({ id }) => `q${id}\t${id}\t1\n`)
  writeFileSync(join(folder, 'qrels.tsv'), `query-id\tdoc-id\tgrade\n${judged.join('')}`)
})
afterAll(() => rmSync(data, { recursive: true }))

/** The value of a measure of a system, which is to be there once. */
function numberOf(rows: readonly Row[], measure: string, system = 'waymark'): number {
  const found = rows.filter(row => row.measure === measure && row.system === system)
  expect(found, `${measure} of ${system}`).toHaveLength(1)
  return found[0].value
}

const python = await startPython(['numpy', 'scipy', 'sklearn'])
const hasPython = isRunning(python)
afterAll(() => {
  if (hasPython) python.stop()
})

/** Two rounds, whatever a work asks for, of these systems. */
const field = (systems: readonly string[] = ['waymark', 'waymark-plain'], rounds = 2): Field => {
  const wants = (system: string) => systems.includes(system)
  return {
    data,
    wants,
    budget: 60,
    log: () => undefined,
    note: () => undefined,
    python: async () => (hasPython ? python : undefined),
    compete: (_, all) =>
      contest(
        all.filter(({ name }) => wants(name)),
        { rounds, warmUps: 0, budget: 60 }
      )
  }
}

async function run(
  works: readonly SpeedWork[],
  name: string,
  systems: readonly string[],
  rounds = 2
): Promise<Outcome> {
  const work = works.find(one => one.name === name)
  if (work === undefined) throw new Error(`work ${name}: expected to exist`)
  return work.run(field(systems, rounds))
}

describe('the suite kernels', () => {
  const small = [gemmOf('f32', 33), gemmOf('f64', 40), syrkOf(37), choleskyOf(36), solveOf(35, 9), expOf(50)]

  it.each(small.map(operation => [operation.name, operation] as const))(
    '%s checks and times every route',
    async (_, operation) => {
      const rivals = ['ml-matrix', 'Math.exp', ...(hasPython ? ['openblas'] : [])]
      const { rows } = await measureOperation(operation, undefined, field(['waymark', 'waymark-plain', ...rivals]))
      for (const { system, value } of rows.filter(({ measure }) => measure === 'error')) {
        expect(value, system).toBeLessThanOrEqual(operation.most)
      }
      if (hasPython) expect(numberOf(rows, 'speed_over_openblas')).toBeGreaterThan(0)
      for (const system of ['waymark', 'waymark-plain']) {
        expect(numberOf(rows, 'error', system)).toBeLessThanOrEqual(operation.most)
        expect(numberOf(rows, 'ms', system)).toBeGreaterThan(0)
      }
      const { ms, n } = { ms: numberOf(rows, 'ms'), n: rows.find(row => row.measure === 'ms')?.n }
      expect(numberOf(rows, 'gflops')).toBeGreaterThan(operation.flops / ms / 1e6 / 10)
      expect(n).toBe(2)
      expect(numberOf(rows, 'speed_over_waymark-plain')).toBeGreaterThan(0)
      expect(kernels()).not.toBe('plain')
    }
  )

  it('refuses to time what is wrong', async () => {
    const operation = gemmOf('f64', 12)
    const prepare = () => {
      const prepared = operation.prepare()
      return { ...prepared, ours: () => prepared.ours().map((x, p) => (p === 100 ? x + 1 : x)) }
    }
    await expect(measureOperation({ ...operation, prepare }, undefined, field())).rejects.toThrow(
      /gemm-f64-12: waymark: expected an error of at most 1e-12, got 0\.\d/
    )
  })

  it('finds what is off by how much', () => {
    const a = denseFromRows([
      [1, 2],
      [3, 4]
    ])
    const exact = Float64Array.of(7, 10, 15, 22)
    expect(productError(a, a)(exact)).toBe(0)
    expect(productError(a, a)(exact.map((x, p) => (p === 1 ? x - 11 : x)))).toBe(0.5)
    expect(productError(a, a)(exact.map((x, p) => (p === 1 ? Number.NaN : x)))).toBe(Number.POSITIVE_INFINITY)
    expect(productError(a, a)(exact.slice(1))).toBe(Number.POSITIVE_INFINITY)
    expect(relativeError(exact)(exact.map(x => x + 11))).toBe(0.5)
    const l = denseFromRows([
      [2, 0],
      [1, 4]
    ])
    expect(triangularError(l, denseFromRows([[2], [9]]))(Float64Array.of(1, 2))).toBe(0)
    expect(triangularError(l, denseFromRows([[2], [9]]))(Float64Array.of(1, 1))).toBeGreaterThan(0.3)
  })

  it('sets the two heads side by side on what they can learn', async () => {
    const { rows } = await measureHeads('logistic-head', 1200, 120, field(['waymark', 'waymark-squared']))
    for (const system of ['waymark', 'waymark-squared'])
      expect(numberOf(rows, 'accuracy', system)).toBeGreaterThan(0.75)
    expect(numberOf(rows, 'logistic_over_squared')).toBeGreaterThan(0)
    const { labels } = curved(500, 20, 3)
    expect(rightSide(dense(500, 1), labels, 0.5)).toBeGreaterThan(0.3)
    expect(rightSide(dense(500, 1), labels, 0.5)).toBeLessThan(0.7)
    expect(rightSide(labels, labels, 0.5)).toBe(1)
  })
})

describe('the suite featurize', () => {
  it.each(['shared', 'default', 'tokens', 'stems'])('%s counts texts and bytes of the second', async work => {
    const { rows } = await run(FEATURIZE_WORKS, work, ['waymark', 'waymark-single', 'waymark-two-blocks'])
    const bytes = numberOf(rows, 'mb_per_s') / numberOf(rows, 'texts_per_s')
    // Texts are 24 words of 5 to 7 characters.
    expect(bytes * 1e6).toBeGreaterThan(120)
    expect(bytes * 1e6).toBeLessThan(200)
    expect(rows.some(({ measure }) => measure === 'time_over_two_blocks')).toBe(work === 'default')
  })

  it.skipIf(!hasPython)('has the counts of scikit-learn', async () => {
    const { rows } = await run(FEATURIZE_WORKS, 'shared', ['waymark', 'scikit-learn'])
    expect(numberOf(rows, 'same_rows')).toBe(1)
    expect(numberOf(rows, 'speed_over_scikit-learn')).toBeGreaterThan(0)
  })

  it('tells rows and bags of words that differ', () => {
    const [counts] = sharedFeaturizer().transform(['a word and a word', 'another', 'third one here'])
    const last = counts.values.length - 1
    const changed = { ...counts, values: counts.values.map((x, p) => (p === last ? x + 1 : x)) }
    expect([sameRows(counts, counts), sameRows(counts, changed)]).toEqual([1, 2 / 3])
    expect(sameRows(counts, { ...counts, indices: counts.indices.map(j => j + 1) })).toBe(0)
    expect(sameRows(counts, { ...counts, indptr: counts.indptr.slice(0, 3) })).toBe(0)
    expect(sameWords(['A', 'b', 'b'], ['a', 'b', 'c'])).toBe(2 / 3)
    expect(sameWords([], [])).toBe(1)
  })
})

describe('the suites train and predict', () => {
  it('train on all rows in a process of its own', async () => {
    const { rows } = await run(TRAIN_WORKS, 'agnews-51k', ['waymark', 'fasttext'], 1)
    expect(numberOf(rows, 'accuracy')).toBeGreaterThan(0.9)
    expect(numberOf(rows, 'peak_bytes')).toBeGreaterThan(5e7)
    expect(numberOf(rows, 'peak_bytes')).toBeLessThan(2e9)
    expect(numberOf(rows, 'model_bytes')).toBeGreaterThan(10_000)
    if (fastTextFor({ wants: () => true, log: () => undefined }) === undefined) return
    expect(numberOf(rows, 'accuracy', 'fasttext')).toBeGreaterThan(0.2)
    expect(numberOf(rows, 'model_bytes', 'fasttext')).toBeGreaterThan(10_000)
    expect(numberOf(rows, 'train_over_fasttext')).toBeGreaterThan(0)
  })

  it('train on few', async () => {
    const { rows } = await run(TRAIN_WORKS, 'agnews-20', ['waymark', 'sklearn-svc'])
    expect(numberOf(rows, 'accuracy')).toBeGreaterThan(0.5)
    expect(numberOf(rows, 'train_ms')).toBeGreaterThan(0)
    if (!hasPython) return
    expect(numberOf(rows, 'accuracy', 'sklearn-svc')).toBeGreaterThan(0.4)
    expect(numberOf(rows, 'train_over_sklearn-svc')).toBeGreaterThan(0)
  })

  it('answer, and say what of that is the features', async () => {
    const { rows, skipped } = await run(PREDICT_WORKS, 'agnews-20', ['waymark', 'waymark-features', 'sklearn-svc'])
    expect(numberOf(rows, 'accuracy')).toBeGreaterThan(0.5)
    expect(numberOf(rows, 'predict_us')).toBeGreaterThan(1)
    expect(numberOf(rows, 'time_over_features')).toBeGreaterThan(0)
    expect(skipped).toEqual([])
    if (hasPython) expect(numberOf(rows, 'speed_over_sklearn-svc')).toBeGreaterThan(0)
  })
})

describe('the suite embed', () => {
  it('ranks, trains and embeds', async () => {
    const { rows } = await run(EMBED_WORKS, 'cranfield', ['waymark', 'sklearn-svd'])
    expect(numberOf(rows, 'ndcg@10')).toBeGreaterThan(0.3)
    expect(numberOf(rows, 'axes_share')).toBeGreaterThan(0.3)
    for (const measure of ['train_ms', 'texts_per_s', 'axes_ms']) expect(numberOf(rows, measure)).toBeGreaterThan(0)
    if (!hasPython) return
    const [ours, theirs] = ['waymark', 'sklearn-svd'].map(system => numberOf(rows, 'axes_share', system))
    expect(ours).toBeLessThan(theirs * 1.01)
    expect(ours).toBeGreaterThan(theirs * 0.9)
    expect(numberOf(rows, 'ndcg@10', 'sklearn-svd')).toBeGreaterThan(0.3)
  })

  it('ranks documents by dot products', () => {
    const documents = ['a', 'b', 'c'].map(id => ({ id, text: '' }))
    const queries = [{ text: '', grades: new Map([['b', 1]]) }]
    const vectors = { dims: 1, data: Float32Array.of(1, 3, 2) }
    const asked = (x: number) => ({ dims: 1, data: Float32Array.of(x) })
    expect(ndcgOf({ documents, queries }, vectors, asked(1))).toBe(1)
    expect(ndcgOf({ documents, queries }, vectors, asked(-1))).toBe(0.5)
  })

  it('has a loop that finds the nearest, in order', () => {
    const vectors = cloud(400, 6, 5, 0)
    const query = vectors.data.slice(6 * 17, 6 * 18)
    const scores = Array.from({ length: 400 }, (_, i) =>
      query.reduce((sum, x, j) => sum + x * vectors.data[i * 6 + j], 0)
    )
    const order = scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a])
    const found = nearestByLoop(vectors, query, 10)
    expect(found).toEqual(order.slice(0, 10))
    expect(found[0]).toBe(17)
    expect(nearestByLoop({ rows: 2, cols: 1, data: Float32Array.of(1, 2) }, Float32Array.of(1), 10)).toEqual([1, 0])
    expect(
      overlap(
        [
          [1, 2],
          [3, 4]
        ],
        [
          [2, 1],
          [4, 5]
        ]
      )
    ).toBe(0.75)
  })
})

describe('the suite search', () => {
  it('sets ours beside rivals after both were judged', async () => {
    const { rows } = await run(SEARCH_WORKS, 'cranfield', ['waymark'])
    expect(numberOf(rows, 'ndcg@10')).toBeGreaterThan(0.8)
    for (const measure of ['build_ms', 'query_us', 'index_bytes']) expect(numberOf(rows, measure)).toBeGreaterThan(0)
  })

  it('compares build by build and query by query, and refuses a rival that finds nothing', () => {
    const task = { documents: [], lessons: [], queries: [{ text: 'q', grades: new Map([['a', 1]]) }] }
    const one = (system: string, times: number, found = ['a']) => ({
      ...{ system, found: [found], lexical: undefined, bytes: 1, lessonsMs: undefined },
      micros: [2, 4, 6, 8, 10, 3].map(x => x * times),
      buildMs: [1, 5, 2].map(x => x * times)
    })
    const rows = searchRows('w', task, [one('waymark', 3), one('lunr', 1), { system: 'orama', reason: 'x' }])
    expect(
      rows.filter(({ measure }) => measure.includes('_over_')).map(({ measure, value, n }) => [measure, value, n])
    ).toEqual([
      ['build_over_lunr', 3, 3],
      ['query_over_lunr', 3, 2]
    ])
    expect(() => searchRows('w', task, [one('lunr', 1, ['b'])])).toThrow('lunr found nothing')
  })
})

describe('the suite growth', () => {
  const growing: Growing = {
    name: 'rows',
    title: 'rows',
    unit: 'rows',
    sizes: [40, 160],
    tasks: [{ task: 'rows', prefix: '' }]
  }

  it('measures each size apart', async () => {
    const { rows, tables = [] } = await grow(growing, field())
    expect(tables[0].body.map(([size]) => size)).toEqual(['40', '160'])
    expect(numberOf(rows, 'bytes@160')).toBeGreaterThan(1.5 * numberOf(rows, 'bytes@40'))
    expect(numberOf(rows, 'accuracy@160')).toBeGreaterThan(0.6)
    expect(numberOf(rows, 'ms@40')).toBeGreaterThan(0)
    expect(numberOf(rows, 'bytes_exponent')).toBeGreaterThan(0.3)
  })

  it('fits what grows, and leaves out what was not measured everywhere', async () => {
    const at = (x: number) =>
      new Map([
        ['ms', 3 * x ** 2],
        ['memory', x === 1 ? 1e6 : 1e7 * x],
        ['accuracy', 0.5],
        ...(x === 1 ? [] : [['query_us', 1] as const])
      ])
    const points = new Map([1, 10, 100].map(x => [x, at(x)]))
    const { rows, tables = [], plots = [] } = await growthOutcome(growing, points, () => undefined)
    expect(numberOf(rows, 'ms_exponent')).toBeCloseTo(2, 9)
    expect(rows.find(row => row.measure === 'memory_exponent')).toMatchObject({ value: expect.closeTo(1, 9), n: 2 })
    expect(rows.map(row => row.measure)).not.toContain('query_us_exponent')
    expect(tables[0].head).toEqual(['rows', 'ms', 'memory', 'accuracy'])
    for (const { name, svg } of plots) expect([name, svg.slice(0, 4)]).toEqual(['growth-rows', '<svg'])
  })

  it('draws documents from sentences, the same for a seed', () => {
    const pool = sentencePool(['A first sentence of some length. Short. And here is another that counts.'])
    expect(pool).toEqual(['A first sentence of some length.', 'And here is another that counts.'])
    const drawn = drawDocuments(pool, 50, 1)
    expect(drawn).toEqual(drawDocuments(pool, 50, 1))
    expect(drawn).not.toEqual(drawDocuments(pool, 50, 2))
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(50)
  })
})

describe('works of speed', () => {
  it('run as they were asked for, one after the other, and say once what is not there', async () => {
    const said: string[] = []
    const work = (name: string): SpeedWork => ({
      name,
      title: name,
      run: async ({ wants, python, note, compete }) => {
        expect([wants('a'), wants('b'), await python()]).toEqual([true, false, undefined])
        note('Here.')
        const turn = (ms: number) => ({ turn: () => ms })
        const { ms } = await compete(
          name,
          [
            { name: 'a', ...turn(1) },
            { name: 'b', ...turn(2) }
          ],
          { rounds: 2 }
        )
        return { rows: [...ms].map(([system, [value]]) => ({ work: name, measure: 'm', system, value })), skipped: [] }
      }
    })
    const request = { works: ['y', 'x'], systems: ['a'], data, budget: 1, log: (line: string) => said.push(line) }
    const { rows, notes } = await runWorks([work('x'), work('none'), work('y')], request, ['no_such_module'])
    expect(rows.map(({ work, system, value }) => [work, system, value])).toEqual([
      ['x', 'a', 1],
      ['y', 'a', 1]
    ])
    expect(notes).toEqual(['Here.'])
    expect(said.filter(line => line.startsWith("left out what stands on Python's no_such_module: "))).toHaveLength(1)
    expect(said.filter(line => /^[xy]: \d/.test(line))).toHaveLength(2)
  })
})

describe('the suite bundle', () => {
  it.skipIf(!existsSync(`${root}dist/index.js`))('weighs what programs import', async () => {
    const { rows } = await run([BUNDLE], 'bundle', ['waymark'])
    expect(numberOf(rows, 'load')).toBeGreaterThan(3000)
    expect(numberOf(rows, 'load')).toBeLessThanOrEqual(numberOf(rows, 'train+load'))
    expect(numberOf(rows, 'kit') - numberOf(rows, 'kit-minisearch')).toBeGreaterThan(3000)
    expect(numberOf(rows, 'kit_min')).toBeGreaterThan(2 * numberOf(rows, 'kit'))
  })
})
