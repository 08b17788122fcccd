import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type BlockSource,
  type Kernel,
  type KernelElmStreamOptions,
  loadKernelElm,
  logisticLoss,
  predictKernelElm,
  type RowBlock,
  saveKernelElm,
  trainKernelElm,
  trainKernelElmOnStream
} from '../../src/elm/index.ts'
import { createRandom, type Dense, dense, type Matrix, sparseFromDense } from '../../src/math/index.ts'
import { anySeed, distance, randomDense } from '../math/matrices.ts'
import { anyHead, asDense, pick, pickNumbers, type Table, table } from './rows.ts'

const kernels: readonly Kernel[] = [{ type: 'cosine' }, { type: 'rbf', gamma: 0.3 }]
const count = (n: number, from = 0) => Array.from({ length: n }, (_, i) => from + i)

/** The rows of a table that `rows` lists, as one block of a stream. */
function blockOf({ blocks, targets, sampleWeights }: Table, rows: readonly number[]): RowBlock {
  return {
    rows: blocks.map(block => pick(block, rows)),
    targets: pick(targets, rows),
    sampleWeights: pickNumbers(sampleWeights, rows)
  }
}

/** Rows in this order, in blocks that end at `ends`. */
const cut = (given: Table, order: readonly number[], ends: readonly number[]): RowBlock[] =>
  [...ends, order.length].map((end, i) => blockOf(given, order.slice(i === 0 ? 0 : ends[i - 1], end)))

const anyEnds = (n: number) => fc.array(fc.nat({ max: n }), { maxLength: 5 }).map(ends => ends.sort((a, b) => a - b))

/** The largest difference of two matrices, as a share of the largest number of the second. */
const relative = (a: Dense, b: Dense) => distance(a, b) / Math.max(...b.data.map(Math.abs))

async function* later(blocks: Iterable<RowBlock>): AsyncGenerator<RowBlock> {
  for (const block of blocks) {
    await Promise.resolve()
    yield block
  }
}

describe('a stream is the whole', () => {
  test('in blocks of any size, in any order, with landmarks of its own', async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, anyHead, anyEnds(40), fc.boolean(), async (seed, head, ends, shuffled) => {
        const all = table(40, seed)
        const { blocks, fresh, targets, sampleWeights } = all
        const rows = Uint32Array.of(3, 9, 11, 20, 38)
        const common = { kernels, head, ridge: 0.2 }
        const { model: whole } = trainKernelElm(blocks, targets, { ...common, sampleWeights, landmarks: rows })
        const order = shuffled ? Array.from(createRandom(seed).permutation(40)) : count(40)
        const landmarks = blocks.map(block => pick(block, rows))
        const { model, ...info } = await trainKernelElmOnStream(() => cut(all, order, ends), { ...common, landmarks })
        const close = head === 'ridge' ? 1e-9 : 1e-6
        expect(relative(predictKernelElm(model, fresh), predictKernelElm(whole, fresh))).toBeLessThan(close)
        expect(model.landmarks).toEqual(whole.landmarks)
        expect(info).toEqual({ rows: 40, passes: head === 'ridge' ? 1 : expect.any(Number), converged: true })
        if (head === 'logistic') expect(info.passes).toBeGreaterThan(2)
      }),
      { seed: 3, numRuns: 30 }
    )
  })

  test('dense or sparse rows, one matrix or a list, blocks that are promised, and none of them changed', async () => {
    const x = randomDense(30, 4, 1)
    const targets = randomDense(30, 1, 2)
    const kernel = [{ type: 'polynomial', degree: 2 }] as const
    const expected = trainKernelElm([x], targets, { kernels: kernel, landmarks: 6 }).model
    const streams: Record<string, (rows: (m: Matrix) => RowBlock['rows']) => BlockSource> = {
      array: rows =>
        [0, 1, 2].map(b => ({ rows: rows(pick(x, count(10, 10 * b))), targets: pick(targets, count(10, 10 * b)) })),
      promised: rows => later([{ rows: rows(x), targets }]),
      'function of a promise': rows => async () => [{ rows: rows(x), targets }]
    }
    const before = structuredClone({ x, targets })
    for (const stream of Object.values(streams)) {
      for (const rows of [(m: Matrix) => m, (m: Matrix) => [m], (m: Matrix) => sparseFromDense(asDense(m))]) {
        const { model } = await trainKernelElmOnStream(stream(rows), { kernels: kernel, landmarks: 6 })
        expect(relative(predictKernelElm(model, [x]), predictKernelElm(expected, [x]))).toBeLessThan(1e-9)
      }
    }
    expect({ x, targets }).toEqual(before)
  })

  test('many rows: several parts of one block', async () => {
    const x = randomDense(5000, 3, 4)
    const targets = dense(5000, 1, x.data.filter((_, p) => p % 3 === 0).map(Math.sin))
    const landmarks = Uint32Array.from(count(20))
    const whole = trainKernelElm([x], targets, { kernels: [{ type: 'rbf' }], landmarks, ridge: 1e-3 })
    const { model } = await trainKernelElmOnStream([{ rows: x, targets }], {
      kernels: [{ type: 'rbf' }],
      landmarks: [pick(x, landmarks)],
      ridge: 1e-3
    })
    expect(relative(predictKernelElm(model, [x]), whole.scores)).toBeLessThan(1e-9)
  })
})

