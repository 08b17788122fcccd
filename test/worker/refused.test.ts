import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Example } from '../../src/classify/index.ts'
import { sentences } from '../classify/samples.ts'
import { root } from '../house/package.ts'
import { kit as here, problemOf, startWorker } from './built.ts'

const worker = startWorker()
const closed = startWorker()
closed.close()
afterAll(() => worker.close())

const examples = sentences(30)
const spam = () => new Uint8Array(readFileSync(join(root, 'models/spam/model.safetensors')))

describe('bytes that were given away', () => {
  const MESSAGE = 'bytes: expected Uint8Array or ArrayBuffer, got some that were given away'

  test.each([
    ['a view', () => spam()],
    ['a buffer', () => spam().buffer as ArrayBuffer]
  ])('%s, given twice in one tick and again later', async (_, make) => {
    const bytes = make()
    const [first, second] = [
      worker.loadClassifier(bytes, { transfer: true }),
      problemOf(worker.loadClassifier(bytes, { transfer: true }))
    ]
    expect((await (await first).classify('win cash')).label).toBe('spam')
    const problems = [
      await second,
      await problemOf(worker.loadClassifier(bytes, { transfer: true })),
      await problemOf(worker.loadClassifier(bytes)),
      await problemOf(worker.loadFilter('mine', { bytes, transfer: true }))
    ]
    for (const problem of problems) expect(problem).toBeInstanceOf(TypeError)
    expect(problems.map(({ message }) => message)).toEqual([MESSAGE, MESSAGE, MESSAGE, `options.${MESSAGE}`])
  })

  test('empty bytes are others', async () => {
    const problem = await problemOf(worker.loadClassifier(new Uint8Array(0), { transfer: true }))
    expect(problem.name).toBe('ModelFormatError')
  })
})

describe('a stream of a call that is refused is closed', () => {
  const reason = new Error('enough of it')

  test.each([
    ['a signal that is aborted', worker, { signal: AbortSignal.abort(reason) }],
    ['a signal that is none', worker, { signal: 7 }],
    ['an option that is a function', worker, { dims: () => 1 }],
    ['an option that the worker refuses', worker, { nothing: 1 }],
    ['an option that cannot be sent', worker, { dims: Symbol('x') }],
    ['a kit that is closed', closed, {}]
  ])('%s', async (_, kit, options) => {
    let returned = 0
    const iterator: AsyncIterableIterator<Example> = {
      [Symbol.asyncIterator]: () => iterator,
      next: async () => ({ done: false, value: { text: 'x', label: 'y' } }),
      return: async () => ({ done: true, value: void returned++ })
    }
    const stream = new ReadableStream<Example>()
    await problemOf(kit.trainClassifier(iterator, options as never))
    await problemOf(kit.trainClassifier(stream as never, options as never))
    await expect.poll(() => [returned, stream.locked]).toEqual([1, false])
  })

  test('a locked stream, and an iterator that is not to be had: rejections', async () => {
    const stream = new ReadableStream<Example>()
    const reader = stream.getReader()
    const error = new RangeError('no')
    const throwing = {
      [Symbol.asyncIterator]() {
        throw error
      }
    }
    expect(await problemOf(worker.trainClassifier(stream as never))).toBeInstanceOf(TypeError)
    expect(await problemOf(worker.trainClassifier(throwing as never))).toBe(error)
    expect(await problemOf(closed.trainClassifier(throwing as never))).toMatchObject({ code: 'closed' })
    reader.releaseLock()
    expect(await worker.kernels()).toBe('simd')
  })
})

describe('options', () => {
  test.each([
    ['an object', JSON.parse('{ "__proto__": { "noise": 1 } }')],
    ['a stemmer', Object.fromEntries([['__proto__', { name: 'porter', stem: (word: string) => word }]])]
  ])('__proto__ with %s is an unknown one, as here', async (_, options) => {
    expect(Object.keys(options)).toEqual(['__proto__'])
    const expected = await problemOf((async () => here.trainEmbedder(['a b', 'b c'], options))())
    const problem = await problemOf(worker.trainEmbedder(['a b', 'b c'], options))
    expect(problem.message).toContain('options.__proto__: unknown option')
    expect(problem.message).toBe(expected.message)
  })

  test('a signal hears and can be told that nobody listens', async () => {
    const signal = { aborted: false, addEventListener: () => {} }
    expect((await problemOf(worker.trainClassifier(examples, { signal: signal as never }))).message).toBe(
      'options.signal: expected an AbortSignal, got object'
    )
  })
})

test('the kit has what its type has', () => {
  expect(Object.keys(worker).sort()).toEqual([
    'close',
    'createReranker',
    'createSearch',
    'evaluate',
    'kernels',
    'loadClassifier',
    'loadEmbedder',
    'loadFilter',
    'loadPredictor',
    'loadSearch',
    'loadVectors',
    'suggestExamples',
    'trainClassifier',
    'trainEmbedder',
    'useKernels'
  ])
})
