import { show } from '../text/options.ts'

/** Throws RangeError unless a vector has `dims` numbers. */
export function expectDims(what: string, vector: ArrayLike<number>, dims: number): void {
  if (vector?.length !== dims) {
    throw new RangeError(`${what}: expected ${dims} numbers, got ${show(vector?.length)}`)
  }
}