describe('landmarks from the head of a stream', () => {
  const drawn = async (ends: readonly number[], options: KernelElmStreamOptions) => {
    const { model } = await trainKernelElmOnStream(cut(table(40, 7), count(40), ends), { kernels, ...options })
    return model.landmarks
  }

  test('are those of the batch where all rows are the head', async () => {
    const { blocks, targets, sampleWeights } = table(40, 7)
    const batch = trainKernelElm(blocks, targets, { kernels, sampleWeights, landmarks: 8, seed: 5 })
    expect(await drawn([7, 30], { landmarks: 8, seed: 5 })).toEqual(batch.model.landmarks)
    expect(await drawn([], { landmarks: 8, seed: 6 })).not.toEqual(batch.model.landmarks)
  })

  test('come from just so many rows as `buffer` says, however these come', async () => {
    const options = { landmarks: 4, buffer: 12, seed: 1 }
    const first = await drawn([12], options)
    const head = table(40, 7).blocks.map(block => pick(block, count(12)))
    const rows = Array.from(createRandom(1).permutation(12).slice(0, 4)).sort((a, b) => a - b)
    expect(first).toEqual(head.map(block => pick(block, rows)))
    for (const ends of [[], [1, 2, 3], [5, 11, 13], [39]]) expect(await drawn(ends, options)).toEqual(first)
    expect(await drawn([4], { landmarks: 9, buffer: 1 })).toEqual(await drawn([4], { landmarks: 9, buffer: 9 }))
  })

  test('are all rows where there are no more', async () => {
    const all = table(6, 2)
    const { model, rows } = await trainKernelElmOnStream(cut(all, count(6), [2]), { kernels, landmarks: 50 })
    const whole = trainKernelElm(all.blocks, all.targets, { kernels, sampleWeights: all.sampleWeights })
    expect(rows).toBe(6)
    expect(model.landmarks).toEqual(whole.model.landmarks)
    expect(relative(predictKernelElm(model, all.fresh), predictKernelElm(whole.model, all.fresh))).toBeLessThan(1e-9)
  })

  test('are copies: a stream may use its memory again', async () => {
    const all = table(20, 3)
    const expected = await trainKernelElmOnStream(cut(all, count(20), count(19, 1)), {
      kernels,
      landmarks: 5,
      buffer: 9
    })
    function* reusing(): Generator<RowBlock> {
      const room = blockOf(all, [0])
      const { blocks, targets, sampleWeights } = all
      // The sparse block is sliced, as its entries differ in number; the dense memory is the same for every row.
      for (let i = 0; i < 20; i++) {
        const [, full] = room.rows as [Matrix, Dense]
        full.data.set(asDense(pick(blocks[1], [i])).data)
        room.targets.data.set(pick(targets, [i]).data)
        room.sampleWeights?.set([sampleWeights[i]])
        yield { ...room, rows: [pick(blocks[0], [i]), full] }
      }
    }
    const got = await trainKernelElmOnStream(reusing(), { kernels, landmarks: 5, buffer: 9 })
    expect(got).toEqual(expected)
  })
})

