import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { AnyDocument } from '../../src/rerank/index.ts'
import { sentences } from '../classify/samples.ts'
import { root } from '../house/package.ts'
import { kit as here, startWorker } from './built.ts'

const worker = startWorker()
afterAll(() => worker.close())

const examples = sentences(60)
const TEXT = 'a late penalty in the derby, and rain'
const bytesOf = (name: string) => readFileSync(join(root, `models/${name}/model.safetensors`))

describe('the worker answers as this thread does, to the last bit', () => {
  test('a classifier: its properties, all its methods, what it learns and saves', async () => {
    const one = here.trainClassifier(examples)
    const other = await worker.trainClassifier(examples)
    expect(await other.labels).toEqual(one.labels)
    expect(await other.multiLabel).toBe(one.multiLabel)
    expect(await other.info).toEqual(one.info)
    expect(await other.classify(TEXT)).toEqual(one.classify(TEXT))
    expect(await other.classifyAll(TEXT)).toEqual(one.classifyAll(TEXT))
    expect(await other.explain(TEXT, { limit: 3 })).toEqual(one.explain(TEXT, { limit: 3 }))
    const more = sentences(9, 7)
    expect(await (await other.learn(more)).save()).toEqual(one.learn(more).save())
    expect(await other.save()).toEqual(one.save())
    expect(await other.save({ learn: false })).toEqual(one.save({ learn: false }))
    expect(await worker.evaluate(other, more)).toEqual(here.evaluate(one, more))
  })

  test('loaded classifiers and predictors, and the shipped filter', async () => {
    const bytes = bytesOf('spam')
    const answer = here.loadClassifier(bytes).classify(TEXT)
    expect(await (await worker.loadClassifier(bytes)).classify(TEXT)).toEqual(answer)
    expect(await (await worker.loadPredictor(bytes)).classify(TEXT)).toEqual(answer)
    expect(await (await worker.loadFilter('spam')).classify(TEXT)).toEqual(answer)
  })

  test('word vectors, which are an option of what takes some', async () => {
    const [one, other] = [await here.loadVectors('en'), await worker.loadVectors('en')]
    expect(await other.fingerprint).toBe(one.fingerprint)
    expect(await other.embed(TEXT)).toEqual(one.embed(TEXT))
    expect(await other.vectorOf('rain')).toEqual(one.vectorOf('rain'))
    const options = { descriptions: { weather: 'rain and wind' }, unlabelled: new Set([TEXT, 'frost again']) }
    const trained = here.trainClassifier(examples, { ...options, vectors: one })
    const remote = await worker.trainClassifier(examples, { ...options, vectors: other })
    expect(await remote.save()).toEqual(trained.save())
    const pool = examples.map(({ text }) => text)
    expect(await worker.suggestExamples(new Set(pool), 3, { classifier: remote, vectors: other })).toEqual(
      here.suggestExamples(new Set(pool), 3, { classifier: trained, vectors: one })
    )
    // Gone here, and still part of the classifier.
    await other.release()
    expect(await remote.classify(TEXT)).toEqual(trained.classify(TEXT))
  })

  test('a search that is asked, changed, saved and loaded', async () => {
    const documents = examples.map(({ text, label }, id): AnyDocument => ({ id, text, label }))
    const one = here.createSearch(documents)
    const other = await worker.createSearch(documents)
    const both = async (query: string) => {
      const plain = one.search(query).map(({ snippet, ...rest }) => ({ ...rest, snippet: { ...snippet } }))
      expect(await other.search(query)).toEqual(plain)
      expect(await other.context(query)).toEqual(one.context(query))
    }
    await both('late penalty')
    const added = { id: 'new', text: 'the referee saw no penalty', label: 'x', seen: new Set([1]) }
    one.add(added)
    await other.add(added)
    one.feedback('late penalty', 'new')
    await other.feedback('late penalty', 'new')
    await both('late penalty')
    expect(await other.get('new')).toEqual(added)
    expect(await other.size).toBe(61)
    one.remove('new')
    await other.remove('new')
    expect(await other.save()).toEqual(one.save())
    const loaded = await worker.loadSearch(await other.save())
    expect(await loaded.search('rain')).toEqual(await other.search('rain'))
  })

  test('an embedder and a reranker', async () => {
    const texts = examples.map(({ text }) => text)
    const one = here.trainEmbedder(texts, { dims: 8 })
    const other = await worker.trainEmbedder(texts, { dims: 8 })
    expect(await other.embed(TEXT)).toEqual(one.embed(TEXT))
    expect(await other.embedAll([TEXT, 'frost'])).toEqual(one.embedAll([TEXT, 'frost']))
    expect(await (await other.truncate(4)).embed(TEXT)).toEqual(one.truncate(4).embed(TEXT))
    expect(await (await worker.loadEmbedder(await other.save())).embed(TEXT)).toEqual(one.embed(TEXT))
    const documents = texts.map((text, id) => ({ id, text }))
    const candidates = [{ id: 4 }, { id: 1 }, { id: 7 }]
    const ranked = here.createReranker(documents).rerank('penalty', candidates)
    expect(await (await worker.createReranker(documents)).rerank('penalty', candidates)).toEqual(
      ranked.map(({ snippet, ...rest }) => ({ ...rest, snippet: { ...snippet } }))
    )
  })

  test('a stemmer that the worker has goes by its name', async () => {
    const { porter } = await import('../../src/text/index.ts')
    const texts = ['late goals', 'a goal', 'banking rates', 'the bank']
    const remote = await worker.trainEmbedder(texts, { stem: porter, minDocuments: 1 })
    expect(await remote.info).toEqual(here.trainEmbedder(texts, { stem: porter, minDocuments: 1 }).info)
    const loaded = await worker.loadEmbedder(await remote.save(), { stemmers: [porter] })
    expect(await loaded.embed('goals')).toEqual(await remote.embed('goal'))
    await expect(worker.trainEmbedder(texts, { stem: { ...porter, name: 'mine' } })).rejects.toThrow(
      'options.stem: expected a stemmer that the worker has (porter), got "mine"'
    )
  })
})

test('progress is told as here, before the answer', async () => {
  const told: unknown[] = []
  const expected: unknown[] = []
  here.trainClassifier(examples, { onProgress: (...step) => expected.push(step) })
  const { length } = await worker
    .trainClassifier(examples, { onProgress: (...step) => told.push(step) })
    .then(() => told.slice())
  expect(told).toEqual(expected)
  expect(length).toBe(expected.length)
})

test('kernels are chosen for the worker alone', async () => {
  expect(await worker.kernels()).toBe('simd')
  await worker.useKernels('plain')
  expect(await worker.kernels()).toBe('plain')
  await worker.useKernels('auto')
})
