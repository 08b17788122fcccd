import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type DecodeOptions, decodeModel, ModelFormatError } from '../../src/model/index.ts'

const FOLDER = 'fixtures/malformed'
const files = readdirSync(FOLDER).filter(name => name.endsWith('.safetensors') && name !== 'sound.safetensors')
const reader: DecodeOptions = { kind: 'golden', maxVersion: 1 }

function errorOf(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

function read(name: string): ModelFormatError {
  const error = errorOf(() => decodeModel(readFileSync(join(FOLDER, name)), reader))
  if (error instanceof ModelFormatError) return error
  throw new Error(`${name}: expected a ModelFormatError, got ${String(error)}`)
}

test('the sound file loads', () => {
  const record = decodeModel(readFileSync(join(FOLDER, 'sound.safetensors')), reader)
  expect([...record.tensors.keys()]).toEqual(['a', 'b'])
})

test.each(files)('%s', name => {
  const error = read(name)
  expect(error.code).toBe(name.split('.')[0])
  expect(error.message).toMatch(/^.+: expected .+, got .+$/s)
  expect(error.message.length).toBeLessThan(300)
})

test('there is a file for every code a binary file can give', () => {
  const codes = new Set(files.map(name => name.split('.')[0]))
  expect([...codes].sort()).toEqual([
    'bad-config',
    'bad-dtype',
    'bad-metadata',
    'bad-name',
    'bad-offsets',
    'bad-shape',
    'bad-tensor',
    'bad-utf8',
    'duplicate-name',
    'gap',
    'header-not-json',
    'header-too-large',
    'newer-version',
    'not-waymark',
    'overlap',
    'too-deep',
    'trailing-bytes',
    'truncated',
    'wrong-kind'
  ])
})

test.each([
  ['truncated.in-data', 'tensor "b": expected data up to byte 28, got 27 bytes'],
  ['overlap.partly', 'tensor "b": expected to begin at byte 16, where tensor "a" ends, got 12'],
  ['gap.at-start', 'tensor "a": expected to begin at byte 0, where the data section begins, got 8'],
  ['bad-offsets.too-short', 'tensor "a": data_offsets: expected 2 × 8 bytes for F64 [2], got 8'],
  [
    'bad-dtype.inherited-name',
    'tensor "a": dtype: expected one of F64, F32, F16, I32, U32, I16, U16, I8, U8, got "constructor"'
  ],
  ['bad-shape.minus-zero', 'tensor "a": shape: expected an array of whole numbers up to 2^53 - 1, got [-0]'],
  ['bad-config.infinite', 'config.ridge[1]: expected a JSON value with finite numbers, got Infinity'],
  ['duplicate-name.escaped', 'header: expected each key once, got "a" twice'],
  ['wrong-kind.other', 'kind: expected "golden", got "tokenizer"'],
  ['newer-version.two', 'version of "golden": expected at most 1, got 2: written by a newer release']
])('%s says: %s', (name, message) => {
  expect(read(`${name}.safetensors`).message).toBe(message)
})

test('a header may be longer where the reader says so, and must be shorter where it says so', () => {
  const file = readFileSync(join(FOLDER, 'sound.safetensors'))
  const length = Number(file.readBigUInt64LE(0))
  expect(decodeModel(file, { maxHeaderBytes: length }).kind).toBe('golden')
  expect(errorOf(() => decodeModel(file, { maxHeaderBytes: length - 1 }))).toMatchObject({ code: 'header-too-large' })
})

test('a reader may want one of several kinds', () => {
  const file = readFileSync(join(FOLDER, 'sound.safetensors'))
  expect(decodeModel(file, { kind: ['other', 'golden'] }).version).toBe(1)
  expect(() => decodeModel(file, { kind: ['x', 'y'] })).toThrow('kind: expected "x" or "y", got "golden"')
})

test.each([
  [{ kinds: 'golden' }, TypeError, 'kinds: expected one of kind, maxVersion, maxHeaderBytes, got an unknown option'],
  [{ kind: 3 }, TypeError, 'kind: expected a string or an array of strings, got 3'],
  [{ maxVersion: Number.NaN }, RangeError, 'maxVersion: expected a number from 1 up, got NaN'],
  [{ maxHeaderBytes: -1 }, RangeError, 'maxHeaderBytes: expected a whole number from 1 up, got -1']
])('options %o are refused', (options, type, message) => {
  const error = errorOf(() => decodeModel(new Uint8Array(0), options as DecodeOptions))
  expect(error).toBeInstanceOf(type)
  expect(error).toHaveProperty('message', message)
})

test('what is no bytes at all is a TypeError', () => {
  const notBytes = 'text' as unknown as Uint8Array
  expect(errorOf(() => decodeModel(notBytes))).toMatchObject({
    name: 'TypeError',
    message: 'bytes: expected Uint8Array or ArrayBuffer, got "text"'
  })
})
