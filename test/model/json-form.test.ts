import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  encodeModel,
  fromHalf,
  fromJson,
  ModelFormatError,
  type ModelRecord,
  type Tensor,
  tensor,
  toHalf,
  toJson
} from '../../src/model/index.ts'
import { bytesOf, records, snapshot, tensorOver } from './arbitrary.ts'

const one = (t: Tensor): ModelRecord => ({
  kind: 'k',
  version: 1,
  config: {},
  tensors: new Map([['w', t]])
})

/** The text of a one-tensor record with its numbers replaced. */
function withData(dtype: string, data: string, shape = '[1]'): string {
  return `{"format":"waymark","kind":"k","version":1,"config":{},"tensors":{"w":{"dtype":"${dtype}","shape":${shape},"data":${data}}}}`
}

function codeOf(text: string, options = {}): string {
  try {
    fromJson(text, options)
  } catch (error) {
    if (error instanceof ModelFormatError) return error.code
    throw error
  }
  return 'no error'
}

test('the binary form of what comes back is byte-equal, whatever the bits', () => {
  fc.assert(
    fc.property(records, record => {
      const back = fromJson(toJson(record))
      expect(snapshot(back)).toEqual(snapshot(record))
      expect(encodeModel(back)).toEqual(encodeModel(record))
    }),
    { numRuns: 300 }
  )
})

test('every half comes back with its bits', () => {
  const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits)
  const back = fromJson(toJson(one(tensor('F16', [256, 256], all)))).tensors.get('w')
  expect(back?.data).toEqual(all)
})

test('random 32-bit patterns come back with their bits', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 400, maxLength: 400 }), bytes => {
      const before = tensorOver('F32', [100], bytes)
      const after = fromJson(toJson(one(before))).tensors.get('w') ?? before
      expect(after).not.toBe(before)
      expect(bytesOf(after)).toEqual(bytes)
    })
  )
})

test('the text is what a person would write', () => {
  const record: ModelRecord = {
    kind: 'tagger',
    version: 1,
    config: { labels: ['b', 'a'], bits: 18, none: {} },
    tensors: new Map<string, Tensor>([
      ['w', tensor('F32', [2, 3], Float32Array.of(0.1, -0, 1, 1 / 3, 1e-20, Number.NaN))],
      ['h', tensor('F16', [2], toHalf(Float64Array.of(0.1, Number.NEGATIVE_INFINITY)))],
      ['n', tensor('U32', [], Uint32Array.of(7))],
      ['e', tensor('F64', [2, 0], new Float64Array(0))]
    ])
  }
  expect(toJson(record)).toBe(`{
  "format": "waymark",
  "kind": "tagger",
  "version": 1,
  "config": {
    "bits": 18,
    "labels": [
      "b",
      "a"
    ],
    "none": {}
  },
  "tensors": {
    "e": {
      "dtype": "F64",
      "shape": [2, 0],
      "data": []
    },
    "h": {
      "dtype": "F16",
      "shape": [2],
      "data": [
        0.1, "-Infinity"
      ]
    },
    "n": {
      "dtype": "U32",
      "shape": [],
      "data": [
        7
      ]
    },
    "w": {
      "dtype": "F32",
      "shape": [2, 3],
      "data": [
        0.1, -0, 1,
        0.33333334, 1e-20, "NaN:7fc00000"
      ]
    }
  }
}
`)
})

test.each<[string, Tensor]>([
  ['0.1', tensor('F32', [], Float32Array.of(0.1))],
  ['0.000109488625', tensor('F32', [], Float32Array.of(0.000109488625))],
  ['1.1754944e-38', tensor('F32', [], Float32Array.of(2 ** -126))],
  ['1073741824', tensor('F32', [], Float32Array.of(2 ** 30))],
  ['0.1', tensor('F16', [], toHalf(Float64Array.of(0.1)))],
  ['0.00011253', tensor('F16', [], Uint16Array.of(1888))],
  ['65504', tensor('F16', [], Uint16Array.of(0x7bff))],
  ['0.1', tensor('F64', [], Float64Array.of(0.1))],
  ['1e+300', tensor('F64', [], Float64Array.of(1e300))]
])('%s: the fewest digits, integers in full', (text, t) => {
  expect(toJson(one(t))).toContain(`[\n        ${text}\n      ]`)
})

test('a hand may write any number of digits', () => {
  const third = (dtype: string) => fromJson(withData(dtype, '[0.333333333333333333333]')).tensors.get('w')?.data
  expect(third('F64')).toEqual(Float64Array.of(1 / 3))
  expect(third('F32')).toEqual(Float32Array.of(1 / 3))
  expect(third('F16')).toEqual(toHalf(Float64Array.of(1 / 3)))
  expect(fromHalf(toHalf(Float64Array.of(1 / 3)))[0]).toBeCloseTo(1 / 3, 3)
})

