import type { RerankingModelV3 } from '@ai-sdk/provider'
import { type RerankingModel, rerank } from 'ai'
import { type RerankingModel as RerankingModel6, rerank as rerank6 } from 'ai6'
import fc from 'fast-check'
import type { JSONObject, RerankingModelV3 as RerankingModelOfSix } from 'provider3'
import { describe, expect, test } from 'vitest'
import { type AiRerankingModel, aiRerankingModel, type RelevanceScorer } from '../../src/adapters/ai-sdk.ts'
import { overlap } from './stubs.ts'

// The compiler checks it against what the packages ask for, as each of them writes it.
const model = aiRerankingModel({ scorer: overlap }) satisfies RerankingModelV3 &
  RerankingModelOfSix &
  RerankingModel &
  RerankingModel6

interface Call {
  readonly model: AiRerankingModel
  readonly query: string
  readonly documents: (string | JSONObject)[]
  readonly topN?: number
  readonly abortSignal?: AbortSignal
}
const versions = [
  ['ai@6', (call: Call) => rerank6(call)],
  ['ai@7', (call: Call) => rerank(call)]
] as const
const WORDS = ['frost', 'gale', 'rain', 'constructor', '__proto__', '\ud800', '𝒂']

describe.each(versions)('%s', (_, order) => {
  test('documents come back once each, by falling score, equal ones as they were given; the best are the first of all', async () => {
    const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map(words => words.join(' '))
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(text, { maxLength: 12 }),
        fc.integer({ min: 1, max: 15 }),
        async (query, documents, topN) => {
          const { ranking } = await order({ model, query, documents })
          const scores = Array.from(await overlap(query, documents))
          const places = Array.from(documents.keys()).sort((a, b) => scores[b] - scores[a] || a - b)
          expect(ranking).toEqual(places.map(i => ({ originalIndex: i, score: scores[i], document: documents[i] })))
          const best = await order({ model, query, documents, topN })
          expect(best.ranking).toEqual(ranking.slice(0, topN))
        }
      ),
      { numRuns: 40 }
    )
  })

  test('objects rank as the texts in them do', async () => {
    const texts = ['a gale', 'frost and rain', 'rain']
    const documents = texts.map((text, id) => ({
      id,
      deep: { title: text, tags: ['frost', true, null] },
      draft: false
    }))
    const query = 'frost rain true'
    const { ranking, rerankedDocuments } = await order({ model, query, documents })
    const same = await order({ model, query, documents: texts.map((text, id) => `${id}\n${text}\nfrost`) })
    expect(ranking.map(r => [r.originalIndex, r.score])).toEqual(same.ranking.map(r => [r.originalIndex, r.score]))
    expect(rerankedDocuments[0]).toBe(documents[1])
  })

  test('only the fields named are read, one a line', async () => {
    const read: string[] = []
    const fields = ['title', 'text', 'constructor']
    const scorer: RelevanceScorer = (_, texts) => {
      read.push(...texts)
      return texts.map(text => text.length)
    }
    const documents = [{ url: 'frost' }, { text: 'frost', url: 'x' }, { text: ['frost', 3], title: 'gale' }]
    const { ranking } = await order({ model: aiRerankingModel({ scorer, fields }), query: 'frost', documents })
    expect(read).toEqual(['', 'frost', 'gale\nfrost\n3'])
    expect(ranking.map(r => r.originalIndex)).toEqual([2, 1, 0])
  })

  test('a signal stops it before and after the scorer', async () => {
    const call = { query: 'a', documents: ['a'] }
    const never = aiRerankingModel({ scorer: () => Promise.reject(new Error('asked')) })
    const gone = AbortSignal.abort(new Error('gone'))
    await expect(order({ ...call, model: never, abortSignal: gone })).rejects.toThrow('gone')
    await expect(order({ ...call, model: never })).rejects.toThrow('asked')
    const controller = new AbortController()
    const stopping = aiRerankingModel({
      scorer: async () => {
        controller.abort(new Error('enough'))
        return [1]
      }
    })
    await expect(order({ ...call, model: stopping, abortSignal: controller.signal })).rejects.toThrow('enough')
  })

  test.each([
    [{ documents: ['a', 3] }, 'documents[1]: expected a string, got 3'],
    [{ documents: [{ a: 'a' }, null] }, 'documents[1]: expected an object, got null'],
    [{ documents: [{ a: 'a' }, 'b'] }, 'documents[1]: expected an object, got "b"'],
    [{ query: undefined }, 'query: expected a string, got undefined'],
    [{ topN: 0 }, 'topN: expected an integer of at least 1, got 0'],
    [{ topN: 1.5 }, 'topN: expected an integer of at least 1, got 1.5']
  ])('%o is refused', async (wrong, message) => {
    const call = { model, query: 'a', documents: ['a'], ...wrong } as Call
    await expect(order(call)).rejects.toThrow(message)
  })
})

test('no documents need no scorer', async () => {
  const never = aiRerankingModel({ scorer: () => Promise.reject(new Error('asked')) })
  const documents = { type: 'text', values: [] } as const
  expect((await never.doRerank({ documents, query: 'frost' })).ranking).toEqual([])
  expect((await rerank({ model: never, query: 'frost', documents: [] })).ranking).toEqual([])
})

test.each([
  [[1], 'scores: expected 2, one for each text, got 1'],
  [undefined, 'scores: expected 2, one for each text, got undefined'],
  [[1, Number.NaN], 'scores[1]: expected a finite number, got NaN'],
  [['1', 2], 'scores[0]: expected a finite number, got "1"']
])('a scorer that gives %o is refused', async (scores, message) => {
  const wrong = aiRerankingModel({ scorer: () => scores as number[] })
  await expect(rerank({ model: wrong, query: 'a', documents: ['a', 'b'] })).rejects.toThrow(message)
})

test.each([
  [{ scorer: 'bm25' }, 'options.scorer: expected a function, got "bm25"'],
  [{ fields: 'text' }, 'options.fields: expected a list of strings, got "text"'],
  [{ fields: ['text', 1] }, 'options.fields[1]: expected a string, got 1'],
  [{ limit: 3 }, 'options.limit: unknown option; expected scorer, fields, modelId'],
  [{ modelId: null }, 'options.modelId: expected a string, got null']
])('at the door: %o', (options, message) => {
  expect(() => aiRerankingModel(options as object)).toThrow(new TypeError(message))
})
