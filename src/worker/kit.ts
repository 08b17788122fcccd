import type {
  Evaluation,
  Example,
  ExampleStream,
  LoadOptions,
  PredictorOptions,
  Suggestion,
  SuggestOptions,
  TrainOptions
} from '../classify/index.ts'
import type { EmbedderOptions, LoadEmbedderOptions } from '../embed/index.ts'
import type { FilterName, ModelSource, TransferOptions, VectorsName } from '../hub/index.ts'
import type { KernelRoute, useKernels } from '../math/index.ts'
import type { AnyDocument, LoadSearchOptions, SearchDocument, SearchOptions } from '../rerank/index.ts'
import type { ChunkSource } from './chunks.ts'
import { FUNCTIONS, type FunctionName } from './kinds.ts'
import type { Line } from './line.ts'
import { KIT } from './messages.ts'
import { examplesSource, listSource } from './sources.ts'
import type {
  RemoteClassifier,
  RemoteEmbedder,
  RemoteOptions,
  RemotePredictor,
  RemoteReranker,
  RemoteSearch,
  RemoteVectors,
  TransferBytes
} from './types.ts'

type Bytes = Uint8Array | ArrayBuffer

/**
 * The kit in a worker: each function as in `waymark`, awaited. Models stay in the worker, and everything else is copied. Errors have the
 * class and message they would have here.
 */
export interface WorkerKit {
  /**
   * As `trainClassifier`. Examples that come over time, or of long lists, go over in chunks, one at a time; their texts are counted there and not kept.
   */
  trainClassifier(
    examples: Iterable<Example> | ExampleStream,
    options?: RemoteOptions<TrainOptions>
  ): Promise<RemoteClassifier>
  loadClassifier(bytes: Bytes, options?: RemoteOptions<LoadOptions> & TransferBytes): Promise<RemoteClassifier>
  /** The worker has `disguises` of its own. */
  loadPredictor(
    bytes: Bytes,
    options?: RemoteOptions<Omit<PredictorOptions, 'disguises'>> & TransferBytes
  ): Promise<RemotePredictor>
  loadFilter(
    name: FilterName,
    source?: RemoteOptions<(ModelSource | TransferOptions) & LoadOptions> & TransferBytes
  ): Promise<RemoteClassifier>
  loadFilter(name: string, source: RemoteOptions<ModelSource & LoadOptions> & TransferBytes): Promise<RemoteClassifier>
  loadVectors(
    name: VectorsName,
    source?: RemoteOptions<ModelSource | TransferOptions> & TransferBytes
  ): Promise<RemoteVectors>
  loadVectors(name: string, source: RemoteOptions<ModelSource> & TransferBytes): Promise<RemoteVectors>
  createSearch<D extends SearchDocument>(documents: readonly D[], options?: SearchOptions): Promise<RemoteSearch<D>>
  loadSearch<D extends SearchDocument = AnyDocument>(
    bytes: Bytes,
    options?: LoadSearchOptions & TransferBytes
  ): Promise<RemoteSearch<D>>
  createReranker<D extends SearchDocument>(
    documents: readonly D[],
    options?: Omit<SearchOptions, 'minisearch'>
  ): Promise<RemoteReranker<D>>
  trainEmbedder(texts: readonly string[], options?: EmbedderOptions): Promise<RemoteEmbedder>
  loadEmbedder(bytes: Bytes, options?: LoadEmbedderOptions & TransferBytes): Promise<RemoteEmbedder>
  suggestExamples(pool: Iterable<string>, count: number, options?: RemoteOptions<SuggestOptions>): Promise<Suggestion[]>
  evaluate(classifier: RemoteClassifier, examples: Iterable<Example>): Promise<Evaluation>
  /** What large products run on in the worker. */
  kernels(): Promise<KernelRoute>
  /** As `useKernels`, for the worker. */
  useKernels(choice: Parameters<typeof useKernels>[0]): Promise<void>
  /**
   * Ends the worker, its models with it. What waits for an answer is rejected with `WorkerClosedError`, and so is whatever is asked later.
   */
  close(): void
}

/** Functions whose first argument goes over in slices where it is a long list. */
const OF_LISTS: ReadonlySet<FunctionName> = new Set(['createSearch', 'createReranker', 'trainEmbedder'])

/** The kit at the other end of a line. */
export function kitOn(line: Line): WorkerKit {
  const call = (name: FunctionName, args: readonly unknown[], source?: ChunkSource) => {
    const made = FUNCTIONS[name]
    return line.call(KIT, name, args, made === 'value' ? undefined : made, source)
  }
  const functionOf = (name: FunctionName) => {
    if (!OF_LISTS.has(name)) return (...args: unknown[]) => call(name, args)
    return async (list: unknown, ...rest: unknown[]) => {
      const source = listSource(list)
      return call(name, [source === undefined ? list : undefined, ...rest], source)
    }
  }
  const { trainClassifierOnStream: _, ...own } = FUNCTIONS
  const functions = Object.fromEntries((Object.keys(own) as FunctionName[]).map(name => [name, functionOf(name)]))
  const trainClassifier = async (examples: unknown, options?: unknown) => {
    const source = examplesSource(examples)
    if (source === undefined) return call('trainClassifier', [examples, options])
    return call('trainClassifierOnStream', [undefined, options], source)
  }
  return { ...functions, trainClassifier, close: () => line.close() } as unknown as WorkerKit
}
