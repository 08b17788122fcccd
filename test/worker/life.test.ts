import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { sentences } from '../classify/samples.ts'
import { root, run } from '../house/package.ts'
import { kit as here, problemOf, startWorker, thrownBy, WorkerClosedError } from './built.ts'

const examples = sentences(30)
const spam = () => new Uint8Array(readFileSync(join(root, 'models/spam/model.safetensors')))

/** Most tests have one worker between them, as starting one is most of their time. */
const shared = startWorker()
afterAll(() => shared.close())
const withKit = (use: (kit: typeof shared) => Promise<void>) => use(shared)

describe('errors have the class, message and fields they have here', () => {
  test.each([
    ['TypeError', (k: typeof here) => k.trainClassifier([{ text: 3, label: 'x' } as never])],
    ['TypeError', (k: typeof here) => k.trainClassifier(3 as never)],
    ['TypeError', (k: typeof here) => k.trainClassifier(examples, { nothing: 1 } as never)],
    ['RangeError', (k: typeof here) => k.trainClassifier(examples.slice(0, 1))],
    ['RangeError', (k: typeof here) => k.trainClassifier(examples, { dims: 3 })],
    ['ModelFormatError', (k: typeof here) => k.loadClassifier(spam().subarray(0, 5000))],
    ['ModelFormatError', (k: typeof here) => k.loadSearch(spam())],
    ['HubError', (k: typeof here) => k.loadFilter('nothing' as 'spam')],
    ['HubError', (k: typeof here) => k.loadFilter('spam', { bytes: spam(), sha256: '0'.repeat(64) })]
  ])('%s', (name, ask) =>
    withKit(async kit => {
      const expected = await problemOf((async () => ask(here))())
      const problem = await problemOf(ask(kit as unknown as typeof here) as unknown as Promise<unknown>)
      expect(problem.name).toBe(name)
      expect(problem.constructor).toBe(expected.constructor)
      expect(problem.message).toBe(expected.message)
      expect({ ...problem }).toEqual({ ...expected })
      expect(problem.stack).toContain(expected.message.slice(0, 20))
    })
  )
})

describe('what cannot cross is refused by name', () => {
  test.each([
    [
      'options.filter',
      (s: never) => (s as { search: (...a: unknown[]) => Promise<unknown> }).search('late', { filter: () => true })
    ],
    [
      'options.minisearch.processTerm',
      (s: never) =>
        (s as { search: (...a: unknown[]) => Promise<unknown> }).search('late', {
          minisearch: { processTerm: () => '' }
        })
    ],
    ['add', (s: never) => (s as { add: (...a: unknown[]) => Promise<unknown> }).add({ id: 9, text: 'x', f: () => 1 })]
  ])('%s', (where, ask) =>
    withKit(async kit => {
      const search = await kit.createSearch([{ id: 1, text: 'a late goal' }])
      const problem = await problemOf(ask(search as never))
      expect(problem).toBeInstanceOf(TypeError)
      expect(problem.message).toContain(`${where}: expected what can be sent to a worker, got `)
    })
  )

  test('fetch, an unknown option of startWorker, a signal that is none', () =>
    withKit(async kit => {
      await expect(kit.loadFilter('spam', { fetch })).rejects.toThrow('options.fetch: expected what can be sent')
      await expect(kit.trainClassifier(examples, { signal: { aborted: false } as AbortSignal })).rejects.toThrow(
        'options.signal: expected an AbortSignal, got object'
      )
      expect(thrownBy(() => startWorker({ workers: 1 } as never)).message).toBe(
        'options.workers: unknown option; expected worker'
      )
      expect(thrownBy(() => startWorker({ worker: 1 } as never)).message).toContain('options.worker: expected a worker')
    }))
})

describe('bytes', () => {
  test('are copied, just those of a view, unless they may go', () =>
    withKit(async kit => {
      const bytes = spam()
      const padded = new Uint8Array(bytes.length + 16)
      padded.set(bytes, 8)
      const view = padded.subarray(8, 8 + bytes.length)
      await kit.loadClassifier(view)
      await kit.loadFilter('mine', { bytes: view })
      expect(view).toEqual(bytes)
      await kit.loadClassifier(bytes.buffer.slice(0))
      const gone = bytes.slice()
      await kit.loadClassifier(gone, { transfer: true })
      expect([gone.length, gone.buffer.byteLength]).toEqual([0, 0])
      const given = bytes.slice()
      await kit.loadFilter('mine', { bytes: given, transfer: true })
      expect(given.length).toBe(0)
      await expect(kit.trainClassifier(examples, { transfer: true } as never)).rejects.toThrow(
        'options.transfer: unknown'
      )
    }))

  test('of a saved model come whole, as often as they are asked for', () =>
    withKit(async kit => {
      const tagger = await kit.trainClassifier(examples)
      const [one, other] = [await tagger.save(), await tagger.save()]
      expect(one.byteLength).toBe(one.buffer.byteLength)
      expect(other).toEqual(one)
      expect(one).toEqual(here.trainClassifier(examples).save())
    }))
})

