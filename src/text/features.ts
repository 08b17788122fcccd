import { Analysis } from './analysis.ts'
import { streamOfMapped } from './disguise/stream.ts'
import { disguises } from './disguises.ts'
import { expectText, type FeatureRows, featureRows } from './feature-rows.ts'
import { type FeaturizerOptions, featurizerConfig } from './features-config.ts'
import { createNormalizer } from './normalize.ts'
import { checkedConfig, type FeaturizerParts, optionsOfConfig } from './saved-config.ts'
import { type Trace, traceRanges } from './trace.ts'

/** Turns texts into {@link FeatureRows}, and says where each feature comes from. */
export interface Featurizer extends FeatureRows {
  /** Every n-gram of `text`, where it stands in the text as it was given, and the column and sign it counts for. */
  trace(text: string): Trace[]
}

/** A {@link Featurizer}. Throws TypeError or RangeError naming the option at fault. */
export function createFeaturizer(options?: FeaturizerOptions): Featurizer {
  const config = featurizerConfig(options)
  const normalizer = createNormalizer(config.normalize)
  const analysis = new Analysis(config, normalizer, options?.stem ?? null, options?.stopWords ?? null, disguises)
  return {
    ...featureRows(analysis),
    trace(text) {
      expectText(text)
      const surface = normalizer.surfaceMapped(text)
      const folded = normalizer.foldMapped(surface)
      const stream = analysis.streams ? streamOfMapped(folded) : folded
      analysis.readForms({ surface: surface.text, folded: folded.text, stream: stream.text })
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

/**
 * The featurizer a model was trained with, from the `config` in its file. The stemmer and the stop words are code, so the
 * file only names them: pass those it may need. Throws RangeError on another analyser or hash, or a name not passed.
 */
export function featurizerFromConfig(config: object, named: FeaturizerParts = {}): Featurizer {
  const featurizer = createFeaturizer(optionsOfConfig(config, named))
  checkedConfig(config, featurizer.config)
  return featurizer
}
