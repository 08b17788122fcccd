import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import { expectMethod, expectStrings } from './check.ts'
import type { FoundDocument, SearchSource } from './sources.ts'

/** Options of the retriever; all others go to the search. */
export interface LangchainRetrieverOptions extends BaseRetrieverInput {
  /**
   * The fields that make up `pageContent`, a blank line between them. Default: those that are searched, or, where the search does not
   * say, `title` and `text`.
   */
  readonly fields?: readonly string[]
}

/**
 * A search as a retriever of LangChain: a runnable from a query to documents, the best first. The metadata of each are the
 * other fields of the document, and over them what the search says of it: `id`, `score` and, from `waymark/rerank`, `parts`, `terms`
 * and `snippet`. The `id` of the LangChain document is the same as a string.
 *
 * @param options `limit` and what else the search takes, `fields`, and what every retriever takes: `callbacks`, `tags`,
 *   `metadata`, `verbose`
 * @throws TypeError on a search without `search` or on wrong `fields`. Queries reject with what the search throws, and with a
 *   TypeError where none of the fields of a document found is a text
 */
export function langchainRetriever<Options extends object>(
  search: SearchSource<Options>,
  options?: LangchainRetrieverOptions & Options
): BaseRetriever {
  expectMethod('search', search, 'search')
  const {
    fields = search.info?.fields ?? ['title', 'text'],
    callbacks,
    tags,
    metadata,
    verbose,
    ...rest
  } = options ?? {}
  expectStrings('options.fields', fields)
  const given = Object.entries({ callbacks, tags, metadata, verbose }).filter(([, value]) => value !== undefined)
  // The compiler does not see that taking the retriever's own options away leaves those of the search.
  const find = (query: string) => search.search(query, rest as Options)
  return new WaymarkRetriever(find, fields, Object.fromEntries(given))
}

class WaymarkRetriever extends BaseRetriever {
  static override lc_name(): string {
    return 'WaymarkRetriever'
  }

  override lc_namespace = ['waymark', 'adapters', 'langchain']
  readonly #find: (query: string) => ReturnType<SearchSource['search']>
  readonly #fields: readonly string[]

  constructor(
    find: (query: string) => ReturnType<SearchSource['search']>,
    fields: readonly string[],
    input: BaseRetrieverInput
  ) {
    super(input)
    this.#find = find
    this.#fields = fields
  }

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    const found = await this.#find(query)
    return found.map(result => documentOf(result, this.#fields))
  }
}

function documentOf({ document, ...result }: FoundDocument, fields: readonly string[]): Document {
  const texts = fields.map(field => textOf(document[field])).filter(text => text !== '')
  if (texts.length === 0) {
    const has = Object.keys(document).join(', ')
    throw new TypeError(`options.fields: expected a text in ${fields.join(' or ')}, got a document with ${has}`)
  }
  const others = Object.entries(document).filter(([field]) => !fields.includes(field))
  const metadata = { ...Object.fromEntries(others), ...result }
  return new Document({ id: String(result.id), pageContent: texts.join('\n\n'), metadata })
}

/** The text of a field as a search reads it: a list of strings is one text. Empty where there is none. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.every(item => typeof item === 'string') ? value.join('\n') : ''
}
