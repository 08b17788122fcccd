import { DTYPES } from './dtypes.ts'
import { HOST_LITTLE, swapBytes } from './endian.ts'
import { ModelFormatError } from './error.ts'
import { FORMAT, LENGTH_BYTES, MAX_HEADER_BYTES, METADATA } from './format.ts'
import { canonicalJson } from './json-text.ts'
import { checkRecord, inFileOrder } from './record.ts'
import type { ModelRecord, Tensor } from './types.ts'
import { encodeUtf8 } from './utf8.ts'

/**
 * Writes a record as one safetensors file: the header length (u64, little-endian), the header (JSON, padded with spaces to
 * 8 bytes), then the tensors, little-endian, each aligned to its element size. `__metadata__` holds `format` ("waymark"),
 * `kind`, `version` and `config` (as JSON text). The same record gives the same bytes, in whatever order its tensors and
 * config keys were inserted. Throws ModelFormatError where the record is not one, or its header passes MAX_HEADER_BYTES.
 *
 * Layout: https://github.com/huggingface/safetensors#format
 */
export function encodeModel(record: ModelRecord): Uint8Array<ArrayBuffer> {
  checkRecord(record)
  const tensors = inFileOrder(record.tensors)
  const header = encodeUtf8(headerText(record, tensors))
  const headerBytes = Math.ceil(header.length / LENGTH_BYTES) * LENGTH_BYTES
  if (headerBytes > MAX_HEADER_BYTES) {
    throw new ModelFormatError(
      'header-too-large',
      `header: expected at most ${MAX_HEADER_BYTES} bytes, got ${headerBytes}: keep long lists in tensors`
    )
  }
  const dataStart = LENGTH_BYTES + headerBytes
  const dataBytes = tensors.reduce((sum, [, { data }]) => sum + data.byteLength, 0)
  const file = new Uint8Array(dataStart + dataBytes)
  new DataView(file.buffer).setUint32(0, headerBytes, true)
  file.set(header, LENGTH_BYTES)
  file.fill(0x20, LENGTH_BYTES + header.length, dataStart)
  let at = dataStart
  for (const [, { dtype, data }] of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    if (!HOST_LITTLE) swapBytes(file.subarray(at, at + data.byteLength), DTYPES[dtype].bytes)
    at += data.byteLength
  }
  return file
}

/** Built as text, not as an object: `__proto__` and names that look like array indices keep their place. */
function headerText({ kind, version, config }: ModelRecord, tensors: readonly [string, Tensor][]): string {
  const metadata = JSON.stringify({ format: FORMAT, kind, version: String(version), config: canonicalJson(config) })
  const entries = [`"${METADATA}":${metadata}`]
  let at = 0
  for (const [name, { dtype, shape, data }] of tensors) {
    const end = at + data.byteLength
    entries.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [at, end] })}`)
    at = end
  }
  return `{${entries.join(',')}}`
}
