import { afterAll, describe, expect, test } from 'vitest'
import type { Example } from '../../src/classify/index.ts'
import { sentences } from '../classify/samples.ts'
import { kit as here, problemOf, startWorker } from './built.ts'

const worker = startWorker()
afterAll(() => worker.close())

/** Few columns, so that training is quick. */
const QUICK = { dims: 2 ** 12 }

const examples = sentences(1100)
const one = here.trainClassifier(examples, QUICK)

/** Chunks of a list, each after a turn of the event loop, and what became of the stream. */
function chunked<T>(list: readonly T[], size: number) {
  const seen = { pulled: 0, closed: false }
  async function* chunks() {
    try {
      for (let i = 0; i < list.length; i += size) {
        await new Promise(resolve => setTimeout(resolve))
        seen.pulled++
        yield list.slice(i, i + size)
      }
    } finally {
      seen.closed = true
    }
  }
  return { chunks: chunks(), seen }
}

async function* single(list: readonly Example[]) {
  yield* list
}

/** Examples one by one and in lists, one of none among them. */
async function* mixed(list: readonly Example[]) {
  yield []
  yield* list.slice(0, 300)
  yield list.slice(300, 900)
  yield* list.slice(900, 907)
  yield list.slice(907, 908)
  yield* list.slice(908)
}

describe('a stream of examples', () => {
  test.each([
    ['in chunks', () => chunked(examples, 400).chunks],
    ['one by one', () => single(examples)],
    ['mixed', () => mixed(examples)],
    ['a list of many', () => examples],
    [
      'a generator',
      () =>
        (function* () {
          yield* examples
        })()
    ]
  ])('%s: the model of the list, bit for bit', async (_, source) => {
    const tagger = await worker.trainClassifier(source(), QUICK)
    expect(await tagger.save()).toEqual(one.save())
    await tagger.release()
  })

  test('its error passes through as it is, and the worker goes on', async () => {
    const error = new RangeError('the file ends here')
    async function* broken() {
      yield examples.slice(0, 300)
      throw error
    }
    expect(await problemOf(worker.trainClassifier(broken(), QUICK))).toBe(error)
    expect(await worker.kernels()).toBe('simd')
  })

  test('a bad example is named by its number, and the stream closed', async () => {
    const bad = examples.map((example, i) => (i === 620 ? ({ ...example, text: 7 } as never) : example))
    const { chunks, seen } = chunked(bad, 100)
    const problem = await problemOf(worker.trainClassifier(chunks, QUICK))
    expect(problem).toBeInstanceOf(TypeError)
    expect(problem.message).toBe('examples[620].text: expected a string, got 7')
    await expect.poll(() => seen.closed).toBe(true)
    // One chunk may have been on its way.
    expect(seen.pulled).toBeLessThanOrEqual(9)
  })

  test('what cannot be sent is an error, and the stream closed', async () => {
    const { chunks, seen } = chunked([{ text: () => 'x', label: 'y' } as never], 1)
    const problem = await problemOf(worker.trainClassifier(chunks, QUICK))
    expect(problem).toBeInstanceOf(TypeError)
    expect(problem.message).toContain('trainClassifier: expected what can be sent to a worker')
    await expect.poll(() => seen.closed).toBe(true)
  })

  test('fields beside the three stay here', async () => {
    const more = examples.slice(0, 40).map(example => ({ ...example, node: () => 1 }))
    const expected = here.trainClassifier(more, QUICK).save()
    expect(await (await worker.trainClassifier(single(more), QUICK)).save()).toEqual(expected)
    expect(await (await worker.trainClassifier(more, QUICK)).save()).toEqual(expected)
  })
})

describe('abort', () => {
  const reason = new Error('enough of it')

  test('before: nothing is read or sent', async () => {
    const { chunks, seen } = chunked(examples, 100)
    const signal = AbortSignal.abort(reason)
    expect(await problemOf(worker.trainClassifier(chunks, { signal }))).toBe(reason)
    expect(await problemOf(worker.trainClassifier(examples, { signal }))).toBe(reason)
    expect(await problemOf(worker.loadFilter('spam', { signal }))).toBe(reason)
    expect(seen.pulled).toBe(0)
  })

  test('between chunks: at once, and the stream is closed', async () => {
    const controller = new AbortController()
    let closed = false
    async function* endless() {
      try {
        for (let i = 0; ; i++) {
          if (i === 3) controller.abort(reason)
          yield examples.slice(0, 10)
        }
      } finally {
        closed = true
      }
    }
    expect(await problemOf(worker.trainClassifier(endless(), { ...QUICK, signal: controller.signal }))).toBe(reason)
    await expect.poll(() => closed).toBe(true)
  })

  test('while it trains: at once, and the worker stops early', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const steps: number[] = []
    const onProgress = (done: number) => {
      steps.push(done)
      if (done > 0.02) controller.abort(reason)
    }
    expect(await problemOf(worker.trainClassifier(sentences(4000), { ...QUICK, signal, onProgress }))).toBe(reason)
    const most = Math.max(...steps)
    // It answers others, and of the training that was stopped nothing more is heard.
    expect(await worker.kernels()).toBe('simd')
    expect(Math.max(...steps)).toBe(most)
    expect(most).toBeLessThan(1)
  })

  test('what onProgress throws ends the training', async () => {
    const onProgress = () => {
      throw reason
    }
    expect(await problemOf(worker.trainClassifier(examples, { ...QUICK, onProgress }))).toBe(reason)
  })

  test('after the answer: nothing', async () => {
    const controller = new AbortController()
    const tagger = await worker.trainClassifier(examples.slice(0, 30), { ...QUICK, signal: controller.signal })
    controller.abort(reason)
    expect((await tagger.classify('a late penalty')).label).toBe('football')
  })
})

describe('without shared memory', () => {
  const SHARED = globalThis.SharedArrayBuffer
  const unshared = async (run: () => Promise<void>) => {
    Object.assign(globalThis, { SharedArrayBuffer: undefined })
    try {
      await run()
    } finally {
      Object.assign(globalThis, { SharedArrayBuffer: SHARED })
    }
  }

  test('all works; an abort gives the place of a worker without models to another', () =>
    unshared(async () => {
      const kit = startWorker()
      await kit.kernels()
      const controller = new AbortController()
      const { signal } = controller
      const stop = (done: number) => done > 0.02 && controller.abort(new Error('stop'))
      const problem = await problemOf(kit.trainClassifier(sentences(4000), { ...QUICK, signal, onProgress: stop }))
      expect(problem.message).toBe('stop')
      const tagger = await kit.trainClassifier(examples, { ...QUICK, signal: new AbortController().signal })
      expect(await tagger.save()).toEqual(one.save())
      kit.close()
    }))

  test('one with models keeps them, and throws the answer away', () =>
    unshared(async () => {
      const kit = startWorker()
      const tagger = await kit.trainClassifier(examples.slice(0, 30), QUICK)
      const controller = new AbortController()
      const training = problemOf(kit.trainClassifier(examples, { ...QUICK, signal: controller.signal }))
      controller.abort(new Error('stop'))
      expect((await training).message).toBe('stop')
      expect((await tagger.classify('a late penalty')).label).toBe('football')
      kit.close()
    }))
})
