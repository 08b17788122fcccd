import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createVectorIndex,
  loadVectorIndex,
  readRowEmbedder,
  readVectorIndex,
  saveVectorIndex,
  trainRowEmbedder,
  writeRowEmbedder,
  writeVectorIndex
} from '../../src/embed/index.ts'
import { rowOf } from '../../src/math/index.ts'
import {
  decodeModel,
  encodeModel,
  type JsonObject,
  ModelFormatError,
  stringEntries,
  type Tensor,
  tensor
} from '../../src/model/index.ts'
import { anySeed, randomDense, thrownBy } from '../math/matrices.ts'
import { randomCounts } from './samples.ts'

const anyId = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('\ud800', '__proto__', '1')
)

test('a saved index finds the same, in the same order, under the same ids, and saves to the same bytes', () => {
  fc.assert(
    fc.property(fc.array(anyId, { maxLength: 20 }), fc.nat({ max: 7 }), anySeed, (given, dims, seed) => {
      const index = createVectorIndex({ dims })
      given.forEach((id, i) => {
        if (!index.has(id)) index.add(id, randomDense(1, dims, seed + i).data)
      })
      if (given.length > 3) index.remove(given[1])
      if (!index.has('large')) index.add('large', new Float64Array(dims).fill(1e38))
      const bytes = saveVectorIndex(index)
      const loaded = loadVectorIndex(bytes)
      const query = randomDense(1, dims, seed + 99).data
      expect(loaded.search(query, 99)).toEqual(index.search(query, 99))
      expect(loaded.rows()).toEqual(index.rows())
      expect(saveVectorIndex(loaded)).toEqual(bytes)
    }),
    { seed: 4, numRuns: 80 }
  )
})

test('a loaded index can be added to, and its file stays as it is', () => {
  const index = createVectorIndex({ dims: 2 })
  index.add('a', Float32Array.of(1, 0))
  const bytes = saveVectorIndex(index)
  const before = bytes.slice()
  const loaded = loadVectorIndex(bytes)
  loaded.add(7, Float32Array.of(0, 1))
  loaded.remove('a')
  expect(loaded.search(Float32Array.of(1, 1), 5).map(hit => hit.id)).toEqual([7])
  expect(bytes).toEqual(before)
})

test('132 bytes a vector of 128 numbers, five more for the id, and the id', () => {
  const index = createVectorIndex({ dims: 128 })
  for (let i = 0; i < 200; i++) index.add(1000 + i, randomDense(1, 128, i).data)
  expect(saveVectorIndex(index).length - 200 * (132 + 5 + 4)).toBeLessThan(600)
})

test('embedder and index in one file, each under its own name', () => {
  const counts = randomCounts(30, 20, 4)
  const embedder = trainRowEmbedder(counts, { dims: 5, axisBits: 4 })
  const index = createVectorIndex({ dims: 5 })
  const { vectors } = embedder.encodeRows(counts)
  for (let i = 0; i < 30; i++) index.add(i, rowOf(vectors, i))
  const tensors = new Map<string, Tensor>()
  const config = {
    rows: writeRowEmbedder(embedder, 'rows.', tensors),
    index: writeVectorIndex(index, 'index.', tensors)
  }
  const record = decodeModel(encodeModel({ kind: 'both', version: 1, config, tensors }))
  expect(readRowEmbedder(record, 'rows.').encodeRows(counts).vectors).toEqual(vectors)
  expect(readVectorIndex(record, 'index.').search(rowOf(vectors, 3), 30)).toEqual(index.search(rowOf(vectors, 3), 30))
  expect(() => readRowEmbedder(record, 'rows.', 10)).toThrow(ModelFormatError)
  expect(() => readVectorIndex(record, '')).toThrow(ModelFormatError)
})

