import type { Sparse, SparseRow } from '../math/sparse.ts'
import type { Analysis } from './analysis.ts'
import type { FeaturizerConfig } from './features-config.ts'
import { expectTexts, show } from './options.ts'
import { type RowBuffer, RowBuilder } from './rows.ts'

/** Turns texts into sparse rows of hashed n-gram counts. One text's features never depend on another's: nothing is fitted. */
export interface FeatureRows {
  readonly config: FeaturizerConfig
  /**
   * One matrix `(texts.length, dims)` per block, of raw counts, signed where the block is: columns ascending, duplicates
   * merged. A column whose signs cancel is stored with the value 0, as in scikit-learn. Throws TypeError on what is no text.
   */
  transform(texts: readonly string[]): Sparse[]
  /** The row of one text in each block: the same numbers as `transform([text])`. */
  transformOne(text: string): SparseRow[]
  /** As `transformOne`, in buffers that the next call writes over. */
  rowsOf(text: string): readonly RowBuffer[]
}

/** The rows of the n-grams that an analysis finds. */
export function featureRows(analysis: Analysis): FeatureRows {
  const { config } = analysis
  const builders = config.blocks.map(({ dims, signed }) => new RowBuilder(dims, signed))

  function addRow(text: string): void {
    analysis.read(text)
    for (let b = 0; b < builders.length; b++) {
      analysis.hash(b)
      builders[b].add(analysis.hashes)
    }
  }

  function rowsOf(text: string): readonly RowBuilder[] {
    expectText(text)
    for (const builder of builders) builder.clear()
    addRow(text)
    return builders
  }

  return {
    config,
    rowsOf,
    transformOne: text => rowsOf(text).map(builder => builder.take()),
    transform(texts) {
      expectTexts('texts', texts)
      const indptrs = builders.map(builder => {
        builder.clear()
        return new Uint32Array(texts.length + 1)
      })
      for (let i = 0; i < texts.length; i++) {
        addRow(texts[i])
        for (let b = 0; b < builders.length; b++) indptrs[b][i + 1] = builders[b].total
      }
      return builders.map((builder, b) => ({
        rows: texts.length,
        cols: config.blocks[b].dims,
        indptr: indptrs[b],
        ...builder.take()
      }))
    }
  }
}

/** Throws TypeError on what is no text. */
export function expectText(text: unknown): void {
  if (typeof text !== 'string') throw new TypeError(`text: expected a string, got ${show(text)}`)
}
