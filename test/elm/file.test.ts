import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Kernel,
  type KernelElm,
  loadKernelElm,
  predictKernelElm,
  saveKernelElm,
  trainKernelElm
} from '../../src/elm/index.ts'
import {
  decodeModel,
  encodeModel,
  type JsonObject,
  ModelFormatError,
  type Tensor,
  tensor
} from '../../src/model/index.ts'
import { anySeed, thrownBy } from '../math/matrices.ts'
import { anyHead, table } from './rows.ts'

const anyKernel = fc.constantFrom<Kernel>(
  { type: 'linear' },
  { type: 'cosine' },
  { type: 'rbf' },
  { type: 'rbf', gamma: 0.3 },
  { type: 'laplacian' },
  { type: 'polynomial', offset: 0 },
  { type: 'polynomial', gamma: 0.1, degree: 2, offset: 3 }
)

test('a saved machine predicts the same to the last bit, and saves to the same bytes', () => {
  fc.assert(
    fc.property(
      anySeed,
      anyHead,
      anyKernel,
      anyKernel,
      fc.constantFrom('all' as const, 4),
      (seed, head, a, b, landmarks) => {
        const { blocks, fresh, targets } = table(10, seed)
        const kernels = [{ kernel: a, weight: 0.25 }, b]
        const { model } = trainKernelElm(blocks, targets, { kernels, head, landmarks, ridge: 0.3 })
        const bytes = saveKernelElm(model)
        const loaded = loadKernelElm(bytes)
        expect(predictKernelElm(loaded, fresh)).toEqual(predictKernelElm(model, fresh))
        expect([loaded.head, loaded.ridge]).toEqual([head, 0.3])
        expect(saveKernelElm(loaded)).toEqual(bytes)
        expect(loadKernelElm(bytes.buffer as ArrayBuffer)).toEqual(loaded)
      }
    ),
    { seed: 4, numRuns: 40 }
  )
})

test('defaults of kernels are written out', () => {
  const { blocks, targets } = table(5, 1)
  const { model } = trainKernelElm(blocks, targets, { kernels: [{ type: 'polynomial' }, { type: 'rbf' }] })
  expect(loadKernelElm(saveKernelElm(model)).terms).toEqual([
    { kernel: { type: 'polynomial', gamma: 1 / 7, degree: 3, offset: 1 }, weight: 1 },
    { kernel: { type: 'rbf', gamma: 1 / 4 }, weight: 1 }
  ])
})

