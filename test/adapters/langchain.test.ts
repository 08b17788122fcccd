import { Document } from '@langchain/core/documents'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { BaseRetriever, type BaseRetrieverInterface } from '@langchain/core/retrievers'
import { BaseDocumentCompressor } from '@langchain/core/retrievers/document_compressors'
import { RunnableLambda } from '@langchain/core/runnables'
import { FakeVectorStore } from '@langchain/core/utils/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type EmbeddingSource,
  type FoundDocument,
  langchainCompressor,
  langchainEmbeddings,
  langchainRetriever,
  type RelevanceScorer,
  type RerankSource,
  type SearchSource
} from '../../src/adapters/langchain.ts'
import { farEmbedder, hashEmbedder, overlap } from './stubs.ts'

const embedder = hashEmbedder()

// The compiler checks them against what the package asks for.
const embeddings: EmbeddingsInterface = langchainEmbeddings(embedder)
const compressor: BaseDocumentCompressor = langchainCompressor(overlap)

const notes = [
  { id: 1, title: 'Frost', text: 'frost on the meadow', source: 'a.md', score: 'high' },
  { id: 'two', title: 'Gales', text: 'rain and gales', source: 'b.md' },
  { id: 3, text: 'rain, then frost', tags: ['wet', 'cold'] },
  { id: '__proto__', title: 'constructor', text: '\ud800𝒂' }
]

/** Finds notes by overlap of words, and keeps the options it was asked with. */
function noteSearch() {
  const asked: ({ limit?: number; fuzzy?: boolean } | undefined)[] = []
  return {
    asked,
    search(query: string, options?: { limit?: number; fuzzy?: boolean }): (FoundDocument & { terms: string[] })[] {
      asked.push(options)
      const scores = overlap(
        query,
        notes.map(note => `${note.title} ${note.text}`)
      ) as number[]
      return notes
        .map((document, i) => ({ id: document.id, score: scores[i], terms: [query], document }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, options?.limit)
    }
  }
}

describe('embeddings', () => {
  test('documents, queries and the embedder alone give the same vectors', async () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '__proto__', '\ud800', 'a b a'))
    await fc.assert(
      fc.asyncProperty(fc.array(text), async texts => {
        const vectors = await embeddings.embedDocuments(texts)
        expect(vectors).toEqual(texts.map(value => Array.from(embedder.embed(value))))
        expect(await Promise.all(texts.map(value => embeddings.embedQuery(value)))).toEqual(vectors)
      }),
      { numRuns: 25 }
    )
    expect(await langchainEmbeddings(farEmbedder()).embedDocuments(['a b', ''])).toEqual(
      await embeddings.embedDocuments(['a b', ''])
    )
  })

  test('a vector store takes them as they are', async () => {
    const texts = ['frost on the meadow', 'rain and gales', 'bread and butter']
    const store = await FakeVectorStore.fromTexts(
      texts,
      texts.map((_, i) => ({ i })),
      embeddings
    )
    const [[best, cosine], [, next]] = await store.similaritySearchWithScore('butter and bread', 2)
    expect(best).toMatchObject({ pageContent: texts[2], metadata: { i: 2 } })
    expect(cosine).toBeCloseTo(1, 6)
    expect(next).toBeLessThan(0.9)
  })

  test('what is no string or no embedder is named', async () => {
    await expect(embeddings.embedDocuments(['a', null] as string[])).rejects.toThrow(
      'documents[1]: expected a string, got null'
    )
    await expect(embeddings.embedDocuments('a' as unknown as string[])).rejects.toThrow(
      'documents: expected a list of strings'
    )
    await expect(embeddings.embedQuery(3 as unknown as string)).rejects.toThrow('document: expected a string, got 3')
    expect(() => langchainEmbeddings({} as EmbeddingSource)).toThrow(
      'embedder: expected an object with embed(), got an object'
    )
  })
})

