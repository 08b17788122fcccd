import {
  choice,
  decodeModel,
  encodeModel,
  field,
  type JsonObject,
  type ModelRecord,
  type Tensor
} from '../model/index.ts'
import { readAutoencoder, writeAutoencoder } from './autoencoder-file.ts'
import type { DeepElm } from './deep-elm.ts'
import type { Encoder } from './encoders.ts'
import { bad, matrixOf, matrixTensor } from './file-parts.ts'

/** Version of both layouts here. */
const VERSION = 1
const CHAIN = 'waymark-elm-encoders'
const DEEP = 'waymark-deep-elm'

/** A chain of encoders as one safetensors file, of kind `waymark-elm-encoders`. */
export function saveEncoders(chain: readonly Encoder[]): Uint8Array {
  const tensors = new Map<string, Tensor>()
  return encodeModel({ kind: CHAIN, version: VERSION, config: { encoders: writeChain(chain, tensors) }, tensors })
}

/** The chain in a file that {@link saveEncoders} made: it encodes the same to the last bit. Throws ModelFormatError. */
export function loadEncoders(bytes: Uint8Array | ArrayBuffer): readonly Encoder[] {
  return readChain(decodeModel(bytes, { kind: CHAIN, maxVersion: VERSION }))
}

/** The machine as one safetensors file, of kind `waymark-deep-elm`. */
export function saveDeepElm({ head, ridge, encoders, coefficients }: DeepElm): Uint8Array {
  const tensors = new Map<string, Tensor>([['coefficients', matrixTensor(coefficients)]])
  const config = { head, ridge, encoders: writeChain(encoders, tensors) }
  return encodeModel({ kind: DEEP, version: VERSION, config, tensors })
}

/** The machine in a file that {@link saveDeepElm} made: it predicts the same to the last bit. Throws ModelFormatError. */
export function loadDeepElm(bytes: Uint8Array | ArrayBuffer): DeepElm {
  const record = decodeModel(bytes, { kind: DEEP, maxVersion: VERSION })
  const encoders = readChain(record)
  return {
    head: choice(record.config, 'head', ['ridge', 'logistic']),
    ridge: field(record.config, 'ridge', 'number', { min: Number.MIN_VALUE }),
    encoders,
    coefficients: matrixOf(record, 'coefficients', encoders[encoders.length - 1].autoencoder.dims + 1, null)
  }
}

function writeChain(chain: readonly Encoder[], tensors: Map<string, Tensor>): JsonObject[] {
  return chain.map(({ autoencoder, scale }, i) => ({
    ...writeAutoencoder(autoencoder, `encoders.${i}.`, tensors),
    scale
  }))
}

function readChain(record: ModelRecord): readonly Encoder[] {
  const count = field(record.config, 'encoders', 'array').length
  if (count === 0) throw bad('config.encoders: expected at least one, got none')
  const chain = Array.from({ length: count }, (_, i): Encoder => {
    const scale = field(record.config, `encoders.${i}.scale`, 'number', { min: Number.MIN_VALUE })
    return { autoencoder: readAutoencoder(record, `encoders.${i}.`), scale }
  })
  for (let i = 1; i < count; i++) {
    const { dims } = chain[i - 1].autoencoder
    const { cols } = chain[i].autoencoder
    if (cols !== dims) throw bad(`config.encoders.${i}.cols: expected ${dims}, the dims of the one before, got ${cols}`)
  }
  return chain
}
