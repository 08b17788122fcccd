import { describe, expect, test } from 'vitest'
import {
  accumulateElm,
  emptyElmStatistics,
  encodeChain,
  loadDeepElm,
  loadElm,
  loadElmStatistics,
  loadEncoders,
  loadOnlineElm,
  predictDeepElm,
  predictElm,
  saveDeepElm,
  saveElm,
  saveElmStatistics,
  saveEncoders,
  saveOnlineElm,
  trainDeepElm,
  trainElm,
  trainEncoders,
  trainOnlineElm,
  updateOnlineElm
} from '../../src/elm/index.ts'
import {
  decodeModel,
  encodeModel,
  type JsonObject,
  ModelFormatError,
  type Tensor,
  tensor
} from '../../src/model/index.ts'
import { thrownBy } from '../math/matrices.ts'
import { table } from './rows.ts'

const { blocks, fresh, targets } = table(12, 3)
const settings = { units: 6, activation: 'gelu', scale: 0.5, seed: 9 } as const

const elm = trainElm(blocks[0], targets, { ...settings, head: 'logistic', ridge: 0.2 }).model
const statistics = accumulateElm(emptyElmStatistics(4, 2, settings), blocks[1], targets)
const online = trainOnlineElm(blocks[1], targets, { ...settings, forgetting: 0.9, ridge: 0.2 })
const chain = trainEncoders(blocks[0], { dims: [4, 2] })
const deep = trainDeepElm(blocks[0], targets, { dims: [4, 2], head: 'logistic' }).model

describe('what is loaded is what was saved', () => {
  const kinds: readonly (readonly [string, unknown, Uint8Array, (bytes: Uint8Array | ArrayBuffer) => unknown])[] = [
    ['waymark-elm', elm, saveElm(elm), loadElm],
    ['waymark-elm-statistics', statistics, saveElmStatistics(statistics), loadElmStatistics],
    ['waymark-online-elm', online, saveOnlineElm(online), loadOnlineElm],
    ['waymark-elm-encoders', chain, saveEncoders(chain), loadEncoders],
    ['waymark-deep-elm', deep, saveDeepElm(deep), loadDeepElm]
  ]
  test.each(kinds)('%s', (kind, value, bytes, load) => {
    expect(decodeModel(bytes).kind).toBe(kind)
    expect(load(bytes)).toEqual(value)
    expect(load(bytes.buffer as ArrayBuffer)).toEqual(value)
    for (let length = 0; length < bytes.length; length += 5) {
      expect(thrownBy(() => load(bytes.slice(0, length)))).toBeInstanceOf(ModelFormatError)
    }
    const sound = decodeModel(bytes)
    expect(() => load(encodeModel({ ...sound, version: 2 }))).toThrow('version')
    expect(() => load(encodeModel({ ...sound, kind: 'waymark-kernel-elm' }))).toThrow('kind')
    for (const name of sound.tensors.keys()) {
      const tensors = new Map([...sound.tensors].filter(([other]) => other !== name))
      expect(() => load(encodeModel({ ...sound, tensors }))).toThrow(`tensor "${name}"`)
      const whole = sound.tensors.get(name)
      if (whole?.dtype !== 'F64') continue
      const spoilt = tensor(
        'F64',
        whole.shape,
        whole.data.map(() => Number.NaN)
      )
      expect(() => load(encodeModel({ ...sound, tensors: new Map(sound.tensors).set(name, spoilt) }))).toThrow(
        /\[0\]: expected a (finite )?number/
      )
    }
  })
})

test('a loaded machine predicts and learns the same to the last bit', () => {
  expect(predictElm(loadElm(saveElm(elm)), fresh[0])).toEqual(predictElm(elm, fresh[0]))
  expect(encodeChain(loadEncoders(saveEncoders(chain)), fresh[0])).toEqual(encodeChain(chain, fresh[0]))
  expect(predictDeepElm(loadDeepElm(saveDeepElm(deep)), fresh[0])).toEqual(predictDeepElm(deep, fresh[0]))
  const loaded = loadOnlineElm(saveOnlineElm(online))
  expect(updateOnlineElm(loaded, blocks[1], targets)).toEqual(updateOnlineElm(online, blocks[1], targets))
})

