import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DTYPES } from '../../src/model/dtypes.ts'
import {
  decodeModel,
  encodeModel,
  type Json,
  type JsonObject,
  type ModelRecord,
  tensor
} from '../../src/model/index.ts'
import { bytesOf, records, snapshot } from './arbitrary.ts'

test('decode is the inverse of encode, bit by bit', () => {
  fc.assert(
    fc.property(records, record => {
      expect(snapshot(decodeModel(encodeModel(record)))).toEqual(snapshot(record))
    })
  )
})

test('decode gives the same record at every alignment of the input', () => {
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 9 }), (record, shift) => {
      const file = encodeModel(record)
      const memory = new Uint8Array(shift + file.length + 3)
      memory.set(file, shift)
      const shifted = decodeModel(memory.subarray(shift, shift + file.length))
      expect(snapshot(shifted)).toEqual(snapshot(record))
    })
  )
})

test('the bytes do not depend on the order of insertion', () => {
  const reversed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(reversed)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value as JsonObject).reverse()
    return Object.fromEntries(entries.map(([key, item]) => [key, reversed(item)]))
  }
  fc.assert(
    fc.property(records, record => {
      const other: ModelRecord = {
        tensors: new Map([...record.tensors].reverse()),
        config: reversed(record.config) as JsonObject,
        version: record.version,
        kind: record.kind
      }
      expect(encodeModel(other)).toEqual(encodeModel(record))
    })
  )
})

test('the header is padded with spaces to a multiple of 8 bytes', () => {
  const paddings = new Set<number>()
  for (let n = 1; n <= 8; n++) {
    const file = Buffer.from(encodeModel({ kind: 'k'.repeat(n), version: 1, config: {}, tensors: new Map() }))
    const length = Number(file.readBigUInt64LE(0))
    const header = file.toString('latin1', 8)
    expect(header.length).toBe(length)
    expect(length % 8).toBe(0)
    expect(header).toMatch(/^\{.*\} *$/)
    paddings.add(length - header.trimEnd().length)
  }
  expect([...paddings].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('tensors of an aligned file are views, all of them', () => {
  fc.assert(
    fc.property(records, record => {
      const file = encodeModel(record)
      for (const [name, t] of decodeModel(file).tensors) {
        expect(t.data.buffer).toBe(file.buffer)
        expect(t.data.byteOffset % DTYPES[t.dtype].bytes).toBe(0)
        expect(bytesOf(t)).toEqual(bytesOf(record.tensors.get(name) ?? t))
      }
    })
  )
})

test('a view sees a later change of the file, a misaligned copy does not', () => {
  const file = encodeModel({
    kind: 'k',
    version: 1,
    config: {},
    tensors: new Map([['w', tensor('F64', [1], Float64Array.of(1))]])
  })
  const memory = new Uint8Array(file.length + 1)
  memory.set(file, 1)
  const view = decodeModel(file.buffer).tensors.get('w')
  const copy = decodeModel(memory.subarray(1)).tensors.get('w')
  file.fill(0, file.length - 8)
  memory.fill(0, memory.length - 8)
  expect(view?.data[0]).toBe(0)
  expect(copy?.data[0]).toBe(1)
})

test('encode copies: a later change of a tensor does not reach the file', () => {
  const data = Float32Array.of(1, 2)
  const file = encodeModel({ kind: 'k', version: 1, config: {}, tensors: new Map([['w', tensor('F32', [2], data)]]) })
  data.fill(9)
  expect(Array.from(decodeModel(file).tensors.get('w')?.data ?? [])).toEqual([1, 2])
})

test('a Node Buffer, an ArrayBuffer and a SharedArrayBuffer are read alike', () => {
  const record: ModelRecord = {
    kind: 'k',
    version: 2,
    config: { a: [1] },
    tensors: new Map([['w', tensor('I16', [2], Int16Array.of(-1, 5))]])
  }
  const file = encodeModel(record)
  const shared = new Uint8Array(new SharedArrayBuffer(file.length))
  shared.set(file)
  for (const bytes of [Buffer.from(file), file.buffer, shared]) {
    expect(snapshot(decodeModel(bytes))).toEqual(snapshot(record))
  }
})
