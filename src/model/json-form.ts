import { checkDtype, DTYPES } from './dtypes.ts'
import { ModelFormatError, show } from './error.ts'
import { FORMAT } from './format.ts'
import { checkExpected, checkFormat, checkKind, checkOptions, checkVersion, type Expected } from './identity.ts'
import { formatElement, parseElement } from './json-number.ts'
import { canonicalJson, isObject, MAX_DEPTH, parseJson } from './json-text.ts'
import { checkConfig, checkName, checkRecord } from './record.ts'
import { called, checkLength, elementCount } from './tensor.ts'
import type { Json, ModelRecord, Tensor } from './types.ts'
import { compareCodePoints } from './utf8.ts'

/**
 * The same record as `encodeModel` writes, for people: `{ format, kind, version, config, tensors: { name: { dtype, shape,
 * data } } }`, keys and tensors in code point order, one line for each run along the last dimension. Numbers come back bit
 * by bit: floats have the fewest digits that do, `-0` stays, halves are shown as their values, and Infinity and NaN are
 * strings (`"Infinity"`, `"-Infinity"`, `"NaN:7fc00000"`). About 2 to 3 times the bytes of the binary form.
 * Throws ModelFormatError where the record is not one.
 */
export function toJson(record: ModelRecord): string {
  checkRecord(record)
  const { kind, version, config } = record
  const names = [...record.tensors.keys()].sort(compareCodePoints)
  const tensors = names.map(name => `    ${JSON.stringify(name)}: ${tensorText(record.tensors.get(name) as Tensor)}`)
  return `{
  "format": "${FORMAT}",
  "kind": ${JSON.stringify(kind)},
  "version": ${version},
  "config": ${canonicalJson(config, '  ')},
  "tensors": {${tensors.length > 0 ? `\n${tensors.join(',\n')}\n  ` : ''}}
}
`
}

function tensorText(tensor: Tensor): string {
  const { dtype, shape, data } = tensor
  const run = Math.max(1, shape.at(-1) ?? 1)
  const lines: string[] = []
  for (let start = 0; start < data.length; start += run) {
    const line: string[] = []
    for (let i = start; i < start + run; i++) line.push(formatElement(tensor, i))
    lines.push(`        ${line.join(', ')}`)
  }
  const numbers = lines.length > 0 ? `\n${lines.join(',\n')}\n      ` : ''
  return `{
      "dtype": "${dtype}",
      "shape": [${shape.join(', ')}],
      "data": [${numbers}]
    }`
}

/**
 * Reads what `toJson` wrote, or what a person made of it, under the rules of `decodeModel`: unknown and missing keys, keys
 * given twice, shapes that do not match their data and numbers that do not fit their type each throw a ModelFormatError
 * that names them.
 */
export function fromJson(text: string, options: Expected = {}): ModelRecord {
  checkOptions(options, ['kind', 'maxVersion'])
  if (typeof text !== 'string') throw new TypeError(`text: expected a string, got ${show(text)}`)
  const root = parseJson(text, 'model', 'not-json', MAX_DEPTH + 1)
  if (!isObject(root)) throw new ModelFormatError('not-json', `model: expected a JSON object, got ${show(root)}`)
  checkFormat(Object.hasOwn(root, 'format') ? root.format : undefined, 'format')
  checkKeys(root, ['format', 'kind', 'version', 'config', 'tensors'], 'model', 'not-json')
  const kind = checkKind(root.kind)
  checkName(kind, 'kind')
  const version = checkVersion(root.version)
  checkExpected(kind, version, options)
  const config = checkConfig(root.config)
  if (!isObject(root.tensors)) {
    throw new ModelFormatError('not-json', `tensors: expected an object, got ${show(root.tensors)}`)
  }
  const tensors = new Map<string, Tensor>()
  for (const [name, entry] of Object.entries(root.tensors)) {
    checkName(name, called(name))
    tensors.set(name, readTensor(entry as Json, called(name)))
  }
  return { kind, version, config, tensors }
}

function readTensor(entry: Json, what: string): Tensor {
  if (!isObject(entry)) throw new ModelFormatError('bad-tensor', `${what}: expected an object, got ${show(entry)}`)
  checkKeys(entry, ['dtype', 'shape', 'data'], what, 'bad-tensor')
  const dtype = checkDtype(entry.dtype, what)
  const count = elementCount(entry.shape, what)
  const shape = entry.shape as readonly number[]
  const numbers = entry.data
  if (!Array.isArray(numbers)) {
    throw new ModelFormatError('bad-data', `${what}: data: expected an array of numbers, got ${show(numbers)}`)
  }
  checkLength(shape, count, numbers.length, what)
  const tensor = { dtype, shape, data: new DTYPES[dtype].array(count) } as Tensor
  for (let i = 0; i < count; i++) parseElement(numbers[i], tensor, i, what)
  return tensor
}

function checkKeys(value: object, keys: readonly string[], what: string, code: 'not-json' | 'bad-tensor'): void {
  const got = Object.keys(value)
  if (got.length === keys.length && keys.every(key => Object.hasOwn(value, key))) return
  throw new ModelFormatError(code, `${what}: expected an object with ${keys.join(', ')}, got ${show(got)}`)
}
