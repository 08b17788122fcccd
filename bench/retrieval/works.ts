import { type Judged, readCollection } from './read.ts'
import { COLLECTIONS, type Collection } from './sets.ts'
import type { Document } from './system.ts'
import type { Grades } from './trec.ts'

/** What a system is given: documents to index, judgements to learn from, queries to answer. */
export interface Task {
  readonly documents: readonly Document[]
  readonly lessons: readonly { readonly query: string; readonly document: string }[]
  readonly queries: readonly Query[]
}

/** A query with at least one relevant document. */
export interface Query {
  readonly text: string
  readonly grades: Grades
}

/** A group of queries on one collection under a name of its own. */
export interface RetrievalWork {
  readonly name: string
  readonly title: string
  readonly collection: Collection
  /** Whether it gives judgements to learn from. */
  readonly lessons: boolean
  readonly task: (judged: Judged) => Task
}

/** The most queries of a work whose queries are titles. */
const MOST_TITLES = 500

/** Reads what a work is about. */
export function taskOf(folder: string, work: RetrievalWork): Task {
  return work.task(readCollection(folder, work.collection))
}

/** The test queries that have a relevant document, in file order. */
export function testQueries({ queries, test }: Judged): Query[] {
  const byQuery = new Map<string, Map<string, number>>()
  for (const { query, document, grade } of test) {
    const grades = byQuery.get(query) ?? new Map()
    byQuery.set(query, grades.set(document, grade))
  }
  return [...queries].flatMap(([id, text]) => {
    const grades = byQuery.get(id)
    return grades === undefined ? [] : [{ text, grades }]
  })
}

/** Every document by its text alone; the titles of the first five hundred that have both are the queries, each for its own. */
export function knownItems({ documents }: Judged): Task {
  const there = documents.filter(({ text }) => text.trim() !== '')
  const titled = there.filter(({ title }) => title.trim() !== '').slice(0, MOST_TITLES)
  return {
    documents: there.map(({ id, text }) => ({ id, text })),
    lessons: [],
    queries: titled.map(({ id, title }) => ({ text: title, grades: new Map([[id, 1]]) }))
  }
}

const judged = (name: string, title: string, collection: Collection): RetrievalWork => {
  const task = (read: Judged): Task => ({ documents: read.documents, lessons: [], queries: testQueries(read) })
  return { name, title, collection, lessons: false, task }
}

const titles = (name: string, collection: Collection): RetrievalWork => ({
  name: `${name}-titles`,
  title: `known items: documents of ${name} by their text alone, the title of one asks for it`,
  collection,
  lessons: false,
  task: knownItems
})

/** The works that are about quality. */
export const RETRIEVAL_WORKS: readonly RetrievalWork[] = [
  judged('cranfield', 'Cranfield: 1,400 abstracts, 225 queries', COLLECTIONS.cranfield),
  judged('cisi', 'CISI: 1,460 abstracts, the 76 queries with judgements', COLLECTIONS.cisi),
  judged('nfcorpus', 'NFCorpus: 3,633 abstracts, 323 test queries', COLLECTIONS.nfcorpus),
  {
    name: 'nfcorpus+feedback',
    title: 'the same after the judgements of its 2,590 train queries were given as feedback',
    collection: COLLECTIONS.nfcorpus,
    lessons: true,
    task: read => ({
      documents: read.documents,
      lessons: read.train.map(({ query, document }) => ({ query: read.queries.get(query) ?? '', document })),
      queries: testQueries(read)
    })
  },
  titles('cranfield', COLLECTIONS.cranfield),
  titles('cisi', COLLECTIONS.cisi),
  titles('nfcorpus', COLLECTIONS.nfcorpus)
]