describe('a lie in the file is named', () => {
  const { blocks, targets } = table(6, 2)
  const kernels: Kernel[] = [{ type: 'rbf' }, { type: 'polynomial' }]
  const model: KernelElm = trainKernelElm(blocks, targets, { kernels }).model
  const sound = decodeModel(saveKernelElm(model))
  const [first, second] = sound.config.blocks as readonly JsonObject[]
  const m = model.coefficients.rows

  const withConfig = (config: object) => encodeModel({ ...sound, config: { ...sound.config, ...config } as JsonObject })
  const withFirst = (part: object) => withConfig({ blocks: [{ ...first, ...part }, second] })
  const withSecond = (part: object) => withConfig({ blocks: [first, { ...second, ...part }] })
  const withTensor = (name: string, value: Tensor | undefined) => {
    const tensors = new Map(sound.tensors)
    if (value === undefined) tensors.delete(name)
    else tensors.set(name, value)
    return encodeModel({ ...sound, tensors })
  }
  const ones = (count: number) => new Float64Array(count).fill(1)
  const gamma = (value: number) => ({ kernel: { type: 'rbf', gamma: value } })

  test('the sound one loads', () => {
    expect(predictKernelElm(loadKernelElm(encodeModel(sound)), blocks)).toEqual(predictKernelElm(model, blocks))
    expect(m).toBe(6)
  })

  const lies: readonly (readonly [string, string, () => Uint8Array])[] = [
    ['wrong-kind', 'kind', () => encodeModel({ ...sound, kind: 'waymark-text-classifier' })],
    ['newer-version', 'version', () => encodeModel({ ...sound, version: 2 })],
    ['truncated', '', () => saveKernelElm(model).slice(0, -1)],
    ['bad-field', 'config.head', () => withConfig({ head: 'svm' })],
    ['bad-field', 'config.ridge', () => withConfig({ ridge: 0 })],
    ['bad-field', 'config.ridge', () => withConfig({ ridge: '1' })],
    ['bad-field', 'config.blocks', () => withConfig({ blocks: 2 })],
    ['bad-field', 'config.blocks', () => withConfig({ blocks: [] })],
    ['bad-field', 'config.blocks.0.cols', () => withConfig({ blocks: [3, second] })],
    ['bad-field', 'config.blocks.0.cols', () => withFirst({ cols: -1 })],
    ['bad-field', 'config.blocks.0.cols', () => withFirst({ cols: 2 ** 40 })],
    ['bad-field', 'landmarks.0', () => withFirst({ cols: 2 })],
    ['bad-shape', 'tensor "landmarks.1"', () => withSecond({ cols: 5 })],
    ['bad-field', 'config.blocks.0.weight', () => withFirst({ weight: -1 })],
    ['bad-field', 'config.blocks.0.layout', () => withFirst({ layout: 'ragged' })],
    ['missing-tensor', 'tensor "landmarks.0"', () => withFirst({ layout: 'dense' })],
    ['missing-tensor', 'tensor "landmarks.1.indptr"', () => withSecond({ layout: 'sparse' })],
    ['missing-tensor', 'tensor "landmarks.2"', () => withConfig({ blocks: [first, second, second] })],
    ['bad-field', 'config.blocks.0.kernel.type', () => withFirst({ kernel: { type: 'constructor' } })],
    ['bad-field', 'config.blocks.0.kernel.type', () => withFirst({ kernel: 'rbf' })],
    ['bad-field', 'config.blocks.0.kernel.gamma', () => withFirst({ kernel: { type: 'rbf' } })],
    ['bad-field', 'config.blocks.0.kernel', () => withFirst(gamma(-1))],
    ['bad-field', 'config.blocks.0.kernel', () => withFirst({ kernel: { type: 'rbf', gamma: 1, width: 1 } })],
    [
      'bad-field',
      'config.blocks.0.kernel',
      () => withFirst({ kernel: { type: 'polynomial', gamma: 1, degree: 1.5, offset: 0 } })
    ],
    ['missing-tensor', 'tensor "coefficients"', () => withTensor('coefficients', undefined)],
    ['bad-shape', 'tensor "coefficients"', () => withTensor('coefficients', tensor('F64', [12], ones(12)))],
    [
      'bad-dtype',
      'tensor "coefficients"',
      () => withTensor('coefficients', tensor('F32', [6, 2], new Float32Array(12)))
    ],
    ['bad-shape', 'tensor "landmarks.0.indptr"', () => withTensor('coefficients', tensor('F64', [5, 2], ones(10)))],
    [
      'bad-field',
      'coefficients[3]',
      () => withTensor('coefficients', tensor('F64', [6, 2], ones(12).fill(Number.NaN, 3, 4)))
    ],
    ['bad-field', 'landmarks.1[0]', () => withTensor('landmarks.1', tensor('F64', [6, 4], ones(24).fill(1 / 0, 0, 1)))],
    [
      'bad-field',
      'landmarks.0: indptr[0]',
      () => withTensor('landmarks.0.indptr', tensor('U32', [7], new Uint32Array(7).fill(1)))
    ],
    [
      'bad-shape',
      'tensor "landmarks.0.values"',
      () => withTensor('landmarks.0.values', tensor('F32', [1], new Float32Array(1)))
    ]
  ]
  test.each(lies)('%s: %s', (code, start, bytes) => {
    const error = thrownBy(() => loadKernelElm(bytes()))
    expect(error).toBeInstanceOf(ModelFormatError)
    expect([(error as ModelFormatError).code, (error as Error).message.slice(0, start.length)]).toEqual([code, start])
  })

  test('columns of a sparse landmark out of order, or a value that is no number', () => {
    const indices = sound.tensors.get('landmarks.0.indices')?.data as Uint32Array
    const values = sound.tensors.get('landmarks.0.values')?.data as Float32Array
    const count = indices.length
    const backwards = withTensor(
      'landmarks.0.indices',
      tensor(
        'U32',
        [count],
        indices.map(() => 6)
      )
    )
    expect(() => loadKernelElm(backwards)).toThrow(/^landmarks\.0: indices\[\d+\]: expected a column from/)
    const noNumber = withTensor(
      'landmarks.0.values',
      tensor(
        'F32',
        [count],
        values.map(() => Number.NaN)
      )
    )
    expect(() => loadKernelElm(noNumber)).toThrow(/^landmarks\.0: values\[0\]: expected a finite number, got NaN/)
  })

  test('cut anywhere, it never loads and never throws anything else', () => {
    const bytes = saveKernelElm(model)
    for (let length = 0; length < bytes.length; length += 7) {
      expect(thrownBy(() => loadKernelElm(bytes.slice(0, length)))).toBeInstanceOf(ModelFormatError)
    }
  })
})
