import fc from 'fast-check'
import { DTYPES } from '../../src/model/dtypes.ts'
import type { Dtype, Json, JsonObject, ModelRecord, Tensor } from '../../src/model/index.ts'

export const ALL_DTYPES = Object.keys(DTYPES) as Dtype[]

/** The bytes of a tensor as they lie in memory: tells -0 from 0 and one NaN from another, which `===` and `Object.is` do not. */
export function bytesOf({ data }: Tensor): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** A tensor over given bytes, starting `shift` elements into its buffer. */
export function tensorOver(dtype: Dtype, shape: readonly number[], bytes: Uint8Array, shift = 0): Tensor {
  const { bytes: size, array: ArrayOfDtype } = DTYPES[dtype]
  const memory = new Uint8Array(shift * size + bytes.length)
  memory.set(bytes, shift * size)
  return { dtype, shape, data: new ArrayOfDtype(memory.buffer, shift * size, bytes.length / size) } as Tensor
}

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 })

/** Any bits at all: denormals, infinities, both zeros, every NaN. */
export const tensors: fc.Arbitrary<Tensor> = fc
  .tuple(fc.constantFrom(...ALL_DTYPES), shapes, fc.nat(2))
  .chain(([dtype, shape, shift]) => {
    const n = shape.reduce((product, length) => product * length, 1) * DTYPES[dtype].bytes
    const special = fc.constantFrom(0x00, 0x80, 0x7f, 0xff, 0xf0, 0x7e, 0x7c, 0xfc)
    return fc
      .array(fc.oneof(fc.nat(255), special), { minLength: n, maxLength: n })
      .map(bytes => tensorOver(dtype, shape, Uint8Array.from(bytes), shift))
  })

/** Names that trip objects (`__proto__`), key order (`10`, `9`) and encodings. */
const awkward = ['__proto__', 'constructor', 'toString', '', '10', '9', '"\\', '\uffff', '😀', '\u0000', '名前']
export const names = fc
  .oneof(fc.constantFrom(...awkward), fc.string({ unit: 'binary', maxLength: 8 }))
  .filter(name => name !== '__metadata__')

/** Any string of the language, lone surrogates too. */
export const anyString = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd7fe, max: 0xe001 }), fc.nat(0x7f)), { maxLength: 12 })
  .map(units => String.fromCharCode(...units))

const { json } = fc.letrec<{ json: Json }>(tie => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(-0),
    anyString,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.oneof(names, anyString), tie('json')), { maxLength: 3 }).map(asObject)
  )
}))

/** fromEntries, unlike assignment, makes `__proto__` an own key. */
function asObject(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries)
}

export const configs = fc.array(fc.tuple(fc.oneof(names, anyString), json), { maxLength: 4 }).map(asObject)

export const records: fc.Arbitrary<ModelRecord> = fc.record({
  kind: names.filter(name => name !== ''),
  version: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(Number.MAX_SAFE_INTEGER)),
  config: configs,
  tensors: fc.array(fc.tuple(names, tensors), { maxLength: 5 }).map(entries => new Map(entries))
})

/** A value that is equal for two records exactly when they are the same record. */
export function snapshot(record: ModelRecord): unknown {
  const entries = [...record.tensors].map(([name, t]) => [name, t.dtype, [...t.shape], Array.from(bytesOf(t))])
  entries.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
  return { kind: record.kind, version: record.version, config: record.config, entries }
}
