import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeModel, encodeModel, ModelFormatError, type Tensor } from '../../src/model/index.ts'
import { createSearch, loadSearch, type Search } from '../../src/rerank/index.ts'
import { ENGLISH, JAPANESE, plain } from './samples.ts'

const QUESTIONS = ['', 'oil the chain', 'bread 自転車 zymurgy']

/** What may be asked for that is no fault of a file: code that it names. */
const needed = (error: unknown) => error instanceof RangeError && error.message.startsWith('options.')

/** Reads a search: whether there was a sound one. Any other error passes through and fails. */
function readsSoundly(read: () => Search): boolean {
  let search: Search
  try {
    search = read()
  } catch (error) {
    if (error instanceof ModelFormatError || needed(error)) {
      expect((error as Error).message.length).toBeGreaterThan(10)
      return false
    }
    throw error
  }
  use(search)
  return true
}

/** What anyone may do with it. */
function use(search: Search): void {
  for (const question of QUESTIONS) {
    for (const found of search.search(question, { limit: 5, diversity: 0.3 })) {
      expect(Object.values(found.parts).every(Number.isFinite)).toBe(true)
      const { text, marks } = found.snippet
      for (const { start, end } of marks) expect(start >= 0 && start < end && end <= text.length).toBe(true)
    }
    search.search(question, { semantic: 'none', limit: 3 })
    search.context(question, { limit: 3, maxTokens: 100 })
  }
  expect(Number.isFinite(search.info.drift)).toBe(true)
  const again = loadSearch(search.save())
  expect(plain(again.search('oil the chain', { limit: 3 }))).toEqual(
    plain(search.search('oil the chain', { limit: 3 }))
  )
  const known = search.search('oil', { limit: 1 })[0]?.id
  if (known === undefined) return
  const document = search.get(known) as never
  search.replace(document)
  search.search('oil')
  search.remove(known)
  search.add(document)
  search.search('oil')
}

const made = createSearch([...ENGLISH.slice(0, 5), ...JAPANESE.slice(0, 1)], { dims: 4, minisearch: { fuzzy: 0.2 } })
made.feedback('oil the chain', 'bike-chain')
made.feedback('flat tyres', 'bike-puncture', false)
const file = made.save()
const header = 8 + new DataView(file.buffer).getUint32(0, true)

const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xff, 0x30, 0x39, 0x22))
const edits = fc.array(fc.tuple(fc.nat(), byte), { minLength: 1, maxLength: 3 })

test('changed bytes are refused or give a sound search', () => {
  let refused = 0
  let sound = 0
  fc.assert(
    fc.property(edits, fc.constantFrom('header', 'numbers', 'all'), (changes, where) => {
      const changed = file.slice()
      const start = where === 'numbers' ? header : 0
      const end = where === 'header' ? header : file.length
      for (const [at, value] of changes) changed[start + (at % (end - start))] = value
      if (readsSoundly(() => loadSearch(changed))) sound++
      else refused++
    }),
    { numRuns: 150 }
  )
  expect(refused).toBeGreaterThan(20)
  expect(sound).toBeGreaterThan(2)
})

/** A place in JSON, by its number, made something else. */
function withValue(json: unknown, pick: number, value: unknown): void {
  const places: (readonly [Record<string, unknown>, string])[] = []
  const walk = (at: Record<string, unknown>): void => {
    for (const [key, child] of Object.entries(at)) {
      places.push([at, key])
      if (typeof child === 'object' && child !== null) walk(child as Record<string, unknown>)
    }
  }
  walk(json as Record<string, unknown>)
  const [parent, key] = places[pick % places.length]
  parent[key] = value
}

const lie = fc.oneof(
  fc.constantFrom(
    0,
    1,
    -1,
    0.5,
    2,
    7,
    255,
    4096,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    1e300,
    '',
    'text',
    'id',
    null,
    true,
    {},
    []
  ),
  fc.array(fc.constantFrom('text', 'title', 'id', '__proto__', 5), { maxLength: 3 }),
  fc.dictionary(
    fc.constantFrom('k', 'b', 'd', 'prefix', 'title', '__proto__'),
    fc.constantFrom(0, 1, -1, 1e300, true, 'AND')
  )
)

test('settings and numbers changed for others are refused or give a sound search', () => {
  const record = decodeModel(file)
  const names = [...record.tensors.keys()]
  let refused = 0
  let sound = 0
  fc.assert(
    fc.property(
      fc.nat(),
      lie,
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), byte), { maxLength: 2 }),
      (pick, value, name, changes) => {
        const draft = { ...record, config: structuredClone(record.config), tensors: new Map(record.tensors) }
        if (pick % 3 > 0) withValue(draft.config, pick, value)
        const { dtype, shape, data } = record.tensors.get(names[name % names.length]) as Tensor
        const raw = new Uint8Array(data.slice().buffer)
        for (const [at, other] of changes) raw[at % raw.length] = other
        const changed = new (data.constructor as typeof Uint8Array)(raw.buffer as ArrayBuffer)
        draft.tensors.set(names[name % names.length], { dtype, shape, data: changed } as Tensor)
        if (readsSoundly(() => loadSearch(encodeModel(draft)))) sound++
        else refused++
      }
    ),
    { numRuns: 90 }
  )
  expect(refused).toBeGreaterThan(20)
  expect(sound).toBeGreaterThan(2)
})

test('a file cut anywhere is refused', () => {
  fc.assert(
    fc.property(fc.nat(file.length - 1), cut => {
      expect(readsSoundly(() => loadSearch(file.subarray(0, cut)))).toBe(false)
    })
  )
})

test('bytes of any kind are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
      expect(readsSoundly(() => loadSearch(bytes))).toBe(false)
    })
  )
})
