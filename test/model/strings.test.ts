import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeModel,
  encodeModel,
  ModelFormatError,
  type ModelRecord,
  stringEntries,
  stringsOf,
  stringsToTensor,
  type Tensor,
  tensor,
  tensorToStrings
} from '../../src/model/index.ts'
import { anyString } from './arbitrary.ts'

const record = (strings: readonly string[]): ModelRecord => ({
  kind: 'k',
  version: 1,
  config: {},
  tensors: new Map<string, Tensor>(stringEntries('labels', strings))
})

test('any list of any strings comes back from a file', () => {
  fc.assert(
    fc.property(fc.array(anyString, { maxLength: 6 }), strings => {
      const back = decodeModel(encodeModel(record(strings)))
      expect(stringsOf(back, 'labels')).toEqual(strings)
      expect(stringsOf(back, 'labels', strings.length)).toEqual(strings)
      expect(() => stringsOf(back, 'labels', strings.length + 1)).toThrow(ModelFormatError)
    })
  )
})

test('no strings, empty strings and names of object properties', () => {
  for (const strings of [[], [''], ['', '', 'a'], ['constructor', '__proto__', '\ud83d', '\ude00']]) {
    expect(tensorToStrings(stringsToTensor(strings))).toEqual(strings)
  }
})

test('bytes are end to end and offsets say where each begins', () => {
  const { bytes, offsets } = stringsToTensor(['ab', '', 'é'])
  expect(Array.from(bytes.data)).toEqual([0x61, 0x62, 0xc3, 0xa9])
  expect(Array.from(offsets.data)).toEqual([0, 2, 2, 4])
})

const lying = (bytes: readonly number[], offsets: readonly number[]) => ({
  bytes: tensor('U8', [bytes.length], Uint8Array.from(bytes)),
  offsets: tensor('U32', [offsets.length], Uint32Array.from(offsets))
})

test.each<[string, number[], number[], string]>([
  ['bad-strings', [], [], 'labels: offsets: expected 0 … 0, the length of the bytes, got undefined … undefined'],
  ['bad-strings', [65], [1, 1], 'labels: offsets: expected 0 … 1, the length of the bytes, got 1 … 1'],
  ['bad-strings', [65], [0], 'labels: offsets: expected 0 … 1, the length of the bytes, got 0 … 0'],
  ['bad-strings', [65], [0, 2], 'labels: offsets: expected 0 … 1, the length of the bytes, got 0 … 2'],
  ['bad-strings', [65, 66], [0, 2, 1, 2], 'labels: offsets[2]: expected at least 2, got 1'],
  ['bad-strings', [65, 66], [0, 4294967295, 2], 'labels: offsets[2]: expected at least 4294967295, got 2'],
  ['bad-utf8', [0xc3, 0xa9], [0, 1, 2], 'labels[0]: expected UTF-8, got byte 0xc3 at 0']
])('%s: bytes %j, offsets %j', (code, bytes, offsets, message) => {
  let caught: unknown
  try {
    tensorToStrings(lying(bytes, offsets), 'labels')
  } catch (error) {
    caught = error
  }
  expect(caught).toMatchObject({ name: 'ModelFormatError', code, message })
})

test('what is not a string is named by its index', () => {
  const mixed = ['a', undefined] as unknown as string[]
  expect(() => stringsToTensor(mixed)).toThrow('strings[1]: expected a string, got undefined')
})