describe('a lie in the file is named', () => {
  const index = createVectorIndex({ dims: 2 })
  index.add('a', Float32Array.of(1, 0))
  index.add(5, Float32Array.of(0, 1))
  index.add('5', Float32Array.of(0, 0))
  const bytes = saveVectorIndex(index)
  const sound = decodeModel(bytes)

  const withTensors = (given: readonly (readonly [string, Tensor | undefined])[]) => {
    const tensors = new Map(sound.tensors)
    for (const [name, value] of given) {
      if (value === undefined) tensors.delete(name)
      else tensors.set(name, value)
    }
    return encodeModel({ ...sound, tensors })
  }
  const withConfig = (config: object) => encodeModel({ ...sound, config: { ...sound.config, ...config } as JsonObject })
  const ids = (...given: string[]) => withTensors(stringEntries('ids', given))
  const numeric = (...given: number[]) =>
    withTensors([['ids.numeric', tensor('U8', [given.length], Uint8Array.from(given))]])
  const scales = (...given: number[]) =>
    withTensors([['vectors.scales', tensor('F32', [given.length], Float32Array.from(given))]])

  test('the sound one loads', () => {
    expect(loadVectorIndex(encodeModel(sound)).rows()).toEqual(index.rows())
  })

  const lies: readonly (readonly [string, string, () => Uint8Array])[] = [
    ['wrong-kind', 'kind', () => encodeModel({ ...sound, kind: 'waymark-embedder' })],
    ['newer-version', 'version', () => encodeModel({ ...sound, version: 2 })],
    ['truncated', '', () => bytes.slice(0, -1)],
    ['bad-field', 'config.dims', () => withConfig({ dims: -1 })],
    ['bad-field', 'config.dims', () => withConfig({ dims: 5000 })],
    ['bad-shape', 'tensor "vectors.codes"', () => withConfig({ dims: 3 })],
    ['bad-shape', 'tensor "ids.offsets"', () => ids('a', '5')],
    ['bad-field', 'ids[1]: expected a finite number', () => ids('a', 'five', '5')],
    ['bad-field', 'ids[1]: expected a finite number', () => ids('a', '5.0', '5')],
    ['bad-field', 'ids[1]: expected a finite number', () => ids('a', '', '5')],
    ['bad-field', 'ids[1]: expected a finite number', () => ids('a', '-0', '5')],
    ['bad-field', 'ids[1]: expected a finite number', () => ids('a', 'NaN', '5')],
    ['bad-field', 'ids[0]: expected each id once', () => ids('a', '5', 'a')],
    ['bad-field', 'ids[1]: expected each id once', () => numeric(0, 1, 1)],
    ['bad-field', 'ids[2].numeric: expected 0 or 1, got 2', () => numeric(0, 1, 2)],
    ['bad-shape', 'tensor "ids.offsets"', () => numeric(0, 1)],
    ['bad-field', 'vectors.scales[0]', () => scales(Number.NaN, 0, 0)],
    ['bad-field', 'vectors.scales[1]', () => scales(0, -1, 0)],
    ['bad-field', 'vectors.scales[2]', () => scales(0, 0, 1 / 0)],
    ['bad-shape', 'tensor "vectors.scales"', () => scales(1)],
    [
      'bad-field',
      'vectors.codes[3]: expected -127 to 127, got -128',
      () => withTensors([['vectors.codes', tensor('I8', [3, 2], Int8Array.of(0, 0, 0, -128, 0, 0))]])
    ],
    ...[...sound.tensors.keys()].map(
      name => ['missing-tensor', `tensor "${name}"`, () => withTensors([[name, undefined]])] as const
    )
  ]
  test.each(lies)('%s: %s', (code, start, lie) => {
    const error = thrownBy(() => loadVectorIndex(lie()))
    expect(error).toBeInstanceOf(ModelFormatError)
    expect([(error as ModelFormatError).code, (error as Error).message.slice(0, start.length)]).toEqual([code, start])
  })

  test('cut anywhere, it never loads and never throws anything else', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(thrownBy(() => loadVectorIndex(bytes.slice(0, length)))).toBeInstanceOf(ModelFormatError)
    }
  })
})