describe('release', () => {
  test('frees a model: what is asked of it later is an error, what was asked before is answered', () =>
    withKit(async kit => {
      const tagger = await kit.trainClassifier(examples)
      const asked = tagger.classify('a late penalty')
      const released = tagger.release()
      expect((await asked).label).toBe('football')
      await released
      await tagger.release()
      for (const late of [tagger.classify('x'), tagger.labels, kit.evaluate(tagger, examples)]) {
        const problem = await problemOf(late as Promise<unknown>)
        expect(problem).toBeInstanceOf(TypeError)
        expect(problem.message).toContain('expected a model in use, got one that was released')
      }
    }))

  test('a model of another worker is refused', () =>
    withKit(async kit => {
      const tagger = await kit.trainClassifier(examples)
      const other = startWorker()
      await expect(other.evaluate(tagger, examples)).rejects.toThrow(
        'argument 1: expected a model of this worker, got one of another'
      )
      other.close()
    }))
})

describe('the end of a worker', () => {
  test('close rejects what waits and what comes', async () => {
    const kit = startWorker()
    const tagger = await kit.trainClassifier(examples)
    const waiting = [kit.trainClassifier(sentences(3000)), tagger.classify('x'), tagger.labels]
    const problems = waiting.map(promise => problemOf(promise as Promise<unknown>))
    kit.close()
    kit.close()
    const later = [kit.kernels(), tagger.save(), tagger.info]
    for (const problem of await Promise.all([...problems, ...later.map(p => problemOf(p as Promise<unknown>))])) {
      expect(problem).toBeInstanceOf(WorkerClosedError)
      expect(problem).toMatchObject({ name: 'WorkerClosedError', code: 'closed' })
    }
    await tagger.release()
  })

  test('a worker that breaks down rejects what waits, and what comes', async () => {
    const file = join(root, 'dist/worker-thread.js')
    const worker = new Worker(
      `import(${JSON.stringify(file)}).then(() => process.getBuiltinModule('node:worker_threads').parentPort.on('message', data => {
        if (data.boom) throw new RangeError('boom')
      }))`,
      { eval: true }
    )
    const kit = startWorker({ worker })
    expect(await kit.kernels()).toBe('simd')
    worker.postMessage({ boom: true })
    const problem = await problemOf(kit.trainClassifier(sentences(3000)))
    expect(problem).toMatchObject({ name: 'WorkerClosedError', code: 'crashed' })
    expect(problem.message).toBe('worker: expected it to go on, got boom')
    expect(problem.cause).toMatchObject({ message: 'boom' })
    expect(await problemOf(kit.kernels())).toBe(problem)
  })

  test('one that ran before it was given to the kit has broken down too', async () => {
    const file = join(root, 'dist/worker-thread.js')
    const worker = new Worker(
      `import(${JSON.stringify(file)}).then(() => process.getBuiltinModule('node:worker_threads').parentPort.on('message', data => {
        if (data.boom) throw new RangeError('boom')
      }))`,
      { eval: true }
    )
    await new Promise(resolve => worker.once('message', resolve))
    const kit = startWorker({ worker })
    expect(await kit.kernels()).toBe('simd')
    worker.postMessage({ boom: true })
    expect(await problemOf(kit.trainClassifier(sentences(3000)))).toMatchObject({ code: 'crashed' })
  })

  test.each([
    ['a program that is not there', () => new Worker(join(root, 'dist/no-such-thread.js')), 'Cannot find module'],
    ['one that ends at once', () => new Worker('process.exit(3)', { eval: true }), 'the end of its program, code 3']
  ])('%s: unavailable', async (_, start, why) => {
    const kit = startWorker({ worker: start() })
    const problem = await problemOf(kit.kernels())
    expect(problem).toMatchObject({ name: 'WorkerClosedError', code: 'unavailable' })
    expect(problem.message).toContain(`worker: expected it to start, got `)
    expect(problem.message).toContain(why)
  })

  test('a process that waits for nothing ends, the worker still open', async () => {
    const code = `import { startWorker } from ${JSON.stringify(join(root, 'dist/worker-node.js'))}
      const kit = startWorker()
      console.log(await kit.kernels())
      startWorker()`
    expect(await run(process.execPath, ['--input-type=module', '-e', code], root)).toEqual({
      status: 0,
      out: 'simd\n',
      err: ''
    })
  })
})
