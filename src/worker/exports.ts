export { type WorkerClosedCode, WorkerClosedError } from './errors.ts'
export type { WorkerKit } from './kit.ts'
export type { StartWorkerOptions, WorkerLike } from './options.ts'
export type {
  InWorker,
  Remote,
  RemoteClassifier,
  RemoteEmbedder,
  RemoteOptions,
  RemotePredictor,
  RemoteReranker,
  RemoteSearch,
  RemoteVectors,
  TransferBytes
} from './types.ts'
