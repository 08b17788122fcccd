import { ModelFormatError, show } from './error.ts'
import type { ArrayOf, Dtype } from './types.ts'

interface DtypeInfo<D extends Dtype> {
  /** Size of one element. */
  readonly bytes: number
  readonly array: {
    new (length: number): ArrayOf[D]
    new (buffer: ArrayBufferLike, byteOffset: number, length: number): ArrayOf[D]
  }
  /** The `Symbol.toStringTag` of the array: unlike `instanceof` it holds across frames and realms. */
  readonly tag: string
  /** Smallest and largest integer; absent for floats. */
  readonly range?: readonly [number, number]
}

/** What there is to know about each element type. */
export const DTYPES: { readonly [D in Dtype]: DtypeInfo<D> } = {
  F64: { bytes: 8, array: Float64Array, tag: 'Float64Array' },
  F32: { bytes: 4, array: Float32Array, tag: 'Float32Array' },
  F16: { bytes: 2, array: Uint16Array, tag: 'Uint16Array' },
  I32: { bytes: 4, array: Int32Array, tag: 'Int32Array', range: [-0x80000000, 0x7fffffff] },
  U32: { bytes: 4, array: Uint32Array, tag: 'Uint32Array', range: [0, 0xffffffff] },
  I16: { bytes: 2, array: Int16Array, tag: 'Int16Array', range: [-0x8000, 0x7fff] },
  U16: { bytes: 2, array: Uint16Array, tag: 'Uint16Array', range: [0, 0xffff] },
  I8: { bytes: 1, array: Int8Array, tag: 'Int8Array', range: [-0x80, 0x7f] },
  U8: { bytes: 1, array: Uint8Array, tag: 'Uint8Array', range: [0, 0xff] }
}

/** `value` as an element type. Throws `bad-dtype`, naming `what` and the supported types. */
export function checkDtype(value: unknown, what: string): Dtype {
  if (typeof value !== 'string' || !Object.hasOwn(DTYPES, value)) {
    const known = Object.keys(DTYPES).join(', ')
    throw new ModelFormatError('bad-dtype', `${what}: dtype: expected one of ${known}, got ${show(value)}`)
  }
  return value as Dtype
}
