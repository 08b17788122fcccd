import { Document, type DocumentInterface } from '@langchain/core/documents'
import { expectKnown, expectLimit, expectMethod, expectString, show } from './check.ts'
import { rankKnown } from './rank-known.ts'
import { type RelevanceScorer, rankTexts } from './relevance.ts'
import { searchScorer } from './search-scorer.ts'
import type { CollectionSource, RerankSource } from './sources.ts'

/** What LangChain calls `BaseDocumentCompressor`. */
export interface LangchainCompressor {
  compressDocuments(documents: DocumentInterface[], query: string): Promise<DocumentInterface[]>
}

/** Options of {@link langchainCompressor}. */
export interface LangchainCompressorOptions {
  /** At most so many documents. Default all. */
  readonly limit?: number | undefined
}

/**
 * A reranker as a document compressor of LangChain: the documents given, from the most relevant to the least, their metadata
 * kept and `relevanceScore` among them. The documents given stay as they are.
 *
 * @param source who says what is relevant. A function scores texts. A reranker or a search orders documents that it was built
 *   over, found again by `metadata.id`, else by `id`; those it leaves out are left out here. Default: a search built over the
 *   documents of each call
 * @throws TypeError or RangeError on a wrong source or option. Calls reject with a TypeError on a wrong query, a document without
 *   text, or one without id where that is needed, and with a RangeError on an id that the source does not know
 */
export function langchainCompressor(
  source: RelevanceScorer | RerankSource | CollectionSource = searchScorer,
  options: LangchainCompressorOptions = {}
): LangchainCompressor {
  if (typeof source !== 'function') expectSource(source)
  expectKnown(options, ['limit'])
  const { limit } = options
  expectLimit('options.limit', limit)
  return {
    async compressDocuments(documents, query) {
      if (!Array.isArray(documents)) {
        throw new TypeError(`documents: expected a list of documents, got ${show(documents)}`)
      }
      expectString('query', query)
      const texts = documents.map((document, i) => {
        expectString(`documents[${i}].pageContent`, document?.pageContent)
        return document.pageContent
      })
      const ranked =
        typeof source === 'function'
          ? await rankTexts(source, query, texts, limit)
          : await rankKnown(source, query, documents, limit)
      return ranked.map(({ index, score }) => scored(documents[index], score))
    }
  }
}

/** A copy of a document that has its score. */
function scored({ pageContent, metadata, id }: DocumentInterface, relevanceScore: number): Document {
  return new Document({ pageContent, metadata: { ...metadata, relevanceScore }, ...(id === undefined ? {} : { id }) })
}

function expectSource(source: object): void {
  if (typeof source !== 'object' || source === null || !('search' in source)) expectMethod('source', source, 'rerank')
  else for (const method of ['search', 'get']) expectMethod('source', source, method)
}
