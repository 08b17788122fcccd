import { decodeModel } from 'waymark/model'

/** What files of the kit are, and where they are of use. */
const KINDS: Readonly<Record<string, string>> = {
  'waymark-text-classifier': 'it is a classifier, which the Topics and Models pages open',
  'waymark-search': 'it is a search index, which the Search page opens',
  'waymark-word-vectors': 'it is a table of word vectors, which classifiers are trained with',
  'waymark-embedder': 'it is an embedder, which gives vectors and no labels',
  'waymark-vector-index': 'it is an index of vectors'
}

/** Throws Error that says what a file is, where it is not of the kind that is wanted; ModelFormatError where it is broken. */
export function examine(bytes: Uint8Array, wanted: 'waymark-text-classifier' | 'waymark-search'): void {
  if (!looksLikeModel(bytes)) throw new Error('this is no model file')
  const { kind } = decodeModel(bytes)
  if (kind === wanted) return
  throw new Error(KINDS[kind] ?? `it is a ${kind}, which this page does not open`)
}

/** Whether it begins as every model file does: the length of a header, far below four gigabytes, and a JSON object. */
function looksLikeModel(bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b && bytes.subarray(4, 8).every(byte => byte === 0)
}
