import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeModel,
  encodeModel,
  fromJson,
  ModelFormatError,
  type ModelRecord,
  toJson
} from '../../src/model/index.ts'
import { records, snapshot } from './arbitrary.ts'

/** Runs a reader: true when it gave a sound record, false when it refused. Any other error passes through and fails. */
function readsSoundly(read: () => ModelRecord): boolean {
  let record: ModelRecord
  try {
    record = read()
  } catch (error) {
    if (error instanceof ModelFormatError) return false
    throw error
  }
  for (const { shape, data } of record.tensors.values()) {
    expect(data.length).toBe(shape.reduce((product, length) => product * length, 1))
  }
  expect(snapshot(decodeModel(encodeModel(record)))).toEqual(snapshot(record))
  return true
}

const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 })

test('changed bytes are refused or give a sound record', () => {
  let refused = 0
  fc.assert(
    fc.property(records, edits, (record, changes) => {
      const file = encodeModel(record)
      for (const [at, value] of changes) file[at % file.length] = value
      if (!readsSoundly(() => decodeModel(file))) refused++
    }),
    { numRuns: 500 }
  )
  expect(refused).toBeGreaterThan(100)
})

test('a file cut anywhere is refused', () => {
  fc.assert(
    fc.property(records, fc.nat(), (record, cut) => {
      const file = encodeModel(record)
      expect(readsSoundly(() => decodeModel(file.subarray(0, cut % file.length)))).toBe(false)
    })
  )
})

test('a file with anything after it is refused', () => {
  fc.assert(
    fc.property(records, fc.uint8Array({ minLength: 1, maxLength: 20 }), (record, more) => {
      expect(readsSoundly(() => decodeModel(Buffer.concat([encodeModel(record), more])))).toBe(false)
    })
  )
})

/** The header as JSON with one of its nodes, picked by `pick`, replaced. */
function withNode(header: string, pick: number, value: unknown): string {
  const nodes: [Record<string, unknown>, string][] = []
  const walk = (at: Record<string, unknown>): void => {
    for (const [key, child] of Object.entries(at)) {
      nodes.push([at, key])
      if (typeof child === 'object' && child !== null) walk(child as Record<string, unknown>)
    }
  }
  const root = JSON.parse(header) as Record<string, unknown>
  walk(root)
  const [parent, key] = nodes[pick % nodes.length]
  Object.defineProperty(parent, key, { value, enumerable: true })
  return JSON.stringify(root)
}

/** Numbers where checks of sizes go wrong, and every other type of JSON. */
const lies = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 53 - 1, 1e300, -1e300),
  fc.integer({ min: 0, max: 64 }),
  fc.array(fc.constantFrom(0, 1, 2, 4, 8, 16, 2 ** 32, -1), { maxLength: 3 }),
  fc.constantFrom('F64', 'F16', 'U8', '1', '{}', '[]', 'null', '__proto__'),
  fc.constantFrom(null, true, {}, [[]])
)

test('a header with any field replaced is refused or gives a sound record', () => {
  fc.assert(
    fc.property(records, fc.nat(), lies, (record, pick, lie) => {
      const file = Buffer.from(encodeModel(record))
      const dataStart = 8 + Number(file.readBigUInt64LE(0))
      const header = Buffer.from(withNode(file.toString('utf8', 8, dataStart), pick, lie))
      const length = Buffer.alloc(8)
      length.writeBigUInt64LE(BigInt(header.length))
      const lying = Buffer.concat([length, header, file.subarray(dataStart)])
      readsSoundly(() => decodeModel(lying))
    }),
    { numRuns: 500 }
  )
})

test('JSON text with any value replaced, cut or changed is refused or gives a sound record', () => {
  fc.assert(
    fc.property(records, fc.nat(), lies, fc.nat(), fc.string({ maxLength: 2 }), (record, pick, lie, at, text) => {
      const json = toJson(record)
      readsSoundly(() => fromJson(withNode(json, pick, lie)))
      const cut = at % json.length
      expect(readsSoundly(() => fromJson(json.slice(0, Math.min(cut, json.trimEnd().length - 1))))).toBe(false)
      readsSoundly(() => fromJson(json.slice(0, cut) + text + json.slice(cut + 1)))
    }),
    { numRuns: 300 }
  )
})
