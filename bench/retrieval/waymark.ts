import MiniSearch, { type Options } from 'minisearch'
import { createSearch } from '../../src/rerank/index.ts'
import { createNormalizer, englishStopWords, porter, tokenize } from '../../src/text/index.ts'
import type { Build, Document } from './system.ts'

const ids = (found: readonly { readonly id: string | number }[]) => found.map(({ id }) => String(id))

/** Our own system, with its defaults: no work may set an option. */
export const waymark: Build = documents => {
  const search = createSearch(documents)
  return {
    search: (query, limit) => ids(search.search(query, { limit })),
    lexical: (query, limit) => ids(search.search(query, { limit, semantic: 'none' })),
    feedback: (query, id) => search.feedback(query, id, true),
    bytes: () => search.save().byteLength
  }
}

/** The MiniSearch inside ours, by itself: the same analysis of the same fields, and the texts kept as ours keeps them. */
export const stage: Build = documents => {
  const index = new MiniSearch<Document>(stageOptions())
  index.addAll(documents)
  return {
    search: (query, limit) => ids(index.search(query).slice(0, limit)),
    bytes: () => Buffer.byteLength(JSON.stringify(index))
  }
}

function stageOptions(): Options<Document> {
  const normalizer = createNormalizer()
  return {
    fields: ['title', 'text'],
    storeFields: ['title', 'text'],
    tokenize: text => tokenize(normalizer.normalize(text)).map(token => token.text),
    processTerm: word => (englishStopWords.words.has(word) ? null : porter.stem(word)),
    searchOptions: { bm25: { k: 1.2, b: 0.9, d: 0 } }
  }
}
