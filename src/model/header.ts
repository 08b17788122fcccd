import { ModelFormatError, show } from './error.ts'
import { LENGTH_BYTES, MAX_HEADER_BYTES, METADATA } from './format.ts'
import { checkExpected, checkFormat, checkKind, checkVersion, type Expected } from './identity.ts'
import { isObject, parseJson } from './json-text.ts'
import { checkConfig, checkName } from './record.ts'
import type { Json, JsonObject } from './types.ts'
import { decodeUtf8 } from './utf8.ts'

/** The header of a file: its entries under their names, and where the tensor bytes begin. */
export interface Header {
  readonly entries: { readonly [name: string]: Json }
  readonly dataStart: number
}

/**
 * Reads the length and the JSON of the header. Throws `truncated`, `header-too-large`, `bad-utf8`, `header-not-json`,
 * `too-deep` or `duplicate-name`; the length is checked against limit and file before anything is read by it.
 */
export function readHeader(bytes: Uint8Array, maxHeaderBytes: number = MAX_HEADER_BYTES): Header {
  if (bytes.length < LENGTH_BYTES) {
    throw new ModelFormatError('truncated', `file: expected at least ${LENGTH_BYTES} bytes, got ${bytes.length}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES)
  const length = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true)
  if (length > maxHeaderBytes) {
    const hint = bytes[0] === 0x7b ? ': the file begins like JSON, which fromJson reads' : ''
    throw new ModelFormatError(
      'header-too-large',
      `header length: expected at most ${maxHeaderBytes} bytes, got ${length}${hint}`
    )
  }
  const dataStart = LENGTH_BYTES + length
  if (dataStart > bytes.length) {
    throw new ModelFormatError(
      'truncated',
      `header: expected ${length} bytes, got the ${bytes.length - LENGTH_BYTES} left in the file`
    )
  }
  const text = decodeUtf8(bytes.subarray(LENGTH_BYTES, dataStart), 'header')
  if (text[0] !== '{') {
    throw new ModelFormatError(
      'header-not-json',
      `header: expected a JSON object from its first byte, got ${show(text)}`
    )
  }
  const entries = parseJson(text, 'header', 'header-not-json')
  return { entries: entries as JsonObject, dataStart }
}

/**
 * Reads `__metadata__`: first what the file is, then whether this reader wants it, so that a newer file is called newer
 * and not faulty; its config last. Keys beyond our four are left to other tools. Throws `not-waymark`, `bad-metadata`,
 * `wrong-kind`, `newer-version`, `bad-config`.
 */
export function readMetadata(
  value: Json | undefined,
  expected: Expected
): { kind: string; version: number; config: JsonObject } {
  if (!isObject(value)) {
    throw new ModelFormatError('not-waymark', `header: expected ${METADATA} with a format, got ${show(value)}`)
  }
  for (const [key, text] of Object.entries(value)) {
    if (typeof text === 'string') continue
    throw new ModelFormatError('bad-metadata', `${METADATA}: ${show(key)}: expected a string, got ${show(text)}`)
  }
  const own = (key: string) => (Object.hasOwn(value, key) ? value[key] : undefined)
  checkFormat(own('format'), `${METADATA}: format`)
  const kind = checkKind(own('kind'))
  checkName(kind, 'kind')
  const digits = own('version')
  const version = checkVersion(typeof digits === 'string' && /^[1-9]\d*$/.test(digits) ? Number(digits) : digits)
  checkExpected(kind, version, expected)
  const text = own('config')
  if (typeof text !== 'string') {
    throw new ModelFormatError('bad-config', `config: expected JSON text in ${METADATA}, got ${show(text)}`)
  }
  return { kind, version, config: checkConfig(parseJson(text, 'config', 'bad-config')) }
}
