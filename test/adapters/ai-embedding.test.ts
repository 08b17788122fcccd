import type { EmbeddingModelV3 } from '@ai-sdk/provider'
import { type EmbeddingModel, embed, embedMany } from 'ai'
import { type EmbeddingModel as EmbeddingModel6, embed as embed6, embedMany as embedMany6 } from 'ai6'
import fc from 'fast-check'
import type { EmbeddingModelV3 as EmbeddingModelOfSix } from 'provider3'
import { describe, expect, test } from 'vitest'
import { aiEmbeddingModel, type EmbeddingSource } from '../../src/adapters/ai-sdk.ts'
import { farEmbedder, hashEmbedder } from './stubs.ts'

const embedder = hashEmbedder()
// The compiler checks it against what the packages ask for, as each of them writes it.
const model = aiEmbeddingModel(embedder) satisfies EmbeddingModelV3 &
  EmbeddingModelOfSix &
  EmbeddingModel &
  EmbeddingModel6

const versions = [
  ['ai@6', embed6, embedMany6],
  ['ai@7', embed, embedMany]
] as const

describe.each(versions)('%s', (_, one, many) => {
  test('one by one, many at once and the embedder alone give the same vectors', async () => {
    const texts = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '__proto__', '\ud800', 'a b a', 'a b a'))
    )
    await fc.assert(
      fc.asyncProperty(texts, async values => {
        const { embeddings, usage, warnings } = await many({ model, values })
        expect(embeddings).toEqual(values.map(value => Array.from(embedder.embed(value))))
        expect({ usage, warnings }).toEqual({ usage: { tokens: 0 }, warnings: [] })
        const alone = await Promise.all(values.map(value => one({ model, value })))
        expect(alone.map(result => result.embedding)).toEqual(embeddings)
      }),
      { numRuns: 25 }
    )
  })

  test('an embedder that awaits gives what the other gives', async () => {
    const values = ['a goal', 'a bank', '']
    const far = await many({ model: aiEmbeddingModel(farEmbedder()), values })
    expect(far.embeddings).toEqual((await many({ model, values })).embeddings)
  })

  test('a signal stops before the first value, and between two', async () => {
    const far = farEmbedder()
    const values = ['one', 'two', 'three']
    const gone = AbortSignal.abort(new Error('gone'))
    await expect(many({ model: aiEmbeddingModel(far), values, abortSignal: gone })).rejects.toThrow('gone')
    expect(far.calls).toEqual([])

    const controller = new AbortController()
    const stopping: EmbeddingSource = {
      dims: far.dims,
      embed(text) {
        if (text === 'two') controller.abort(new Error('enough'))
        return far.embed(text)
      }
    }
    const { signal } = controller
    await expect(many({ model: aiEmbeddingModel(stopping), values, abortSignal: signal })).rejects.toThrow('enough')
    expect(far.calls).toEqual(['one', 'two'])
  })

  test('what is no string is named', async () => {
    const values = ['a', 3] as string[]
    await expect(many({ model, values })).rejects.toThrow(new TypeError('values[1]: expected a string, got 3'))
    await expect(one({ model, value: { text: 'a' } as unknown as string })).rejects.toThrow(
      'values[0]: expected a string'
    )
  })
})

test('of AI SDK 7, dimensions are those of the embedder or an error', async () => {
  const { embedding } = await embed({ model, value: 'a goal', dimensions: embedder.dims })
  expect(embedding).toHaveLength(embedder.dims)
  const message = 'dimensions: expected 64, those of the embedder, got 32'
  await expect(embed({ model, value: 'a goal', dimensions: 32 })).rejects.toThrow(new RangeError(message))
})

test('names for logs', () => {
  expect(model).toMatchObject({ provider: 'waymark', modelId: 'embedder', specificationVersion: 'v3' })
  expect(aiEmbeddingModel(embedder, { modelId: 'notes' }).modelId).toBe('notes')
})

test.each([
  [undefined, {}, 'embedder: expected an object with embed(), got undefined'],
  [{ dims: 3 }, {}, 'embedder: expected an object with embed(), got an object'],
  [embedder, { modelid: 'x' }, 'options.modelid: unknown option; expected modelId'],
  [embedder, { modelId: 3 }, 'options.modelId: expected a string, got 3'],
  [embedder, null, 'options: expected an object, got null']
])('at the door: %o with %o', (given, options, message) => {
  expect(() => aiEmbeddingModel(given as EmbeddingSource, options as object)).toThrow(new TypeError(message))
})
