/**
 * How models reach a program, and how people share them: ready filters that come with the package, models at an address, and
 * hubs, folders of models with a manifest, over HTTP or on the disk. Nothing is read before a loader is called.
 *
 * @module
 */
export { loadModelBytes } from './bytes.ts'
export { HubError, type HubErrorCode } from './error.ts'
export { downloadModel, loadManifest } from './hub.ts'
export { type FilterName, loadFilter, loadVectors, type VectorsName } from './load.ts'
export {
  type HubManifest,
  type HubModel,
  MANIFEST_VERSION,
  MAX_MANIFEST_BYTES,
  MAX_MODEL_BYTES,
  parseManifest
} from './manifest.ts'
export { isModelName } from './names.ts'
export type { BytesSource, HubSource, ModelSource, TransferOptions, UrlSource } from './options.ts'
export type { AbortSignalLike, Fetch, ResponseLike } from './platform.ts'