describe('the retriever', () => {
  test('gives what the search finds, in its order, as documents', async () => {
    const search = noteSearch()
    const retriever: BaseRetrieverInterface = langchainRetriever(search, { limit: 2, fuzzy: true })
    expect(retriever).toBeInstanceOf(BaseRetriever)
    const found = await retriever.invoke('rain and gales')
    expect(found.every(document => document instanceof Document)).toBe(true)
    expect(found.map(({ id, pageContent, metadata }) => ({ id, pageContent, metadata }))).toEqual([
      {
        id: 'two',
        pageContent: 'Gales\n\nrain and gales',
        metadata: { id: 'two', score: 4, terms: ['rain and gales'], source: 'b.md' }
      },
      {
        id: '3',
        pageContent: 'rain, then frost',
        metadata: { id: 3, score: 1, terms: ['rain and gales'], tags: ['wet', 'cold'] }
      }
    ])
    expect(search.asked).toEqual([{ limit: 2, fuzzy: true }])
  })

  test('what the search says of a document comes before a field of the same name', async () => {
    const [frost] = await langchainRetriever(noteSearch()).invoke('meadow')
    expect(frost.metadata).toEqual({ id: 1, score: 1, terms: ['meadow'], source: 'a.md' })
  })

  test('is a runnable: it pipes, batches, and tells its callbacks and tags', async () => {
    const told: unknown[] = []
    const retriever = langchainRetriever(noteSearch(), {
      tags: ['notes'],
      metadata: { shelf: 4 },
      callbacks: [
        {
          handleRetrieverStart(_, query, _run, _parent, tags, metadata) {
            told.push(query, tags, metadata)
          },
          handleRetrieverEnd(documents) {
            told.push(documents.length)
          }
        }
      ]
    })
    const ids = retriever.pipe(RunnableLambda.from((found: { id?: string }[]) => found.map(({ id }) => id)))
    expect(await ids.batch(['gales', 'constructor', 'nothing of it'])).toEqual([['two'], ['__proto__'], []])
    expect(told.slice(0, 3)).toEqual(['gales', ['notes'], { shelf: 4 }])
    expect(told.filter(value => typeof value === 'number').sort()).toEqual([0, 1, 1])
  })

  test('takes a search that awaits, and passes on what it throws', async () => {
    const near = noteSearch()
    const far: SearchSource = { search: async query => near.search(query) }
    expect(await langchainRetriever(far).invoke('frost')).toEqual(await langchainRetriever(near).invoke('frost'))
    const broken: SearchSource = { search: () => Promise.reject(new Error('closed')) }
    await expect(langchainRetriever(broken).invoke('frost')).rejects.toThrow('closed')
  })

  test('fields make up the content; without a text it is an error', async () => {
    const titles = langchainRetriever(noteSearch(), { fields: ['source', 'title'] })
    expect((await titles.invoke('meadow'))[0]).toMatchObject({
      pageContent: 'a.md\n\nFrost',
      metadata: { text: 'frost on the meadow' }
    })
    const tags = langchainRetriever({ ...noteSearch(), info: { fields: ['tags', 'title'] } })
    expect((await tags.invoke('then'))[0].pageContent).toBe('wet\ncold')
    await expect(langchainRetriever(noteSearch(), { fields: ['id', 'constructor'] }).invoke('then')).rejects.toThrow(
      new TypeError('options.fields: expected a text in id or constructor, got a document with id, text, tags')
    )
  })

  test('at the door', () => {
    const bad = { fields: 'text' } as unknown as { fields: string[] }
    expect(() => langchainRetriever(noteSearch(), bad)).toThrow(
      'options.fields: expected a list of strings, got "text"'
    )
    expect(() => langchainRetriever({} as SearchSource)).toThrow(
      'search: expected an object with search(), got an object'
    )
  })
})

