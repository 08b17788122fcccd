import { describe, expect, test } from 'vitest'
import {
  type BlockSource,
  type KernelElmStreamOptions,
  type RowBlock,
  trainElm,
  trainKernelElm,
  trainKernelElmOnStream
} from '../../src/elm/index.ts'
import { dense, type Matrix, sparseFromDense } from '../../src/math/index.ts'
import { randomDense } from '../math/matrices.ts'
import { expectThrown } from './rows.ts'

const block = (rows = 5, cols = 3, outputs = 2): RowBlock => ({
  rows: randomDense(rows, cols, 1),
  targets: dense(rows, outputs, new Float64Array(rows * outputs).fill(0.5))
})

/** A stream of these blocks that keeps count of what is done to it, and throws `error` after them if there is one. */
function watched(blocks: readonly unknown[], error?: unknown) {
  const seen = { begun: 0, given: 0, returned: 0 }
  const source = (): AsyncIterable<RowBlock> => ({
    [Symbol.asyncIterator]() {
      seen.begun++
      let at = 0
      return {
        async next() {
          if (at === blocks.length && error !== undefined) throw error
          if (at === blocks.length) return { done: true, value: undefined }
          seen.given++
          return { done: false, value: blocks[at++] as RowBlock }
        },
        async return() {
          seen.returned++
          return { done: true, value: undefined }
        }
      }
    }
  })
  return { source, seen }
}

async function failure(source: BlockSource, options?: KernelElmStreamOptions): Promise<unknown> {
  try {
    await trainKernelElmOnStream(source, options)
  } catch (error) {
    return error
  }
  return undefined
}

describe('a block at fault is named, and the stream is closed', () => {
  const nan = { ...block(), rows: dense(5, 3, new Float64Array(15).fill(Number.NaN)) }
  const unsorted: Matrix = {
    rows: 5,
    cols: 3,
    indptr: Uint32Array.of(0, 2, 2, 2, 2, 2),
    indices: Uint32Array.of(1, 1),
    values: new Float32Array(2)
  }
  test.each<[string, unknown, KernelElmStreamOptions?]>([
    ['blocks[3].rows.cols: expected 3, got 2', block(5, 2)],
    [
      'blocks[3].rows: expected a dense matrix, got a sparse one',
      { ...block(), rows: sparseFromDense(randomDense(5, 3, 1)) }
    ],
    ['blocks[3].rows: expected 1 matrices, got 2', { ...block(), rows: [randomDense(5, 3, 1), randomDense(5, 3, 1)] }],
    ['blocks[3].rows: expected finite numbers, got NaN at position 0', nan],
    ['blocks[3].targets.rows: expected 5, one per row of features, got 4', { ...block(), targets: dense(4, 2) }],
    ['blocks[3].targets.cols: expected 2, one per output, got 1', block(5, 3, 1)],
    [
      'blocks[3].targets.data[0]: expected 0 to 1 for a logistic head, got 2',
      { ...block(), targets: dense(5, 2, new Float64Array(10).fill(2)) },
      { head: 'logistic' }
    ],
    ['blocks[3].sampleWeights: expected 5 numbers, got 2', { ...block(), sampleWeights: new Float64Array(2) }],
    [
      'blocks[3].sampleWeights[0]: expected a finite number of at least 0, got -1',
      { ...block(), sampleWeights: new Float64Array(5).fill(-1) }
    ],
    ['blocks[3].rows: expected a matrix, got undefined', { targets: dense(5, 2) }],
    ['blocks[3].rows: expected a matrix, got null', null],
    ['blocks[3].rows: expected at least one matrix, got none', { ...block(), rows: [] }],
    [
      'blocks[3].sampleWeights: expected a Float64Array, got object',
      { rows: randomDense(5, 3, 1), targets: dense(5, 2), sampleWeights: [1, 1, 1, 1, 1] }
    ],
    ['blocks[3].rows[0]: expected a matrix, got null', { rows: [null], targets: dense(5, 2) }],
    ['blocks[3].targets: expected a matrix, got undefined', { rows: randomDense(5, 3, 1) }]
  ])('%s', async (message, bad, options = {}) => {
    for (const buffer of [1, 4096]) {
      const { source, seen } = watched([block(), block(0), block(), bad, block()])
      const error = await failure(source, { landmarks: 2, buffer, ...options })
      expect(error).toBeInstanceOf(/a matrix|dense|a Float64Array/.test(message) ? TypeError : RangeError)
      expect((error as Error).message).toBe(message)
      expect(seen).toEqual({ begun: 1, given: 4, returned: 1 })
    }
  })

  test('the first block, where it is the one at fault, and one of several matrices', async () => {
    const { source } = watched([{ ...block(), rows: unsorted }])
    expect(await failure(source)).toEqual(
      new RangeError('blocks[0].rows.indices[1]: expected a column from 2 and below 3, got 1')
    )
    const two = (rows: number, cols: number) => ({
      ...block(),
      rows: [randomDense(5, 3, 1), randomDense(rows, cols, 2)]
    })
    const options = { landmarks: 2 }
    expect(await failure([two(5, 2), two(5, 1)], options)).toEqual(
      new RangeError('blocks[1].rows[1].cols: expected 2, got 1')
    )
    expect(await failure([two(5, 2), two(4, 2)], options)).toEqual(
      new RangeError('blocks[1].rows[1].rows: expected 5 as in rows[0], got 4')
    )
  })
})

