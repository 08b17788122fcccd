/**
 * The file format: a model is a record of a kind, a version, settings and named tensors, and a record is one safetensors
 * file or one JSON text. Everything wrong with a file is a ModelFormatError with a code.
 *
 * @module
 */
export {
  choice,
  type FieldPath,
  type FieldRange,
  type FieldType,
  type FieldTypes,
  field,
  optionalField
} from './config.ts'
export { DECODE_DEFAULTS, type DecodeOptions, decodeModel } from './decode.ts'
export { encodeModel } from './encode.ts'
export { type ModelFormatCode, ModelFormatError } from './error.ts'
export { MAX_HEADER_BYTES } from './format.ts'
export { fromHalf, toHalf } from './half.ts'
export type { Expected } from './identity.ts'
export { fromJson, toJson } from './json-form.ts'
export { MAX_DEPTH, parseJson } from './json-text.ts'
export { type StringTensors, stringEntries, stringsOf, stringsToTensor, tensorToStrings } from './strings.ts'
export { tensor, tensorOf } from './tensor.ts'
export type { ArrayOf, Dtype, Json, JsonObject, ModelRecord, Tensor, TensorOf } from './types.ts'
export { decodeUtf8 } from './utf8.ts'