describe('the compressor', () => {
  const documents = notes.map(
    ({ text, ...metadata }) => new Document({ id: String(metadata.id), pageContent: text, metadata })
  )

  test('orders by the scorer, keeps documents as they are and adds relevanceScore', async () => {
    const text = fc.array(fc.constantFrom('frost', 'gale', 'rain', '__proto__', '\ud800', '𝒂'), { maxLength: 5 })
    const given = fc.array(
      fc.record({ pageContent: text.map(words => words.join(' ')), metadata: fc.dictionary(fc.string(), fc.integer()) })
    )
    await fc.assert(
      fc.asyncProperty(text, given, fc.integer({ min: 1, max: 8 }), async (words, texts, limit) => {
        const query = words.join(' ')
        const before = structuredClone(texts)
        const out = await compressor.compressDocuments(texts, query)
        const scores = Array.from(
          await overlap(
            query,
            texts.map(document => document.pageContent)
          )
        )
        const places = Array.from(texts.keys()).sort((a, b) => scores[b] - scores[a] || a - b)
        expect(out.map(({ pageContent, metadata }) => ({ pageContent, metadata }))).toEqual(
          places.map(i => ({ ...texts[i], metadata: { ...texts[i].metadata, relevanceScore: scores[i] } }))
        )
        expect(texts).toEqual(before)
        expect(await langchainCompressor(overlap, { limit }).compressDocuments(texts, query)).toEqual(
          out.slice(0, limit)
        )
      }),
      { numRuns: 40 }
    )
  })

  test('compresses what a retriever gives, as a contextual compression retriever does', async () => {
    class ContextualCompressionRetriever extends BaseRetriever {
      override lc_namespace = ['test']
      override async _getRelevantDocuments(query: string) {
        const found = await langchainRetriever(noteSearch(), { limit: 3 }).invoke(query)
        return compressor.compressDocuments(found, query)
      }
    }
    const found = await new ContextualCompressionRetriever().invoke('frost meadow')
    expect(found.map(({ id, metadata }) => [id, metadata.relevanceScore])).toEqual([
      ['1', 3],
      ['3', 1]
    ])
    expect(BaseDocumentCompressor.isBaseDocumentCompressor(compressor)).toBe(true)
  })

  /** Turns the order of its candidates round, and keeps what it was asked. */
  function turning() {
    const asked: unknown[] = []
    const source: RerankSource = {
      rerank(query, candidates, options) {
        asked.push({ query, candidates, options })
        return candidates.map(({ id }, i) => ({ id, score: i })).reverse()
      }
    }
    return { asked, source }
  }

  test('a reranker gets ids as they were and scores, and its order is the order', async () => {
    const { asked, source } = turning()
    const found = await langchainRetriever(noteSearch()).invoke('frost, rain and gales')
    const out = await langchainCompressor(source).compressDocuments(found, 'rain')
    expect(out.map(({ id, metadata }) => [id, metadata.relevanceScore])).toEqual([
      ['3', 2],
      ['1', 1],
      ['two', 0]
    ])
    const candidates = [
      { id: 'two', score: 4 },
      { id: 1, score: 2 },
      { id: 3, score: 2 }
    ]
    expect(asked).toEqual([{ query: 'rain', candidates, options: { limit: 3 } }])
  })

  test('without good scores they are told by their order, and pieces of one document stay together', async () => {
    const { asked, source } = turning()
    const pieces = ['a', 'b', 'a', 'c'].map(
      (id, i) => new Document({ id, pageContent: `piece ${i}`, metadata: { score: i } })
    )
    const out = await langchainCompressor(source).compressDocuments(pieces, 'rain')
    expect(out.map(document => document.pageContent)).toEqual(['piece 3', 'piece 1', 'piece 0', 'piece 2'])
    const best = await langchainCompressor(source, { limit: 3 }).compressDocuments(pieces, 'rain')
    expect(best).toEqual(out.slice(0, 3))
    expect(asked[0]).toEqual({
      query: 'rain',
      candidates: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      options: { limit: 3 }
    })
  })

  test('documents that the reranker leaves out are left out', async () => {
    const one: RerankSource = {
      rerank: async () => [
        { id: 'two', score: 7 },
        { id: 'unheard of', score: 1 }
      ]
    }
    const out = await langchainCompressor(one).compressDocuments(documents, 'rain')
    expect(out.map(({ id }) => id)).toEqual(['two'])
  })

  test('a search is asked for those documents alone', async () => {
    const search = {
      ...noteSearch(),
      get: (id: string | number) => notes.find(note => note.id === id),
      search: (query: string, { limit, filter }: { limit: number; filter: (document: unknown) => boolean }) =>
        noteSearch()
          .search(query)
          .filter(({ document }) => filter(document))
          .slice(0, limit)
    }
    const given = [documents[0], documents[2], documents[0]]
    const out = await langchainCompressor(search).compressDocuments(given, 'rain, gales, then frost')
    expect(out.map(({ id, metadata }) => [id, metadata.relevanceScore])).toEqual([
      ['3', 3],
      ['1', 2],
      ['1', 2]
    ])
    const strange = [new Document({ pageContent: 'rain', metadata: { id: '3' } })]
    await expect(langchainCompressor(search).compressDocuments(strange, 'rain')).rejects.toThrow(
      new RangeError('documents: expected ids that the search has, got "3"')
    )
  })

  test('no documents need no source', async () => {
    const never = () => Promise.reject(new Error('asked'))
    for (const source of [never, { rerank: never }, { search: never, get: never }]) {
      expect(await langchainCompressor(source).compressDocuments([], 'rain')).toEqual([])
    }
  })

  test.each([
    ['a', 'rain', 'documents: expected a list of documents, got "a"'],
    [[null], 'rain', 'documents[0].pageContent: expected a string, got undefined'],
    [[{ pageContent: 3 }], 'rain', 'documents[0].pageContent: expected a string, got 3'],
    [[], 3, 'query: expected a string, got 3'],
    [[{ pageContent: 'a', metadata: {} }], 'rain', 'documents[0]: expected an id in metadata.id or id, got undefined']
  ])('%o for %o is refused', async (given, query, message) => {
    const asked = langchainCompressor(turning().source).compressDocuments(
      given as unknown as Document[],
      query as string
    )
    await expect(asked).rejects.toThrow(new TypeError(message))
  })

  test.each([
    [{}, {}, 'source: expected an object with rerank(), got an object'],
    [{ search: () => [] }, {}, 'source: expected an object with get(), got an object'],
    [null, {}, 'source: expected an object with rerank(), got null'],
    [overlap, { limit: 0 }, 'options.limit: expected an integer of at least 1, got 0'],
    [overlap, { topN: 3 }, 'options.topN: unknown option; expected limit']
  ])('at the door: %#', (source, options, message) => {
    expect(() => langchainCompressor(source as RelevanceScorer, options as object)).toThrow(message)
  })
})
