import { expect, test } from 'vitest'
import { swapBytes } from '../../src/model/endian.ts'
import {
  encodeModel,
  type JsonObject,
  MAX_HEADER_BYTES,
  ModelFormatError,
  type ModelRecord,
  tensor,
  tensorOf,
  toJson
} from '../../src/model/index.ts'

const sound: ModelRecord = {
  kind: 'k',
  version: 1,
  config: {},
  tensors: new Map([['w', tensor('F64', [2, 3], new Float64Array(6))]])
}

const nested = (levels: number): JsonObject => {
  let value: JsonObject = {}
  for (let i = 1; i < levels; i++) value = { a: value }
  return value
}
const cyclic: { a?: JsonObject } = {}
cyclic.a = cyclic as JsonObject

const tensors = (name: unknown, value: unknown) => ({ tensors: new Map([[name, value]]) })
const w = (value: object) => tensors('w', { dtype: 'F64', shape: [1], data: new Float64Array(1), ...value })

test.each<[string, object, string]>([
  ['bad-metadata', { kind: '' }, 'kind: expected a name, got ""'],
  ['bad-metadata', { kind: undefined }, 'kind: expected a name, got undefined'],
  ['bad-metadata', { version: 1.5 }, 'version: expected a whole number from 1 up, got 1.5'],
  ['bad-metadata', { version: '1' }, 'version: expected a whole number from 1 up, got "1"'],
  ['bad-config', { config: [] }, 'config: expected an object, got []'],
  ['bad-config', { config: { a: [0, Number.NaN] } }, 'config.a[1]: expected a JSON value with finite numbers, got NaN'],
  ['bad-config', { config: { a: undefined } }, 'config.a: expected a JSON value with finite numbers, got undefined'],
  ['bad-config', { config: { a: 1n } }, 'config.a: expected a JSON value with finite numbers, got 1n'],
  ['bad-config', { config: { a: new Date(0) } }, 'config.a: expected a JSON value with finite numbers, got an object'],
  ['bad-config', { config: { a: new Map() } }, 'config.a: expected a JSON value with finite numbers, got an object'],
  [
    'bad-config',
    { config: { toJSON: () => 1 } },
    'config.toJSON: expected a JSON value with finite numbers, got a function'
  ],
  ['too-deep', { config: nested(65) }, 'expected at most 64 levels of nesting, got more'],
  ['too-deep', { config: cyclic }, 'expected at most 64 levels of nesting, got more'],
  ['bad-tensor', { tensors: {} }, 'tensors: expected a Map, got an object'],
  ['bad-tensor', tensors('w', null), 'tensor "w": expected { dtype, shape, data }, got null'],
  ['bad-name', tensors('__metadata__', sound.tensors.get('w')), 'got "__metadata__"'],
  ['bad-name', tensors('\ud800', sound.tensors.get('w')), 'got "\\ud800"'],
  ['bad-name', tensors(3, sound.tensors.get('w')), 'tensor 3: expected a name'],
  ['bad-dtype', w({ dtype: 'I64' }), 'tensor "w": dtype: expected one of F64, F32'],
  [
    'bad-shape',
    w({ shape: [1, -1] }),
    'tensor "w": shape: expected an array of whole numbers up to 2^53 - 1, got [1, -1]'
  ],
  ['bad-shape', w({ shape: [2 ** 27, 2 ** 27] }), 'tensor "w": shape: expected at most 2^53 - 1 elements'],
  ['bad-data', w({ data: new Float32Array(1) }), 'tensor "w": data: expected Float64Array for F64, got Float32Array'],
  ['bad-data', w({ dtype: 'U8', data: new Uint8ClampedArray(1) }), 'expected Uint8Array for U8, got Uint8ClampedArray'],
  ['bad-data', w({ data: [1] }), 'tensor "w": data: expected Float64Array for F64, got [1]'],
  ['bad-data', w({ shape: [2] }), 'tensor "w": data: expected 2 numbers for shape [2], got 1']
])('writers refuse with %s: %o', (code, change, message) => {
  for (const write of [encodeModel, toJson]) {
    let caught: unknown
    try {
      write({ ...sound, ...change } as ModelRecord)
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(ModelFormatError)
    expect(caught).toMatchObject({ code, message: expect.stringContaining(message) as string })
  }
})

test('writers take the deepest config that readers take', () => {
  expect(encodeModel({ ...sound, config: nested(64) }).length).toBeGreaterThan(64)
})

test('a header that no reader would take by default is not written', () => {
  const config = { text: 'x'.repeat(MAX_HEADER_BYTES) }
  expect(() => encodeModel({ ...sound, config })).toThrow(
    /^header: expected at most 4194304 bytes, got \d+: keep long lists/
  )
})

test('tensorOf gives the tensor that was asked for', () => {
  expect(tensorOf(sound, 'w', 'F64')).toBe(sound.tensors.get('w'))
  expect(tensorOf(sound, 'w', 'F64', [2, null]).data.length).toBe(6)
})

test.each<[string, () => unknown, string]>([
  [
    'missing-tensor',
    () => tensorOf(sound, 'constructor', 'F64'),
    'tensor "constructor": expected F64 in "k", got no such tensor'
  ],
  ['bad-dtype', () => tensorOf(sound, 'w', 'F32'), 'tensor "w": dtype: expected F32, got F64'],
  ['bad-shape', () => tensorOf(sound, 'w', 'F64', [2]), 'tensor "w": shape: expected [2], got [2, 3]'],
  ['bad-shape', () => tensorOf(sound, 'w', 'F64', [null, 2]), 'tensor "w": shape: expected [any, 2], got [2, 3]'],
  ['bad-data', () => tensor('F64', [2], new Float64Array(3)), 'tensor: data: expected 2 numbers for shape [2], got 3']
])('%s', (code, run, message) => {
  let caught: unknown
  try {
    run()
  } catch (error) {
    caught = error
  }
  expect(caught).toMatchObject({ name: 'ModelFormatError', code, message })
})

test('swapping turns little-endian elements into big-endian ones', () => {
  const view = new DataView(new ArrayBuffer(16))
  view.setFloat64(0, Math.PI, true)
  view.setFloat64(8, -1 / 3, true)
  swapBytes(new Uint8Array(view.buffer), 8)
  expect([view.getFloat64(0, false), view.getFloat64(8, false)]).toEqual([Math.PI, -1 / 3])
  const bytes = Uint8Array.of(1, 2, 3, 4)
  swapBytes(bytes, 2)
  expect(Array.from(bytes)).toEqual([2, 1, 4, 3])
  swapBytes(bytes, 1)
  expect(Array.from(bytes)).toEqual([2, 1, 4, 3])
})
