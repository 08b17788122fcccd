/**
 * Kernel extreme learning machines: exact and on landmarks, over sums of kernels, with a ridge or a logistic head and
 * leave-one-out in closed form.
 *
 * @module
 */
export { DUAL_DEFAULTS, type DualOptions, type DualState, solveDual } from './dual.ts'
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
