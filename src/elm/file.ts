import { checkSparse, isSparse, type Matrix } from '../math/index.ts'
import {
  choice,
  decodeModel,
  encodeModel,
  field,
  type JsonObject,
  type ModelRecord,
  type Tensor,
  tensor,
  tensorOf
} from '../model/index.ts'
import { bad, matrixOf, matrixTensor, orBad } from './file-parts.ts'
import type { KernelElm } from './kernel-elm.ts'
import { fullKernel, KERNEL_PARAMETERS, type Kernel, type KernelTerm } from './kernels.ts'

/** What a file of this kind calls itself. */
const KIND = 'waymark-kernel-elm'
/** Version of its layout. */
const VERSION = 1

/**
 * The machine as one safetensors file. Parameters of kernels that were left to their defaults are written out, so that the
 * file means the same for ever.
 */
export function saveKernelElm(model: KernelElm): Uint8Array {
  const { head, ridge, coefficients } = model
  const tensors = new Map<string, Tensor>([['coefficients', matrixTensor(coefficients)]])
  const blocks = model.landmarks.map((block, b): JsonObject => {
    const { kernel, weight = 1 } = model.terms[b]
    const full = fullKernel(kernel, block.cols)
    const parameters = KERNEL_PARAMETERS[kernel.type].map(name => [name, full[name]] as const)
    writeMatrix(`landmarks.${b}`, block, tensors)
    return {
      kernel: { type: kernel.type, ...Object.fromEntries(parameters) },
      weight,
      layout: isSparse(block) ? 'sparse' : 'dense',
      cols: block.cols
    }
  })
  return encodeModel({ kind: KIND, version: VERSION, config: { head, ridge, blocks }, tensors })
}

function writeMatrix(name: string, m: Matrix, tensors: Map<string, Tensor>): void {
  if (!isSparse(m)) {
    tensors.set(name, matrixTensor(m))
    return
  }
  tensors.set(`${name}.indptr`, tensor('U32', [m.rows + 1], m.indptr))
  tensors.set(`${name}.indices`, tensor('U32', [m.indices.length], m.indices))
  tensors.set(`${name}.values`, tensor('F32', [m.values.length], m.values))
}

/**
 * The machine in a file that {@link saveKernelElm} made: it predicts the same to the last bit. Where the file is aligned its
 * numbers are views of `bytes`, not copies.
 *
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or
 *   whose parts contradict each other
 */
export function loadKernelElm(bytes: Uint8Array | ArrayBuffer): KernelElm {
  const record = decodeModel(bytes, { kind: KIND, maxVersion: VERSION })
  const { config } = record
  const count = field(config, 'blocks', 'array').length
  if (count === 0) throw bad('config.blocks: expected at least one, got none')
  const coefficients = matrixOf(record, 'coefficients', null, null)
  const blocks = Array.from({ length: count }, (_, b) => readBlock(record, b, coefficients.rows))
  return {
    head: choice(config, 'head', ['ridge', 'logistic']),
    ridge: field(config, 'ridge', 'number', { min: Number.MIN_VALUE }),
    terms: blocks.map(block => block.term),
    landmarks: blocks.map(block => block.landmarks),
    coefficients
  }
}

function readBlock(record: ModelRecord, b: number, m: number): { term: KernelTerm; landmarks: Matrix } {
  const { config } = record
  const at = `blocks.${b}`
  const name = `landmarks.${b}`
  const cols = field(config, `${at}.cols`, 'integer', { min: 0, max: 2 ** 32 })
  const weight = field(config, `${at}.weight`, 'number', { min: 0 })
  const kernel = readKernel(config, `${at}.kernel`)
  if (choice(config, `${at}.layout`, ['dense', 'sparse']) === 'dense') {
    return { term: { kernel, weight }, landmarks: matrixOf(record, name, m, cols) }
  }
  const indptr = tensorOf(record, `${name}.indptr`, 'U32', [m + 1]).data
  const indices = tensorOf(record, `${name}.indices`, 'U32', [null]).data
  const values = tensorOf(record, `${name}.values`, 'F32', [indices.length]).data
  const landmarks = orBad(name, () => checkSparse({ rows: m, cols, indptr, indices, values }))
  return { term: { kernel, weight }, landmarks }
}

/** A kernel with each of its parameters there, and in range. */
function readKernel(config: JsonObject, at: string): Kernel {
  const type = choice(config, `${at}.type`, Object.keys(KERNEL_PARAMETERS) as Kernel['type'][])
  for (const parameter of KERNEL_PARAMETERS[type]) field(config, `${at}.${parameter}`, 'number')
  const kernel = field(config, at, 'object') as unknown as Kernel
  orBad(`config.${at}`, () => fullKernel(kernel, 1))
  return kernel
}