describe('a lie in the file is named', () => {
  const change = (bytes: Uint8Array, config: object, replaced: readonly (readonly [string, Tensor])[] = []) => {
    const sound = decodeModel(bytes)
    const tensors = new Map(sound.tensors)
    for (const [name, value] of replaced) tensors.set(name, value)
    return encodeModel({ ...sound, config: { ...sound.config, ...config } as JsonObject, tensors })
  }
  const saved = saveElm(elm)
  const withLayer = (part: object) => () =>
    loadElm(change(saved, { layer: { draw: 'waymark-uniform-1', cols: 7, ...settings, ...part } }))
  const withEncoder = (i: number, part: object) => () => {
    const bytes = saveDeepElm(deep)
    const encoders = decodeModel(bytes).config.encoders as readonly JsonObject[]
    return loadDeepElm(change(bytes, { encoders: encoders.map((one, j) => (i === j ? { ...one, ...part } : one)) }))
  }
  const matrix = (rows: number, cols: number) => tensor('F64', [rows, cols], new Float64Array(rows * cols))

  test.each<[string, () => unknown]>([
    ['config.layer.draw', withLayer({ draw: 'normal' })],
    ['config.layer.cols', withLayer({ cols: -1 })],
    ['config.layer.units', withLayer({ units: 0 })],
    ['tensor "coefficients"', withLayer({ units: 7 })],
    ['config.layer.activation', withLayer({ activation: 'toString' })],
    ['config.layer.scale', withLayer({ scale: 0 })],
    ['config.layer.seed', withLayer({ seed: 2 ** 32 })],
    ['config.head', () => loadElm(change(saved, { head: 'svm' }))],
    ['config.ridge', () => loadElm(change(saved, { ridge: 0 }))],
    ['config.layer.draw', () => loadElm(change(saved, { layer: 3 }))],
    [
      'coefficients: expected at least one output, got none',
      () => loadElm(change(saved, {}, [['coefficients', matrix(6, 0)]]))
    ],
    ['config.rows', () => loadElmStatistics(change(saveElmStatistics(statistics), { rows: -1 }))],
    ['tensor "gram"', () => loadElmStatistics(change(saveElmStatistics(statistics), {}, [['gram', matrix(6, 5)]]))],
    ['tensor "cross"', () => loadElmStatistics(change(saveElmStatistics(statistics), {}, [['cross', matrix(5, 2)]]))],
    ['config.forgetting', () => loadOnlineElm(change(saveOnlineElm(online), { forgetting: 1.5 }))],
    ['config.rows', () => loadOnlineElm(change(saveOnlineElm(online), { rows: 0.5 }))],
    ['tensor "covariance"', () => loadOnlineElm(change(saveOnlineElm(online), {}, [['covariance', matrix(2, 2)]]))],
    ['config.encoders', () => loadEncoders(change(saveEncoders(chain), { encoders: 1 }))],
    [
      'config.encoders: expected at least one, got none',
      () => loadEncoders(change(saveEncoders(chain), { encoders: [] }))
    ],
    ['config.encoders.1.cols: expected 4, the dims of the one before, got 5', withEncoder(1, { cols: 5 })],
    ['config.encoders.0.scale', withEncoder(0, { scale: 0 })],
    ['encoders.0.columns[6]: expected a column from 6 and below 6, got 6', withEncoder(0, { cols: 6 })],
    ['config.encoders.1.activation', withEncoder(1, { activation: 1 })],
    ['tensor "coefficients"', () => loadDeepElm(change(saveDeepElm(deep), {}, [['coefficients', matrix(2, 2)]]))]
  ])('%s', (start, run) => {
    const error = thrownBy(run)
    expect(error).toBeInstanceOf(ModelFormatError)
    expect((error as Error).message.slice(0, start.length)).toBe(start)
  })
})
