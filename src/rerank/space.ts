import type { RowEmbedder } from '../embed/row-embedder.ts'
import { trainRowEmbedder } from '../embed/train-row-embedder.ts'
import { sparseRow } from '../math/index.ts'
import { takeProbes, vectorSkill } from './self-supervision.ts'
import { countTerms, rowOfTerms, type TermCounts } from './term-counts.ts'
import { type CodedVector, codedRows, codedVector, readyVectors } from './vectors.ts'

/** Options of {@link fitSpace}. */
export interface SpaceOptions {
  /** Numbers of a vector, at most. */
  readonly dims: number
  readonly seed: number
}

/** The space of embeddings that a collection spans, and how far it is to be trusted. */
export interface Space {
  readonly embedder: RowEmbedder
  /** From 0 to 1: how much nearness counts in this collection. */
  readonly trust: number
  /** The mean square of what the axes hold of documents of length 1, when they were trained. */
  readonly held: number
}

/** Below so much skill vectors count nothing, from so much on fully, and in between in proportion. */
const UNSKILLED = 0.4
const SKILLED = 0.8
/** Where there are too few documents to tell. */
const UNKNOWN = 0.5

/**
 * Trains the space of documents on themselves, and tries it: pieces are taken out of some documents before training, and must then lead
 * back to them.
 *
 * @param documents (n) the terms of each field of each, by number
 * @param counts of their terms
 * @returns the space and the vector of every document, whole
 */
export function fitSpace(
  documents: readonly (readonly Uint32Array[])[],
  counts: TermCounts,
  { dims, seed }: SpaceOptions
): { readonly space: Space; readonly vectors: CodedVector[] } {
  const probes = takeProbes(documents, seed)
  const reduced = countTerms(probes.documents, counts.idf.length)
  const embedder = trainRowEmbedder(reduced.rows, { dims, seed, passes: 3 })
  const { vectors: rows, shares } = embedder.encodeRows(counts.rows)
  const vectors = codedRows(rows)
  // Those that lack a piece are judged without it.
  const judged = vectors.slice()
  for (const { document } of probes.probes) {
    judged[document] = codedVector(embedder.encodeCounts(sparseRow(reduced.rows, document)), 0, embedder.dims)
  }
  const skill = vectorSkill(probes, reduced, embedder, readyVectors(judged, embedder.dims))
  return { space: { embedder, trust: trustOf(skill), held: meanSquare(shares) }, vectors }
}

function trustOf(skill: number): number {
  if (Number.isNaN(skill)) return UNKNOWN
  return Math.min(1, Math.max(0, (skill - UNSKILLED) / (SKILLED - UNSKILLED)))
}

/** The vector of a document that came after training. */
export function foldIn({ embedder }: Space, fields: readonly Uint32Array[]): CodedVector {
  const all = new Uint32Array(fields.reduce((sum, field) => sum + field.length, 0))
  let at = 0
  for (const field of fields) {
    all.set(field, at)
    at += field.length
  }
  return codedVector(embedder.encodeCounts(rowOfTerms(all)), 0, embedder.dims)
}

/** How much less the axes hold of documents than of those they were trained on, as a share; 0 where they hold nothing of either. */
export function driftOf({ embedder, held }: Space, counts: TermCounts): number {
  return held === 0 ? 0 : 1 - meanSquare(embedder.encodeRows(counts.rows).shares) / held
}

/** Of the captured shares that are above 0: documents without a word say nothing. */
function meanSquare(shares: Float64Array): number {
  const held = shares.filter(share => share > 0)
  return held.length === 0 ? 0 : held.reduce((sum, share) => sum + share * share, 0) / held.length
}
