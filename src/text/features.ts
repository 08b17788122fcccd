import type { Sparse, SparseRow } from '../math/sparse.ts'
import { Analysis } from './analysis.ts'
import { RowBuilder } from './columns.ts'
import { streamOf, streamOfMapped } from './disguise/stream.ts'
import {
  ANALYZER,
  ANALYZER_2,
  type FeaturizerConfig,
  type FeaturizerOptions,
  featurizerConfig,
  HASH
} from './features-config.ts'
import { createNormalizer } from './normalize.ts'
import { expectOneOf, expectTexts, show } from './options.ts'
import type { Stemmer } from './stem.ts'
import type { StopWords } from './stopwords.ts'
import { type Trace, traceRanges } from './trace.ts'

/** Turns texts into sparse rows of hashed n-gram counts. One text's features never depend on another's: nothing is fitted. */
export interface Featurizer {
  readonly config: FeaturizerConfig
  /**
   * One matrix `(texts.length, dims)` per block, of raw counts, signed where the block is: columns ascending, duplicates
   * merged. A column whose signs cancel is stored with the value 0, as in scikit-learn. Throws TypeError on what is no text.
   */
  transform(texts: readonly string[]): Sparse[]
  /** The row of one text in each block: the same numbers as `transform([text])`. */
  transformOne(text: string): SparseRow[]
  /** Every n-gram of `text`, where it stands in the text as it was given, and the column and sign it counts for. */
  trace(text: string): Trace[]
}

/** A {@link Featurizer}. Throws TypeError or RangeError naming the option at fault. */
export function createFeaturizer(options?: FeaturizerOptions): Featurizer {
  const config = featurizerConfig(options)
  const normalizer = createNormalizer(config.normalize)
  const analysis = new Analysis(config, options?.stem ?? null, options?.stopWords ?? null)
  const single = config.blocks.map(() => new RowBuilder())

  function addRow(text: string, builders: readonly RowBuilder[]): void {
    const surface = normalizer.surface(text)
    const folded = normalizer.fold(surface)
    analysis.read(surface, folded, analysis.streams ? streamOf(folded) : '')
    for (let b = 0; b < builders.length; b++) {
      const { dims, signed, seed } = config.blocks[b]
      builders[b].add(analysis.list(b).buffer.bytes, analysis.ranges, dims, signed, seed)
    }
  }

  return {
    config,
    transform(texts) {
      expectTexts('texts', texts)
      const builders = config.blocks.map(() => new RowBuilder())
      const indptrs = config.blocks.map(() => new Uint32Array(texts.length + 1))
      for (let i = 0; i < texts.length; i++) {
        addRow(texts[i], builders)
        for (let b = 0; b < builders.length; b++) indptrs[b][i + 1] = builders[b].size
      }
      return builders.map((builder, b) => ({
        rows: texts.length,
        cols: config.blocks[b].dims,
        indptr: indptrs[b],
        ...builder.take()
      }))
    },
    transformOne(text) {
      if (typeof text !== 'string') throw new TypeError(`text: expected a string, got ${show(text)}`)
      addRow(text, single)
      return single.map(builder => builder.take())
    },
    trace(text) {
      if (typeof text !== 'string') throw new TypeError(`text: expected a string, got ${show(text)}`)
      const surface = normalizer.surfaceMapped(text)
      const folded = normalizer.foldMapped(surface)
      const stream = analysis.streams ? streamOfMapped(folded) : folded
      analysis.read(surface.text, folded.text, stream.text)
      const out: Trace[] = []
      for (let b = 0; b < config.blocks.length; b++) {
        const pieces = analysis.list(b)
        const { kind, within } = config.blocks[b]
        const mapped = kind === 'surface' ? surface : within === 'text' ? stream : folded
        traceRanges(b, config.blocks[b], mapped, pieces, analysis.ranges, out)
      }
      return out
    }
  }
}

/** What a configuration from a file may name. */
export interface FeaturizerParts {
  readonly stemmers?: readonly Stemmer[]
  readonly stopWords?: readonly StopWords[]
}

function byName<T extends { readonly name: string }>(
  name: string | null,
  kind: string,
  given: readonly T[] = []
): T | null {
  if (name === null) return null
  const found = given.find(item => item.name === name)
  if (found !== undefined) return found
  const names = given.map(item => item.name).join(', ') || 'none'
  throw new RangeError(`config.${kind}: the model needs ${show(name)}, which was not passed; passed: ${names}`)
}

/**
 * The featurizer a model was trained with, from the `config` in its file. The stemmer and the stop words are code, so the
 * file only names them: pass those it may need. Throws RangeError on another analyser or hash, or a name not passed.
 */
export function featurizerFromConfig(config: FeaturizerConfig, named: FeaturizerParts = {}): Featurizer {
  const { analyzer, hash, stem, stopWords, ...rest } = config
  expectOneOf('config.analyzer', analyzer, [ANALYZER, ANALYZER_2])
  expectOneOf('config.hash', hash, [HASH])
  const featurizer = createFeaturizer({
    ...rest,
    stem: byName(stem, 'stem', named.stemmers),
    stopWords: byName(stopWords, 'stopWords', named.stopWords)
  })
  expectOneOf('config.analyzer', analyzer, [featurizer.config.analyzer])
  return featurizer
}
