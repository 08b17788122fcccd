import { StorageError } from './error.ts'
import { isBytes } from './store.ts'

/** `waymark` in ASCII and the version. Length and checksum follow, and the bytes begin where views of any element type may. */
const MAGIC = [0x77, 0x61, 0x79, 0x6d, 0x61, 0x72, 0x6b, 1]
const HEADER = 16

/**
 * A record: 8 bytes that say what it is, the length and the CRC-32 of what follows, each an unsigned 32-bit number, little-endian, and
 * the bytes. Throws RangeError on 4 GiB or more.
 */
export function seal(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.length > 0xffffffff) throw new RangeError(`bytes: expected less than 4 GiB, got ${bytes.length}`)
  const record = new Uint8Array(HEADER + bytes.length)
  record.set(MAGIC)
  record.set(bytes, HEADER)
  const header = new DataView(record.buffer)
  header.setUint32(8, bytes.length, true)
  // Of the copy: the bytes may be shared with a thread that writes.
  header.setUint32(12, crc32(record.subarray(HEADER)), true)
  return record
}

/** The bytes of a record, as a view of it. Throws StorageError: `foreign` where it is none, `broken` where it was cut or changed. */
export function unseal(record: unknown, name: string): Uint8Array {
  const foreign = (got: string) =>
    new StorageError('foreign', `${name}: expected a record written by saveTo, got ${got}`)
  const broken = (expected: string, got: string) =>
    new StorageError('broken', `${name}: expected ${expected}, got ${got}: the record was cut or changed`)
  if (!isBytes(record)) throw foreign(`${typeof record}`)
  const said = record.subarray(0, MAGIC.length)
  if (!said.every((byte, i) => byte === MAGIC[i])) throw foreign('other bytes')
  if (record.length < HEADER) throw broken(`at least ${HEADER} bytes`, `${record.length}`)
  const header = new DataView(record.buffer, record.byteOffset, HEADER)
  const bytes = record.subarray(HEADER)
  const length = header.getUint32(8, true)
  if (bytes.length !== length) throw broken(`${length} bytes`, `${bytes.length}`)
  const crc = header.getUint32(12, true)
  const got = crc32(bytes)
  if (got !== crc) throw broken(`CRC-32 ${crc.toString(16)}`, got.toString(16))
  return bytes
}

let table: Uint32Array | undefined

/** CRC-32 as of gzip and PNG (ISO 3309), which no flipped bit and no burst of up to 32 of them escapes. */
export function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => remainder(byte))
  const { length } = bytes
  let crc = 0xffffffff
  for (let i = 0; i < length; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 255]
  return ~crc >>> 0
}

function remainder(byte: number): number {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  return crc
}
