import MiniSearch, { type Options } from 'minisearch'
import { createAnalysis } from '../../src/rerank/analysis.ts'
import { createSearch, STAGE_DEFAULTS, searchStopWords } from '../../src/rerank/index.ts'
import { porter } from '../../src/text/index.ts'
import type { Build, Document } from './system.ts'

const ids = (found: readonly { readonly id: string | number }[]) => found.map(({ id }) => String(id))

/** Our own system, with its defaults: no work may set an option. */
export const waymark: Build = documents => {
  const search = createSearch(documents)
  return {
    search: (query, limit) => ids(search.search(query, { limit })),
    lexical: (query, limit) => {
      const all = search.search(query, { limit: search.size || 1 }).filter(({ parts }) => parts.lexical > 0)
      return ids(all.sort((a, b) => b.parts.lexical - a.parts.lexical).slice(0, limit))
    },
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
  const analysis = createAnalysis(porter, searchStopWords)
  return {
    fields: ['title', 'text'],
    storeFields: ['title', 'text'],
    tokenize: text => analysis.terms(text),
    processTerm: word => word,
    searchOptions: { ...STAGE_DEFAULTS }
  }
}
