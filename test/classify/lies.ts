import { type Classifier, type Example, loadClassifier, trainClassifier } from '../../src/classify/index.ts'
import {
  type ArrayOf,
  decodeModel,
  encodeModel,
  ModelFormatError,
  type ModelRecord,
  type Tensor,
  tensor
} from '../../src/model/index.ts'
import { packNumbers, unpackNumbers } from '../../src/model/varint.ts'
import { QUICK, sentences } from './samples.ts'

/** A record that can be made to lie. */
export interface Draft {
  kind: string
  version: number
  config: Record<string, unknown>
  tensors: Map<string, Tensor>
}

export type Lie = (draft: Draft) => void

export function refusal(classifier: Classifier, lie: Lie): string {
  const record = decodeModel(classifier.save())
  const draft: Draft = { ...record, config: structuredClone(record.config), tensors: new Map(record.tensors) }
  lie(draft)
  try {
    loadClassifier(encodeModel(draft as ModelRecord))
  } catch (error) {
    if (error instanceof ModelFormatError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'none'
}

type Level = Record<string, unknown>

/** Puts something else in the place of a field of the config. */
export const change =
  (path: string, make: (old: unknown) => unknown): Lie =>
  ({ config }) => {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const level = keys.reduce<Level>((at, key) => at[key] as Level, config)
    level[last] = make(level[last])
  }

export const set = (path: string, value: unknown): Lie => change(path, () => value)

export const drop =
  (key: string): Lie =>
  ({ config, tensors }) => {
    if (!tensors.delete(key)) delete config[key]
  }

/** Changes a copy of the numbers of a tensor, which may become longer or shorter. */
export function numbers<D extends 'F64' | 'U8' | 'I8' | 'F16'>(
  name: string,
  dtype: D,
  change: (data: number[]) => unknown
): Lie {
  return ({ tensors }) => {
    const data = Array.from(tensors.get(name)?.data ?? [])
    change(data)
    const shape = tensors.get(name)?.shape ?? []
    const size = shape.reduce((product, length) => product * length, 1)
    const arrays = { F64: Float64Array, U8: Uint8Array, I8: Int8Array, F16: Uint16Array }
    const fitting = data.length === size ? shape : [data.length]
    tensors.set(name, tensor(dtype, fitting, arrays[dtype].from(data) as ArrayOf[D]) as unknown as Tensor)
  }
}

/** Changes packed whole numbers. */
export const packed = (name: string, change: (data: number[]) => unknown): Lie =>
  numbers(name, 'U8', bytes => {
    const data = Array.from(unpackNumbers(Uint8Array.from(bytes), name))
    change(data)
    bytes.splice(0, bytes.length, ...packNumbers(data))
  })

export const put = (i: number, value: number) => (data: number[]) => {
  data[i] = value
}

export const small = trainClassifier(sentences(12), { ...QUICK, threshold: 0.4 })
export const large = trainClassifier(sentences(280), QUICK)
export const compact = trainClassifier(sentences(280), { ...QUICK, maxFeatures: 90, weightBits: 8 })
const listed: Example[] = sentences(12).map(({ text, label }, i) => ({
  text,
  label: i === 0 ? ['cooking', 'weather'] : [label].flat()
}))
export const several = trainClassifier(listed, QUICK)
