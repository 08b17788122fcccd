import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import type { AnyDocument } from '../../src/rerank/index.ts'
import { sentences } from '../classify/samples.ts'
import { root } from '../house/package.ts'
import { kit as here, problemOf, startWorker, WorkerClosedError } from './built.ts'

/** A worker whose messages are looked at: the longest list in each. */
const thread = new Worker(join(root, 'dist/worker-thread.js'))
const longest: number[] = []
const post = thread.postMessage.bind(thread)
thread.postMessage = (message, transfers) => {
  longest.push(longestIn(message))
  post(message, transfers)
}
const worker = startWorker({ worker: thread })
afterAll(() => worker.close())

function longestIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0
  const inner = Math.max(0, ...Object.values(value).slice(0, 10).map(longestIn))
  return Array.isArray(value) ? Math.max(value.length, inner) : inner
}

const texts = sentences(1300).map(({ text }) => text)
const documents = texts.map(
  (text, id): AnyDocument => ({ id, text, tags: [{ at: new Date(id) }], seen: new Set([id]) })
)
const NEAR = { dims: 8 }

/** The longest list in a message of a call, and how many messages had one. */
async function sizesOf<T>(ask: () => Promise<T>): Promise<{ made: T; most: number; many: number }> {
  longest.length = 0
  const made = await ask()
  return { made, most: Math.max(...longest), many: longest.filter(length => length > 10).length }
}

describe('a long list goes over in slices, and what comes out is the same', () => {
  test('createSearch: documents as they are, to the last field', async () => {
    const [told, expected]: unknown[][] = [[], []]
    const { made, most, many } = await sizesOf(() =>
      worker.createSearch(documents, { onProgress: (...step) => told?.push(step) })
    )
    expect({ most, many }).toEqual({ most: 256, many: 6 })
    const one = here.createSearch(documents, { onProgress: (...step) => expected?.push(step) })
    expect(told).toEqual(expected)
    expect(await made.save()).toEqual(one.save())
    expect(await made.size).toBe(1300)
    for (const id of [0, 255, 256, 1299]) expect(await made.get(id)).toEqual(documents[id])
    await made.release()
  })

  test('createReranker', async () => {
    const { made, most } = await sizesOf(() => worker.createReranker(documents))
    expect(most).toBe(256)
    const candidates = [{ id: 4 }, { id: 1290 }, { id: 700 }]
    const ranked = here.createReranker(documents).rerank('penalty', candidates)
    expect(await made.rerank('penalty', candidates)).toEqual(
      ranked.map(({ snippet, ...rest }) => ({ ...rest, snippet: { ...snippet } }))
    )
    await made.release()
  })

  test('trainEmbedder', async () => {
    const { made, most } = await sizesOf(() => worker.trainEmbedder(texts, NEAR))
    expect(most).toBe(256)
    expect(await made.save()).toEqual(here.trainEmbedder(texts, NEAR).save())
    await made.release()
  })

  test('one that is not long goes in one message', async () => {
    const { made, most, many } = await sizesOf(() => worker.createSearch(documents.slice(0, 1024)))
    expect({ most, many }).toEqual({ most: 1024, many: 1 })
    await made.release()
  })

  test('the list may change meanwhile', async () => {
    const list = texts.slice()
    const training = worker.trainEmbedder(list, NEAR)
    list.length = 3
    expect(await (await training).save()).toEqual(here.trainEmbedder(texts, NEAR).save())
  })
})

describe('errors of a long list are those of a short one', () => {
  const withDocument = (document: unknown) => documents.with(1100, document as AnyDocument)

  test.each([
    ['a bad document', { text: 'no id' }, undefined],
    ['none', 7, undefined],
    ['an id that is there already', { id: 3, text: 'x' }, undefined],
    ['a bad option', documents[1100], { nothing: 1 }],
    ['a wrong option', documents[1100], { fields: [] }]
  ])('%s', async (_, document, options) => {
    const list = withDocument(document)
    const expected = await problemOf((async () => here.createSearch(list, options as never))())
    const problem = await problemOf(worker.createSearch(list, options as never))
    expect(problem.constructor).toBe(expected.constructor)
    expect(problem.message).toBe(expected.message)
  })

  test('a document that cannot be sent: named as in one message, and the same worker goes on', async () => {
    const bad = { id: 'x', text: 'x', open: () => 1 }
    const [short, long] = [worker.createSearch([bad]), worker.createSearch(withDocument(bad))].map(problemOf)
    const problem = await long
    expect(problem).toBeInstanceOf(TypeError)
    expect(problem?.message).toContain('createSearch: expected what can be sent to a worker, got something else')
    expect(problem?.message).toBe((await short)?.message)
    expect(await worker.kernels()).toBe('simd')
  })

  test('and no other is started in its place', async () => {
    const threads = process.getBuiltinModule('node:worker_threads')
    let started = 0
    const counting = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args)
        started++
      }
    }
    Object.assign(threads, { Worker: counting })
    const kit = startWorker()
    try {
      await problemOf(kit.trainEmbedder(texts.with(1100, (() => 1) as never)))
      expect(await kit.kernels()).toBe('simd')
      expect(started).toBe(1)
    } finally {
      Object.assign(threads, { Worker })
      kit.close()
    }
  })

  test('a stemmer that the worker has not, a kit that is closed', async () => {
    const stem = { name: 'mine', stem: (word: string) => word }
    await expect(worker.createSearch(documents, { stem })).rejects.toThrow('options.stem: expected a stemmer that')
    const kit = startWorker()
    const waiting = problemOf(kit.createSearch(documents))
    kit.close()
    expect(await waiting).toBeInstanceOf(WorkerClosedError)
    expect(await problemOf(kit.createSearch(documents))).toBeInstanceOf(WorkerClosedError)
  })
})

test('other calls are answered between slices', async () => {
  const order: string[] = []
  const search = worker.createSearch(documents).then(() => order.push('search'))
  await worker.kernels().then(() => order.push('kernels'))
  await search
  expect(order).toEqual(['kernels', 'search'])
})
