import { DTYPES } from './dtypes.ts'
import { HOST_LITTLE, swapBytes } from './endian.ts'
import { show } from './error.ts'
import { MAX_HEADER_BYTES, METADATA } from './format.ts'
import { readHeader, readMetadata } from './header.ts'
import { checkOptions, type Expected } from './identity.ts'
import { type Placed, readLayout } from './layout.ts'
import type { ModelRecord, Tensor } from './types.ts'

/** What a reader of a binary file is prepared to read. */
export interface DecodeOptions extends Expected {
  /** Longest header accepted, in bytes. Default: MAX_HEADER_BYTES, 4 MiB. */
  readonly maxHeaderBytes?: number | undefined
}

/** The defaults of `decodeModel`. */
export const DECODE_DEFAULTS = {
  kind: undefined,
  maxVersion: Number.POSITIVE_INFINITY,
  maxHeaderBytes: MAX_HEADER_BYTES
} as const satisfies DecodeOptions

/**
 * Reads a file written by `encodeModel`. Tensors are views into `bytes` wherever they are aligned (in a file of ours, when
 * `bytes` itself begins at a multiple of 8) and copies elsewhere: change `bytes` afterwards and the model changes.
 *
 * The file may come from a stranger. Nothing in it is executed, every size is checked against the bytes that are there
 * before it is used, and whatever is wrong with it throws a ModelFormatError whose `code` and message say what. Options
 * that are not what they should be throw TypeError or RangeError.
 */
export function decodeModel(bytes: Uint8Array | ArrayBuffer, options: DecodeOptions = {}): ModelRecord {
  checkOptions(options, Object.keys(DECODE_DEFAULTS))
  const maxHeaderBytes = options.maxHeaderBytes ?? DECODE_DEFAULTS.maxHeaderBytes
  if (!Number.isSafeInteger(maxHeaderBytes) || maxHeaderBytes < 1) {
    throw new RangeError(`maxHeaderBytes: expected a whole number from 1 up, got ${show(maxHeaderBytes)}`)
  }
  const file = asBytes(bytes)
  const { entries, dataStart } = readHeader(file, maxHeaderBytes)
  const metadata = Object.hasOwn(entries, METADATA) ? entries[METADATA] : undefined
  const { kind, version, config } = readMetadata(metadata, options)
  const data = file.subarray(dataStart)
  const tensors = new Map<string, Tensor>()
  for (const placed of readLayout(entries, data.length)) tensors.set(placed.name, readTensor(data, placed))
  return { kind, version, config, tensors }
}

function readTensor(data: Uint8Array, { dtype, shape, count, begin, end }: Placed): Tensor {
  const { bytes: size, array: ArrayOfDtype } = DTYPES[dtype]
  let raw = data.subarray(begin, end)
  if (raw.byteOffset % size !== 0 || !HOST_LITTLE) raw = raw.slice()
  if (!HOST_LITTLE) swapBytes(raw, size)
  return { dtype, shape, data: new ArrayOfDtype(raw.buffer, raw.byteOffset, count) } as Tensor
}

/** A byte view of the input. Told by its tag, not its class: a buffer from a worker or a frame is as good. */
function asBytes(input: unknown): Uint8Array {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
  const tag = Object.prototype.toString.call(input)
  if (tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]') {
    return new Uint8Array(input as ArrayBuffer)
  }
  throw new TypeError(`bytes: expected Uint8Array or ArrayBuffer, got ${show(input)}`)
}