test.each([
  ['F64', '[1e999]', 'bad-value'],
  ['F64', '[null]', 'bad-value'],
  ['F64', '["1"]', 'bad-value'],
  ['F64', '["NaN"]', 'bad-value'],
  ['F64', '["NaN:7fc00000"]', 'bad-value'],
  ['F64', '["NaN:3ff0000000000000"]', 'bad-value'],
  ['F64', '["NaN:7ff0000000000000"]', 'bad-value'],
  ['F64', '["NaN:7ff8000000000000"]', 'no error'],
  ['F32', '[3.5e38]', 'bad-value'],
  ['F32', '["Infinity"]', 'no error'],
  ['F16', '[65519]', 'no error'],
  ['F16', '[65520]', 'bad-value'],
  ['F16', '["-Infinity"]', 'no error'],
  ['I8', '[-128]', 'no error'],
  ['I8', '[128]', 'bad-value'],
  ['U8', '[-1]', 'bad-value'],
  ['U8', '[256]', 'bad-value'],
  ['U8', '[-0]', 'bad-value'],
  ['I16', '[1.5]', 'bad-value'],
  ['U16', '[65536]', 'bad-value'],
  ['I32', '[2147483648]', 'bad-value'],
  ['U32', '[4294967296]', 'bad-value'],
  ['U32', '["Infinity"]', 'bad-value'],
  ['U32', '[4294967295]', 'no error']
])('%s data %s: %s', (dtype, data, code) => {
  expect(codeOf(withData(dtype, data))).toBe(code)
})

test('a bad number is named with its tensor and index', () => {
  const lie = withData('I8', '[1,2,300]', '[3]')
  expect(() => fromJson(lie)).toThrow('tensor "w": data[2]: expected a whole number from -128 to 127 for I8, got 300')
})

const sound = withData('F64', '[1]')
const deep = (levels: number) =>
  sound.replace('"config":{}', `"config":{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`)

test.each([
  ['no error', sound],
  ['not-json', ''],
  ['not-json', '{'],
  ['not-waymark', '{}'],
  ['not-json', '[]'],
  ['not-json', 'null'],
  ['not-json', `\ufeff${sound}`],
  ['not-json', sound.replace('"kind":"k",', '')],
  ['not-json', sound.replace('{', '{"extra":1,')],
  ['not-waymark', sound.replace('waymark', 'other')],
  ['bad-metadata', sound.replace('"k"', '""')],
  ['bad-metadata', sound.replace('"version":1', '"version":"1"')],
  ['bad-metadata', sound.replace('"version":1', '"version":0')],
  ['bad-name', sound.replace('"k"', '"\\ud800"')],
  ['bad-config', sound.replace('"config":{}', '"config":[]')],
  ['bad-config', sound.replace('"config":{}', '"config":{"a":1e999}')],
  ['no error', deep(64)],
  ['too-deep', deep(65)],
  ['too-deep', deep(100_000)],
  ['duplicate-name', sound.replace('"config":{}', '"config":{"a":1,"\\u0061":2}')],
  ['duplicate-name', sound.replace('"w":', '"w":{},"w":')],
  ['not-json', sound.replace(/"tensors":.*/, '"tensors":[]}')],
  ['bad-name', sound.replace('"w"', '"__metadata__"')],
  ['bad-name', sound.replace('"w"', '"\\udfff"')],
  ['bad-tensor', sound.replace(/"w":\{.*?\}/, '"w":null')],
  ['bad-tensor', sound.replace(',"data":[1]', '')],
  ['bad-dtype', withData('BF16', '[1]')],
  ['bad-shape', withData('F64', '[1]', '[-1]')],
  ['bad-shape', withData('F64', '[1]', '1')],
  ['bad-data', withData('F64', '[1]', '[9007199254740991]')],
  ['bad-data', withData('F64', '[1,2]')],
  ['bad-data', withData('F64', '1')]
])('%s: %s', (code, text) => {
  expect(codeOf(text)).toBe(code)
})

test('kind and version are checked before the tensors', () => {
  const newer = withData('F128', '[1]').replace('"version":1', '"version":2')
  expect(codeOf(newer, { maxVersion: 1 })).toBe('newer-version')
  expect(codeOf(newer, { kind: 'other' })).toBe('wrong-kind')
  expect(codeOf(sound, { kind: ['other', 'k'], maxVersion: 1 })).toBe('no error')
  expect(() => fromJson(sound, { maxHeaderBytes: 9 } as object)).toThrow(
    'maxHeaderBytes: expected one of kind, maxVersion'
  )
})
