import { expectMethod, expectString, expectStrings } from './check.ts'
import type { EmbeddingSource } from './sources.ts'

/** What LangChain calls `EmbeddingsInterface`: vector stores take it as it is. */
export interface LangchainEmbeddings {
  embedDocuments(documents: string[]): Promise<number[][]>
  embedQuery(document: string): Promise<number[]>
}

/**
 * An embedder as embeddings of LangChain. Documents and queries are embedded alike. Calls reject with a TypeError on what is no
 * string.
 *
 * @throws TypeError on an embedder without `embed`
 */
export function langchainEmbeddings(embedder: EmbeddingSource): LangchainEmbeddings {
  expectMethod('embedder', embedder, 'embed')
  return {
    async embedDocuments(documents) {
      expectStrings('documents', documents)
      const vectors: number[][] = []
      for (const document of documents) vectors.push(Array.from(await embedder.embed(document)))
      return vectors
    },
    async embedQuery(document) {
      expectString('document', document)
      return Array.from(await embedder.embed(document))
    }
  }
}
