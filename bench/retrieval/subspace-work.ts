import { createAnalysis } from '../../src/rerank/analysis.ts'
import { Collection } from '../../src/rerank/collection.ts'
import { searchStopWords } from '../../src/rerank/index.ts'
import { countTerms } from '../../src/rerank/term-counts.ts'
import { porter } from '../../src/text/index.ts'
import { OURS, type Request, type Row } from '../suite.ts'
import { readCollection } from './read.ts'
import { COLLECTIONS } from './sets.ts'
import { subspaceFigures } from './subspace.ts'
import type { Document } from './system.ts'

/** How near the axes of the embedder come to the best ones. */
export const SUBSPACE = {
  name: 'subspace',
  title: 'the axes of the ELM autoencoder on Cranfield beside the exact decomposition, 128 of both'
}

/** Half a minute, most of it for the exact decomposition. */
export function runSubspace({ works, systems, data, log }: Request): Row[] {
  if (!works.includes(SUBSPACE.name) || !(systems?.includes(OURS) ?? true)) return []
  const { documents } = readCollection(data, COLLECTIONS.cranfield)
  const shape = { idField: 'id', fields: ['title', 'text'] }
  const collection = new Collection<Document>(shape, createAnalysis(porter, searchStopWords))
  for (const entry of collection.read(documents, 'documents')) collection.keep(entry, collection.cut(entry))
  const terms = [...collection.entries.values()].map(entry => entry.terms)
  const { ofBest } = subspaceFigures(countTerms(terms, collection.words.length).rows)
  log(`${SUBSPACE.name}: done`)
  return [{ work: SUBSPACE.name, measure: 'share_of_best', system: OURS, value: ofBest }]
}
