/**
 * The kernels with fused multiply-add, for engines that have relaxed SIMD: faster, and results differ in their last digits between machines.
 *
 * @module
 */
import { bytesOf } from './kernel-text.ts'
import { RELAXED_KERNELS } from './relaxed-bytes.ts'

/** The bytes of the module, for `useKernels({ bytes: relaxedKernelBytes() })` of `waymark/math`. */
export function relaxedKernelBytes(): Uint8Array {
  return bytesOf(RELAXED_KERNELS)
}
