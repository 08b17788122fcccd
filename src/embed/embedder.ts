import type { Dense } from '../math/index.ts'
import type { Featurizer } from '../text/index.ts'
import { expectTexts } from '../text/options.ts'
import { driftOfRows } from './drift.ts'
import { saveEmbedder } from './embedder-file.ts'
import type { RowEmbedder } from './row-embedder.ts'

/** What an {@link Embedder} says of itself. */
export interface EmbedderInfo {
  /** Texts it was trained on. */
  readonly texts: number
  /** Hashed columns that count. */
  readonly terms: number
  /** How much of the training texts the axes hold, from 0 to 1: the mean square of |V̂ᵀq| / |q| over those with a word. */
  readonly share: number
  /** The names of the stemmer and the stop words, or null. */
  readonly stem: string | null
  readonly stopWords: string | null
}

/** Makes unit vectors of texts: near texts have vectors with a dot product near 1. */
export interface Embedder {
  /** Numbers of a vector: as many as were asked for or, if that is less, the rank of the training texts. May be 0. */
  readonly dims: number
  readonly info: EmbedderInfo
  /** What it does once a text is a row of counts. */
  readonly rows: RowEmbedder
  /** The vector of a text, (dims): length 1, or zeros for a text without a known word. Throws TypeError on what is no string. */
  embed(text: string): Float32Array
  /** The vectors of texts, (n, dims), to the last bit those of each text alone. Throws TypeError on what is no list of strings. */
  embedAll(texts: readonly string[]): Dense<Float32Array>
  /**
   * How much less of texts the axes hold than of the training texts: 1 − m / `info.share`, m the mean square of |V̂ᵀq| / |q| over the
   * texts with a word. 0 for the training texts, 1 for texts of unknown words alone, below 0 for texts that are held better than those;
   * 0 for no texts. Of all texts in use it tells when to train again: see `DRIFT_LIMIT` of `waymark/embed`.
   */
  drift(texts: readonly string[]): number
  /** The embedder of the first `dims` numbers alone, or this one where there are no more. Throws RangeError unless that is 1 to 4096. */
  truncate(dims: number): Embedder
  /** One safetensors file, about `terms · (dims + 12)` bytes, or `terms · (dims / 2 + 12)` with axes of 4 bits. */
  save(): Uint8Array
}

/** The embedder of texts from its two halves: the featurizer has one block. */
export function embedderOf(featurizer: Featurizer, rows: RowEmbedder): Embedder {
  const { stem, stopWords } = featurizer.config
  const { weights, share, dims } = rows
  const embedder: Embedder = {
    dims,
    info: { texts: weights.documents, terms: weights.columns.length, share, stem, stopWords },
    rows,
    embed: text => rows.encodeCounts(featurizer.transformOne(text)[0]),
    embedAll(texts) {
      expectTexts('texts', texts)
      return rows.encodeRows(featurizer.transform(texts)[0]).vectors
    },
    drift(texts) {
      expectTexts('texts', texts)
      return driftOfRows(rows, featurizer.transform(texts)[0])
    },
    truncate(most) {
      const kept = rows.truncate(most)
      return kept === rows ? embedder : embedderOf(featurizer, kept)
    },
    save: () => saveEmbedder(featurizer.config, rows)
  }
  return embedder
}
