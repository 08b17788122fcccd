import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeModel,
  encodeModel,
  type JsonObject,
  ModelFormatError,
  type ModelRecord,
  type Tensor,
  tensor
} from '../../src/model/index.ts'
import { loadWordVectors } from '../../src/text/index.ts'
import { FILE, NGRAMS, WORDS } from './word-samples.ts'

const sound = decodeModel(FILE)
const n = WORDS.length
const k = NGRAMS.length

/** The sample with settings and tensors changed; undefined takes one away. */
function changed(config: JsonObject, tensors: Record<string, Tensor | undefined> = {}): Uint8Array {
  const all = new Map(sound.tensors)
  for (const [name, value] of Object.entries(tensors)) {
    if (value === undefined) all.delete(name)
    else all.set(name, value)
  }
  return encodeModel({ ...sound, config: { ...sound.config, ...config }, tensors: all })
}

function without(key: string): ModelRecord {
  const config = Object.fromEntries(Object.entries(sound.config).filter(([name]) => name !== key))
  return { ...sound, config }
}

function hashes(edit: (list: Uint32Array) => void, name = 'words'): Record<string, Tensor> {
  const list = Uint32Array.from(sound.tensors.get(`${name}.hashes`)?.data ?? [])
  edit(list)
  return { [`${name}.hashes`]: tensor('U32', [list.length], list) }
}

const halves = (bits: number, count: number) => tensor('F16', [count], new Uint16Array(count).fill(bits))
const bytes = (...shape: number[]) =>
  tensor('U8', shape, new Uint8Array(shape.reduce((product, length) => product * length, 1)))
const subwords = { min: 3, max: 4, weight: 0.5 }

const LIES: [string, Uint8Array, string][] = [
  ['another kind', encodeModel({ ...sound, kind: 'waymark-text-classifier' }), 'wrong-kind'],
  ['a newer version', encodeModel({ ...sound, version: 2 }), 'newer-version'],
  ['another analyser', changed({ analyzer: 'waymark-text-0' }), 'config.analyzer'],
  ['another hash', changed({ hash: 'fnv' }), 'config.hash'],
  ['a name that is no string', changed({ name: 3 }), 'config.name'],
  ['a step of normalising that nobody knows', changed({ normalize: { rot13: true } }), 'config.normalize.rot13'],
  ['no normalising', changed({ normalize: null }), 'config.normalize'],
  ['no dims', changed({ dims: 0 }), 'config.dims'],
  ['half a dim', changed({ dims: 2.5 }), 'config.dims'],
  ['dims beyond measure', changed({ dims: 2 ** 40 }), 'config.dims'],
  ['more dims than the codes have', changed({ dims: 6 }), 'words.codes'],
  ['one bit', changed({ bits: 1 }), 'config.bits'],
  ['nine bits', changed({ bits: 9 }), 'config.bits'],
  ['more bits than the codes have', changed({ bits: 4 }), 'words.codes'],
  [
    'hashes that do not ascend',
    changed(
      {},
      hashes(list => list.reverse())
    ),
    'words.hashes[1]'
  ],
  [
    'a hash twice',
    changed(
      {},
      hashes(list => list.copyWithin(1, 0, 1))
    ),
    'words.hashes[1]'
  ],
  ['fewer hashes than rows', changed({}, { 'words.hashes': tensor('U32', [1], new Uint32Array(1)) }), 'words.codes'],
  ['no hashes', changed({}, { 'words.hashes': undefined }), 'words.hashes'],
  ['hashes of another type', changed({}, { 'words.hashes': tensor('I32', [n], new Int32Array(n)) }), 'words.hashes'],
  ['codes in three dimensions', changed({}, { 'words.codes': bytes(n, 2, 1) }), 'words.codes'],
  ['codes too wide', changed({}, { 'words.codes': bytes(n, 3) }), 'words.codes'],
  ['no codes', changed({}, { 'words.codes': undefined }), 'words.codes'],
  ['infinite scales', changed({}, { 'words.scales': halves(0x7c00, n) }), 'words.scales[0]'],
  ['scales that are not numbers', changed({}, { 'words.scales': halves(0x7e00, n) }), 'words.scales[0]'],
  ['negative scales', changed({}, { 'words.scales': halves(0x8001, n) }), 'words.scales[0]'],
  ['fewer scales than rows', changed({}, { 'words.scales': halves(0, n - 1) }), 'words.scales'],
  ['fewer weights than rows', changed({}, { 'words.weights': bytes(n - 1) }), 'words.weights'],
  ['no weights', changed({}, { 'words.weights': undefined }), 'words.weights'],
  ['n-grams that are a list', changed({ subwords: [] }), 'config.subwords'],
  ['n-grams of no length', changed({ subwords: { ...subwords, min: 0 } }), 'config.subwords.min'],
  ['n-grams that end before they begin', changed({ subwords: { ...subwords, max: 2 } }), 'config.subwords.max'],
  ['n-grams beyond measure', changed({ subwords: { ...subwords, max: 65 } }), 'config.subwords.max'],
  ['a weight above 1', changed({ subwords: { ...subwords, weight: 1.5 } }), 'config.subwords.weight'],
  ['n-grams without hashes', changed({}, { 'ngrams.hashes': undefined }), 'ngrams.hashes'],
  [
    'n-grams in disorder',
    changed(
      {},
      hashes(list => list.reverse(), 'ngrams')
    ),
    'ngrams.hashes[1]'
  ],
  ['n-grams of other dims', changed({}, { 'ngrams.codes': bytes(k, 3) }), 'ngrams.codes'],
  ['n-grams of infinite scale', changed({}, { 'ngrams.scales': halves(0x7c00, k) }), 'ngrams.scales[0]'],
  ...['name', 'analyzer', 'hash', 'normalize', 'dims', 'bits', 'subwords'].map((key): [string, Uint8Array, string] => [
    `nothing said of ${key}`,
    encodeModel(without(key)),
    `config.${key}`
  ])
]

describe('a file that is not what it claims to be', () => {
  test.each(LIES)('%s', (_, lie, said) => {
    const error = thrown(lie)
    expect(error).toBeInstanceOf(ModelFormatError)
    expect(`${error.code} ${error.message.replaceAll('"', '')}`).toContain(said)
  })

  test('the sample without a change is sound, and so is one without n-grams', () => {
    expect(loadWordVectors(changed({})).size).toBe(n)
    expect(loadWordVectors(changed({ subwords: null })).trace('goals')).toEqual([])
  })

  test('cut anywhere', () => {
    for (let length = 0; length < FILE.length; length += 7) {
      expect(thrown(FILE.subarray(0, length))).toBeInstanceOf(ModelFormatError)
    }
  })

  test('with any byte changed it is refused, or answers with numbers', () => {
    fc.assert(
      fc.property(fc.nat({ max: FILE.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const other = FILE.slice()
        other[at] = byte
        try {
          const vectors = loadWordVectors(other)
          expect(vectors.embed('late goals of the bank').every(Number.isFinite)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(ModelFormatError)
        }
      }),
      { seed: 5, numRuns: 400 }
    )
  })
})

function thrown(bytes: Uint8Array): ModelFormatError {
  try {
    loadWordVectors(bytes)
  } catch (error) {
    return error as ModelFormatError
  }
  throw new Error('it was read')
}
