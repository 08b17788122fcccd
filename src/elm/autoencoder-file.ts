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
import { ACTIVATIONS } from './activations.ts'
import type { Autoencoder } from './autoencoder.ts'
import { bad, checkFinite } from './file-parts.ts'

/** What a file of this kind calls itself. */
const KIND = 'waymark-elm-autoencoder'
/** Version of its layout. */
const VERSION = 1

/** The autoencoder as one safetensors file. */
export function saveAutoencoder(autoencoder: Autoencoder): Uint8Array {
  const tensors = new Map<string, Tensor>()
  const config = writeAutoencoder(autoencoder, '', tensors)
  return encodeModel({ kind: KIND, version: VERSION, config, tensors })
}

/**
 * The autoencoder in a file that {@link saveAutoencoder} made: it encodes the same to the last bit. Where the file is aligned its
 * numbers are views of `bytes`, not copies.
 *
 * @throws ModelFormatError with a `code`, naming what is wrong: a file cut short, of another kind, of a newer version, or
 *   whose parts contradict each other
 */
export function loadAutoencoder(bytes: Uint8Array | ArrayBuffer): Autoencoder {
  return readAutoencoder(decodeModel(bytes, { kind: KIND, maxVersion: VERSION }), '')
}

/** Adds the numbers of an autoencoder to `tensors`, their names after `prefix`, and returns its settings. */
export function writeAutoencoder(autoencoder: Autoencoder, prefix: string, tensors: Map<string, Tensor>): JsonObject {
  const { activation, ridge, cols, columns, dims, basis, singularValues, squaredLength } = autoencoder
  tensors.set(`${prefix}columns`, tensor('U32', [columns.length], columns))
  tensors.set(`${prefix}basis`, tensor('F32', [columns.length, dims], basis.data))
  tensors.set(`${prefix}singular-values`, tensor('F64', [dims], singularValues))
  return { activation, ridge, cols, squaredLength }
}

/** The autoencoder whose tensors and settings have names after `prefix`, such as `encoders.0.`. Throws ModelFormatError. */
export function readAutoencoder(record: ModelRecord, prefix: string): Autoencoder {
  const { config } = record
  const cols = field(config, `${prefix}cols`, 'integer', { min: 0, max: 2 ** 32 })
  const columns = tensorOf(record, `${prefix}columns`, 'U32', [null]).data
  const { shape, data: singularValues } = tensorOf(record, `${prefix}singular-values`, 'F64', [null])
  const dims = shape[0]
  const basis = tensorOf(record, `${prefix}basis`, 'F32', [columns.length, dims]).data
  checkColumns(`${prefix}columns`, columns, cols)
  checkFinite(`${prefix}basis`, basis)
  checkDescending(`${prefix}singular-values`, singularValues)
  return {
    activation: choice(config, `${prefix}activation`, ACTIVATIONS),
    ridge: field(config, `${prefix}ridge`, 'number', { min: 0 }),
    cols,
    columns,
    dims,
    basis: { rows: columns.length, cols: dims, data: basis },
    singularValues,
    squaredLength: field(config, `${prefix}squaredLength`, 'number', { min: 0 })
  }
}

function checkColumns(name: string, columns: Uint32Array, cols: number): void {
  for (let j = 0, least = 0; j < columns.length; j++) {
    if (columns[j] < least || columns[j] >= cols) {
      throw bad(`${name}[${j}]: expected a column from ${least} and below ${cols}, got ${columns[j]}`)
    }
    least = columns[j] + 1
  }
}

function checkDescending(name: string, values: Float64Array): void {
  for (let j = 0, most = Number.MAX_VALUE; j < values.length; j++) {
    if (!(values[j] > 0 && values[j] <= most)) {
      throw bad(`${name}[${j}]: expected a number above 0 and at most ${most}, got ${values[j]}`)
    }
    most = values[j]
  }
}
