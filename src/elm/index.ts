/**
 * Kernel extreme learning machines: exact and on landmarks, over sums of kernels, with a ridge or a logistic head and
 * leave-one-out in closed form, which also selects their settings; saved to one file.
 *
 * @module
 */
export { DUAL_DEFAULTS, type DualOptions, type DualState, solveDual } from './dual.ts'
export { loadKernelElm, saveKernelElm } from './file.ts'
export {
  KERNEL_ELM_DEFAULTS,
  type KernelElm,
  type KernelElmOptions,
  predictKernelElm,
  type TrainedKernelElm,
  type TrainingScores,
  trainKernelElm,
  trainOnKernel
} from './kernel-elm.ts'
export { type Kernel, type KernelTerm, kernelMatrix, kernelSum } from './kernels.ts'
export { type LandmarkMap, landmarkMap, mapRows } from './landmark-map.ts'
export { type Loss, logisticLoss, sigmoid, squaredLoss } from './losses.ts'
export {
  SELECT_DEFAULTS,
  type SelectedKernelElm,
  type SelectOptions,
  type SelectTrial,
  selectKernelElm
} from './select.ts'
