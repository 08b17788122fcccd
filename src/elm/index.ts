/**
 * Extreme learning machines. With kernels: exact and on landmarks, from rows at hand or a stream of them, over sums of kernels, with a
 * ridge or a logistic head and leave-one-out in closed form, which also selects their settings. With random units: trained at once, from statistics that add
 * up over shards, or on and on. Autoencoders, which give LSA embeddings, chains of them, and machines on top. Each is saved to
 * one file.
 *
 * @module
 */
export { checkSignal, type StopSignal, throwIfAborted } from './abort.ts'
export type { Activation } from './activations.ts'
export { AUTOENCODER_DEFAULTS, type Autoencoder, type AutoencoderOptions, trainAutoencoder } from './autoencoder.ts'
export { loadAutoencoder, saveAutoencoder } from './autoencoder-file.ts'
export {
  DEEP_ELM_DEFAULTS,
  type DeepElm,
  type DeepElmOptions,
  predictDeepElm,
  type TrainedDeepElm,
  trainDeepElm
} from './deep-elm.ts'
export { loadDeepElm, loadEncoders, saveDeepElm, saveEncoders } from './deep-file.ts'
export { DUAL_DEFAULTS, type DualOptions, type DualStart, type DualState, scoreRows, solveDual } from './dual.ts'
export { type DualRows, dualRows } from './dual-rows.ts'
export { ELM_DEFAULTS, type Elm, type ElmOptions, predictElm, type TrainedElm, trainElm } from './elm.ts'
export { loadElm, loadElmStatistics, loadOnlineElm, saveElm, saveElmStatistics, saveOnlineElm } from './elm-file.ts'
export { encode, encodeRow, explainedShare, truncateAutoencoder } from './encode.ts'
export { ENCODERS_DEFAULTS, type Encoder, type EncodersOptions, encodeChain, trainEncoders } from './encoders.ts'
export { loadKernelElm, saveKernelElm } from './file.ts'
export {
  HIDDEN_LAYER_DEFAULTS,
  type HiddenLayer,
  type HiddenLayerOptions,
  hiddenFeatures,
  hiddenLayer
} from './hidden-layer.ts'
export {
  KERNEL_ELM_DEFAULTS,
  type KernelElm,
  type KernelElmOptions,
  type TrainedKernelElm,
  type TrainingScores,
  trainKernelElm
} from './kernel-elm.ts'
export { kernelPath, type PathPoint } from './kernel-path.ts'
export { type Kernel, type KernelTerm, kernelMatrix, kernelSum } from './kernels.ts'
export { type LandmarkMap, landmarkMap, mapRows } from './landmark-map.ts'
export { type Loss, logisticLoss, sigmoid, squaredLoss } from './losses.ts'
export {
  ONLINE_ELM_DEFAULTS,
  type OnlineElm,
  type OnlineElmOptions,
  onlineElmOf,
  trainOnlineElm,
  updateOnlineElm
} from './online-elm.ts'
export { predictKernelElm } from './predict-kernel-elm.ts'
export {
  SELECT_DEFAULTS,
  type SelectedKernelElm,
  type SelectOptions,
  type SelectTrial,
  selectKernelElm
} from './select.ts'
export { accumulateElm, type ElmStatistics, emptyElmStatistics, mergeElm, solveElm } from './statistics.ts'
export type { BlockSource, RowBlock } from './stream-blocks.ts'
export { KERNEL_ELM_STREAM_DEFAULTS, type KernelElmStreamOptions } from './stream-options.ts'
export { trainOnKernel } from './train-on-kernel.ts'
export { type StreamedKernelElm, trainKernelElmOnStream } from './train-on-stream.ts'
export { addScores } from './weight-rows.ts'
