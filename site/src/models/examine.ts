import { decodeModel } from 'waymark/model'

/** What other files of the kit are, and where they are of use. */
const OTHERS: Readonly<Record<string, string>> = {
  'waymark-search': 'it is a search index, which the Search page opens',
  'waymark-word-vectors': 'it is a table of word vectors, which classifiers are trained with',
  'waymark-embedder': 'it is an embedder, which gives vectors and no labels',
  'waymark-vector-index': 'it is an index of vectors'
}

/** Throws Error that says what a file is, where it is no classifier; ModelFormatError where it is none of the kit's, or broken. */
export function examine(bytes: Uint8Array): void {
  const { kind } = decodeModel(bytes)
  if (kind === 'waymark-text-classifier') return
  throw new Error(OTHERS[kind] ?? `it is a ${kind}, which is no classifier`)
}