test('saved and loaded as any machine', async () => {
  const all = table(30, 4)
  const { model } = await trainKernelElmOnStream([blockOf(all, count(30))], { kernels, landmarks: 5 })
  expect(predictKernelElm(loadKernelElm(saveKernelElm(model)), all.fresh)).toEqual(predictKernelElm(model, all.fresh))
})

test('a logistic head stops where it is told to, and no pass leads up', async () => {
  const all = table(60, 5)
  const ridge = 0.01
  const train = (options: KernelElmStreamOptions) =>
    trainKernelElmOnStream(() => cut(all, count(60), [25]), {
      kernels,
      head: 'logistic',
      landmarks: 12,
      ridge,
      ...options
    })
  const objective = ({ model }: Awaited<ReturnType<typeof train>>) => {
    const scores = predictKernelElm(model, all.blocks)
    const pulled = predictKernelElm(model, model.landmarks)
    const loss = scores.data.reduce(
      (sum, f, p) => sum + all.sampleWeights[Math.floor(p / 2)] * logisticLoss.value(all.targets.data[p], f),
      0
    )
    return loss + (ridge / 2) * pulled.data.reduce((sum, f, p) => sum + f * model.coefficients.data[p], 0)
  }
  const full = await train({})
  expect(full.converged).toBe(true)
  let last = Number.POSITIVE_INFINITY
  for (let maxPasses = 2; maxPasses < 8; maxPasses++) {
    const few = await train({ maxPasses })
    expect([few.converged, few.passes]).toEqual([false, maxPasses])
    expect(objective(few)).toBeLessThanOrEqual(last)
    last = objective(few)
  }
  expect(objective(full)).toBeLessThan(last)
  const rough = await train({ tolerance: 1e-2 })
  expect(rough.converged).toBe(true)
  expect(rough.passes).toBeLessThan(full.passes)
  expect(objective(rough)).toBeGreaterThan(objective(full))
})

test('a machine with nothing to go by answers 0: no feature, or targets in the middle', async () => {
  const zero = await trainKernelElmOnStream([{ rows: dense(3, 2), targets: randomDense(3, 1, 1) }])
  expect(predictKernelElm(zero.model, [randomDense(2, 2, 1)])).toEqual(dense(2, 1))
  const half = { rows: randomDense(4, 2, 3), targets: dense(4, 1, new Float64Array(4).fill(0.5)) }
  const even = await trainKernelElmOnStream(() => [half], { head: 'logistic' })
  expect(even).toMatchObject({ passes: 1, converged: true })
  expect(predictKernelElm(even.model, [half.rows])).toEqual(dense(4, 1))
})

test('tells how far it is, and lets others have their turn', async () => {
  const x = randomDense(3000, 8, 6)
  const targets = dense(
    3000,
    1,
    new Float64Array(3000).map((_, i) => i % 2)
  )
  const told: number[][] = []
  let turns = 0
  let going = true
  const turn = () => {
    turns++
    if (going) setTimeout(turn, 0)
  }
  setTimeout(turn, 0)
  function* blocks(): Generator<RowBlock> {
    for (let b = 0; b < 10; b++)
      yield { rows: pick(x, count(300, 300 * b)), targets: pick(targets, count(300, 300 * b)) }
  }
  const { passes } = await trainKernelElmOnStream(blocks, {
    kernels: [{ type: 'rbf' }],
    landmarks: 200,
    head: 'logistic',
    onProgress: (rows, pass) => told.push([rows, pass])
  })
  going = false
  expect(told).toEqual(count(passes, 1).flatMap(pass => count(10, 1).map(b => [300 * b, pass])))
  expect(turns).toBeGreaterThan(1)
})
