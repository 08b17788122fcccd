import { DTYPES } from './dtypes.ts'
import { ModelFormatError, show } from './error.ts'
import { METADATA } from './format.ts'
import { checkKind, checkVersion } from './identity.ts'
import { checkJson, isObject } from './json-text.ts'
import { called, checkTensor } from './tensor.ts'
import type { Dtype, JsonObject, ModelRecord, Tensor } from './types.ts'
import { compareCodePoints, isWellFormed } from './utf8.ts'

/** Checks everything a writer is given, with the errors a reader would give. */
export function checkRecord(record: ModelRecord): void {
  checkName(checkKind(record.kind), 'kind')
  checkVersion(record.version)
  checkConfig(record.config)
  const tensors: unknown = record.tensors
  if (!(tensors instanceof Map)) {
    throw new ModelFormatError('bad-tensor', `tensors: expected a Map, got ${show(tensors)}`)
  }
  for (const [name, value] of record.tensors) {
    checkName(name, called(name))
    checkTensor(value, called(name))
  }
}

/**
 * Throws `bad-name` for a name that other safetensors readers cannot hold: the metadata's own, and one with a lone
 * surrogate, which UTF-8 cannot carry.
 */
export function checkName(name: unknown, what: string): void {
  if (typeof name === 'string' && name !== METADATA && isWellFormed(name)) return
  throw new ModelFormatError(
    'bad-name',
    `${what}: expected a name without lone surrogates and other than ${METADATA}, got ${show(name)}`
  )
}

/** `config` as a JSON object. Throws `bad-config` or `too-deep`, naming the path. */
export function checkConfig(config: unknown): JsonObject {
  if (!isObject(config)) {
    throw new ModelFormatError('bad-config', `config: expected an object, got ${show(config)}`)
  }
  checkJson(config, 'config')
  return config as JsonObject
}

/** The tensors in file order: largest elements first, so that each begins at a multiple of its element size; then by name. */
export function inFileOrder(tensors: Iterable<readonly [string, Tensor]>): [string, Tensor][] {
  const size = (dtype: Dtype) => DTYPES[dtype].bytes
  return Array.from(tensors, ([name, value]): [string, Tensor] => [name, value]).sort(
    ([a, x], [b, y]) => size(y.dtype) - size(x.dtype) || compareCodePoints(a, b)
  )
}
