import type { DocumentInterface } from '@langchain/core/documents'
import { show } from './check.ts'
import type { Ranked } from './relevance.ts'
import type { CollectionSource, RerankSource, Scored } from './sources.ts'

interface Candidate {
  readonly id: string | number
  readonly score?: number
}

/**
 * Documents that the source has by their ids, from the most relevant to the least; pieces of one document follow each other as they
 * were given. At most `limit`; all, if undefined.
 *
 * @throws TypeError on a document without an id, RangeError on one that the source does not have
 */
export async function rankKnown(
  source: RerankSource | CollectionSource,
  query: string,
  documents: readonly DocumentInterface[],
  limit: number | undefined
): Promise<Ranked[]> {
  const places = new Map<string | number, number[]>()
  const candidates: Candidate[] = []
  const scored = documents.every(({ metadata }) => Number.isFinite(metadata?.score) && metadata.score > 0)
  documents.forEach((document, i) => {
    const id = idOf(document, i)
    const known = places.get(id)
    if (known !== undefined) known.push(i)
    else {
      places.set(id, [i])
      candidates.push(scored ? { id, score: document.metadata.score } : { id })
    }
  })
  if (candidates.length === 0) return []
  const ranked =
    'search' in source
      ? await searchAmong(source, query, candidates)
      : await source.rerank(query, candidates, { limit: candidates.length })
  return ranked.flatMap(({ id, score }) => (places.get(id) ?? []).map(index => ({ index, score }))).slice(0, limit)
}

function idOf({ metadata, id }: DocumentInterface, i: number): string | number {
  const found: unknown = metadata?.id ?? id
  if (typeof found === 'string' || typeof found === 'number') return found
  throw new TypeError(`documents[${i}]: expected an id in metadata.id or id, got ${show(found)}`)
}

async function searchAmong(
  source: CollectionSource,
  query: string,
  candidates: readonly Candidate[]
): Promise<readonly Scored[]> {
  const wanted = new Set<unknown>(
    candidates.map(({ id }) => {
      const document = source.get(id)
      if (document === undefined) throw new RangeError(`documents: expected ids that the search has, got ${show(id)}`)
      return document
    })
  )
  return source.search(query, { limit: candidates.length, filter: document => wanted.has(document) })
}