describe('a stream that is no good', () => {
  test('without rows, or without rows that weigh anything', async () => {
    const none = new RangeError('blocks: expected at least one row, got none')
    for (const source of [[], [block(0)], () => [], watched([]).source]) expect(await failure(source)).toEqual(none)
    expect(await failure(() => [], { head: 'logistic' })).toEqual(none)
    const light = { ...block(), sampleWeights: new Float64Array(5) }
    expect(await failure([light, light])).toEqual(
      new RangeError('sampleWeights: expected at least one above 0, got none')
    )
  })

  test('that is no stream', async () => {
    for (const [got, source] of [
      ['object', {}],
      ['null', null],
      ['number', () => 3],
      ['undefined', async () => undefined]
    ] as const) {
      const error = new TypeError(`source: expected an iterable of blocks, got ${got}`)
      expect(await failure(source as unknown as BlockSource)).toEqual(error)
    }
  })

  test('that goes once, where a logistic head needs it several times', async () => {
    const { source, seen } = watched([block()])
    expect(await failure(source(), { head: 'logistic' })).toEqual(
      new TypeError(
        'source: expected a function that begins the stream anew, since a logistic head goes over it several times, got object'
      )
    )
    expect(seen.begun).toBe(0)
    const labelled = { ...block(), targets: dense(5, 1, Float64Array.of(0, 1, 1, 0, 1)) }
    const once = [labelled, labelled].values()
    expect(await failure(() => once, { head: 'logistic' })).toEqual(
      new RangeError('blocks: expected 10 rows in every pass, got 0 in pass 2')
    )
  })

  test('that throws half-way, in any pass: its own error, and it is not told to return', async () => {
    const broken = new Error('the network is gone')
    for (const buffer of [1, 4096]) {
      const { source, seen } = watched([block(), block()], broken)
      expect(await failure(source, { landmarks: 2, buffer })).toBe(broken)
      expect(seen).toEqual({ begun: 1, given: 2, returned: 0 })
    }
    const labelled = { ...block(), targets: dense(5, 1, Float64Array.of(0, 1, 1, 0, 1)) }
    let pass = 0
    const later = () => (++pass < 3 ? [labelled] : watched([labelled], broken).source())
    expect(await failure(later, { head: 'logistic' })).toBe(broken)
    expect(pass).toBe(3)
    expect(await failure(() => Promise.reject(broken))).toBe(broken)
  })

  test('whose listener throws', async () => {
    const { source, seen } = watched([block(), block()])
    const broken = new Error('no more')
    const onProgress = () => {
      throw broken
    }
    expect(await failure(source, { onProgress })).toBe(broken)
    expect(seen).toEqual({ begun: 1, given: 1, returned: 1 })
  })
})

describe('a signal', () => {
  test('that is aborted before: the stream is not even begun', async () => {
    const { source, seen } = watched([block()])
    expect(await failure(source, { signal: AbortSignal.abort('enough') })).toBe('enough')
    expect(seen.begun).toBe(0)
    const error = await failure(source, { signal: { aborted: true } })
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).name).toBe('AbortError')
  })

  test('that is aborted in the middle of a pass: the stream is told to return', async () => {
    const labelled = { ...block(), targets: dense(5, 1, Float64Array.of(0, 1, 1, 0, 1)) }
    for (const [head, when] of [
      ['ridge', 1],
      ['logistic', 1],
      ['logistic', 3]
    ] as const) {
      const controller = new AbortController()
      const { source, seen } = watched([labelled, labelled, labelled])
      const onProgress = (rows: number, pass: number) => {
        if (rows === 10 && pass === when) controller.abort()
      }
      const error = await failure(source, { head, landmarks: 2, signal: controller.signal, onProgress })
      expect(error).toBe(controller.signal.reason)
      expect(seen).toEqual({ begun: when, given: 3 * when, returned: 1 })
    }
  })

  test('that is aborted after the last block: no machine either', async () => {
    for (const landmarks of [2, [randomDense(2, 3, 1)]]) {
      const controller = new AbortController()
      const { source, seen } = watched([block()])
      const onProgress = () => controller.abort('late')
      expect(await failure(source, { landmarks, signal: controller.signal, onProgress })).toBe('late')
      expect(seen.returned).toBe(0)
    }
  })
})

