import { readFileSync } from 'node:fs'
import { BenchError } from '../suite.ts'
import { type Collection, filesOf } from './sets.ts'
import type { Document } from './system.ts'

/** That a document is relevant to a query, and how much. */
export interface Judgement {
  readonly query: string
  readonly document: string
  /** Above 0. */
  readonly grade: number
}

/** A collection as it was read. */
export interface Judged {
  readonly documents: readonly Required<Document>[]
  /** Texts of the queries by id, in file order. */
  readonly queries: ReadonlyMap<string, string>
  readonly test: readonly Judgement[]
  readonly train: readonly Judgement[]
}

/**
 * Reads a collection; a pair whose grade is 0 or less was judged and found irrelevant, and is left out. Throws BenchError
 * naming file and line where a row is not as the layout says, or where a judgement is about nothing.
 */
export function readCollection(folder: string, collection: Collection): Judged {
  const [corpus, questions, test, train] = filesOf(folder, collection)
  const documents = objects(corpus, ['id', 'title', 'text']).map(({ id, title, text }) => ({ id, title, text }))
  const queries = new Map(objects(questions, ['id', 'text']).map(({ id, text }) => [id, text]))
  const ids = new Set(documents.map(({ id }) => id))
  if (ids.size !== documents.length) {
    throw new BenchError(`${corpus}: expected an id once, got ${documents.length} documents with ${ids.size} ids`)
  }
  const known = ({ query, document }: Judgement) => queries.has(query) && ids.has(document)
  return {
    documents,
    queries,
    test: judgements(test, known),
    train: train === undefined ? [] : judgements(train, known)
  }
}

const lines = (path: string) => readFileSync(path, 'utf8').split('\n')
const wrong = (path: string, i: number, expected: string, line: string) =>
  new BenchError(`${path}:${i + 1}: expected ${expected}, got ${line.slice(0, 80)}`)

/** The objects of a file, one a line, each with these fields of text. */
function objects<F extends string>(path: string, fields: readonly F[]): Record<F, string>[] {
  return lines(path).flatMap((line, i) => {
    if (line.trim() === '') return []
    const row = parse(line)
    if (!fields.every(field => typeof row?.[field] === 'string')) {
      throw wrong(path, i, `an object with the texts ${fields.join(', ')}`, line)
    }
    return [row as Record<F, string>]
  })
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) ?? undefined
  } catch {
    return undefined
  }
}

function judgements(path: string, known: (judgement: Judgement) => boolean): Judgement[] {
  return lines(path).flatMap((line, i) => {
    if (i === 0 || line.trim() === '') return []
    const [query, document, grade = ''] = line.trimEnd().split('\t')
    const judgement = { query, document, grade: Number(grade) }
    if (!/^-?\d+$/.test(grade)) throw wrong(path, i, 'query-id, doc-id and a whole grade', line)
    if (!known(judgement)) throw wrong(path, i, 'a query and a document that are there', line)
    return judgement.grade > 0 ? [judgement] : []
  })
}
