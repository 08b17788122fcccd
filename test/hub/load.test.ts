import { describe, expect, test } from 'vitest'
import { loadFilter, loadModelBytes, loadVectors, type ModelSource } from '../../src/hub/index.ts'
import { ModelFormatError, trainClassifier } from '../../src/index.ts'
import { encodeWordVectors, loadWordVectors } from '../../src/text/index.ts'
import { bytes, classifier, sha256Of } from './scratch.ts'

const errorOf = async (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    error => error
  )

describe('bytes', () => {
  test.each([
    ['an array', bytes],
    ['a buffer', new Uint8Array(bytes).buffer],
    ['part of a larger one', Uint8Array.from([0, 0, 0, ...bytes, 0]).subarray(3, -1)]
  ])('as %s', async (_, given) => {
    const loaded = await loadFilter('mine', { bytes: given, sha256: sha256Of(bytes) })
    expect(loaded.classify('a free prize')).toEqual(classifier.classify('a free prize'))
  })

  test('that are others than the hash says', async () => {
    expect(await errorOf(loadFilter('mine', { bytes, sha256: sha256Of('') }))).toMatchObject({ code: 'wrong-hash' })
  })

  test('that are no classifier', async () => {
    expect(await errorOf(loadFilter('mine', { bytes: bytes.subarray(1) }))).toBeInstanceOf(ModelFormatError)
  })
})

test('word vectors are loaded as filters are, and are no filter', async () => {
  const data = Float64Array.from([1, 0, 0, 1])
  const table = encodeWordVectors({ name: 'tiny', words: ['cat', 'dog'], vectors: { rows: 2, cols: 2, data } })
  const vectors = await loadVectors('tiny', { bytes: table, sha256: sha256Of(table) })
  expect(vectors).toMatchObject({ name: 'tiny', dims: 2, size: 2 })
  expect(vectors.embed('a cat')).toEqual(loadWordVectors(table).embed('a cat'))
  const [cat, dog] = ['cat', 'dog'].map(text => ({ text: `a ${text}`, label: text }))
  const tagger = trainClassifier([cat, dog], { vectors })
  const loaded = await loadFilter('pets', { bytes: tagger.save(), vectors })
  expect(loaded.classify('dog')).toEqual(tagger.classify('dog'))
  expect(await errorOf(loadFilter('pets', { bytes: tagger.save() }))).toBeInstanceOf(RangeError)
  const misplaced = { bytes: table, vectors } as ModelSource
  expect(await errorOf(loadVectors('tiny', misplaced))).toMatchObject({
    name: 'TypeError',
    message: 'source.vectors: expected one of bytes, sha256, got an unknown option'
  })
  expect(await errorOf(loadFilter('tiny', { bytes: table }))).toMatchObject({ code: 'wrong-kind' })
  expect(await errorOf(loadVectors('mine', { bytes }))).toMatchObject({ code: 'wrong-kind' })
  expect(await errorOf(loadVectors('de' as 'en'))).toMatchObject({
    code: 'unknown-model',
    message: 'name: expected one of en, or a source for others, got "de"'
  })
})

test('a name that did not come with the package', async () => {
  for (const name of ['spma', 'constructor', '__proto__', 'en', '']) {
    const error = await errorOf(loadFilter(name as 'spam'))
    expect(error).toMatchObject({ name: 'HubError', code: 'unknown-model' })
    expect(error.message).toBe(
      `name: expected one of spam, toxicity, language, or a source for others, got ${JSON.stringify(name)}`
    )
  }
})

describe('a source that is none', () => {
  const url = 'https://a.example/m'
  test.each<[string, unknown, string]>([
    ['null', null, 'source: expected an object, got null'],
    ['a string', url, `source: expected an object, got "${url}"`],
    ['two places', { url, bytes }, 'source: expected one of bytes, url, hub, got bytes and url'],
    ['a misspelt option', { url, sha265: '' }, 'source.sha265: expected one of url, sha256, signal, fetch, onProgress'],
    ['a hash of what came with the package', { sha256: sha256Of('') }, 'source.sha256: expected one of signal, fetch'],
    ['a signal for bytes', { bytes, signal: AbortSignal.abort() }, 'source.signal: expected one of bytes, sha256'],
    ['bytes as numbers', { bytes: [1, 2] }, 'source.bytes: expected a Uint8Array or an ArrayBuffer, got an array of 2'],
    ['a number for a URL', { url: 7 }, 'source.url: expected an address, got 7'],
    ['a response for a fetch', { url, fetch: {} }, 'source.fetch: expected a function, got an object'],
    ['a number for a listener', { url, onProgress: 1 }, 'source.onProgress: expected a function, got 1'],
    ['a number for a signal', { url, signal: 1 }, 'source.signal: expected an AbortSignal, got 1']
  ])('%s', async (_, source, message) => {
    const error = await errorOf(loadFilter('spam', source as ModelSource))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain(message)
  })

  test('no place, where there is nothing shipped', async () => {
    const error = await errorOf(loadModelBytes('spam', {} as ModelSource))
    expect(error).toMatchObject({ name: 'TypeError', message: 'source: expected one of bytes, url, hub, got none' })
  })

  test.each(['', 'abc', `${'0'.repeat(63)}g`, `sha256-${'0'.repeat(64)}`])('a hash like %j', async sha256 => {
    expect(await errorOf(loadModelBytes('any', { bytes, sha256 }))).toMatchObject({
      name: 'HubError',
      code: 'bad-hash'
    })
  })

  test('undefined is as if not given', async () => {
    const loaded = await loadFilter('any', { bytes, sha256: undefined, url: undefined } as ModelSource)
    expect(loaded.labels).toEqual(classifier.labels)
  })
})
