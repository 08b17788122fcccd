import { product } from './product'
import { update } from './update'

export { exp as exp64 } from './exp'
export { reflectRows as reflectRows64, symmetricTimes as symv64, takeBoth as takeBoth64 } from './reflect'
export { rotate as rotate64 } from './rotate'
export { scan as scan8 } from './scan'
export { solve as solve64 } from './solve'
export { sparse as sparse64 } from './sparse'

/** The version of these exports, and of the memory that the module asks for. */
export const version: i32 = 2

/** Whether sums are fused. */
export const relaxed: i32 = ASC_FEATURE_RELAXED_SIMD ? 1 : 0

export function product32(
  a: usize,
  b: usize,
  c: usize,
  aPanels: usize,
  bPanels: usize,
  depth: usize,
  lower: bool
): void {
  product<f32>(a, b, c, aPanels, bPanels, depth, lower)
}

export function product64(
  a: usize,
  b: usize,
  c: usize,
  aPanels: usize,
  bPanels: usize,
  depth: usize,
  lower: bool
): void {
  product<f64>(a, b, c, aPanels, bPanels, depth, lower)
}

// Nobody calls these from outside. Exported, they stay functions of their own, which an engine optimises while a product goes on calling them.
export function update32(a: usize, b: usize, c: usize, depth: usize): void {
  update<f32>(a, b, c, depth)
}

export function update64(a: usize, b: usize, c: usize, depth: usize): void {
  update<f64>(a, b, c, depth)
}
