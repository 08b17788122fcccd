import { Document } from '@langchain/core/documents'
import { embedMany, rerank } from 'ai'
import { expect, test } from 'vitest'
import {
  aiDecisionModel,
  aiEmbeddingModel,
  aiRerankingModel,
  type ClassifierSource,
  type EmbeddingSource
} from '../../src/adapters/ai-sdk.ts'
import { langchainCompressor, langchainEmbeddings, langchainRetriever } from '../../src/adapters/langchain.ts'
import { scoresOf } from '../../src/adapters/search-scorer.ts'
import { type Classifier, trainClassifier } from '../../src/classify/index.ts'
import { type Embedder, trainEmbedder } from '../../src/embed/index.ts'
import { createReranker, createSearch } from '../../src/rerank/index.ts'

const manuals = [
  { id: 'frost', title: 'Frost', text: 'Cover young plants before the first frost of the autumn.', page: 3 },
  { id: 2, title: 'Rain', text: 'Water collected from the roof saves a garden in a dry summer.', page: 4 },
  { id: 'bread', title: 'Bread', text: 'The dough rises overnight and bakes in a hot oven.', page: 9 },
  { id: 'soup', title: 'Soup', text: 'Simmer the onions in butter, then add water and salt.', page: 12 },
  { id: '__proto__', title: 'Empty', text: '', page: 0 }
]
const texts = manuals.map(({ text }) => text)
const search = createSearch(manuals)
const questions = ['water for the garden', 'hot bread', 'frosty plants', 'the', '', 'zebra']
const asDocuments = manuals.map(
  ({ text, ...metadata }) => new Document({ id: String(metadata.id), pageContent: text, metadata })
)

test('what the kit makes is what the adapters ask for', () => {
  const embedder: (given: Embedder) => EmbeddingSource = given => given
  const classifier: (given: Classifier) => ClassifierSource = given => given
  const trained = trainClassifier([
    { text: 'frost', label: 'garden' },
    { text: 'dough', label: 'kitchen' }
  ])
  expect(aiDecisionModel(classifier(trained)).modelId).toBe('classifier')
  expect(aiEmbeddingModel(embedder(trainEmbedder(texts))).modelId).toBe('embedder')
})

test('vectors are those of the embedder, all at once', async () => {
  const embedder = trainEmbedder(texts, { minDocuments: 1 })
  const { dims, data } = { dims: embedder.dims, data: embedder.embedAll([...texts, 'zebra']).data }
  const rows = [...texts, 'zebra'].map((_, i) => Array.from(data.subarray(i * dims, (i + 1) * dims)))
  expect(dims).toBeGreaterThan(1)
  expect((await embedMany({ model: aiEmbeddingModel(embedder), values: [...texts, 'zebra'] })).embeddings).toEqual(rows)
  expect(await langchainEmbeddings(embedder).embedDocuments([...texts, 'zebra'])).toEqual(rows)
})

test.each(questions)('the retriever finds what the search finds: «%s»', async question => {
  const found = search.search(question, { limit: 3, semantic: 'rerank' })
  const documents = await langchainRetriever(search, { limit: 3, semantic: 'rerank' }).invoke(question)
  expect(documents.map(({ metadata }) => metadata)).toEqual(
    found.map(({ document, ...rest }) => ({ page: document.page, ...rest }))
  )
  expect(documents.map(({ pageContent }) => pageContent)).toEqual(
    found.map(({ document: { title, text } }) => [title, text].filter(part => part !== '').join('\n\n'))
  )
})

test('an option that the search does not know is an error of the search', async () => {
  const options = { limit: 3, fuzzyness: 2 }
  await expect(langchainRetriever(search, options).invoke('frost')).rejects.toThrow('options.fuzzyness')
})

test.each(questions)(
  'reranking gives every text back, those first that a search over them finds: «%s»',
  async query => {
    const found = createSearch(texts.map((text, id) => ({ id, text }))).search(query)
    const rest = Array.from(texts.keys()).filter(i => !found.some(({ id }) => id === i))
    const { ranking } = await rerank({ model: aiRerankingModel(), query, documents: texts })
    expect(ranking.map(({ originalIndex }) => originalIndex)).toEqual([...found.map(({ id }) => id), ...rest])
    expect(ranking.slice(0, found.length).map(({ score }) => score)).toEqual(found.map(({ score }) => score))
    const compressed = await langchainCompressor().compressDocuments(asDocuments, query)
    expect(compressed.map(({ id }) => id)).toEqual(
      ranking.map(({ originalIndex }) => String(manuals[originalIndex].id))
    )
  }
)

test('texts that are not found come after those that are, whatever their scores', () => {
  const found = [
    { id: 2, score: 1.5 },
    { id: 0, score: 0.25 }
  ]
  expect(Array.from(scoresOf(found, 4))).toEqual([0.25, 0, 1.5, 0])
  expect(Array.from(scoresOf([...found, { id: 3, score: -0.5 }], 4))).toEqual([0.25, -1.5, 1.5, -0.5])
  expect(Array.from(scoresOf([{ id: 1, score: 0 }], 2))).toEqual([-1, 0])
  expect(Array.from(scoresOf([], 2))).toEqual([0, 0])
})

test.each(questions)(
  'a reranker and a search over the collection order documents as they do alone: «%s»',
  async query => {
    const reranker = createReranker(manuals)
    const given = [asDocuments[3], asDocuments[1], asDocuments[0]]
    const byReranker = await langchainCompressor(reranker).compressDocuments(given, query)
    const alone = reranker.rerank(query, [{ id: 'soup' }, { id: 2 }, { id: 'frost' }])
    expect(byReranker.map(({ metadata }) => [metadata.id, metadata.relevanceScore])).toEqual(
      alone.map(({ id, score }) => [id, score])
    )
    const bySearch = await langchainCompressor(search).compressDocuments(given, query)
    const among = search.search(query).filter(({ id }) => ['soup', 2, 'frost'].includes(id))
    expect(bySearch.map(({ metadata }) => [metadata.id, metadata.relevanceScore])).toEqual(
      among.map(({ id, score }) => [id, score])
    )
  }
)

test('a document that the reranker does not know is its error', async () => {
  const strange = [new Document({ id: 'nobody', pageContent: 'frost', metadata: {} })]
  await expect(langchainCompressor(createReranker(manuals)).compressDocuments(strange, 'frost')).rejects.toThrow(
    RangeError
  )
})
