import { describe, expect, test } from 'vitest'
import { loadEmbedder, trainEmbedder } from '../../src/embed/index.ts'
import { rowOf } from '../../src/math/index.ts'
import {
  decodeModel,
  encodeModel,
  type JsonObject,
  ModelFormatError,
  type Tensor,
  tensor
} from '../../src/model/index.ts'
import { englishStopWords, porter, stopWordList } from '../../src/text/index.ts'
import { thrownBy } from '../math/matrices.ts'
import { topicTexts } from './samples.ts'

const texts = topicTexts(40, 6, 1)
const embedder = trainEmbedder(texts, { dims: 3, maxTerms: 5, buckets: 1000 })
const bytes = embedder.save()
const sound = decodeModel(bytes)

test('saved again, it is the same bytes; from a buffer it is the same embedder', () => {
  const loaded = loadEmbedder(bytes)
  expect(loaded.save()).toEqual(bytes)
  expect(loaded.info).toEqual(embedder.info)
  expect(loadEmbedder(bytes.buffer as ArrayBuffer).embedAll(texts)).toEqual(embedder.embedAll(texts))
})

test('axes of 4 bits take half the file, and give nearly the same vectors', () => {
  const many = topicTexts(200, 20, 3)
  const fine = trainEmbedder(many, { dims: 65 })
  const coarse = trainEmbedder(many, { dims: 65, axisBits: 4 })
  const { terms } = fine.info
  expect(fine.save().length - terms * (65 + 12) - 65 * 16).toBeLessThan(2500)
  expect(coarse.save().length - terms * (33 + 12) - 65 * 16).toBeLessThan(2500)
  const loaded = loadEmbedder(coarse.save())
  expect(loaded.embedAll(many)).toEqual(coarse.embedAll(many))
  expect(loaded.save()).toEqual(coarse.save())
  const [a, b] = [fine.embedAll(many), coarse.embedAll(many)]
  for (let i = 0; i < 200; i++) {
    const cosine = rowOf(a, i).reduce((sum, x, j) => sum + x * rowOf(b, i)[j], 0)
    expect(cosine).toBeGreaterThan(0.97)
    expect(cosine).toBeLessThan(1 - 1e-6)
  }
})

describe('what the file names is passed', () => {
  const named = trainEmbedder(texts, { dims: 3, stem: porter, stopWords: englishStopWords })
  const file = named.save()

  test('among others', () => {
    const stemmers = [{ name: 'none', stem: (word: string) => word }, porter]
    const loaded = loadEmbedder(file, { stemmers, stopWords: [englishStopWords] })
    expect(loaded.embedAll(texts)).toEqual(named.embedAll(texts))
  })

  test.each<[object, string]>([
    [{}, `options.stemmers: expected "${porter.name}", which the file needs, among them, got none`],
    [
      { stemmers: [porter], stopWords: [stopWordList('mine', ['the'])] },
      `options.stopWords: expected "${englishStopWords.name}", which the file needs, among them, got "mine"`
    ]
  ])('%j is not enough', (options, message) => {
    expect(() => loadEmbedder(file, options)).toThrow(new RangeError(message))
  })

  test('options of another shape', () => {
    expect(() => loadEmbedder(file, { stemmers: porter as never })).toThrow(
      new TypeError('options.stemmers: expected an array, got an object')
    )
    expect(() => loadEmbedder(file, { vectors: [] } as never)).toThrow(
      new TypeError('options.vectors: unknown option, expected one of stemmers, stopWords')
    )
  })
})

