import { decodeModel, field, type JsonObject } from '../model/index.ts'
import { type Featurizer, featurizerFromConfig, type Stemmer, type StopWords } from '../text/index.ts'
import { show, withDefaults } from '../text/options.ts'
import { type Embedder, embedderOf } from './embedder.ts'
import { KIND, VERSION } from './embedder-file.ts'
import { bad } from './quantized-file.ts'
import { readRowEmbedder } from './row-embedder-file.ts'

/** What a file may need that is not in it, since it is code. */
export interface LoadEmbedderOptions {
  /** Default none. */
  readonly stemmers?: readonly Stemmer[]
  /** Default none. */
  readonly stopWords?: readonly StopWords[]
}

/** The defaults of {@link LoadEmbedderOptions}. */
export const LOAD_EMBEDDER_DEFAULTS: Required<LoadEmbedderOptions> = { stemmers: [], stopWords: [] }

/**
 * The embedder in a file that {@link Embedder.save} made: it gives the same vectors to the last bit. Where the file is aligned its
 * numbers are views of `bytes`, not copies.
 *
 * @param options the stemmer and the stop words that the embedder was trained with, among others maybe
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or whose
 *   parts contradict each other; RangeError where the stemmer or the stop words it needs were not passed, TypeError on an
 *   unknown option
 */
export function loadEmbedder(bytes: Uint8Array | ArrayBuffer, options: LoadEmbedderOptions = {}): Embedder {
  const given = withDefaults('options', options, LOAD_EMBEDDER_DEFAULTS)
  const record = decodeModel(bytes, { kind: KIND, maxVersion: VERSION })
  const featurizer = readFeaturizer(record.config, given)
  return embedderOf(featurizer, readRowEmbedder(record, '', featurizer.config.blocks[0].dims))
}

function readFeaturizer(config: JsonObject, { stemmers, stopWords }: Required<LoadEmbedderOptions>): Featurizer {
  const features = field(config, 'features', 'object')
  expectPassed(config, 'stem', 'stemmers', stemmers)
  expectPassed(config, 'stopWords', 'stopWords', stopWords)
  const featurizer = orBad(() => featurizerFromConfig(features, { stemmers, stopWords }))
  const { blocks } = featurizer.config
  if (blocks.length !== 1) throw bad(`config.features.blocks: expected 1, got ${blocks.length}`)
  if (blocks[0].signed) throw bad('config.features.blocks[0].signed: expected false, got true')
  return featurizer
}

/** What is code is not in the file: a sound one may need what was not passed, which is no fault of the file. */
function expectPassed(
  config: JsonObject,
  key: 'stem' | 'stopWords',
  option: keyof LoadEmbedderOptions,
  given: readonly { readonly name: string }[]
): void {
  if (!Array.isArray(given)) throw new TypeError(`options.${option}: expected an array, got ${show(given)}`)
  if ((config.features as JsonObject)[key] === null) return
  const name = field(config, `features.${key}`, 'string')
  if (given.some(one => one.name === name)) return
  const names = given.map(one => show(one.name)).join(', ') || 'none'
  throw new RangeError(`options.${option}: expected ${show(name)}, which the file needs, among them, got ${names}`)
}

function orBad<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw bad(`config.features: ${(error as Error).message}`)
  }
}