describe('options', () => {
  test('that are none are said, as by every trainer', async () => {
    const message = 'options: expected an object, got null'
    expect(await failure([block()], null as never)).toEqual(new TypeError(message))
    expectThrown(() => trainKernelElm([dense(2, 1)], dense(2, 1), null as never), TypeError, message)
  })

  test.each<[string, object]>([
    [
      'lambda: unknown option; expected one of kernels, landmarks, seed, ridge, head, buffer, tolerance, maxPasses, signal, onProgress',
      { lambda: 1 }
    ],
    ["head: expected 'ridge' or 'logistic', got \"svm\"", { head: 'svm' }],
    ['landmarks: expected a count of at least 1 or a list of matrices, got all', { landmarks: 'all' }],
    ['landmarks: expected a count of at least 1 or a list of matrices, got ', { landmarks: [] }],
    ['landmarks[0]: expected a matrix, got null', { landmarks: [null] }],
    ['landmarks[0]: expected a matrix, got an object without its typed arrays', { landmarks: [{}] }],
    ['signal: expected an AbortSignal, got number', { signal: 3 }],
    ['onProgress: expected a function, got boolean', { onProgress: true }]
  ])('%s', async (message, options) => {
    expect(await failure([block()], options as KernelElmStreamOptions)).toEqual(new TypeError(message))
  })

  test.each<[string, object]>([
    ['ridge: expected a finite number above 0, got 0', { ridge: 0 }],
    ['landmarks: expected an integer of at least 1, got 0', { landmarks: 0 }],
    ['landmarks[0].rows: expected at least 1, got 0', { landmarks: [dense(0, 3)] }],
    [
      'landmarks[0].data: expected 5 × 2 numbers, got 3',
      { landmarks: [{ rows: 5, cols: 2, data: new Float64Array(3) }] }
    ],
    ['landmarks[1].rows: expected 2 as in landmarks[0], got 1', { landmarks: [dense(2, 3), dense(1, 3)] }],
    [
      'landmarks[0]: expected finite numbers, got Infinity at position 1',
      { landmarks: [dense(1, 2, Float64Array.of(1, 1 / 0))] }
    ],
    ['landmarks[0].cols: expected 3, as rows have, got 2', { landmarks: [dense(1, 2)] }],
    ['landmarks: expected 1 matrices, as rows have, got 2', { landmarks: [dense(1, 3), dense(1, 3)] }],
    ['kernels: expected 1, one per block, got 2', { kernels: [{ type: 'rbf' }, { type: 'rbf' }] }],
    ['kernel.gamma: expected a finite number above 0, got -1', { kernels: [{ type: 'rbf', gamma: -1 }] }],
    ['seed: expected an integer in 0 … 4294967295, got -1', { seed: -1 }],
    ['buffer: expected an integer of at least 1, got 0', { buffer: 0 }],
    ['tolerance: expected a finite number above 0, got 0', { tolerance: 0 }],
    ['maxPasses: expected an integer of at least 2, got 1', { maxPasses: 1 }]
  ])('%s', async (message, options) => {
    expect(await failure([block()], options as KernelElmStreamOptions)).toEqual(new RangeError(message))
  })
})

test('more landmarks or units than memory has room for: an error that says how much was asked for', async () => {
  const n = 2 ** 18
  const x = dense(n, 1)
  const message = (name: string) =>
    `${name}: expected a count whose matrix has room, got ${n}, and so ${n} · ${n} numbers of ${8 * n * n} bytes`
  expectThrown(() => trainKernelElm([x], x), RangeError, message('landmarks'))
  expectThrown(() => trainKernelElm([x], x, { landmarks: n }), RangeError, message('landmarks'))
  expectThrown(() => trainElm(dense(1, 1), dense(1, 1), { units: n }), RangeError, message('units'))
  expect(await failure([{ rows: x, targets: x }], { landmarks: n })).toEqual(new RangeError(message('landmarks')))
})
