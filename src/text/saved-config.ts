import { Analysis } from './analysis.ts'
import { type FeatureRows, featureRows } from './feature-rows.ts'
import {
  ANALYZER,
  ANALYZER_2,
  type FeaturizerConfig,
  type FeaturizerOptions,
  featurizerConfig,
  HASH
} from './features-config.ts'
import { type Disguises, MissingDisguisesError, NO_DISGUISES } from './no-disguises.ts'
import { normalizeOptions, normalizerOf } from './normalizer.ts'
import { expectOneOf, show } from './options.ts'
import type { Stemmer } from './stem.ts'
import type { StopWords } from './stopwords.ts'

/** What a configuration from a file may name. */
export interface FeaturizerParts {
  readonly stemmers?: readonly Stemmer[]
  readonly stopWords?: readonly StopWords[]
}

/** What a configuration from a file may need, for {@link featureRowsFromConfig}. */
export interface FeatureRowsParts extends FeaturizerParts {
  /** `disguises`, which a model needs that undoes them or looks through them. Default undefined: none. */
  readonly disguises?: Disguises | undefined
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

/** A configuration, checked or straight from a file, as the options that made it: what takes these checks them. Throws RangeError on another analyser or hash, or a name not passed. */
export function optionsOfConfig(config: object, named: FeaturizerParts): FeaturizerOptions {
  const { analyzer, hash, stem, stopWords, ...rest } = config as FeaturizerConfig
  expectOneOf('config.analyzer', analyzer, [ANALYZER, ANALYZER_2])
  expectOneOf('config.hash', hash, [HASH])
  return {
    ...rest,
    stem: byName(stem, 'stem', named.stemmers),
    stopWords: byName(stopWords, 'stopWords', named.stopWords)
  }
}

/** `made`, the configuration of what `said` led to. Throws RangeError where it has another analyser. */
export function checkedConfig(said: object, made: FeaturizerConfig): FeaturizerConfig {
  expectOneOf('config.analyzer', (said as FeaturizerConfig).analyzer, [made.analyzer])
  return made
}

/**
 * The rows of a configuration alone: as `featurizerFromConfig`, without saying where features come from and without code
 * that the model does not need. Throws RangeError as that, and where the model needs `disguises`.
 */
export function featureRowsFromConfig(config: object, parts: FeatureRowsParts = {}): FeatureRows {
  const options = optionsOfConfig(config, parts)
  const made = checkedConfig(config, featurizerConfig(options))
  const normalize = normalizeOptions(made.normalize)
  const { confusables, spaced, leet, stretched } = normalize
  const needed = made.analyzer === ANALYZER_2 || confusables || spaced || leet || stretched
  if (needed && parts.disguises === undefined) throw new MissingDisguisesError()
  const undo = parts.disguises ?? NO_DISGUISES
  const normalizer = normalizerOf(normalize, undo.steps)
  return featureRows(new Analysis(made, normalizer, options.stem ?? null, options.stopWords ?? null, undo))
}
