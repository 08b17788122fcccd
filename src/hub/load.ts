import { type Classifier, type LoadOptions, loadClassifier } from '../classify/index.ts'
import { FILTER_URLS, VECTOR_URLS } from '../shipped.ts'
import { loadWordVectors, type WordVectors } from '../text/index.ts'
import { modelBytes } from './bytes.ts'
import type { ModelSource, TransferOptions } from './options.ts'

/** A ready filter that comes with the package. */
export type FilterName = keyof typeof FILTER_URLS

/** Word vectors that come with the package. */
export type VectorsName = keyof typeof VECTOR_URLS

/**
 * A ready classifier: one that comes with the package, or one that somebody shares.
 *
 * ```ts
 * const spam = await loadFilter('spam')
 * const mine = await loadFilter('sarcasm', { hub: 'https://example.org/models/' })
 * ```
 *
 * Every call reads the file anew and gives a classifier of its own. Keep it: reading is the slow part.
 *
 * @param name `spam`, `toxicity` or `language`; with a source whatever it has
 * @param source where it comes from, and the `vectors` that it needs if it was trained with word vectors. Default: the file beside
 *   the package, which Node reads from the disk and which Vite and webpack put beside the page
 * @throws HubError with a `code` for what could not be found, read or verified; ModelFormatError for a file that is no
 *   classifier; RangeError where the vectors it needs are missing; TypeError on an unknown option; the reason of the signal when
 *   aborted
 */
export function loadFilter(
  name: FilterName,
  source?: (ModelSource | TransferOptions) & LoadOptions
): Promise<Classifier>
export function loadFilter(name: string, source: ModelSource & LoadOptions): Promise<Classifier>
export async function loadFilter(
  name: string,
  source: (ModelSource | TransferOptions) & LoadOptions = {}
): Promise<Classifier> {
  const wanted = { kind: 'waymark-text-classifier', shipped: FILTER_URLS, options: ['vectors'] }
  const bytes = await modelBytes(name, source, wanted)
  return loadClassifier(bytes, { vectors: source.vectors })
}

/**
 * Word vectors: those that come with the package, or others that somebody shares. As `loadFilter` in everything else; one table
 * serves any number of classifiers.
 *
 * @param name `en`; with a source whatever it has
 * @throws as `loadFilter`
 */
export function loadVectors(name: VectorsName, source?: ModelSource | TransferOptions): Promise<WordVectors>
export function loadVectors(name: string, source: ModelSource): Promise<WordVectors>
export async function loadVectors(name: string, source: ModelSource | TransferOptions = {}): Promise<WordVectors> {
  return loadWordVectors(await modelBytes(name, source, { kind: 'waymark-word-vectors', shipped: VECTOR_URLS }))
}
