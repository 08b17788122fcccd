import { findColumn, type SparseRow } from '../math/index.ts'
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
  const { features, calibration } = model
  const { featurizer, vectors } = features
  const slope = Math.exp(calibration.logSlope)
  const rows = featurizer.transformOne(text)
  const parts = rows.map((row, b) => partsOf(model, b, row, label))
  const trace = featurizer.trace(text)
  const occurrences = rows.map(({ indices }) => new Uint32Array(indices.length))
  const places = trace.map(({ block, column }) => {
    const place = findColumn(rows[block].indices, column)
    occurrences[block][place]++
    return place
  })
  for (let t = 0; t < trace.length; t++) {
    const { block, start, end } = trace[t]
    const part = parts[block][places[t]]
    if (part !== 0) shareOut(pieces, start, end, (slope * part) / occurrences[block][places[t]])
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

/** The part of the score of `label` that each column of a row makes in block `b`, as long as the row; 0 for columns without a slot. */
function partsOf(
  { blocks, weights, bias, multiLabel }: TextModel,
  b: number,
  row: SparseRow,
  label: number
): Float64Array {
  const { indices } = row
  const { columns } = blocks[b].index
  const slots = new Uint32Array(indices.length)
  const values = new Float64Array(indices.length)
  const size = weighRow(blocks[b], row, slots, values)
  const parts = new Float64Array(indices.length)
  let p = 0
  for (let s = 0; s < size; s++) {
    while (indices[p] !== columns[slots[s]]) p++
    parts[p] = values[s] * pull(weights[b], slots[s], bias.length, label, multiLabel)
  }
  return parts
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
  const pulls = Float64Array.from({ length: vectors.dims }, (_, j) => pull(last, j, k, label, multiLabel))
  for (const { start, end, part } of vectors.trace(text)) {
    let sum = 0
    for (let j = 0; j < part.length; j++) sum += part[j] * pulls[j]
    shareOut(pieces, start, end, slope * sum)
  }
}

/** How much the k weights of a slot speak for a label: against the other one, against the mean of the others, or for themselves. */
function pull(w: Float32Array, slot: number, k: number, label: number, multiLabel: boolean): number {
  const at = slot * k
  if (multiLabel) return w[at + label]
  if (k === 1) return label === 1 ? w[at] : -w[at]
  let sum = 0
  for (let o = 0; o < k; o++) sum += w[at + o]
  return w[at + label] - (sum - w[at + label]) / (k - 1)
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