describe('a lie in the file is named', () => {
  const withConfig = (config: object) => encodeModel({ ...sound, config: { ...sound.config, ...config } as JsonObject })
  const features = sound.config.features as { blocks: JsonObject[] }
  const withFeatures = (more: object) => withConfig({ features: { ...features, ...more } })
  const withBlock = (more: object) => withFeatures({ blocks: [{ ...features.blocks[0], ...more }] })
  const withTensor = (name: string, value: Tensor | undefined) => {
    const tensors = new Map(sound.tensors)
    if (value === undefined) tensors.delete(name)
    else tensors.set(name, value)
    return encodeModel({ ...sound, tensors })
  }
  const whole = (name: string, ...given: number[]) =>
    withTensor(name, tensor('U32', [given.length], Uint32Array.from(given)))
  const lengths = (...given: number[]) =>
    withTensor('singular-values', tensor('F64', [given.length], Float64Array.from(given)))
  const scales = (...given: number[]) =>
    withTensor('axes.scales', tensor('F32', [given.length], Float32Array.from(given)))
  const axisShares = (...given: number[]) =>
    withTensor('axis-shares', tensor('F64', [given.length], Float64Array.from(given)))
  const NAN = Number.NaN

  test('the sound one loads', () => {
    expect(loadEmbedder(encodeModel(sound)).embedAll(texts)).toEqual(embedder.embedAll(texts))
    expect([...sound.tensors.keys()].sort()).toEqual([
      'axes.codes',
      'axes.scales',
      'axis-shares',
      'columns',
      'frequency',
      'singular-values'
    ])
    expect(sound.tensors.get('columns')?.shape).toEqual([5])
  })

  const lies: readonly (readonly [string, string, () => Uint8Array])[] = [
    ['wrong-kind', 'kind', () => encodeModel({ ...sound, kind: 'waymark-elm-autoencoder' })],
    ['newer-version', 'version', () => encodeModel({ ...sound, version: 2 })],
    ['truncated', '', () => bytes.slice(0, -1)],
    ['bad-field', 'config.documents', () => withConfig({ documents: -1 })],
    ['bad-field', 'config.documents', () => withConfig({ documents: 2 ** 32 })],
    ['bad-field', 'config.axisBits: expected 8 or 4, got 5', () => withConfig({ axisBits: 5 })],
    ['missing-tensor', 'tensor "axes.packed"', () => withConfig({ axisBits: 4 })],
    ['bad-field', 'axis-shares[1]', () => axisShares(0, -1e-9, 0)],
    ['bad-field', 'axis-shares[2]', () => axisShares(0, 0, 2)],
    ['bad-shape', 'tensor "axis-shares"', () => axisShares(0, 0)],
    ['bad-field', 'config.features', () => withConfig({ features: null })],
    ['bad-field', 'config.features.stem', () => withFeatures({ stem: 3 })],
    ['bad-field', 'config.features.stopWords', () => withFeatures({ stopWords: ['the'] })],
    ['bad-field', 'config.features: config.analyzer', () => withFeatures({ analyzer: 'waymark-text-9' })],
    ['bad-field', 'config.features: config.hash', () => withFeatures({ hash: 'fnv' })],
    ['bad-field', 'config.features: featurizer.blocks', () => withFeatures({ blocks: [] })],
    [
      'bad-field',
      'config.features.blocks: expected 1',
      () => withFeatures({ blocks: [features.blocks[0], features.blocks[0]] })
    ],
    ['bad-field', 'config.features.blocks[0].signed', () => withBlock({ signed: true })],
    ['bad-field', 'config.features: featurizer.blocks[0].max', () => withBlock({ max: 0 })],
    ['bad-field', 'columns[', () => withBlock({ dims: 10 })],
    ['bad-field', 'columns[1]: expected a column from 6 and below 1000, got 5', () => whole('columns', 5, 5, 6, 7, 8)],
    [
      'bad-field',
      'columns[4]: expected a column from 4 and below 1000, got 1000',
      () => whole('columns', 0, 1, 2, 3, 1000)
    ],
    ['bad-shape', 'tensor "frequency"', () => whole('columns', 1, 2, 3, 4)],
    ['bad-field', 'frequency[0]: expected a number from 1 to 40, got 0', () => whole('frequency', 0, 1, 1, 1, 1)],
    ['bad-field', 'frequency[4]: expected a number from 1 to 40, got 41', () => whole('frequency', 40, 1, 1, 1, 41)],
    ['bad-shape', 'tensor "axis-shares"', () => lengths(3, 2)],
    ['bad-shape', 'tensor "axes.codes"', () => withTensor('axes.codes', tensor('I8', [3, 5], new Int8Array(15)))],
    ['bad-field', 'singular-values[1]: expected a number above 0 and at most 3, got 4', () => lengths(3, 4, 1)],
    ['bad-field', 'singular-values[2]', () => lengths(3, 3, 0)],
    ['bad-field', 'singular-values[0]', () => lengths(NAN, 2, 1)],
    ['bad-field', 'singular-values[0]', () => lengths(1 / 0, 2, 1)],
    ['bad-field', 'axes.scales[1]: expected a number from 0 to', () => scales(0, -1, 0, 0, 0)],
    ['bad-field', 'axes.scales[4]', () => scales(0, 0, 0, 0, 0.1)],
    ['bad-field', 'axes.scales[0]', () => scales(NAN, 0, 0, 0, 0)],
    ['bad-shape', 'tensor "axes.scales"', () => scales(0, 0)],
    [
      'bad-field',
      'axes.codes[7]: expected -127 to 127, got -128',
      () => withTensor('axes.codes', tensor('I8', [5, 3], new Int8Array(15).fill(-128, 7)))
    ],
    ['bad-dtype', 'tensor "axes.codes"', () => withTensor('axes.codes', tensor('U8', [5, 3], new Uint8Array(15)))],
    ...[...sound.tensors.keys()].map(
      name => ['missing-tensor', `tensor "${name}"`, () => withTensor(name, undefined)] as const
    )
  ]
  test.each(lies)('%s: %s', (code, start, lie) => {
    const error = thrownBy(() => loadEmbedder(lie()))
    expect(error).toBeInstanceOf(ModelFormatError)
    expect([(error as ModelFormatError).code, (error as Error).message.slice(0, start.length)]).toEqual([code, start])
  })

  describe('in axes of 4 bits', () => {
    const packed = decodeModel(trainEmbedder(texts, { dims: 3, maxTerms: 5, axisBits: 4 }).save())
    const changed = (change: (bytes: Uint8Array) => void, config: JsonObject = {}) => {
      const codes = Uint8Array.from(packed.tensors.get('axes.packed')?.data ?? [])
      change(codes)
      const tensors = new Map(packed.tensors).set('axes.packed', tensor('U8', [5, 2], codes))
      return encodeModel({ ...packed, config: { ...packed.config, ...config }, tensors })
    }

    test('the sound one loads', () => {
      expect(loadEmbedder(changed(() => {})).dims).toBe(3)
    })

    // The last byte of a row of three codes has one in its lower half alone.
    test.each<[string, string, Uint8Array]>([
      ['a first code of -8', 'axes.packed[4]', changed(codes => codes.fill(0x80, 4, 5))],
      ['a second code of -8', 'axes.packed[4]', changed(codes => codes.fill(0x08, 4, 5))],
      ['a last code of -8', 'axes.packed[3]', changed(codes => codes.fill(0, 3, 4))],
      ['something past the last', 'axes.packed[3]', changed(codes => codes.fill(0x18, 3, 4))]
    ])('%s', (_, start, lie) => {
      const message = `${start}: expected codes from -7 to 7, and 0 past the last`
      expect(thrownBy(() => loadEmbedder(lie))).toMatchObject({ name: 'ModelFormatError', code: 'bad-field', message })
    })

    test('8 bits, where there are 4', () => {
      const error = thrownBy(() => loadEmbedder(changed(() => {}, { axisBits: 8 })))
      expect(error).toMatchObject({ name: 'ModelFormatError', code: 'missing-tensor' })
    })
  })

  test('cut anywhere, it never loads and never throws anything else', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(thrownBy(() => loadEmbedder(bytes.slice(0, length)))).toBeInstanceOf(ModelFormatError)
    }
  })
})
