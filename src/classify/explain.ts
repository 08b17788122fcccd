import type { Sparse } from '../math/index.ts'
import type { WordVectors } from '../text/index.ts'
import { weighRow } from './features.ts'
import type { TextModel } from './text-model.ts'

/** A piece of a text and what it did to a decision. */
export interface Reason {
  /** Offsets in UTF-16 code units of the text as it was given, `text.slice(start, end)`. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Log odds it added to the label (below 0: took from it), against the mean of the other labels. */
  readonly weight: number
}

/** A run of letters, digits and marks, or of other visible signs. */
const PIECE = /[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]+/gu

/**
 * What each piece of `text` added to the log odds of label number `label`. The score is a sum over n-grams, so each n-gram's
 * part is shared evenly among its occurrences, and each occurrence's among the pieces it spans: all parts together are the
 * calibrated score, its constant aside. Pieces come in order of the text.
 */
export function reasonsFor(model: TextModel, text: string, label: number): Reason[] {
  const pieces = Array.from(text.matchAll(PIECE), m => ({ start: m.index, end: m.index + m[0].length, weight: 0 }))
  const { blocks, features, calibration } = model
  const { featurizer, vectors } = features
  const slope = Math.exp(calibration.logSlope)
  const parts = partsByColumn(model, featurizer.transform([text]), label)
  const trace = featurizer.trace(text)
  const occurrences = blocks.map(() => new Map<number, number>())
  for (const { block, column } of trace) {
    occurrences[block].set(column, (occurrences[block].get(column) ?? 0) + 1)
  }
  for (const { block, column, start, end } of trace) {
    const part = parts[block].get(column)
    if (part === undefined) continue
    const share = (slope * part) / (occurrences[block].get(column) ?? 1)
    shareOut(pieces, start, end, share)
  }
  if (vectors !== undefined) addVectorParts(model, vectors, text, label, pieces)
  return pieces.map(piece => ({ ...piece, text: text.slice(piece.start, piece.end) }))
}

/** A piece while its weight is summed up. */
interface Piece {
  readonly start: number
  readonly end: number
  weight: number
}

/** Adds `weight` to the pieces between two offsets, in equal shares. */
function shareOut(pieces: Piece[], start: number, end: number, weight: number): void {
  const from = firstEndingAfter(pieces, start)
  let to = from
  while (to < pieces.length && pieces[to].start < end) to++
  for (let i = from; i < to; i++) pieces[i].weight += weight / (to - from)
}

/** For each block of n-grams, the part of the score of `label` that each known column of the text makes. */
function partsByColumn(model: TextModel, counts: readonly Sparse[], label: number): Map<number, number>[] {
  const { blocks, weights, bias } = model
  const k = bias.length
  return counts.map(({ indices, values: raw }, b) => {
    const block = blocks[b]
    const slots = new Uint32Array(indices.length)
    const values = new Float64Array(indices.length)
    const size = weighRow(block, { indices, values: raw }, slots, values)
    const parts = new Map<number, number>()
    for (let p = 0; p < size; p++) {
      const w = weights[b].subarray(slots[p] * k, slots[p] * k + k)
      parts.set(block.index.columns[slots[p]], values[p] * pull(w, label, model.multiLabel))
    }
    return parts
  })
}

/** Adds to the pieces what their words do through the mean vector, of which each word is a part. */
function addVectorParts(
  { weights, bias, calibration, multiLabel }: TextModel,
  vectors: WordVectors,
  text: string,
  label: number,
  pieces: Piece[]
): void {
  const k = bias.length
  const slope = Math.exp(calibration.logSlope)
  const last = weights[weights.length - 1]
  const pulls = Float64Array.from({ length: vectors.dims }, (_, j) =>
    pull(last.subarray(j * k, j * k + k), label, multiLabel)
  )
  for (const { start, end, part } of vectors.trace(text)) {
    let sum = 0
    for (let j = 0; j < part.length; j++) sum += part[j] * pulls[j]
    shareOut(pieces, start, end, slope * sum)
  }
}

/** How much weights `w` (k) speak for a label: against the other one, against the mean of the others, or for themselves. */
function pull(w: Float32Array, label: number, multiLabel: boolean): number {
  const k = w.length
  if (multiLabel) return w[label]
  if (k === 1) return label === 1 ? w[0] : -w[0]
  let sum = 0
  for (let o = 0; o < k; o++) sum += w[o]
  return w[label] - (sum - w[label]) / (k - 1)
}

/** The first piece that ends after `offset`, by bisection. */
function firstEndingAfter(pieces: readonly { readonly end: number }[], offset: number): number {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (pieces[middle].end <= offset) low = middle + 1
    else high = middle
  }
  return low
}
