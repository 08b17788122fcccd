import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeModel,
  encodeModel,
  type ModelRecord,
  type Tensor,
  tensor,
  tensorOf,
  toHalf
} from '../../src/model/index.ts'
import { bytesOf, names, snapshot, tensors } from './arbitrary.ts'

const SCRIPT = 'tools/golden/safetensors_golden.py'
const golden = (name: string) => readFileSync(join('test/model/golden', `${name}.safetensors`))

/** The record that the script's `reference` builds, in another order. */
const reference: ModelRecord = {
  kind: 'golden',
  version: 3,
  config: {
    list: [],
    empty: {},
    '9': -2.5,
    '10': 1,
    ['__proto__']: { none: null, constructor: true },
    names: ['a', 'é', '漢字', '😀', '\ud83d', 'quote " \\ \n\u0001'],
    bits: 18,
    ridge: 0.001
  },
  tensors: new Map<string, Tensor>([
    ['😀', tensor('U8', [1], Uint8Array.of(2))],
    ['\uffff', tensor('U8', [1], Uint8Array.of(1))],
    ['9', tensor('U8', [1], Uint8Array.of(9))],
    ['10', tensor('U8', [1], Uint8Array.of(10))],
    ['', tensor('U8', [1], Uint8Array.of(7))],
    ['constructor', tensor('U8', [2], Uint8Array.of(0, 1))],
    ['__proto__', tensor('U8', [1], Uint8Array.of(255))],
    ['nothing', tensor('F32', [0, 7], new Float32Array(0))],
    ['scalar', tensor('F64', [], Float64Array.of(42))],
    ['weights', tensor('F64', [2, 3], Float64Array.of(0.1, -0, 1e300, 5e-324, Number.POSITIVE_INFINITY, -1.5))],
    ['z', tensor('F32', [2, 2], Float32Array.of(0.25, -0, 16777216, Number.NEGATIVE_INFINITY))],
    ['half', tensor('F16', [4], toHalf(Float64Array.of(1, -2.5, 65504, 2 ** -24)))],
    ['i32', tensor('I32', [2], Int32Array.of(-2147483648, 2147483647))],
    ['u32', tensor('U32', [2], Uint32Array.of(0, 4294967295))],
    ['i16', tensor('I16', [1, 2], Int16Array.of(-32768, 32767))],
    ['u16', tensor('U16', [2, 1], Uint16Array.of(0, 65535))],
    ['i8', tensor('I8', [3], Int8Array.of(-128, -1, 127))]
  ])
}

test('our file is the file that the Python implementation writes, byte for byte', () => {
  expect(Buffer.from(encodeModel(reference)).equals(golden('reference'))).toBe(true)
})

test('the file of the Python implementation reads as the record it was made from', () => {
  expect(snapshot(decodeModel(golden('reference')))).toEqual(snapshot(reference))
})

test('toHalf rounds as Python does, ties and their neighbours included', () => {
  const record = decodeModel(golden('halves'))
  const values = tensorOf(record, 'values', 'F64', [null]).data
  const bits = tensorOf(record, 'bits', 'F16', [values.length]).data
  expect(values.length).toBeGreaterThan(1000)
  expect(toHalf(values)).toEqual(bits)
})

const python = spawnSync('python3', ['--version']).status === 0

test.skipIf(!python)('the Python implementation reads random files of ours', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-golden-'))
  try {
    const entries = fc.sample(fc.tuple(names, tensors), { numRuns: 40, seed: 5 })
    const record: ModelRecord = {
      kind: 'random',
      version: 1,
      config: { list: [1, '\udc00'] },
      tensors: new Map(entries)
    }
    const path = join(folder, 'random.safetensors')
    writeFileSync(path, encodeModel(record))
    const { status, stdout, stderr } = spawnSync('python3', [SCRIPT, 'read', path], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const read = JSON.parse(stdout) as { metadata: unknown; tensors: { [name: string]: [string, number[], string] } }
    expect(read.metadata).toEqual({ format: 'waymark', kind: 'random', version: '1', config: record.config })
    const told = [...record.tensors].map(([name, t]) => [
      name,
      [t.dtype, t.shape, Buffer.from(bytesOf(t)).toString('hex')]
    ])
    expect(new Map(Object.entries(read.tensors))).toEqual(new Map(told as [string, [string, number[], string]][]))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
