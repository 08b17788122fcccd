import type { Context, QueryOptions, SearchContextOptions, SearchInfo, SearchResult } from 'waymark/rerank'
import type { RemoteSearch } from 'waymark/worker'
import { withKit } from '../shared/kit.ts'
import type { Page } from './page.ts'

/** An index as this page uses it; it is held by the worker. */
export interface Index {
  readonly info: () => Promise<SearchInfo>
  readonly search: (query: string, options: QueryOptions<Page>) => Promise<readonly SearchResult<Page>[]>
  readonly context: (question: string, options: SearchContextOptions<Page>) => Promise<Context>
  readonly get: (id: string) => Promise<Page | undefined>
  readonly feedback: (query: string, id: string) => Promise<void>
  readonly forget: (query: string, id: string) => Promise<number>
  readonly save: () => Promise<Uint8Array>
  /** Frees it. */
  readonly close: () => void
}

export type Told = (done: number, step: string) => void

/** Builds an index of pages. */
export async function buildIndex(pages: readonly Page[], told: Told): Promise<Index> {
  return indexOf(await withKit(kit => kit.createSearch(pages, { onProgress: told })))
}

/** The index in a file. Throws ModelFormatError for any other file. */
export async function openIndex(bytes: Uint8Array): Promise<Index> {
  return indexOf(await withKit(kit => kit.loadSearch<Page>(bytes)))
}

async function indexOf(search: RemoteSearch<Page>): Promise<Index> {
  // The index of words alone is made at its first question; no keystroke shall wait for it.
  await search.search('first', { semantic: 'none' })
  return {
    info: () => search.info,
    search: (query, options) => search.search(query, options),
    context: (question, options) => search.context(question, options),
    get: id => search.get(id),
    feedback: (query, id) => search.feedback(query, id),
    forget: (query, id) => search.forget(query, id),
    save: () => search.save(),
    close: () => void search.release()
  }
}
