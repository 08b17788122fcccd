import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DataSet, howToGet } from '../data/sets.ts'
import { BenchError } from '../suite.ts'

/** A retrieval collection: a folder with documents, queries, and which documents are relevant to which query. */
export interface Collection extends DataSet {
  /** The file with the judgements that are measured. */
  readonly test: string
  /** The file with judgements to learn from, where the source has such. */
  readonly train?: string
}

const layout = (judgements: string) =>
  `{"id", "title", "text"} in corpus.jsonl, {"id", "text"} in queries.jsonl; in ${judgements} a header line, then query-id, doc-id and grade between tabs`

/** The collections of the suite `retrieval`. None is part of this repository. */
export const COLLECTIONS = {
  cranfield: {
    name: 'Cranfield (Cleverdon 1967): abstracts of aerodynamics, questions of engineers',
    path: 'ir/cranfield',
    source: 'http://ir.dcs.gla.ac.uk/resources/test_collections/cran/, grades turned round so that 4 is best',
    licence: 'research',
    layout: layout('qrels.tsv'),
    test: 'qrels.tsv'
  },
  cisi: {
    name: 'CISI (Centre for Inventions and Scientific Information): abstracts of library science',
    path: 'ir/cisi',
    source: 'http://ir.dcs.gla.ac.uk/resources/test_collections/cisi/',
    licence: 'research',
    layout: layout('qrels.tsv'),
    test: 'qrels.tsv'
  },
  nfcorpus: {
    name: 'NFCorpus (Boteva, Gholipour, Sokolov and Riezler 2016): medical abstracts, questions of lay people',
    path: 'ir/nfcorpus',
    source: 'https://www.cl.uni-heidelberg.de/statnlpgroup/nfcorpus/, in the splits of BEIR',
    licence: 'academic use',
    layout: layout('qrels.train.tsv and qrels.test.tsv'),
    test: 'qrels.test.tsv',
    train: 'qrels.train.tsv'
  }
} as const satisfies Record<string, Collection>

/** The files of a collection that the suite reads. */
export function filesOf(folder: string, { path, test, train }: Collection): string[] {
  const names = ['corpus.jsonl', 'queries.jsonl', test, ...(train === undefined ? [] : [train])]
  return names.map(name => join(folder, path, name))
}

/** Throws BenchError that says how to get each collection, unless all their files are there. */
export function requireCollections(folder: string, collections: readonly Collection[]): void {
  const missing = [...new Set(collections)].filter(set => !filesOf(folder, set).every(file => existsSync(file)))
  if (missing.length > 0) throw new BenchError(howToGet(folder, missing))
}
