import {
  evaluate,
  loadClassifier,
  loadPredictor,
  type PredictorOptions,
  suggestExamples,
  trainClassifier,
  trainClassifierOnStream
} from '../classify/index.ts'
import { loadEmbedder, trainEmbedder } from '../embed/index.ts'
import { loadFilter, loadVectors } from '../hub/index.ts'
import { kernels, useKernels } from '../math/index.ts'
import { createReranker, createSearch, loadSearch } from '../rerank/index.ts'
import { disguises } from '../text/index.ts'
import type { FunctionName } from './kinds.ts'

/** What a page can call in its worker. */
export const KIT_FUNCTIONS: Readonly<Record<FunctionName, (...args: never) => unknown>> = {
  trainClassifier,
  trainClassifierOnStream,
  loadClassifier,
  loadPredictor: (bytes: Uint8Array, options?: PredictorOptions) => loadPredictor(bytes, { ...options, disguises }),
  loadFilter,
  loadVectors,
  createSearch,
  loadSearch,
  createReranker,
  trainEmbedder,
  loadEmbedder,
  suggestExamples,
  evaluate,
  kernels,
  useKernels
}
